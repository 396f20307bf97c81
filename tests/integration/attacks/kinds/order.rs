//! Tokens with many faults: the check that comes first names the reason.

use serde_json::json;

use crate::attacks::case::{Case, case};
use crate::attacks::token::{NOW, Owner, Token, token};

/// A fault, and the reason that it is refused for.
type Fault = (fn(Token) -> Token, &'static str);

/// In the order of the checks: form, header, issuer, key, signature, type, audience, time,
/// claims, policy.
const FAULTS: [Fault; 19] = [
    (
        |token| token.edited(|text| format!("{text}=")),
        "malformed_token",
    ),
    (|token| token.header("alg", "none"), "unsupported_algorithm"),
    (|token| token.header("crit", json!([])), "critical_header"),
    (|token| token.header("zip", "DEF"), "unsupported_header"),
    (
        |token| token.claim("iss", "https://evil.example/"),
        "wrong_issuer",
    ),
    (|token| token.header("kid", "nobody's"), "unknown_key"),
    (|token| token.signed_by(Owner::Foreign), "bad_signature"),
    (
        |token| token.claim("nonce", "n-0S6_WzA2Mj"),
        "id_token_not_allowed",
    ),
    (|token| token.header("typ", "logout+jwt"), "unsupported_typ"),
    (
        |token| token.claim("aud", "https://other.example"),
        "wrong_audience",
    ),
    (|token| token.claim("exp", NOW), "expired"),
    (|token| token.claim("nbf", NOW + 60), "not_yet_valid"),
    (|token| token.claim("iat", NOW + 60), "issued_in_future"),
    (|token| token.claim("jti", 1), "invalid_claim"),
    (|token| token.claim("cnf", json!({})), "sender_constrained"),
    (|token| token.claim("azp", "another"), "client_not_allowed"),
    (
        |token| token.claim("org_id", "org_a"),
        "organization_not_allowed",
    ),
    (
        |token| token.claim("gty", "client-credentials"),
        "client_credentials_not_allowed",
    ),
    (
        |token| token.claim("sub", "anon@1"),
        "anonymous_not_allowed",
    ),
];

pub(in crate::attacks) fn cases() -> Vec<Case> {
    (0..FAULTS.len())
        .map(|first| {
            let faults = &FAULTS[first..];
            let token = faults.iter().fold(token(), |token, (add, _)| add(token));
            let name = format!("the last {} of all faults", faults.len());
            case(name, token, FAULTS[first].1)
                .with("AUTH0_CLIENT_IDS", "the-client")
                .with("AUTH0_CLIENT_CREDENTIALS", "deny")
        })
        .collect()
}
