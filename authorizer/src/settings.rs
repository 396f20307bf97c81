//! What the operator sets, read from the environment once, at the start.

use shared::audience::Audiences;
use shared::environment::{Environment, SettingError};
use shared::field_permissions::FieldPermissions;
use shared::issuer::Issuer;
use shared::permission_source::PermissionSource;

/// Settings that the deployment knows and this version does not act on. Whoever sets one
/// relies on it, so the function rather stops than lets in what it should refuse.
const NOT_SUPPORTED: [&str; 9] = [
    "AUTH0_ALGORITHMS",
    "AUTH0_CLIENT_CREDENTIALS",
    "AUTH0_CLIENT_IDS",
    "AUTH0_JWKS",
    "AUTH0_ORGANIZATIONS",
    "AUTH0_TOKEN_PROFILE",
    "CLOCK_SKEW_SECONDS",
    "JWKS_MAX_STALE_SECONDS",
    "TOKEN_PREFIX",
];

/// The settings of the authorizer.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The tenant, from `AUTH0_DOMAIN`.
    pub issuer: Issuer,
    /// The accepted audiences, from `AUTH0_AUDIENCE`.
    pub audiences: Audiences,
    /// Where permissions come from, from `AUTH0_PERMISSIONS`.
    pub permissions: PermissionSource,
    /// Which permission each field asks for, from `FIELD_PERMISSIONS`.
    pub field_permissions: FieldPermissions,
    /// For how many seconds AppSync may keep an answer, from
    /// `AUTHORIZER_RESULT_TTL_SECONDS`: 0 to 3600, default 300.
    pub result_ttl_seconds: u32,
}

impl Settings {
    /// Reads them.
    ///
    /// # Errors
    /// [`SettingError`], which names the variable and what to change.
    pub fn from_environment(environment: &Environment<'_>) -> Result<Self, SettingError> {
        for variable in NOT_SUPPORTED {
            if environment.text(variable).is_some() {
                return Err(SettingError::new(
                    variable,
                    "is not supported by this version; leave it out",
                ));
            }
        }
        let issuers = Issuer::all_from_environment(environment)?;
        let [issuer] = issuers.as_slice() else {
            return Err(SettingError::new(Issuer::VARIABLE, "must name one domain"));
        };
        Ok(Self {
            issuer: issuer.clone(),
            audiences: Audiences::from_environment(environment)?,
            permissions: PermissionSource::from_environment(environment)?,
            field_permissions: FieldPermissions::from_environment(environment)?,
            result_ttl_seconds: environment.number(
                "AUTHORIZER_RESULT_TTL_SECONDS",
                0..=3600,
                300,
            )?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(changed: &'static str, value: Option<&'static str>) -> Result<Settings, SettingError> {
        let lookup = move |name: &str| {
            if name == changed {
                return value.map(str::to_owned);
            }
            let value = match name {
                "AUTH0_DOMAIN" => "tenant.eu.auth0.com",
                "AUTH0_AUDIENCE" => "https://records.example",
                "FIELD_PERMISSIONS" => r#"{"Query.me":null}"#,
                _ => return None,
            };
            Some(value.to_owned())
        };
        Settings::from_environment(&Environment::new(&lookup))
    }

    #[test]
    fn three_settings_suffice() {
        let settings = read("", None).unwrap();
        assert_eq!(settings.issuer.as_str(), "https://tenant.eu.auth0.com/");
        assert_eq!(settings.result_ttl_seconds, 300);
    }

    #[test]
    fn a_setting_that_would_be_ignored_stops_the_start() {
        for variable in NOT_SUPPORTED {
            assert_eq!(read(variable, Some("x")).unwrap_err().variable, variable);
        }
    }

    #[test]
    fn a_wrong_or_missing_setting_is_named() {
        for (variable, value) in [
            ("AUTH0_DOMAIN", None),
            ("AUTH0_DOMAIN", Some("https://tenant.eu.auth0.com")),
            ("AUTH0_DOMAIN", Some("a.example,b.example")),
            ("AUTH0_AUDIENCE", None),
            ("AUTH0_PERMISSIONS", Some("roles")),
            ("FIELD_PERMISSIONS", None),
            ("FIELD_PERMISSIONS", Some("{}")),
            ("AUTHORIZER_RESULT_TTL_SECONDS", Some("3601")),
            ("AUTHORIZER_RESULT_TTL_SECONDS", Some("-1")),
        ] {
            assert_eq!(
                read(variable, value).unwrap_err().variable,
                variable,
                "{value:?}"
            );
        }
    }
}
