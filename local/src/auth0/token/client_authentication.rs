//! Which client sends a token request: `client_secret_basic`, `client_secret_post`, or the
//! bare `client_id` of a public client (RFC 6749, section 2.3).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderMap;
use http::header::AUTHORIZATION;
use secrecy::{ExposeSecret, SecretString};

use super::error::TokenError;
use super::parameters::TokenParameters;
use crate::auth0::clients::Client;

pub(super) fn authenticated_client(
    headers: &HeaderMap,
    parameters: &TokenParameters,
) -> Result<&'static Client, TokenError> {
    let by_header = headers.contains_key(AUTHORIZATION);
    let unauthorized = TokenError::ClientUnauthorized { by_header };
    if by_header && parameters.client_secret.is_some() {
        return Err(TokenError::AmbiguousAuthentication);
    }

    let (id, secret) = if by_header {
        match basic_credentials(headers) {
            Some((id, secret)) => (id, Some(secret)),
            None => return Err(unauthorized),
        }
    } else {
        let id = parameters
            .client_id
            .clone()
            .ok_or(TokenError::MissingParameter("client_id"))?;
        (id, parameters.client_secret.clone())
    };
    if parameters
        .client_id
        .as_ref()
        .is_some_and(|other| *other != id)
    {
        return Err(TokenError::AmbiguousAuthentication);
    }

    let secret = secret.as_ref().map(ExposeSecret::expose_secret);
    Client::with_id(&id)
        .filter(|client| client.accepts_secret(secret))
        .ok_or(unauthorized)
}

/// Id and secret of the `Authorization` header. They would be form-encoded; no id or secret
/// here has a character that the encoding changes.
fn basic_credentials(headers: &HeaderMap) -> Option<(String, SecretString)> {
    let (scheme, credentials) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = String::from_utf8(STANDARD.decode(credentials).ok()?).ok()?;
    let (id, secret) = decoded.split_once(':')?;
    Some((id.to_owned(), secret.into()))
}
