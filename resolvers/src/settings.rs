//! What the operator sets, read from the environment once, at the start.

use shared::audience::Audiences;
use shared::environment::{Environment, SettingError};
use shared::issuer::Issuer;
use shared::permission_source::PermissionSource;

/// The settings of a resolver function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The table, from `TABLE_NAME`.
    pub table_name: String,
    /// Whose identities count, from `AUTHORIZATION_MODE`.
    pub authorization: AuthorizationMode,
}

/// How the API authorizes. An identity of another shape is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuthorizationMode {
    /// `lambda`, the default: the authorizer's `resolverContext`.
    Lambda,
    /// `oidc`: AppSync's own OpenID Connect mode, which may leave the issuer and the
    /// audience unchecked, so that they are checked again.
    OpenIdConnect(OpenIdConnect),
}

/// What an identity of the mode `oidc` must be from, and for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenIdConnect {
    /// From `AUTH0_DOMAIN`.
    pub issuers: Vec<Issuer>,
    /// From `AUTH0_AUDIENCE`.
    pub audiences: Audiences,
    /// From `AUTH0_PERMISSIONS`.
    pub permissions: PermissionSource,
}

impl Settings {
    /// Reads them.
    ///
    /// # Errors
    /// [`SettingError`], which names the variable and what to change.
    pub fn from_environment(environment: &Environment<'_>) -> Result<Self, SettingError> {
        const MODE: &str = "AUTHORIZATION_MODE";
        let authorization = match environment.text(MODE).as_deref() {
            None | Some("lambda") => AuthorizationMode::Lambda,
            Some("oidc") => AuthorizationMode::OpenIdConnect(OpenIdConnect {
                issuers: Issuer::all_from_environment(environment)?,
                audiences: Audiences::from_environment(environment)?,
                permissions: PermissionSource::from_environment(environment)?,
            }),
            Some(_) => return Err(SettingError::new(MODE, "must be lambda or oidc")),
        };
        let table_name = environment.required("TABLE_NAME", "the name of the DynamoDB table")?;
        Ok(Self {
            table_name,
            authorization,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variables: &[(&str, &str)]) -> Result<Settings, SettingError> {
        let lookup = |name: &str| {
            let found = variables.iter().find(|(variable, _)| *variable == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        Settings::from_environment(&Environment::new(&lookup))
    }

    #[test]
    fn the_authorizer_is_the_default() {
        let settings = read(&[("TABLE_NAME", "records")]).unwrap();
        assert_eq!(settings.authorization, AuthorizationMode::Lambda);
        assert_eq!(read(&[]).unwrap_err().variable, "TABLE_NAME");
    }

    #[test]
    fn another_mode_needs_its_issuer_and_audience() {
        let table = ("TABLE_NAME", "records");
        let mode = ("AUTHORIZATION_MODE", "oidc");
        let (issuer, audience) = (
            ("AUTH0_DOMAIN", "a.example"),
            ("AUTH0_AUDIENCE", "https://api"),
        );
        assert_eq!(
            read(&[table, ("AUTHORIZATION_MODE", "iam")])
                .unwrap_err()
                .variable,
            "AUTHORIZATION_MODE"
        );
        assert_eq!(read(&[table, mode]).unwrap_err().variable, "AUTH0_DOMAIN");
        assert_eq!(
            read(&[table, mode, issuer]).unwrap_err().variable,
            "AUTH0_AUDIENCE"
        );
        assert!(read(&[table, mode, issuer, audience]).is_ok());
    }
}
