//! The claims of access tokens and ID tokens, as Auth0's default profile has them.
//!
//! The dialect is `access_token_authz`: `typ` is `JWT`, `azp` names the client, `gty` the
//! grant where Auth0 names it, and `permissions` is always there, empty or not.
//!
//! Source: <https://auth0.com/docs/secure/tokens/access-tokens/access-token-profiles>

use std::time::Duration;

use serde::ser::SerializeSeq as _;
use serde::{Serialize, Serializer};

use super::api::{AUDIENCE, Permission};
use super::clients::Client;
use super::clock::NumericDate;
use super::grant::Grant;
use super::scope::{Scope, ScopeValue};
use super::settings::{Issuer, Registrations};
use super::users::User;

/// Auth0's default for a client: ten hours.
const ID_TOKEN_LIFETIME: Duration = Duration::from_hours(10);

/// The `gty` claim. Tokens that come straight from a code have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GrantTypeClaim {
    ClientCredentials,
    Password,
    RefreshToken,
    /// A refresh token that the password grant had given.
    RefreshTokenOfPassword,
}

impl Serialize for GrantTypeClaim {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            // With a hyphen, unlike the parameter.
            Self::ClientCredentials => serializer.serialize_str("client-credentials"),
            Self::Password => serializer.serialize_str("password"),
            Self::RefreshToken => serializer.serialize_str("refresh_token"),
            Self::RefreshTokenOfPassword => {
                let mut sequence = serializer.serialize_seq(Some(2))?;
                sequence.serialize_element("refresh_token")?;
                sequence.serialize_element("password")?;
                sequence.end()
            }
        }
    }
}

/// The claims of an access token for the API.
#[derive(Debug, Serialize)]
pub(super) struct AccessTokenClaims<'a> {
    iss: &'a str,
    sub: String,
    aud: AudienceClaim,
    iat: NumericDate,
    exp: NumericDate,
    #[serde(skip_serializing_if = "String::is_empty")]
    scope: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    gty: Option<GrantTypeClaim>,
    azp: &'static str,
    permissions: Vec<&'static str>,
}

/// One audience is a string, several are an array (RFC 7519, section 4.1.3).
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum AudienceClaim {
    Api(&'static str),
    ApiAndUserInfo([String; 2]),
}

impl<'a> AccessTokenClaims<'a> {
    /// The token of a user. `permissions` is all that the user was given, asked for or not.
    pub(super) fn of_user(
        tenant: &'a Registrations,
        grant: &Grant,
        gty: Option<GrantTypeClaim>,
        now: NumericDate,
    ) -> Self {
        let aud = if grant.scope.contains(ScopeValue::OpenId) {
            AudienceClaim::ApiAndUserInfo([AUDIENCE.to_owned(), tenant.issuer.endpoint("userinfo")])
        } else {
            AudienceClaim::Api(AUDIENCE)
        };
        Self {
            iss: tenant.issuer.as_str(),
            sub: grant.user.sub.to_owned(),
            aud,
            iat: now,
            exp: now.after(tenant.access_token_lifetime),
            scope: grant.scope.to_string(),
            gty,
            azp: grant.client.id,
            permissions: names(grant.user.permissions),
        }
    }

    /// The token of a machine client. `permissions` is what `scope` grants.
    pub(super) fn of_machine(
        tenant: &'a Registrations,
        client: &Client,
        scope: &Scope,
        now: NumericDate,
    ) -> Self {
        Self {
            iss: tenant.issuer.as_str(),
            sub: format!("{}@clients", client.id),
            aud: AudienceClaim::Api(AUDIENCE),
            iat: now,
            exp: now.after(tenant.access_token_lifetime),
            scope: scope.to_string(),
            gty: Some(GrantTypeClaim::ClientCredentials),
            azp: client.id,
            permissions: names(&scope.permissions()),
        }
    }
}

fn names(permissions: &[Permission]) -> Vec<&'static str> {
    permissions
        .iter()
        .map(|permission| permission.as_str())
        .collect()
}

/// The claims of an ID token (OpenID Connect Core 1.0, section 2).
#[derive(Debug, Serialize)]
pub(super) struct IdTokenClaims<'a> {
    #[serde(flatten)]
    profile: Profile,
    iss: &'a str,
    aud: &'static str,
    iat: NumericDate,
    exp: NumericDate,
    #[serde(skip_serializing_if = "Option::is_none")]
    auth_time: Option<NumericDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sid: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nonce: Option<&'a str>,
}

impl<'a> IdTokenClaims<'a> {
    pub(super) fn new(
        issuer: &'a Issuer,
        grant: &'a Grant,
        nonce: Option<&'a str>,
        now: NumericDate,
    ) -> Self {
        Self {
            profile: Profile::new(grant.user, &grant.scope),
            iss: issuer.as_str(),
            aud: grant.client.id,
            iat: now,
            exp: now.after(ID_TOKEN_LIFETIME),
            auth_time: grant.authenticated_at,
            sid: grant.session_id.as_deref(),
            nonce,
        }
    }
}

/// What the scopes `profile` and `email` tell of a user (OpenID Connect Core 1.0, section
/// 5.4); the answer of `/userinfo`.
#[derive(Debug, Serialize)]
pub(super) struct Profile {
    sub: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    nickname: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email_verified: Option<bool>,
}

impl Profile {
    pub(super) fn new(user: &User, scope: &Scope) -> Self {
        let profile = scope.contains(ScopeValue::Profile);
        let email = scope.contains(ScopeValue::Email);
        Self {
            sub: user.sub,
            nickname: profile.then(|| user.nickname()),
            // Auth0 names a database user by the email address.
            name: profile.then_some(user.email),
            email: email.then_some(user.email),
            email_verified: email.then_some(true),
        }
    }
}
