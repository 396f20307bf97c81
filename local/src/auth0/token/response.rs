//! The successful answer of the token endpoint (RFC 6749, section 5.1; OpenID Connect Core
//! 1.0, section 3.1.3.3).

use std::time::Duration;

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, PRAGMA};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Serialize;

use crate::auth0::api::Audience;
use crate::auth0::claims::{AccessTokenClaims, GrantTypeClaim, IdTokenClaims};
use crate::auth0::clients::Client;
use crate::auth0::error::InternalError;
use crate::auth0::grant::Grant;
use crate::auth0::opaque_tokens;
use crate::auth0::scope::{Scope, ScopeValue};
use crate::auth0::tenant::Tenant;

/// Tokens and what the client must know of them.
#[derive(Serialize)]
pub(super) struct TokenResponse {
    access_token: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_token: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    scope: String,
    /// The access token's lifetime in seconds.
    expires_in: u64,
    token_type: &'static str,
}

/// How the tokens of a user came about.
pub(super) struct Origin<'a> {
    pub(super) gty: Option<GrantTypeClaim>,
    pub(super) nonce: Option<&'a str>,
    pub(super) refresh_token: Option<SecretString>,
}

impl TokenResponse {
    /// The tokens that `grant` allows: an ID token only with the scope `openid`.
    pub(super) fn for_user(
        tenant: &Tenant,
        grant: &Grant,
        origin: Origin<'_>,
    ) -> Result<Self, InternalError> {
        let now = tenant.now();
        let issuer = tenant.issuer_url();
        let key = tenant.signing_keys().current();
        let (access_token, lifetime) = match grant.audience {
            Audience::Records => {
                let tenant = tenant.registrations();
                let claims = AccessTokenClaims::of_user(tenant, grant, origin.gty, now);
                (key.sign(&claims)?, tenant.access_token_lifetime)
            }
            Audience::UserInfoOnly => {
                let token = tenant.state().opaque_tokens.issue(grant, now)?;
                (token.expose_secret().to_owned(), opaque_tokens::LIFETIME)
            }
        };
        let id_token = if grant.scope.contains(ScopeValue::OpenId) {
            Some(key.sign(&IdTokenClaims::new(issuer, grant, origin.nonce, now))?)
        } else {
            None
        };
        let refresh_token = origin
            .refresh_token
            .map(|token| token.expose_secret().to_owned());
        Ok(Self {
            refresh_token,
            id_token,
            ..Self::of_access_token(access_token, lifetime, &grant.scope)
        })
    }

    /// The access token of a machine client; there is no user whom another token could tell of.
    pub(super) fn for_machine(
        tenant: &Tenant,
        client: &Client,
        scope: &Scope,
    ) -> Result<Self, InternalError> {
        let claims =
            AccessTokenClaims::of_machine(tenant.registrations(), client, scope, tenant.now());
        let access_token = tenant.signing_keys().current().sign(&claims)?;
        let lifetime = tenant.registrations().access_token_lifetime;
        Ok(Self::of_access_token(access_token, lifetime, scope))
    }

    fn of_access_token(access_token: String, lifetime: Duration, scope: &Scope) -> Self {
        Self {
            access_token,
            refresh_token: None,
            id_token: None,
            scope: scope.to_string(),
            expires_in: lifetime.as_secs(),
            token_type: "Bearer",
        }
    }
}

impl IntoResponse for TokenResponse {
    fn into_response(self) -> Response {
        (
            [(CACHE_CONTROL, "no-store"), (PRAGMA, "no-cache")],
            Json(self),
        )
            .into_response()
    }
}
