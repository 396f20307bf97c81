//! The issuer: an Auth0 tenant, known by its domain.

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use crate::environment::{Environment, SettingError};

/// The domain of a tenant, which makes its issuer `https://DOMAIN/`.
///
/// A domain is a host name without scheme, port, path or slash, in lower case, as Auth0
/// shows it. For tests and the local stack, `http://127.0.0.1:PORT` stands for a tenant on
/// this machine; no other plain-text address is accepted.
///
/// Issuers are compared as texts, never normalised: RFC 7519, section 2 (`StringOrURI`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Issuer(String);

impl Issuer {
    /// The variable that names the tenant's domains, comma-separated.
    pub const VARIABLE: &'static str = "AUTH0_DOMAIN";

    /// Reads [`Self::VARIABLE`], which has no default. The first issuer is the tenant's
    /// first domain; all are different.
    ///
    /// # Errors
    /// [`SettingError`] when it is absent, malformed or names a domain twice.
    pub fn all_from_environment(environment: &Environment<'_>) -> Result<Vec<Self>, SettingError> {
        environment.required(
            Self::VARIABLE,
            "your tenant's domain, for example tenant.eu.auth0.com",
        )?;
        let issuers: Vec<Self> = environment.list(Self::VARIABLE)?.unwrap_or_default();
        for (index, issuer) in issuers.iter().enumerate() {
            if issuers.iter().skip(index + 1).any(|other| other == issuer) {
                return Err(SettingError::new(
                    Self::VARIABLE,
                    format!("names {issuer} twice"),
                ));
            }
        }
        Ok(issuers)
    }

    /// The issuer as it stands in tokens: with its trailing slash.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where the tenant describes itself.
    ///
    /// Source: OpenID Connect Discovery 1.0, section 4 (a terminating slash is removed
    /// before the path is appended).
    pub fn discovery_url(&self) -> String {
        format!("{}.well-known/openid-configuration", self.0)
    }

    /// Whether it is a stand-in on this machine, reached without encryption.
    pub fn is_loopback(&self) -> bool {
        self.0.starts_with(LOOPBACK)
    }
}

impl Display for Issuer {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl FromStr for Issuer {
    type Err = InvalidDomain;

    /// Reads a domain.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some(port) = text.strip_prefix(LOOPBACK) {
            let is_port = port
                .parse::<u16>()
                .is_ok_and(|number| number > 0 && number.to_string() == port);
            return if is_port {
                Ok(Self(format!("{text}/")))
            } else {
                Err(InvalidDomain::Loopback)
            };
        }
        if text.contains("://") {
            return Err(InvalidDomain::Scheme);
        }
        if text.contains(['/', ':', '?', '#', '@']) {
            return Err(InvalidDomain::MoreThanHost);
        }
        let is_label = |label: &str| {
            let is_part = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
            (1..=63).contains(&label.len())
                && label.bytes().all(is_part)
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        // The last label has a letter: an IP address is nobody's tenant.
        let ends_in_name = text
            .rsplit('.')
            .next()
            .is_some_and(|last| last.contains(|c: char| c.is_ascii_lowercase()));
        if text.len() > 253
            || !text.contains('.')
            || !text.split('.').all(is_label)
            || !ends_in_name
        {
            return Err(InvalidDomain::Host);
        }
        Ok(Self(format!("https://{text}/")))
    }
}

/// Why a text is no domain of a tenant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidDomain {
    /// No host name.
    #[error("must be a host name in lower case, for example tenant.eu.auth0.com")]
    Host,
    /// A loopback address without a proper port.
    #[error("must have a port behind http://127.0.0.1:, without a slash")]
    Loopback,
    /// A port, a path or a slash.
    #[error(
        "must be the bare domain, without port, path or slash, for example tenant.eu.auth0.com"
    )]
    MoreThanHost,
    /// A scheme in front.
    #[error("must be the bare domain, without https://, for example tenant.eu.auth0.com")]
    Scheme,
}

const LOOPBACK: &str = "http://127.0.0.1:";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_becomes_an_issuer_with_a_trailing_slash() {
        for (domain, issuer) in [
            ("tenant.eu.auth0.com", "https://tenant.eu.auth0.com/"),
            (
                "login.xn--bcher-kva.example",
                "https://login.xn--bcher-kva.example/",
            ),
            ("http://127.0.0.1:4001", "http://127.0.0.1:4001/"),
        ] {
            assert_eq!(domain.parse::<Issuer>().unwrap().as_str(), issuer);
        }
        let issuer: Issuer = "tenant.eu.auth0.com".parse().unwrap();
        assert_eq!(
            issuer.discovery_url(),
            "https://tenant.eu.auth0.com/.well-known/openid-configuration"
        );
        assert!(!issuer.is_loopback());
    }

    #[test]
    fn what_is_no_bare_domain_is_refused_with_what_to_change() {
        for (text, error) in [
            ("https://tenant.auth0.com", InvalidDomain::Scheme),
            ("http://tenant.auth0.com", InvalidDomain::Scheme),
            ("http://127.0.0.2:80", InvalidDomain::Scheme),
            ("http://127.0.0.1:", InvalidDomain::Loopback),
            ("http://127.0.0.1:0", InvalidDomain::Loopback),
            ("http://127.0.0.1:+80", InvalidDomain::Loopback),
            ("http://127.0.0.1:80/", InvalidDomain::Loopback),
            ("http://127.0.0.1:80@evil.example", InvalidDomain::Loopback),
            ("tenant.auth0.com/", InvalidDomain::MoreThanHost),
            ("tenant.auth0.com:443", InvalidDomain::MoreThanHost),
            ("user@tenant.auth0.com", InvalidDomain::MoreThanHost),
            ("Tenant.auth0.com", InvalidDomain::Host),
            ("localhost", InvalidDomain::Host),
            ("10.0.0.1", InvalidDomain::Host),
            ("tenant..com", InvalidDomain::Host),
            ("-a.com", InvalidDomain::Host),
            ("a b.com", InvalidDomain::Host),
            (&"a.".repeat(127), InvalidDomain::Host),
            (&format!("{}a", "a.".repeat(127)), InvalidDomain::Host),
        ] {
            assert_eq!(text.parse::<Issuer>(), Err(error), "{text}");
        }
    }

    #[test]
    fn a_domain_named_twice_is_refused() {
        let lookup = |_: &str| Some("a.example,b.example,a.example".to_owned());
        let error = Issuer::all_from_environment(&Environment::new(&lookup)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "AUTH0_DOMAIN names https://a.example/ twice"
        );
    }
}
