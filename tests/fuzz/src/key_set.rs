//! Any key set: no key is used that is weak or for something else, and none spoils another.
//!
//! An input is the text of a JWK Set, or of JWKs with commas between. In both `{256}` stands
//! for a modulus of so many bytes; see [`SIZES`].

#![no_main]

use std::collections::{BTreeMap, BTreeSet};

use authorizer::algorithm::Algorithm;
use authorizer::keys::JwkSet;
use aws_lc_rs::rsa::PublicKeyComponents;
use aws_lc_rs::signature::RSA_PKCS1_2048_8192_SHA256;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use libfuzzer_sys::fuzz_target;
use serde_json::value::RawValue;
use serde_json::{Value, json};

/// Around the limits, in bytes.
const SIZES: [usize; 6] = [128, 255, 256, 512, 1_024, 1_025];

/// As many members of a set are looked at.
const MOST_KEYS: usize = 50;

/// As many keys of one name and algorithm are used.
const MOST_OF_A_NAME: usize = 3;

/// A usable key: its name, its algorithm and itself as DER.
type Key = (String, &'static str, Vec<u8>);

fuzz_target!(|input: &[u8]| {
    let text = filled(input);
    check_set(&text);
    check_company(&text);
});

fn filled(input: &[u8]) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(input) else {
        return input.to_vec();
    };
    let fill = |text: String, size: &usize| {
        text.replace(
            &format!("{{{size}}}"),
            &URL_SAFE_NO_PAD.encode(vec![0xff; *size]),
        )
    };
    SIZES.iter().fold(text.to_owned(), fill).into_bytes()
}

/// Every key that is used is one that may be.
fn check_set(text: &[u8]) {
    let Some(set) = JwkSet::parse(text) else {
        return;
    };
    // Each for itself: what one reader can't make a number of spoils nothing.
    // Names of other members the authorizer does not read, so that half a surrogate in one,
    // which is no name to a reader of all, is nothing to it.
    let Ok(document) = serde_json::from_slice::<BTreeMap<String, &RawValue>>(text) else {
        assert!(
            serde_json::from_slice::<&RawValue>(text).is_ok(),
            "a set is JSON"
        );
        return;
    };
    let members: Vec<&RawValue> =
        serde_json::from_str(document["keys"].get()).expect("its keys are an array");
    let jwks = members.iter().take(MOST_KEYS);
    let jwks = jwks.filter_map(|jwk| serde_json::from_str(jwk.get()).ok());
    let may_be_used: BTreeSet<Key> = jwks.flat_map(|jwk| usable(&jwk)).collect();
    let mut counts = BTreeMap::new();
    for key in keys(&set) {
        assert!(may_be_used.contains(&key), "{key:?}");
        let (name, algorithm, _) = key;
        *counts.entry((name, algorithm)).or_insert(0) += 1;
    }
    assert!(counts.values().all(|count| *count <= MOST_OF_A_NAME));
}

/// A good key is used in any company, which is used as it is without it.
fn check_company(text: &[u8]) {
    let list = [b"[", text, b"]"].concat();
    let Ok(jwks) = serde_json::from_slice::<Vec<&RawValue>>(&list) else {
        return;
    };
    if jwks.len() >= MOST_KEYS {
        return;
    }
    let alone: JwkSet = jwks.iter().map(|jwk| jwk.get()).collect();
    let alone = keys(&alone);
    let name = "a name that no other key has";
    if alone.iter().any(|(other, ..)| other == name) {
        return;
    }
    let modulus = URL_SAFE_NO_PAD.encode([0xfd; 256]);
    let good = json!({"kty": "RSA", "kid": name, "alg": "RS256", "n": modulus, "e": "AQAB"});
    let text = good.to_string();
    let together = jwks
        .iter()
        .map(|jwk| jwk.get())
        .chain([text.as_str()])
        .collect();
    let mut expected = alone;
    expected.extend(usable(&good));
    assert_eq!(keys(&together), expected);
}

fn keys(set: &JwkSet) -> BTreeSet<Key> {
    let keys = set.iter().map(|(name, key)| {
        (
            name.to_owned(),
            key.algorithm().name(),
            key.to_der().to_vec(),
        )
    });
    keys.collect()
}

/// What may be made of a JWK: RFC 7517, section 4, and RFC 7518, section 6.3.1.
fn usable(jwk: &Value) -> Vec<Key> {
    let is_absent_or = |member: &str, value: &str| jwk.get(member).is_none_or(|is| is == value);
    let operations = jwk.get("key_ops").map(|operations| operations.as_array());
    let may_verify = operations
        .is_none_or(|listed| listed.is_some_and(|listed| listed.contains(&json!("verify"))));
    let number = |member: &str| URL_SAFE_NO_PAD.decode(jwk[member].as_str()?).ok();
    let (Some(name), Some(n), Some(e)) = (jwk["kid"].as_str(), number("n"), number("e")) else {
        return Vec::new();
    };
    let bits = n.len() * 8 - n.first().map_or(0, |first| first.leading_zeros() as usize);
    let is_strong = n.first() != Some(&0) && (2_048..=8_192).contains(&bits);
    let exponent = e
        .iter()
        .fold(0_u128, |value, byte| value << 8 | u128::from(*byte));
    let is_odd = (1..=4).contains(&e.len()) && e[0] != 0 && exponent >= 3 && exponent % 2 == 1;
    if jwk["kty"] != "RSA" || !is_absent_or("use", "sig") || !may_verify {
        return Vec::new();
    }
    if !(is_strong && is_odd) {
        return Vec::new();
    }
    let components = PublicKeyComponents { n, e };
    let Ok(key) = components.to_parsed_public_key(&RSA_PKCS1_2048_8192_SHA256) else {
        return Vec::new();
    };
    let names = Algorithm::ALL.map(Algorithm::name).into_iter();
    names
        .filter(|algorithm| is_absent_or("alg", algorithm))
        .map(|algorithm| (name.to_owned(), algorithm, key.as_ref().to_vec()))
        .collect()
}
