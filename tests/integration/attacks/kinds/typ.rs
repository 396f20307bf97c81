//! `typ`: tokens of other kinds.

use serde_json::json;

use crate::attacks::case::{Case, case};
use crate::attacks::token::token;

pub(in crate::attacks) fn cases() -> Vec<Case> {
    [
        json!("logout+jwt"),
        json!("dpop+jwt"),
        json!("secevent+jwt"),
        json!("token-introspection+jwt"),
        json!("oauth-authz-req+jwt"),
        json!("entity-statement+jwt"),
        json!("application/logout+jwt"),
        json!("text/jwt"),
        json!("application/application/jwt"),
        json!("JWE"),
        json!("JWTS"),
        json!("JWT "),
        json!(" at+jwt"),
        json!("at jwt"),
        json!(""),
        json!(1),
        json!(null),
        json!(["JWT"]),
        json!({"typ": "JWT"}),
    ]
    .into_iter()
    .map(|value| {
        let token = token().header("typ", value.clone());
        case(format!("typ {value}"), token, "unsupported_typ")
    })
    .collect()
}
