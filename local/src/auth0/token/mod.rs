//! `/oauth/token`: exchanges a grant for tokens (RFC 6749, section 3.2).
//!
//! One file per grant; each gets the client, already authenticated, and the parameters.

mod authorization_code;
mod client_authentication;
mod client_credentials;
mod error;
mod parameters;
mod password;
mod refresh_token;
mod response;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::HeaderMap;

use self::client_authentication::authenticated_client;
use self::error::TokenError;
use self::parameters::TokenParameters;
use self::response::TokenResponse;
use super::clients::GrantType;
use super::tenant::Tenant;

pub(super) async fn token(
    State(tenant): State<Tenant>,
    headers: HeaderMap,
    parameters: Result<TokenParameters, TokenError>,
) -> Response {
    match parameters.and_then(|parameters| exchange(&tenant, &headers, parameters)) {
        Ok(response) => response.into_response(),
        Err(error) => error.into_response(),
    }
}

fn exchange(
    tenant: &Tenant,
    headers: &HeaderMap,
    parameters: TokenParameters,
) -> Result<TokenResponse, TokenError> {
    let grant_type = parameters
        .grant_type
        .as_deref()
        .ok_or(TokenError::MissingParameter("grant_type"))?;
    let grant_type = GrantType::parse(grant_type)
        .ok_or_else(|| TokenError::UnsupportedGrantType(grant_type.to_owned()))?;
    let client = authenticated_client(headers, &parameters)?;
    if !client.grants.contains(&grant_type) {
        return Err(TokenError::GrantNotAllowed(grant_type));
    }
    match grant_type {
        GrantType::AuthorizationCode => authorization_code::exchange(tenant, client, parameters),
        GrantType::ClientCredentials => client_credentials::exchange(tenant, client, &parameters),
        GrantType::Password => password::exchange(tenant, client, parameters),
        GrantType::RefreshToken => refresh_token::exchange(tenant, client, &parameters),
    }
}
