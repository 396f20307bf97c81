//! What the operator sets, read from the environment once, at the start: a type for each
//! concern.

pub mod algorithms;
pub mod client_credentials;
pub mod clients;
pub mod clock_skew;
pub mod expected_token;
pub mod organizations;
pub mod result_ttl;
pub mod token_prefix;

use shared::environment::{Environment, SettingError};
use shared::field_permissions::FieldPermissions;
use shared::permission_source::PermissionSource;

use crate::keys::KeySettings;
use crate::settings::algorithms::Algorithms;
use crate::settings::client_credentials::ClientCredentials;
use crate::settings::clients::AllowedClients;
use crate::settings::clock_skew::ClockSkew;
use crate::settings::expected_token::ExpectedToken;
use crate::settings::organizations::AllowedOrganizations;
use crate::settings::result_ttl::ResultTtl;
use crate::settings::token_prefix::TokenPrefix;

/// The settings of the authorizer. Each field's type names its variable.
///
/// There is no default: an authorizer without an audience can't be built. This compiles:
///
/// ```
/// # use authorizer::settings::Settings;
/// # use shared::environment::{Environment, SettingError};
/// fn settings(environment: &Environment<'_>) -> Result<Settings, SettingError> {
///     Settings::from_environment(environment)
/// }
/// ```
///
/// and this does not:
///
/// ```compile_fail
/// # use authorizer::settings::Settings;
/// # use shared::environment::{Environment, SettingError};
/// fn settings(environment: &Environment<'_>) -> Result<Settings, SettingError> {
///     Ok(Settings::default())
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Settings {
    /// The tenant's domains, and where their keys come from.
    pub keys: KeySettings,
    /// The kind of token, and for whom it must have been made.
    pub expected: ExpectedToken,
    /// The accepted signature algorithms.
    pub algorithms: Algorithms,
    /// What must stand before the token.
    pub prefix: Option<TokenPrefix>,
    /// The tolerance for `nbf` and `iat`.
    pub clock_skew: ClockSkew,
    /// The clients whose tokens are accepted.
    pub clients: AllowedClients,
    /// Whether machines may call.
    pub client_credentials: ClientCredentials,
    /// The organisations whose tokens are accepted.
    pub organizations: AllowedOrganizations,
    /// Where permissions come from.
    pub permissions: PermissionSource,
    /// Which permission each field asks for.
    pub field_permissions: FieldPermissions,
    /// For how long AppSync may keep an answer.
    pub result_ttl: ResultTtl,
}

impl Settings {
    /// Reads them.
    ///
    /// # Errors
    /// [`SettingError`], which names the variable and what to change.
    pub fn from_environment(environment: &Environment<'_>) -> Result<Self, SettingError> {
        Ok(Self {
            keys: KeySettings::from_environment(environment)?,
            expected: ExpectedToken::from_environment(environment)?,
            algorithms: Algorithms::from_environment(environment)?,
            prefix: TokenPrefix::from_environment(environment)?,
            clock_skew: ClockSkew::from_environment(environment)?,
            clients: AllowedClients::from_environment(environment)?,
            client_credentials: ClientCredentials::from_environment(environment)?,
            organizations: AllowedOrganizations::from_environment(environment)?,
            permissions: PermissionSource::from_environment(environment)?,
            field_permissions: FieldPermissions::from_environment(environment)?,
            result_ttl: ResultTtl::from_environment(environment)?,
        })
    }
}

#[cfg(test)]
mod tests;
