//! Keys of the issuer's and of attackers', made when the tests start, and how the issuer
//! publishes them.

use std::sync::LazyLock;

use aws_lc_rs::encoding::{AsDer as _, PublicKeyX509Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _,
};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::{Value, json};

/// The name of the issuer's key.
pub(super) const KEY_ID: &str = "issuer-key";

/// A key that the issuer publishes under [`KEY_ID`].
pub(super) static ISSUER: LazyLock<KeyPair> = LazyLock::new(generate);

/// A key that nobody published.
pub(super) static FOREIGN: LazyLock<KeyPair> = LazyLock::new(generate);

/// Keys of kinds that are not accepted, which an issuer may publish too.
pub(super) static ELLIPTIC: LazyLock<EcdsaKeyPair> =
    LazyLock::new(|| EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap());
pub(super) static EDWARDS: LazyLock<Ed25519KeyPair> =
    LazyLock::new(|| Ed25519KeyPair::generate().unwrap());

fn generate() -> KeyPair {
    KeyPair::generate(KeySize::Rsa2048).unwrap()
}

/// The modulus, big-endian, of a key of 2,048 bits.
///
/// Source: RFC 8017, appendix A.1.1: a sequence of two integers. Four bytes begin the
/// sequence, four the first integer, and a zero comes before its topmost bit.
pub(super) fn modulus(key: &KeyPair) -> Vec<u8> {
    const START: usize = 4 + 4 + 1;
    key.public_key().as_ref()[START..START + 256].to_vec()
}

/// The public half as a JWK named `kid`.
pub(super) fn jwk(key: &KeyPair, kid: &str) -> Value {
    let modulus = URL_SAFE_NO_PAD.encode(modulus(key));
    json!({"kty": "RSA", "use": "sig", "alg": "RS256", "kid": kid, "n": modulus, "e": "AQAB"})
}

/// The issuer's JWK with a member changed, or removed where `value` is null.
pub(super) fn jwk_with(member: &str, value: Value) -> Value {
    let mut key = jwk(&ISSUER, KEY_ID);
    if value.is_null() {
        key.as_object_mut().unwrap().remove(member);
    } else {
        key[member] = value;
    }
    key
}

/// The public half as DER (`SubjectPublicKeyInfo`).
pub(super) fn spki(key: &KeyPair) -> Vec<u8> {
    let der: PublicKeyX509Der<'_> = key.public_key().as_der().unwrap();
    der.as_ref().to_vec()
}

/// DER as PEM, in lines of 64 characters.
pub(super) fn pem(label: &str, der: &[u8]) -> String {
    let body = STANDARD.encode(der);
    let lines: Vec<_> = body.as_bytes().chunks(64).collect();
    let body = String::from_utf8(lines.join(&b'\n')).unwrap();
    format!("-----BEGIN {label}-----\n{body}\n-----END {label}-----\n")
}

/// The issuer's key between keys of other kinds and broken ones.
pub(super) fn mixed() -> Vec<Value> {
    let (x, y) = ELLIPTIC.public_key().as_ref()[1..].split_at(32);
    let edwards = EDWARDS.public_key().as_ref();
    let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    vec![
        json!({"kty": "EC", "crv": "P-256", "kid": "elliptic", "use": "sig", "alg": "ES256",
               "x": text(x), "y": text(y)}),
        json!({"kty": "OKP", "crv": "Ed25519", "kid": "edwards", "alg": "EdDSA", "x": text(edwards)}),
        json!({"kty": "oct", "kid": "symmetric", "alg": "HS256", "k": text(b"secret")}),
        json!({"kty": "RSA", "kid": "broken", "n": "!", "e": "AQAB"}),
        json!({"kty": "unheard of", "kid": "unheard of"}),
        json!({}),
        jwk(&ISSUER, KEY_ID),
    ]
}
