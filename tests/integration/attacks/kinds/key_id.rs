//! `kid`: a name to look up in the issuer's set, and nothing else.

use serde_json::json;

use crate::attacks::case::{Case, case};
use crate::attacks::keys::{FOREIGN, ISSUER, KEY_ID, jwk};
use crate::attacks::token::{Owner, token};

pub(in crate::attacks) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for unknown in [
        "unknown",
        "ISSUER-KEY",
        "issuer-key ",
        " issuer-key",
        "issuer-key\0",
        "issuer-ke",
        "issuer-key2",
        "../../../../dev/null",
        "/dev/null",
        "/proc/sys/kernel/randomize_va_space",
        "file:///dev/null",
        "' UNION SELECT 'key' --",
        "*)(uid=*))(|(uid=*",
        "| sleep 10 |",
        "$(id)",
        "issuer-key\r\nX-Injected: 1",
        "https://evil.example/jwks.json",
        "__proto__",
        "ıssuer-key",
    ] {
        let token = token().header("kid", unknown);
        cases.push(case(format!("kid {unknown:?}"), token, "unknown_key"));
    }
    for value in [
        json!(1),
        json!(null),
        json!(true),
        json!([KEY_ID]),
        json!({"kid": KEY_ID}),
        json!(""),
    ] {
        let token = token().header("kid", value.clone());
        cases.push(case(format!("kid {value}"), token, "unsupported_header"));
    }
    let long = |length: usize| token().header("kid", "k".repeat(length));
    cases.push(case("kid of 256 bytes", long(256), "unknown_key"));
    cases.push(case("kid of 257 bytes", long(257), "unsupported_header"));
    cases.push(case("kid of 5,000 bytes", long(5_000), "malformed_token"));
    cases.push(case(
        "no kid",
        token().without_header("kid"),
        "missing_key_id",
    ));
    let foreign = token().signed_by(Owner::Foreign);
    cases.push(
        case(
            "a name that two keys share, signed by neither",
            foreign,
            "bad_signature",
        )
        .publishing(vec![jwk(&ISSUER, KEY_ID), jwk(&ISSUER, KEY_ID)]),
    );
    let fourth: Vec<_> = (0..3)
        .map(|_| jwk(&FOREIGN, KEY_ID))
        .chain([jwk(&ISSUER, KEY_ID)])
        .collect();
    cases.push(case("the fourth key of a name", token(), "bad_signature").publishing(fourth));
    cases
}
