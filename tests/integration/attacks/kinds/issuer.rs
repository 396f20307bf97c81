//! `iss`: the configured issuer to the letter.

use serde_json::json;

use crate::attacks::case::{Case, case};
use crate::attacks::token::token;

pub(in crate::attacks) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for issuer in [
        "{domain}",
        "{issuer}/",
        "{issuer}\0",
        "{issuer} ",
        " {issuer}",
        "{issuer}x",
        "{issuer}?",
        "{issuer}#",
        "{issuer}.well-known/",
        "HTTP{issuer}",
        "x{issuer}",
        "{domain}:443/",
        "{domain}.evil.example/",
        "{domain}@evil.example/",
        "https://evil.example/",
        "https://other.eu.auth0.com/",
        "https://127.0.0.1/",
        "http://127.0.0.1/",
        "http://localhost/",
        "http://127.0.0.١/",
        "https://xn--evil.example/",
        "null",
        "",
    ] {
        let token = token().claim("iss", issuer);
        cases.push(case(format!("iss {issuer:?}"), token, "wrong_issuer"));
    }
    for value in [
        json!(null),
        json!(1),
        json!(true),
        json!(["{issuer}"]),
        json!({"iss": "{issuer}"}),
        json!([]),
    ] {
        let token = token().claim("iss", value.clone());
        cases.push(case(format!("iss {value}"), token, "invalid_claim"));
    }
    cases.push(case(
        "no iss",
        token().without_claim("iss"),
        "missing_claim",
    ));
    cases
}
