//! Keys that the token brings or points to: CVE-2018-0114 and others.

use serde_json::json;

use crate::attacks::case::{Case, case};
use crate::attacks::keys::{FOREIGN, jwk, spki};
use crate::attacks::token::{Owner, Token, token};

pub(in crate::attacks) fn cases() -> Vec<Case> {
    let foreign = || token().signed_by(Owner::Foreign);
    let brought = || {
        use base64::Engine as _;
        base64::engine::general_purpose::STANDARD.encode(spki(&FOREIGN))
    };
    let named = |key_id: &str| {
        let token = foreign().header("kid", key_id);
        token.header("jwk", jwk(&FOREIGN, key_id))
    };
    let rows: Vec<(&str, Token, &str)> = vec![
        (
            "jwk under the issuer's name",
            named("{kid}"),
            "bad_signature",
        ),
        ("jwk under its own name", named("mine"), "unknown_key"),
        (
            "jwk without a name",
            foreign()
                .without_header("kid")
                .header("jwk", jwk(&FOREIGN, "mine")),
            "missing_key_id",
        ),
        (
            "jwk with its private half",
            foreign().header("jwk", json!({"kty": "RSA", "d": "AQAB"})),
            "bad_signature",
        ),
        (
            "jku to an attacker",
            foreign().header("jku", "https://evil.example/jwks.json"),
            "bad_signature",
        ),
        (
            "jku to an attacker, and its key",
            foreign()
                .header("jku", "https://evil.example/jwks.json")
                .header("kid", "mine"),
            "unknown_key",
        ),
        (
            "jku within the issuer",
            foreign().header("jku", "{issuer}.well-known/jwks.json"),
            "bad_signature",
        ),
        (
            "jku with the issuer as the user",
            foreign().header("jku", "{domain}@evil.example/jwks.json"),
            "bad_signature",
        ),
        (
            "x5u to an attacker",
            foreign().header("x5u", "https://evil.example/a.pem"),
            "bad_signature",
        ),
        (
            "x5u to a file",
            foreign().header("x5u", "file:///etc/passwd"),
            "bad_signature",
        ),
        (
            "x5c",
            foreign().header("x5c", json!([brought()])),
            "bad_signature",
        ),
        (
            "x5c that is no array",
            foreign().header("x5c", brought()),
            "bad_signature",
        ),
        (
            "x5t of another certificate",
            foreign().header("x5t", "AAAA"),
            "bad_signature",
        ),
        (
            "x5t#S256 of another certificate",
            foreign().header("x5t#S256", "AAAA"),
            "bad_signature",
        ),
        (
            "all of them at once",
            named("{kid}")
                .header("jku", "https://evil.example/")
                .header("x5u", "https://evil.example/"),
            "bad_signature",
        ),
    ];
    rows.into_iter()
        .map(|(name, token, reason)| case(name, token, reason))
        .collect()
}
