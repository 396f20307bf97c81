//! `/.well-known/jwks.json`: the public keys, the current one first (RFC 7517).
//!
//! Each key has Auth0's members `kty`, `use`, `n`, `e`, `kid` and `alg`; the certificate
//! members `x5t` and `x5c` are left out, because there is no certificate.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header::CACHE_CONTROL;

use super::tenant::Tenant;

/// How long Auth0 lets others keep its public documents.
pub(super) const PUBLIC_CACHING: &str =
    "public, max-age=15, stale-while-revalidate=15, stale-if-error=86400";

pub(super) async fn jwks(State(tenant): State<Tenant>) -> Response {
    (
        [(CACHE_CONTROL, PUBLIC_CACHING)],
        Json(tenant.signing_keys().public_keys()),
    )
        .into_response()
}
