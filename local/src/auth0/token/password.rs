//! The grant `password`: a name and a password, without a browser (RFC 6749, section 4.3).

use secrecy::ExposeSecret as _;

use super::error::TokenError;
use super::parameters::TokenParameters;
use super::response::{Origin, TokenResponse};
use crate::auth0::api::Audience;
use crate::auth0::claims::GrantTypeClaim;
use crate::auth0::clients::Client;
use crate::auth0::grant::Grant;
use crate::auth0::scope::{RequestedScope, Scope, ScopeValue};
use crate::auth0::tenant::Tenant;
use crate::auth0::users::User;

/// A request that names none of the API's permissions gets all that the user has, as at
/// Auth0.
pub(super) fn exchange(
    tenant: &Tenant,
    client: &'static Client,
    parameters: TokenParameters,
) -> Result<TokenResponse, TokenError> {
    let username = parameters
        .username
        .ok_or(TokenError::MissingParameter("username"))?;
    let password = parameters
        .password
        .ok_or(TokenError::MissingParameter("password"))?;
    let audience = Audience::parse(parameters.audience.as_deref())
        .ok_or_else(|| TokenError::UnknownAudience(parameters.audience.unwrap_or_default()))?;
    let user = User::with_credentials(&username, password.expose_secret())
        .ok_or(TokenError::WrongCredentials)?;

    let requested = RequestedScope::parse(parameters.scope.as_deref());
    let scope = match audience {
        Audience::Records if requested.names_a_permission() => {
            requested.granted_with(user.permissions)
        }
        Audience::Records => requested
            .granted_with(&[])
            .joined_with(&Scope::of_permissions(user.permissions)),
        Audience::UserInfoOnly => requested.granted_with(&[]),
    };
    let grant = Grant {
        client,
        user,
        audience,
        scope,
        session_id: None,
        authenticated_at: None,
    };
    let refresh_token = if grant.scope.contains(ScopeValue::OfflineAccess) {
        let gty = GrantTypeClaim::RefreshTokenOfPassword;
        let (token, _family) =
            tenant
                .state()
                .refresh_tokens
                .start(grant.clone(), gty, tenant.now())?;
        Some(token)
    } else {
        None
    };
    let origin = Origin {
        gty: Some(GrantTypeClaim::Password),
        nonce: None,
        refresh_token,
    };
    Ok(TokenResponse::for_user(tenant, &grant, origin)?)
}
