//! Members that stand there twice, of which two readers may take different ones.

use crate::attacks::case::{Case, case};
use crate::attacks::token::token;

const REASON: &str = "duplicate_member";

pub(in crate::attacks) fn cases() -> Vec<Case> {
    let header = [
        r#","alg":"none""#,
        r#","\u0061lg":"none""#,
        r#","alg":"RS256""#,
        r#","kid":"another""#,
        r#","typ":"at+jwt""#,
        r#","x":1,"x":2"#,
        r#","x":{"y":1,"y":2}"#,
        r#","x":[[{"y":1,"y":2}]]"#,
    ];
    let claims = [
        r#","sub":"auth0|admin""#,
        r#","s\u0075b":"auth0|admin""#,
        r#","iss":"{issuer}""#,
        r#","aud":"https://other.example""#,
        r#","exp":9999999999"#,
        r#","iat":0"#,
        r#","nbf":0,"nbf":1"#,
        r#","scope":"write:records""#,
        r#","azp":"another-client""#,
        r#","permissions":["write:records"]"#,
        r#","org_id":"org_a","org_id":"org_b""#,
        r#","https://records.example/x":1,"https://records.example/x":2"#,
        r#","act":{"sub":"a","sub":"b"}"#,
        r#","act":{"act":{"act":{"sub":"a","sub":"b"}}}"#,
        r#","__proto__":1,"__proto__":2"#,
        r#","":1,"":2"#,
    ];
    let headers = header.iter().map(|text| {
        case(
            format!("the header with {text}"),
            token().header_text(text),
            REASON,
        )
    });
    let claims = claims.iter().map(|text| {
        case(
            format!("the claims with {text}"),
            token().claims_text(text),
            REASON,
        )
    });
    headers.chain(claims).collect()
}
