//! `aud`: this API to the letter.

use serde_json::{Value, json};

use crate::attacks::case::{Case, case};
use crate::attacks::token::{AUDIENCE, token};

pub(in crate::attacks) fn cases() -> Vec<Case> {
    let wrong: Vec<Value> = vec![
        json!("https://other.example"),
        json!("https://records.example/"),
        json!("https://records.exampl"),
        json!("https://records.example.evil.example"),
        json!("HTTPS://RECORDS.EXAMPLE"),
        json!("http://records.example"),
        json!(" https://records.example"),
        json!("https://records.example\0"),
        json!("https://records.example https://other.example"),
        json!("https://records.example,https://other.example"),
        json!("the-client"),
        json!("{issuer}userinfo"),
        json!("{issuer}api/v2/"),
        json!(""),
        json!("*"),
        json!([]),
        json!([""]),
        json!(["{issuer}userinfo"]),
        json!(["https://other.example", "https://another.example"]),
    ];
    let invalid: Vec<Value> = vec![
        json!(null),
        json!(1),
        json!(true),
        json!({"aud": AUDIENCE}),
        json!([[AUDIENCE]]),
        json!([AUDIENCE, 1]),
        json!([AUDIENCE, null]),
        json!([{"aud": AUDIENCE}]),
    ];
    let rows = wrong.into_iter().map(|value| (value, "wrong_audience"));
    let rows = rows.chain(invalid.into_iter().map(|value| (value, "invalid_claim")));
    rows.map(|(value, reason)| case(format!("aud {value}"), token().claim("aud", value), reason))
        .chain([case(
            "no aud",
            token().without_claim("aud"),
            "missing_claim",
        )])
        .collect()
}
