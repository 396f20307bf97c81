//! The grant `authorization_code`: a code and the verifier that belongs to it.

use super::error::TokenError;
use super::parameters::TokenParameters;
use super::response::{Origin, TokenResponse};
use crate::auth0::claims::GrantTypeClaim;
use crate::auth0::clients::Client;
use crate::auth0::codes::Redemption;
use crate::auth0::pkce::CodeVerifier;
use crate::auth0::scope::ScopeValue;
use crate::auth0::tenant::Tenant;

/// A code is spent by its first use, even by one that fails here: whoever has the code and
/// not the verifier is not its owner.
pub(super) fn exchange(
    tenant: &Tenant,
    client: &'static Client,
    parameters: TokenParameters,
) -> Result<TokenResponse, TokenError> {
    let code = parameters
        .code
        .ok_or(TokenError::MissingParameter("code"))?;
    let verifier = parameters
        .code_verifier
        .ok_or(TokenError::MissingParameter("code_verifier"))?;
    let redirect_uri = parameters
        .redirect_uri
        .ok_or(TokenError::MissingParameter("redirect_uri"))?;
    let now = tenant.now();

    let mut state = tenant.state();
    let authorization = match state.codes.redeem(&code, now) {
        Redemption::Authorized(authorization) => authorization,
        Redemption::Replayed(family) => {
            if let Some(family) = family {
                state.refresh_tokens.revoke(family, now);
            }
            return Err(TokenError::ReplayedCode);
        }
        Redemption::Unknown => return Err(TokenError::UnknownCode),
    };
    let grant = authorization.grant;
    if grant.client != client {
        return Err(TokenError::CodeOfOtherClient);
    }
    if authorization.redirect_uri != redirect_uri {
        return Err(TokenError::RedirectUriMismatch);
    }
    if !CodeVerifier::parse(verifier)
        .is_some_and(|verifier| authorization.challenge.is_met_by(&verifier))
    {
        return Err(TokenError::VerifierMismatch);
    }

    let refresh_token = if grant.scope.contains(ScopeValue::OfflineAccess) {
        let (token, family) =
            state
                .refresh_tokens
                .start(grant.clone(), GrantTypeClaim::RefreshToken, now)?;
        state.codes.link(&code, family, now);
        Some(token)
    } else {
        None
    };
    drop(state);

    let origin = Origin {
        gty: None,
        nonce: authorization.nonce.as_deref(),
        refresh_token,
    };
    Ok(TokenResponse::for_user(tenant, &grant, origin)?)
}
