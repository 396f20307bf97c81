//! What stands in `Authorization` beside a good token.

use crate::attacks::case::{Case, header_case};
use crate::attacks::token::token;

pub(in crate::attacks) fn cases() -> Vec<Case> {
    let rows = [
        ("", "no_token"),
        ("Bearer", "no_token"),
        ("bearer", "no_token"),
        ("Bearer ", "no_token"),
        (" ", "malformed_token"),
        ("Bearer  {token}", "malformed_token"),
        ("Bearer\t{token}", "malformed_token"),
        ("Bearer\u{a0}{token}", "malformed_token"),
        // The scheme becomes a part of the header, which is no JSON then.
        ("Bearer{token}", "malformed_token"),
        ("Bearer: {token}", "malformed_token"),
        ("Bearer Bearer {token}", "malformed_token"),
        ("Bearer {token} ", "malformed_token"),
        (" Bearer {token}", "malformed_token"),
        (" {token}", "malformed_token"),
        ("{token} ", "malformed_token"),
        ("{token}\r\nX-Injected: 1", "malformed_token"),
        ("{token},{token}", "malformed_token"),
        ("{token} {token}", "malformed_token"),
        ("Bearer {token},Bearer {token}", "malformed_token"),
        ("{token}\0", "malformed_token"),
        ("\u{feff}{token}", "malformed_token"),
        ("Basic {token}", "malformed_token"),
        ("DPoP {token}", "malformed_token"),
        ("Token {token}", "malformed_token"),
        ("JWT {token}", "malformed_token"),
        ("Basic dXNlcjpwYXNz", "malformed_token"),
        ("token={token}", "malformed_token"),
        ("\"{token}\"", "malformed_token"),
        ("<{token}>", "malformed_token"),
        ("[\"{token}\"]", "malformed_token"),
        ("undefined", "opaque_token"),
        ("Bearer undefined", "opaque_token"),
        ("Bearer null", "opaque_token"),
        ("Bearer [object Object]", "malformed_token"),
    ];
    let usual = rows
        .into_iter()
        .map(|(value, reason)| header_case(format!("the value {value:?}"), value, token(), reason));
    let prefixed = [
        ("{token}", "wrong_prefix"),
        ("Bearer {token}", "wrong_prefix"),
        ("Lambda-{token}", "wrong_prefix"),
        (" lambda-{token}", "wrong_prefix"),
        ("{token}lambda-", "wrong_prefix"),
        ("lambda-", "no_token"),
        ("lambda-lambda-{token}", "malformed_token"),
        ("lambda-  {token}", "malformed_token"),
        ("lambda-Bearer {token}", "malformed_token"),
    ];
    let prefixed = prefixed.into_iter().map(|(value, reason)| {
        header_case(
            format!("{value:?} where a prefix is set"),
            value,
            token(),
            reason,
        )
        .with("TOKEN_PREFIX", "lambda-")
    });
    usual.chain(prefixed).collect()
}
