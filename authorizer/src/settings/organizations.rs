//! Which organisations' tokens are accepted.
//!
//! Auth0 asks an API that receives `org_id` to refuse the token unless it knows the
//! organisation: <https://auth0.com/docs/manage-users/organizations/using-tokens>

use std::str::FromStr;

use shared::environment::{Environment, SettingError};

/// The organisations of Auth0 that users may have signed in to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum AllowedOrganizations {
    /// Every one, and none.
    Any,
    /// None: whoever does not use organisations is sent no `org_id`.
    #[default]
    None,
    /// These alone: a token of no organisation is refused too.
    Only(Vec<OrganizationId>),
}

impl AllowedOrganizations {
    /// The variable that lists their ids, comma-separated, or is `any`.
    pub const VARIABLE: &'static str = "AUTH0_ORGANIZATIONS";

    /// Reads [`Self::VARIABLE`]; the default is [`Self::None`].
    ///
    /// # Errors
    /// [`SettingError`] when it is malformed.
    pub fn from_environment(environment: &Environment<'_>) -> Result<Self, SettingError> {
        if environment.text(Self::VARIABLE).as_deref() == Some("any") {
            return Ok(Self::Any);
        }
        let listed = environment.list(Self::VARIABLE)?;
        Ok(listed.map_or(Self::None, Self::Only))
    }

    /// Whether a token with this `org_id` is accepted.
    pub fn allow(&self, organization: Option<&str>) -> bool {
        match self {
            Self::Any => true,
            Self::None => organization.is_none(),
            Self::Only(listed) => {
                organization.is_some_and(|id| listed.iter().any(|allowed| allowed.0 == id))
            }
        }
    }
}

/// An organisation's id, for example `org_9ybsU1dN2dKfDkBi`; its name is another thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganizationId(String);

impl FromStr for OrganizationId {
    type Err = InvalidOrganizationId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_id = text.strip_prefix("org_").is_some_and(|rest| {
            !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
        if !is_id {
            return Err(InvalidOrganizationId);
        }
        Ok(Self(text.to_owned()))
    }
}

/// A text that is no organisation's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be any, alone, or list ids such as org_abc123, not names")]
pub struct InvalidOrganizationId;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::tests::environment_with;

    fn read(value: Option<&str>) -> Result<AllowedOrganizations, SettingError> {
        environment_with(
            AllowedOrganizations::VARIABLE,
            value,
            AllowedOrganizations::from_environment,
        )
    }

    #[test]
    fn an_organisation_is_accepted_only_where_it_was_said() {
        for (value, organization, allowed) in [
            (None, None, true),
            (None, Some("org_a"), false),
            (None, Some(""), false),
            (Some("any"), None, true),
            (Some("any"), Some("org_a"), true),
            (Some("org_a, org_b"), Some("org_b"), true),
            (Some("org_a"), Some("org_A"), false),
            (Some("org_a"), Some("org_ab"), false),
            (Some("org_a"), None, false),
        ] {
            let organizations = read(value).unwrap();
            assert_eq!(
                organizations.allow(organization),
                allowed,
                "{organization:?} of {value:?}"
            );
        }
    }

    #[test]
    fn names_and_a_mixture_with_any_are_refused() {
        for value in ["acme", "org_", "org_a,any", "any,any", "Any", "org_a b"] {
            let error = SettingError::new("AUTH0_ORGANIZATIONS", InvalidOrganizationId);
            assert_eq!(read(Some(value)), Err(error), "{value}");
        }
    }
}
