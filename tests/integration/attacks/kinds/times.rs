//! `exp`, `nbf` and `iat`.

use serde_json::{Value, json};

use crate::attacks::case::{Case, case};
use crate::attacks::token::{NOW, token};

pub(in crate::attacks) fn cases() -> Vec<Case> {
    let rows: Vec<(&str, Value, &str)> = vec![
        ("exp", json!(NOW), "expired"),
        ("exp", json!(NOW - 1), "expired"),
        ("exp", json!(0), "expired"),
        ("exp", json!(-0.0), "expired"),
        ("exp", json!(0.5), "expired"),
        ("exp", json!(1.799_999_999e9), "expired"),
        ("exp", json!(-1), "invalid_claim"),
        ("exp", json!(i64::MAX), "invalid_claim"),
        ("exp", json!(u64::MAX), "invalid_claim"),
        ("exp", json!(NOW * 1_000), "invalid_claim"),
        ("exp", json!(1e300), "invalid_claim"),
        ("exp", json!("1900000000"), "invalid_claim"),
        ("exp", json!("2030-01-01T00:00:00Z"), "invalid_claim"),
        ("exp", json!(null), "invalid_claim"),
        ("exp", json!(true), "invalid_claim"),
        ("exp", json!([NOW + 600]), "invalid_claim"),
        ("exp", json!({"exp": NOW + 600}), "invalid_claim"),
        ("nbf", json!(NOW + 6), "not_yet_valid"),
        ("nbf", json!(1_800_000_005.5), "not_yet_valid"),
        ("nbf", json!(NOW + 500), "not_yet_valid"),
        ("nbf", json!("0"), "invalid_claim"),
        ("nbf", json!(null), "invalid_claim"),
        ("nbf", json!(false), "invalid_claim"),
        ("nbf", json!({}), "invalid_claim"),
        ("nbf", json!(-1), "invalid_claim"),
        ("nbf", json!(i64::MAX), "invalid_claim"),
        ("iat", json!(NOW + 6), "issued_in_future"),
        ("iat", json!(NOW + 500), "issued_in_future"),
        ("iat", json!(NOW * 1_000), "invalid_claim"),
        ("iat", json!("0"), "invalid_claim"),
        ("iat", json!(null), "invalid_claim"),
        ("iat", json!([]), "invalid_claim"),
    ];
    let mut cases: Vec<Case> = rows
        .into_iter()
        .map(|(name, value, reason)| {
            case(
                format!("{name} {value}"),
                token().claim(name, value),
                reason,
            )
        })
        .collect();
    cases.push(case(
        "no exp",
        token().without_claim("exp"),
        "missing_claim",
    ));
    // More than a JSON number can be to any reader.
    for (name, text) in [("exp", "1e400"), ("nbf", "-1e400"), ("iat", "Infinity")] {
        let token = token()
            .without_claim(name)
            .claims_text(&format!(r#","{name}":{text}"#));
        cases.push(case(format!("{name} {text}"), token, "malformed_token"));
    }
    for (name, seconds, reason) in [("nbf", 1, "not_yet_valid"), ("iat", 1, "issued_in_future")] {
        let token = token().claim(name, NOW + seconds);
        cases.push(
            case(
                format!("{name} a second ahead without tolerance"),
                token,
                reason,
            )
            .with("CLOCK_SKEW_SECONDS", "0"),
        );
    }
    let expired = token().claim("exp", NOW);
    cases.push(
        case(
            "exp now, with the longest tolerance for others",
            expired,
            "expired",
        )
        .with("CLOCK_SKEW_SECONDS", "60"),
    );
    cases
}
