//! `crit`, and members that change what the payload is.

use serde_json::json;

use crate::attacks::case::{Case, case};
use crate::attacks::token::token;

pub(in crate::attacks) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for value in [
        json!(["unheard-of"]),
        json!(["exp"]),
        json!(["alg"]),
        json!(["b64"]),
        json!(["kid", "kid"]),
        json!(["absent"]),
        json!([1]),
        json!([]),
        json!("exp"),
        json!(null),
        json!({}),
    ] {
        let token = token()
            .header("crit", value.clone())
            .header("unheard-of", true);
        cases.push(case(format!("crit {value}"), token, "critical_header"));
    }
    let unencoded = token().header("b64", false);
    cases.push(case(
        "b64 false in crit",
        unencoded.clone().header("crit", json!(["b64"])),
        "critical_header",
    ));
    for (name, token) in [
        ("b64 false", unencoded),
        ("b64 true", token().header("b64", true)),
        ("b64 null", token().header("b64", json!(null))),
        ("zip DEF", token().header("zip", "DEF")),
        ("zip of nothing", token().header("zip", "")),
        ("zip null", token().header("zip", json!(null))),
        (
            "enc, as in an encrypted token",
            token().header("enc", "A256GCM"),
        ),
    ] {
        cases.push(case(name, token, "unsupported_header"));
    }
    cases
}
