//! Tokens that are good for another profile.

use serde_json::json;

use crate::attacks::case::{Case, case};
use crate::attacks::token::{AUDIENCE, Token, token};

pub(in crate::attacks) fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = rfc_9068()
        .into_iter()
        .map(|(name, token, reason)| {
            case(format!("RFC 9068: {name}"), token, reason)
                .with("AUTH0_TOKEN_PROFILE", "rfc9068_profile")
        })
        .collect();
    cases.extend(id_tokens().into_iter().map(|(name, token, reason)| {
        case(format!("ID tokens: {name}"), token, reason)
            .with("AUTH0_TOKEN_PROFILE", "id_token")
            .with("AUTH0_AUDIENCE", "")
            .with("AUTH0_CLIENT_IDS", "the-client,another-client")
            .with("AUTH0_PERMISSIONS", "none")
    }));
    cases
}

/// A token with all that RFC 9068 requires.
pub(super) fn rfc_9068_token() -> Token {
    token()
        .header("typ", "at+jwt")
        .without_claim("azp")
        .claim("client_id", "the-client")
        .claim("jti", "one")
}

/// A token with all that OpenID Connect requires, and no more, as Auth0 makes them.
pub(super) fn id_token() -> Token {
    token()
        .without_claim("azp")
        .without_claim("scope")
        .without_claim("permissions")
        .claim("aud", "the-client")
        .claim("nonce", "n-0S6_WzA2Mj")
}

fn rfc_9068() -> Vec<(&'static str, Token, &'static str)> {
    vec![
        ("a default access token", token(), "unsupported_typ"),
        (
            "typ JWT",
            rfc_9068_token().header("typ", "JWT"),
            "unsupported_typ",
        ),
        (
            "no typ",
            rfc_9068_token().without_header("typ"),
            "unsupported_typ",
        ),
        (
            "no client_id",
            rfc_9068_token().without_claim("client_id"),
            "missing_claim",
        ),
        (
            "azp for client_id",
            rfc_9068_token()
                .without_claim("client_id")
                .claim("azp", "the-client"),
            "missing_claim",
        ),
        (
            "no jti",
            rfc_9068_token().without_claim("jti"),
            "missing_claim",
        ),
        (
            "no iat",
            rfc_9068_token().without_claim("iat"),
            "missing_claim",
        ),
        (
            "no sub",
            rfc_9068_token().without_claim("sub"),
            "missing_claim",
        ),
        (
            "no aud",
            rfc_9068_token().without_claim("aud"),
            "missing_claim",
        ),
        (
            "no exp",
            rfc_9068_token().without_claim("exp"),
            "missing_claim",
        ),
        (
            "jti of no text",
            rfc_9068_token().claim("jti", 1),
            "invalid_claim",
        ),
        (
            "a nonce",
            rfc_9068_token().claim("nonce", "n"),
            "id_token_not_allowed",
        ),
    ]
}

fn id_tokens() -> Vec<(&'static str, Token, &'static str)> {
    vec![
        ("an access token", token(), "unsupported_typ"),
        (
            "an access token for a client",
            id_token().claim("scope", "openid"),
            "unsupported_typ",
        ),
        (
            "an access token by its gty",
            id_token().claim("gty", "password"),
            "unsupported_typ",
        ),
        (
            "typ at+jwt",
            id_token().header("typ", "at+jwt"),
            "unsupported_typ",
        ),
        (
            "the API as the audience",
            id_token().claim("aud", AUDIENCE),
            "wrong_audience",
        ),
        (
            "another client",
            id_token().claim("aud", "third-client"),
            "wrong_audience",
        ),
        ("no iat", id_token().without_claim("iat"), "missing_claim"),
        (
            "two clients and no azp",
            id_token().claim("aud", json!(["the-client", "third-client"])),
            "missing_claim",
        ),
        (
            "asked for by another client",
            id_token().claim("azp", "third-client"),
            "client_not_allowed",
        ),
    ]
}
