//! What is no token of three parts with two JSON objects.

use serde_json::json;

use crate::attacks::case::{Case, case, header_case};
use crate::attacks::token::token;

pub(in crate::attacks) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (text, reason) in [
        (".", "malformed_token"),
        ("..", "malformed_token"),
        ("...", "malformed_token"),
        ("....", "encrypted_token"),
        (".....", "malformed_token"),
        ("opaque", "opaque_token"),
        ("Zk3lW_opaque-access-token", "opaque_token"),
        ("e30.e30", "malformed_token"),
        ("e30.e30.", "unsupported_algorithm"),
        ("e30.e30.e30.e30", "malformed_token"),
        ("e30.e30.e30.e30.e30", "encrypted_token"),
        ("e30.e30.e30.e30.e30.e30", "malformed_token"),
        ("{token}.", "malformed_token"),
        (".{token}", "malformed_token"),
        ("{token}..", "encrypted_token"),
        ("{token}.e30", "malformed_token"),
    ] {
        cases.push(header_case(
            format!("the text {text}"),
            text,
            token(),
            reason,
        ));
    }
    let json_serialization = [
        (
            "flattened",
            json!({"payload": "e30", "protected": "e30", "signature": "AA"}),
        ),
        (
            "general",
            json!({"payload": "e30", "signatures": [{"protected": "e30", "signature": "AA"}]}),
        ),
    ];
    for (name, value) in json_serialization {
        let name = format!("the {name} JSON serialization");
        cases.push(header_case(
            name,
            value.to_string(),
            token(),
            "malformed_token",
        ));
    }
    cases.push(case(
        "a detached payload",
        token().edited(without_payload),
        "malformed_token",
    ));
    cases.push(case(
        "a nested token",
        token().header("cty", "JWT").claims_bytes("e30.e30.AA"),
        "malformed_token",
    ));
    for (name, bytes) in not_objects() {
        let header = token().header_bytes(bytes.clone());
        cases.push(case(
            format!("a header that is {name}"),
            header,
            "malformed_token",
        ));
        let claims = token().claims_bytes(bytes);
        cases.push(case(
            format!("claims that are {name}"),
            claims,
            "malformed_token",
        ));
    }
    let long = token().claim("https://records.example/x", "x".repeat(8_192));
    cases.push(case("more than 8,192 bytes", long, "token_too_long"));
    cases.push(header_case(
        "a million letters",
        "a".repeat(1_000_000),
        token(),
        "token_too_long",
    ));
    cases.push(header_case(
        "a million dots",
        ".".repeat(1_000_000),
        token(),
        "token_too_long",
    ));
    cases.push(header_case(
        "eight thousand dots",
        ".".repeat(8_000),
        token(),
        "malformed_token",
    ));
    let header = token().header("x", "x".repeat(4_096));
    cases.push(case(
        "a header of more than 4,096 bytes",
        header,
        "malformed_token",
    ));
    cases
}

fn without_payload(token: &str) -> String {
    let (header, rest) = token.split_once('.').unwrap();
    let (_, signature) = rest.split_once('.').unwrap();
    format!("{header}..{signature}")
}

fn not_objects() -> Vec<(&'static str, Vec<u8>)> {
    let object = r#"{"alg":"RS256","kid":"issuer-key","iss":"{issuer}"}"#;
    let utf_16: Vec<u8> = object.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let deep = format!(r#"{{"a":{}{}}}"#, "[".repeat(200), "]".repeat(200));
    vec![
        ("empty", Vec::new()),
        ("an array", format!("[{object}]").into()),
        ("a string", b"\"text\"".to_vec()),
        ("null", b"null".to_vec()),
        ("a number", b"1".to_vec()),
        ("cut short", object.trim_end_matches('}').into()),
        ("two objects", format!("{object}{object}").into()),
        ("followed by garbage", format!("{object}x").into()),
        (
            "behind a byte order mark",
            format!("\u{feff}{object}").into(),
        ),
        ("followed by a comment", format!("{object}//").into()),
        (
            "an object with a last comma",
            object.replace('}', ",}").into(),
        ),
        (
            "an object with NaN",
            object.replace('}', ",\"a\":NaN}").into(),
        ),
        (
            "an object with a number beyond all",
            object.replace('}', ",\"a\":1e400}").into(),
        ),
        (
            "an object with a lone surrogate",
            object.replace('}', ",\"a\":\"\\ud800\"}").into(),
        ),
        (
            "an object with a raw line end in a text",
            object.replace('}', ",\"a\":\"\n\"}").into(),
        ),
        ("not UTF-8", [&b"{\"a\":\""[..], b"\xff", b"\"}"].concat()),
        ("UTF-16", utf_16),
        ("nested too deeply", deep.into()),
    ]
}
