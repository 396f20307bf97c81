//! Which of an issuer's keys may verify a signature. One that may not never spoils the
//! others.
//!
//! Source: RFC 7517, sections 4 and 5; RFC 7518, sections 3.3 and 6.3.1.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::DecodingKey;
use serde_json::Value;

use crate::keys::Keys;

/// More keys than this are not looked at.
const MOST: usize = 50;

/// The usable keys of a JWK Set, by name; nothing where it is no such set. Of two keys
/// with one name the first counts.
pub(super) fn admit(set: &[u8]) -> Option<Keys> {
    let set: Value = serde_json::from_slice(set).ok()?;
    let mut keys = Keys::new();
    for jwk in set.get("keys")?.as_array()?.iter().take(MOST) {
        if let Some((name, key)) = admit_one(jwk) {
            keys.entry(name).or_insert(key);
        }
    }
    Some(keys)
}

fn admit_one(jwk: &Value) -> Option<(String, DecodingKey)> {
    let text = |name: &str| jwk.get(name).and_then(Value::as_str);
    let is_absent_or =
        |name: &str, expected: &str| jwk.get(name).is_none() || text(name) == Some(expected);
    let may_verify = jwk.get("key_ops").is_none_or(|operations| {
        operations
            .as_array()
            .is_some_and(|list| list.iter().any(|operation| operation == "verify"))
    });
    let is_for_us = text("kty") == Some("RSA")
        && is_absent_or("use", "sig")
        && is_absent_or("alg", "RS256")
        && may_verify;
    if !is_for_us {
        return None;
    }
    let (modulus, exponent) = (decode(text("n")?)?, decode(text("e")?)?);
    if !is_strong(&modulus, &exponent) {
        return None;
    }
    let key = DecodingKey::from_rsa_raw_components(&modulus, &exponent);
    Some((text("kid")?.to_owned(), key))
}

fn decode(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

/// A modulus of 2,048 to 8,192 bits without leading zero octets, and an odd exponent from
/// 3 to 2³² − 1.
fn is_strong(modulus: &[u8], exponent: &[u8]) -> bool {
    let leading_zeros = modulus
        .first()
        .map_or(8, |first| first.leading_zeros() as usize);
    let bits = (modulus.len() * 8).saturating_sub(leading_zeros);
    let exponent_value = exponent.iter().try_fold(0_u64, |value, byte| {
        let next = (value << 8) | u64::from(*byte);
        (next <= u64::from(u32::MAX)).then_some(next)
    });
    (2_048..=8_192).contains(&bits)
        && leading_zeros < 8
        && exponent_value.is_some_and(|value| value >= 3 && value % 2 == 1)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn jwk(bytes: usize) -> Value {
        let modulus = URL_SAFE_NO_PAD.encode(vec![0xff; bytes]);
        json!({"kty": "RSA", "kid": "k", "n": modulus, "e": "AQAB", "use": "sig", "alg": "RS256"})
    }

    fn names(keys: &[Value]) -> Vec<String> {
        let set = json!({ "keys": keys }).to_string();
        admit(set.as_bytes()).unwrap().into_keys().collect()
    }

    #[test]
    fn a_key_is_admitted_by_its_kind_use_and_strength() {
        for (member, value, admitted) in [
            ("use", json!("sig"), true),
            ("use", json!("enc"), false),
            ("alg", json!("RS512"), false),
            ("alg", json!("RSA-OAEP"), false),
            ("kty", json!("EC"), false),
            ("kty", json!("oct"), false),
            ("key_ops", json!(["verify"]), true),
            ("key_ops", json!(["encrypt"]), false),
            ("key_ops", json!("verify"), false),
            ("e", json!("Aw"), true),
            ("e", json!("AQ"), false),
            ("e", json!("AQAA"), false),
            ("e", json!("AQAAAAE"), false),
            ("e", json!(""), false),
            ("n", json!("AQAB"), false),
            ("n", json!("not base64!"), false),
            ("kid", json!(1), false),
        ] {
            let mut key = jwk(256);
            key[member] = value.clone();
            assert_eq!(
                names(&[key]).len(),
                usize::from(admitted),
                "{member}: {value}"
            );
        }
        for (bytes, admitted) in [
            (128, false),
            (255, false),
            (256, true),
            (1_024, true),
            (1_025, false),
        ] {
            assert_eq!(
                names(&[jwk(bytes)]).len(),
                usize::from(admitted),
                "{bytes} bytes"
            );
        }
    }

    #[test]
    fn the_name_is_required_and_use_and_alg_are_not() {
        for (member, admitted) in [
            ("use", true),
            ("alg", true),
            ("kid", false),
            ("n", false),
            ("e", false),
        ] {
            let mut key = jwk(256);
            key.as_object_mut().unwrap().remove(member);
            assert_eq!(names(&[key]).len(), usize::from(admitted), "{member}");
        }
    }

    #[test]
    fn a_bad_key_does_not_spoil_a_set_and_a_flood_is_cut() {
        assert_eq!(names(&[json!(null), json!({"kty": "x"}), jwk(256)]), ["k"]);
        let mut late = vec![json!({}); 50];
        late.push(jwk(256));
        assert!(names(&late).is_empty());
    }

    #[test]
    fn what_is_no_set_gives_nothing() {
        for text in ["", "[]", "{}", r#"{"keys":{}}"#, "<html>"] {
            assert!(admit(text.as_bytes()).is_none(), "{text}");
        }
    }
}
