//! Tokens for the tests.

use std::sync::LazyLock;

use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, EncodingKey, crypto};
use serde_json::Value;

/// Generated once: the slowest part of all tests.
static KEYS: LazyLock<[EncodingKey; 2]> = LazyLock::new(|| [generate(), generate()]);

/// A key of the issuer's.
pub(crate) fn issuer_key() -> &'static EncodingKey {
    &KEYS[0]
}

/// A key of somebody else's.
pub(crate) fn foreign_key() -> &'static EncodingKey {
    &KEYS[1]
}

fn generate() -> EncodingKey {
    let pair = KeyPair::generate(KeySize::Rsa2048).unwrap();
    let der: Pkcs8V1Der<'_> = pair.as_der().unwrap();
    let body = STANDARD.encode(der.as_ref());
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n");
    EncodingKey::from_rsa_pem(pem.as_bytes()).unwrap()
}

/// The public half, under the name `kid`.
pub(crate) fn jwk(key: &EncodingKey, kid: &str) -> Value {
    let mut jwk =
        serde_json::to_value(Jwk::from_encoding_key(key, Algorithm::RS256).unwrap()).unwrap();
    jwk["kid"] = kid.into();
    jwk["use"] = "sig".into();
    jwk
}

/// A token of any header and claims.
pub(crate) fn sign(key: &EncodingKey, header: &Value, claims: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let input = format!("{}.{}", part(header), part(claims));
    let signature = crypto::sign(input.as_bytes(), key, Algorithm::RS256).unwrap();
    format!("{input}.{signature}")
}
