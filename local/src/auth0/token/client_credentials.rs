//! The grant `client_credentials`: a machine client acts for itself.

use super::error::TokenError;
use super::parameters::TokenParameters;
use super::response::TokenResponse;
use crate::auth0::api::Audience;
use crate::auth0::clients::Client;
use crate::auth0::scope::{RequestedScope, Scope};
use crate::auth0::tenant::Tenant;

/// Without `scope`, all that the client was granted; asking for more is refused here and
/// not cut down as it is for users.
pub(super) fn exchange(
    tenant: &Tenant,
    client: &'static Client,
    parameters: &TokenParameters,
) -> Result<TokenResponse, TokenError> {
    let audience = parameters
        .audience
        .as_deref()
        .ok_or(TokenError::MissingParameter("audience"))?;
    if Audience::parse(Some(audience)).is_none() {
        return Err(TokenError::UnknownAudience(audience.to_owned()));
    }

    let requested = RequestedScope::parse(parameters.scope.as_deref());
    let beyond = requested
        .beyond(client.permissions)
        .collect::<Vec<_>>()
        .join(" ");
    if !beyond.is_empty() {
        return Err(TokenError::ScopeNotGranted(beyond));
    }
    let scope = Scope::of_permissions(client.permissions).narrowed_to(&requested);
    Ok(TokenResponse::for_machine(tenant, client, &scope)?)
}
