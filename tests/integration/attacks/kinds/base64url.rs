//! Base64url that is not strict, so that several texts would be one token.

use crate::attacks::case::{Case, case};
use crate::attacks::token::{Edit, Signature, token};

const REASON: &str = "malformed_token";

pub(in crate::attacks) fn cases() -> Vec<Case> {
    let edits: [(&str, Edit); 21] = [
        ("padding behind the signature", |token| format!("{token}==")),
        ("one padding too few", |token| format!("{token}=")),
        ("padding behind the header", |token| {
            token.replacen('.', "=.", 1)
        }),
        ("padding behind the claims", |token| {
            before_last_dot(token, "=")
        }),
        ("a line end behind the signature", |token| {
            format!("{token}\n")
        }),
        ("a line end before the header", |token| format!("\n{token}")),
        ("a line end in the claims", |token| {
            token.replacen('.', ".\n", 1)
        }),
        ("a space in the claims", |token| {
            token.replacen('.', ". ", 1)
        }),
        ("a tab in the claims", |token| token.replacen('.', ".\t", 1)),
        ("NUL behind the signature", |token| format!("{token}\0")),
        ("an encoded dot", |token| token.replacen('.', "%2E", 1)),
        ("a full-width dot", |token| token.replacen('.', "．", 1)),
        ("a full-width letter", |token| token.replacen('e', "ｅ", 1)),
        ("plus for minus", |token| {
            format!("{}+A", &token[..token.len() - 2])
        }),
        ("slash for underscore", |token| {
            format!("{}/A", &token[..token.len() - 2])
        }),
        ("an asterisk", |token| format!("{token}*")),
        ("a quote", |token| format!("\"{token}\"")),
        ("three letters more", |token| format!("{token}AAA")),
        ("bits left over in the signature", leftover_in_signature),
        ("bits left over in the header", leftover_in_header),
        ("bits left over in the claims", leftover_in_claims),
    ];
    edits
        .into_iter()
        .map(|(name, edit)| {
            // Lengths that leave bits over in every part.
            let token = token()
                .header_text(FILLED_HEADER)
                .claims_text(FILLED_CLAIMS);
            case(name, token.edited(edit), REASON)
        })
        .chain([case(
            "a signature of one letter",
            token()
                .signed(Signature::Bytes(Vec::new()))
                .edited(|token| format!("{token}A")),
            REASON,
        )])
        .collect()
}

/// So long that the header, and the claims for a port of any length, don't fill their last
/// letter.
const FILLED_HEADER: &str = "   ";
const FILLED_CLAIMS: &str = " ";

fn before_last_dot(token: &str, text: &str) -> String {
    let (head, signature) = token.rsplit_once('.').unwrap();
    format!("{head}{text}.{signature}")
}

fn leftover_in_signature(token: &str) -> String {
    next_last_letter(token)
}

fn leftover_in_header(token: &str) -> String {
    let (header, rest) = token.split_once('.').unwrap();
    format!("{}.{rest}", next_last_letter(header))
}

fn leftover_in_claims(token: &str) -> String {
    let (head, signature) = token.rsplit_once('.').unwrap();
    let (header, claims) = head.split_once('.').unwrap();
    format!("{header}.{}.{signature}", next_last_letter(claims))
}

/// The same bytes for a decoder that passes over leftover bits.
fn next_last_letter(part: &str) -> String {
    let last = part.chars().last().unwrap();
    let next = char::from_u32(u32::from(last) + 1).unwrap();
    format!("{}{next}", &part[..part.len() - 1])
}
