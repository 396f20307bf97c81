//! Signatures that are not the issuer's over these bytes.

use crate::attacks::case::{Case, case};
use crate::attacks::keys::{ISSUER, modulus};
use crate::attacks::token::{Owner, Signature, Token, token};

const REASON: &str = "bad_signature";

pub(in crate::attacks) fn cases() -> Vec<Case> {
    let bytes = |bytes: Vec<u8>| token().signed(Signature::Bytes(bytes));
    let padded = |value: u8| [vec![0; 255], vec![value]].concat();
    let rows: Vec<(&str, Token)> = vec![
        ("no signature", token().unsigned()),
        ("a signature of zeros", bytes(vec![0; 256])),
        ("the signature one", bytes(padded(1))),
        ("a signature of ones", bytes(vec![0xff; 256])),
        ("the modulus as the signature", bytes(modulus(&ISSUER))),
        ("one byte", bytes(vec![0])),
        ("a signature of 128 bytes", bytes(vec![1; 128])),
        ("a signature of 512 bytes", bytes(vec![1; 512])),
        (
            "what would be signed, as the signature",
            token().signed(Signature::EncodedMessage),
        ),
        ("another's signature", token().signed_by(Owner::Foreign)),
        (
            "the signature without its last bytes",
            token().edited(|token| token[..token.len() - 6].to_owned() + "AA"),
        ),
        (
            "a zero before the signature",
            token().edited(|token| resigned(token, |signature| [&[0], signature].concat())),
        ),
        (
            "a zero behind the signature",
            token().edited(|token| resigned(token, |signature| [signature, &[0]].concat())),
        ),
        (
            "the signature in reverse",
            token().edited(|token| {
                resigned(token, |signature| signature.iter().rev().copied().collect())
            }),
        ),
        (
            "the signature and the modulus in one",
            token().edited(|token| resigned(token, plus_modulus)),
        ),
        (
            "one bit flipped at the start",
            token().edited(|token| resigned(token, |signature| flipped(signature, 0))),
        ),
        (
            "one bit flipped at the end",
            token().edited(|token| resigned(token, |signature| flipped(signature, 255))),
        ),
        (
            "other claims under the signature",
            token().edited(|token| with_claims(token, "auth0|attacked", "auth0|admin")),
        ),
        (
            "a later end under the signature",
            token().edited(|token| with_claims(token, "\"exp\":18", "\"exp\":19")),
        ),
        (
            "more permissions under the signature",
            token().edited(|token| with_claims(token, "[\"read:", "[\"write:records\",\"read:")),
        ),
        (
            "another header under the signature",
            token().edited(with_another_header),
        ),
    ];
    rows.into_iter()
        .map(|(name, token)| case(name, token, REASON))
        .collect()
}

fn decode(part: &str) -> Vec<u8> {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD
        .decode(part)
        .unwrap()
}

fn encode(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}

fn resigned(token: &str, change: impl Fn(&[u8]) -> Vec<u8>) -> String {
    let (input, signature) = token.rsplit_once('.').unwrap();
    format!("{input}.{}", encode(&change(&decode(signature))))
}

fn flipped(signature: &[u8], place: usize) -> Vec<u8> {
    let mut signature = signature.to_vec();
    signature[place] ^= 1;
    signature
}

/// The same number modulo the modulus: one byte longer.
fn plus_modulus(signature: &[u8]) -> Vec<u8> {
    let mut sum = Vec::new();
    let mut carry = 0;
    for (left, right) in signature.iter().rev().zip(modulus(&ISSUER).iter().rev()) {
        let digit = u16::from(*left) + u16::from(*right) + carry;
        sum.push(u8::try_from(digit & 0xff).unwrap());
        carry = digit >> 8;
    }
    sum.push(u8::try_from(carry).unwrap());
    sum.reverse();
    sum
}

fn with_claims(token: &str, from: &str, to: &str) -> String {
    let [header, claims, signature] = parts(token);
    let claims = String::from_utf8(decode(claims)).unwrap();
    assert!(claims.contains(from), "{claims}");
    format!(
        "{header}.{}.{signature}",
        encode(claims.replace(from, to).as_bytes())
    )
}

fn with_another_header(token: &str) -> String {
    let [header, claims, signature] = parts(token);
    let header = String::from_utf8(decode(header)).unwrap();
    format!(
        "{}.{claims}.{signature}",
        encode(header.replace("JWT", "jwt").as_bytes())
    )
}

fn parts(token: &str) -> [&str; 3] {
    token.split('.').collect::<Vec<_>>().try_into().unwrap()
}
