//! What the operator sets about keys.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use rustls::RootCertStore;
use shared::environment::{Environment, SettingError};
use shared::issuer::Issuer;

use crate::keys::preloaded::{self, PreloadedSet};
use crate::keys::roots;

/// A year, in seconds: more is no bound.
const LONGEST_MAX_STALE: u32 = 31_536_000;

/// The settings of the key sets.
#[derive(Clone, Debug)]
pub struct KeySettings {
    /// The tenant's domains, from `AUTH0_DOMAIN`: at least one, all different.
    pub issuers: Vec<Issuer>,
    pub(super) preloaded: Arc<BTreeMap<Issuer, PreloadedSet>>,
    pub(super) max_stale: Duration,
    pub(super) roots: Arc<RootCertStore>,
}

impl KeySettings {
    /// The configured issuer that is written so, exactly (RFC 7519, section 4.1.1).
    pub fn issuer(&self, text: &str) -> Option<&Issuer> {
        self.issuers.iter().find(|issuer| issuer.as_str() == text)
    }

    /// Reads `AUTH0_DOMAIN`, `AUTH0_JWKS`, `JWKS_MAX_STALE_SECONDS` (1 to 31,536,000,
    /// default 86,400) and `SSL_CERT_FILE`.
    ///
    /// # Errors
    /// [`SettingError`], which names the variable and what to change.
    pub fn from_environment(environment: &Environment<'_>) -> Result<Self, SettingError> {
        let issuers = Issuer::all_from_environment(environment)?;
        let max_stale =
            environment.number("JWKS_MAX_STALE_SECONDS", 1..=LONGEST_MAX_STALE, 86_400)?;
        Ok(Self {
            preloaded: Arc::new(preloaded::from_environment(environment, &issuers)?),
            issuers,
            max_stale: Duration::from_secs(max_stale.into()),
            roots: roots::from_environment(environment)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variable: &'static str, value: &'static str) -> Result<KeySettings, SettingError> {
        let lookup = move |name: &str| match name {
            _ if name == variable => Some(value.to_owned()),
            "AUTH0_DOMAIN" => Some("tenant.eu.auth0.com,login.example".to_owned()),
            _ => None,
        };
        KeySettings::from_environment(&Environment::new(&lookup))
    }

    #[test]
    fn a_domain_suffices() {
        let settings = read("", "").unwrap();
        let issuers: Vec<_> = settings.issuers.iter().map(Issuer::as_str).collect();
        assert_eq!(
            issuers,
            ["https://tenant.eu.auth0.com/", "https://login.example/"]
        );
        assert_eq!(settings.max_stale, Duration::from_secs(86_400));
        assert!(settings.preloaded.is_empty());
    }

    #[test]
    fn a_wrong_setting_is_named() {
        for (variable, value) in [
            ("AUTH0_DOMAIN", "https://tenant.eu.auth0.com"),
            ("AUTH0_JWKS", "{"),
            ("JWKS_MAX_STALE_SECONDS", "0"),
            ("JWKS_MAX_STALE_SECONDS", "31536001"),
            ("SSL_CERT_FILE", "/nowhere.pem"),
        ] {
            assert_eq!(
                read(variable, value).unwrap_err().variable,
                variable,
                "{value}"
            );
        }
    }
}
