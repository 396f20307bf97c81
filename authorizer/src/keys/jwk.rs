//! One key of an issuer's set: whether it may verify, and how strong it is.
//!
//! Source: RFC 7517, section 4; RFC 7518, sections 3.3 and 6.3.1.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};

use crate::algorithm::Algorithm;
use crate::keys::verifying_key::VerifyingKey;

/// What a JWK is worth to a verifier.
#[derive(Debug)]
pub(super) enum Admission {
    /// It may verify: once for each algorithm that it allows.
    Usable(Vec<VerifyingKey>),
    /// An RSA signing key whose size or exponent is refused.
    Weak,
    /// For another purpose, of another kind, or malformed.
    Foreign,
}

/// Judges a JWK. Its name is the caller's to read.
pub(super) fn admit(jwk: &Map<String, Value>) -> Admission {
    let algorithms = algorithms(jwk);
    if !is_rsa_for_signatures(jwk) || algorithms.is_empty() {
        return Admission::Foreign;
    }
    let (Some(modulus), Some(exponent)) = (octets(jwk, "n"), octets(jwk, "e")) else {
        return Admission::Foreign;
    };
    if !is_strong(&modulus, &exponent) {
        return Admission::Weak;
    }
    let keys: Option<Vec<_>> = algorithms
        .into_iter()
        .map(|algorithm| VerifyingKey::new(&modulus, &exponent, algorithm))
        .collect();
    keys.map_or(Admission::Foreign, Admission::Usable)
}

/// Those that the key allows: all of ours where it names none, as Auth0 can be told to.
fn algorithms(jwk: &Map<String, Value>) -> Vec<Algorithm> {
    match jwk.get("alg") {
        None => Algorithm::ALL.to_vec(),
        Some(name) => {
            let named = name.as_str().and_then(|name| name.parse().ok());
            named.into_iter().collect()
        }
    }
}

fn is_rsa_for_signatures(jwk: &Map<String, Value>) -> bool {
    let may_verify = jwk.get("key_ops").is_none_or(|operations| {
        operations
            .as_array()
            .is_some_and(|list| list.iter().any(|operation| operation == "verify"))
    });
    jwk.get("kty").is_some_and(|kty| kty == "RSA")
        && jwk.get("use").is_none_or(|purpose| purpose == "sig")
        && may_verify
}

fn octets(jwk: &Map<String, Value>, member: &str) -> Option<Vec<u8>> {
    let text = jwk.get(member)?.as_str()?;
    // RFC 7518, section 6.3.1.1: no octet more than the number needs.
    let is_minimal = |octets: &Vec<u8>| octets.first().is_some_and(|first| *first != 0);
    URL_SAFE_NO_PAD.decode(text).ok().filter(is_minimal)
}

/// A modulus of 2,048 to 8,192 bits and an odd exponent from 3 to 2³² − 1. Both are without
/// leading zero octets.
fn is_strong(modulus: &[u8], exponent: &[u8]) -> bool {
    let leading_zeros = modulus.first().map_or(8, |first| first.leading_zeros());
    let bits = (modulus.len() * 8).saturating_sub(leading_zeros as usize);
    let exponent = match exponent {
        [] | [_, _, _, _, _, ..] => return false,
        octets => octets
            .iter()
            .fold(0_u32, |value, octet| (value << 8) | u32::from(*octet)),
    };
    (2_048..=8_192).contains(&bits) && exponent >= 3 && exponent % 2 == 1
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// What becomes of an RSA key of `bytes` bytes with that member.
    fn judged(bytes: usize, member: &str, value: Option<Value>) -> String {
        let modulus = URL_SAFE_NO_PAD.encode(vec![0xff; bytes]);
        let mut jwk = json!({"kty": "RSA", "n": modulus, "e": "AQAB", "use": "sig"});
        let members = jwk.as_object_mut().unwrap();
        match value {
            Some(value) => members.insert(member.to_owned(), value),
            None => members.remove(member),
        };
        match admit(members) {
            Admission::Usable(keys) => keys
                .iter()
                .map(|key| format!("{:?}", key.algorithm()))
                .collect(),
            Admission::Weak => "weak".to_owned(),
            Admission::Foreign => "foreign".to_owned(),
        }
    }

    #[test]
    fn a_key_is_judged_by_its_purpose() {
        for (member, value, expected) in [
            ("use", Some(json!("sig")), "Ps256Rs256"),
            ("use", None, "Ps256Rs256"),
            ("use", Some(json!("enc")), "foreign"),
            ("use", Some(json!(null)), "foreign"),
            ("alg", Some(json!("RS256")), "Rs256"),
            ("alg", Some(json!("PS256")), "Ps256"),
            ("alg", Some(json!("RS512")), "foreign"),
            ("alg", Some(json!("RSA-OAEP")), "foreign"),
            ("alg", Some(json!("")), "foreign"),
            ("alg", Some(json!(["RS256"])), "foreign"),
            ("key_ops", Some(json!(["sign", "verify"])), "Ps256Rs256"),
            ("key_ops", Some(json!(["encrypt"])), "foreign"),
            ("key_ops", Some(json!([])), "foreign"),
            ("key_ops", Some(json!("verify")), "foreign"),
            ("kty", None, "foreign"),
            ("kty", Some(json!("EC")), "foreign"),
            ("kty", Some(json!("oct")), "foreign"),
            ("d", Some(json!("AQAB")), "Ps256Rs256"),
        ] {
            assert_eq!(
                judged(256, member, value.clone()),
                expected,
                "{member}: {value:?}"
            );
        }
    }

    #[test]
    fn a_key_is_judged_by_its_size() {
        for (bytes, expected) in [
            (64, "weak"),
            (128, "weak"),
            (255, "weak"),
            (256, "Ps256Rs256"),
            (1_024, "Ps256Rs256"),
            (1_025, "weak"),
            (2_048, "weak"),
        ] {
            assert_eq!(judged(bytes, "unused", None), expected, "{bytes} bytes");
        }
        let one_bit_less = [&[0x7f][..], &[0xff; 255]].concat();
        let value = json!(URL_SAFE_NO_PAD.encode(one_bit_less));
        assert_eq!(judged(256, "n", Some(value)), "weak");
    }

    #[test]
    fn a_key_is_judged_by_its_exponent() {
        for (exponent, expected) in [
            ("Aw", "Ps256Rs256"),
            ("AQAB", "Ps256Rs256"),
            ("_____w", "Ps256Rs256"),
            ("AQ", "weak"),
            ("Ag", "weak"),
            ("AQAA", "weak"),
            ("AQAAAAE", "weak"),
            ("", "foreign"),
            ("AAEAAQ", "foreign"),
            ("AQAB=", "foreign"),
        ] {
            assert_eq!(
                judged(256, "e", Some(json!(exponent))),
                expected,
                "{exponent}"
            );
        }
    }

    #[test]
    fn a_key_without_a_proper_number_is_foreign() {
        let padded = [&[0][..], &[0xff; 256]].concat();
        for (member, value) in [
            ("n", None),
            ("n", Some(json!(5))),
            ("n", Some(json!("not base64!"))),
            ("n", Some(json!(URL_SAFE_NO_PAD.encode(padded)))),
            ("e", None),
        ] {
            assert_eq!(
                judged(256, member, value.clone()),
                "foreign",
                "{member}: {value:?}"
            );
        }
    }
}
