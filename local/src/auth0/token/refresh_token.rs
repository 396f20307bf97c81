//! The grant `refresh_token`: a refresh token for new tokens and its successor.

use super::error::TokenError;
use super::parameters::TokenParameters;
use super::response::{Origin, TokenResponse};
use crate::auth0::clients::Client;
use crate::auth0::grant::Grant;
use crate::auth0::scope::RequestedScope;
use crate::auth0::tenant::Tenant;

/// The scope may be narrowed for the new tokens; the successor keeps all of it.
pub(super) fn exchange(
    tenant: &Tenant,
    client: &'static Client,
    parameters: &TokenParameters,
) -> Result<TokenResponse, TokenError> {
    let token = parameters
        .refresh_token
        .as_ref()
        .ok_or(TokenError::MissingParameter("refresh_token"))?;
    let rotation = tenant
        .state()
        .refresh_tokens
        .rotate(token, client, tenant.now())?;
    let requested = RequestedScope::parse(parameters.scope.as_deref());
    let grant = Grant {
        scope: rotation.grant.scope.narrowed_to(&requested),
        ..rotation.grant
    };
    let origin = Origin {
        gty: Some(rotation.gty),
        nonce: None,
        refresh_token: Some(rotation.successor),
    };
    Ok(TokenResponse::for_user(tenant, &grant, origin)?)
}
