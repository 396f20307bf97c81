//! The other claims: wrong types, and marks of tokens that are for something else.

use serde_json::{Value, json};

use crate::attacks::case::{Case, case};
use crate::attacks::token::token;

pub(in crate::attacks) fn cases() -> Vec<Case> {
    let invalid: Vec<(&str, Value)> = vec![
        ("sub", json!("")),
        ("sub", json!("s".repeat(256))),
        ("sub", json!(1)),
        ("sub", json!(null)),
        ("sub", json!(["auth0|1"])),
        ("sub", json!({"sub": "auth0|1"})),
        ("scope", json!(["read:records"])),
        ("scope", json!(1)),
        ("scope", json!(null)),
        ("permissions", json!("read:records")),
        ("permissions", json!([1])),
        ("permissions", json!([["read:records"]])),
        ("permissions", json!({"read:records": true})),
        ("permissions", json!(null)),
        ("azp", json!(["the-client"])),
        ("azp", json!(null)),
        ("client_id", json!(1)),
        ("client_id", json!("another-client")),
        ("org_id", json!(["org_a"])),
        ("org_id", json!(null)),
        ("jti", json!(1)),
    ];
    let mut cases: Vec<Case> = invalid
        .into_iter()
        .map(|(name, value)| {
            case(
                format!("{name} {value}"),
                token().claim(name, value),
                "invalid_claim",
            )
        })
        .collect();
    cases.push(case(
        "no sub",
        token().without_claim("sub"),
        "missing_claim",
    ));
    for value in [
        json!({"jkt": "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"}),
        json!({"x5t#S256": "bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2"}),
        json!({"jwk": {"kty": "RSA"}}),
        json!({}),
        json!(null),
        json!("jkt"),
    ] {
        let token = token().claim("cnf", value.clone());
        cases.push(case(format!("cnf {value}"), token, "sender_constrained"));
    }
    for (name, value) in [
        ("nonce", json!("n-0S6_WzA2Mj")),
        ("nonce", json!(null)),
        ("at_hash", json!("MTIzNDU2Nzg5MDEyMzQ1Ng")),
        ("c_hash", json!("LDktKdoQak3Pk0cnXxCltA")),
    ] {
        let token = token().claim(name, value.clone());
        cases.push(case(
            format!("an ID token for this API, with {name} {value}"),
            token,
            "id_token_not_allowed",
        ));
    }
    let namespaced = "https://records.example/permissions";
    for value in [json!(1), json!([1]), json!({}), json!(null)] {
        let token = token().claim(namespaced, value.clone());
        cases.push(
            case(
                format!("a claim of the tenant's that is {value}"),
                token,
                "invalid_claim",
            )
            .with("AUTH0_PERMISSIONS", namespaced),
        );
    }
    cases
}
