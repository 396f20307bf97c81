//! The public key as a shared secret: CVE-2015-9235, CVE-2016-10555, CVE-2022-29217,
//! CVE-2023-48223.

use aws_lc_rs::hmac::{HMAC_SHA256, HMAC_SHA384, HMAC_SHA512};
use aws_lc_rs::signature::KeyPair as _;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;

use crate::attacks::case::{Case, case};
use crate::attacks::keys::{ISSUER, KEY_ID, jwk, modulus, pem, spki};
use crate::attacks::token::{Signature, token};

pub(in crate::attacks) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (name, secret) in secrets() {
        let signature = Signature::Hmac(HMAC_SHA256, secret);
        let honest = token().header("alg", "HS256").signed(signature.clone());
        cases.push(case(
            format!("HS256 with {name}"),
            honest,
            "unsupported_algorithm",
        ));
        let lying = token().signed(signature);
        cases.push(case(
            format!("HMAC with {name} as RS256"),
            lying,
            "bad_signature",
        ));
    }
    for (name, algorithm) in [("HS384", HMAC_SHA384), ("HS512", HMAC_SHA512)] {
        let signature = Signature::Hmac(algorithm, pem("PUBLIC KEY", &spki(&ISSUER)).into_bytes());
        let token = token().header("alg", name).signed(signature);
        cases.push(case(
            format!("{name} with the key as PEM"),
            token,
            "unsupported_algorithm",
        ));
    }
    let published = json!({"kty": "oct", "kid": "symmetric", "alg": "HS256",
                           "k": URL_SAFE_NO_PAD.encode("published")});
    let by_published = token()
        .header("kid", "symmetric")
        .signed(Signature::Hmac(HMAC_SHA256, b"published".to_vec()));
    cases.push(
        case(
            "HS256 with a symmetric key of the set",
            by_published.clone().header("alg", "HS256"),
            "unsupported_algorithm",
        )
        .publishing(vec![published.clone()]),
    );
    cases.push(
        case(
            "RS256 with a symmetric key of the set",
            by_published,
            "unknown_key",
        )
        .publishing(vec![published]),
    );
    cases
}

/// What a careless library would take for the secret.
fn secrets() -> Vec<(&'static str, Vec<u8>)> {
    let (pkcs1, spki) = (ISSUER.public_key().as_ref(), spki(&ISSUER));
    let text = pem("PUBLIC KEY", &spki);
    vec![
        ("the key as PEM", text.clone().into_bytes()),
        (
            "the key as PEM without its last line end",
            text.trim_end().into(),
        ),
        (
            "the key as PEM with a line end before",
            format!("\n{text}").into(),
        ),
        (
            "the key as PEM with Windows line ends",
            text.replace('\n', "\r\n").into(),
        ),
        (
            "the key as PKCS #1 PEM",
            pem("RSA PUBLIC KEY", pkcs1).into(),
        ),
        ("the key as PKCS #1", pkcs1.to_vec()),
        ("the key as DER", spki),
        ("the modulus", modulus(&ISSUER)),
        (
            "the modulus as text",
            URL_SAFE_NO_PAD.encode(modulus(&ISSUER)).into(),
        ),
        ("the key as JWK", jwk(&ISSUER, KEY_ID).to_string().into()),
        ("an empty secret", Vec::new()),
        ("the secret \"secret\"", b"secret".to_vec()),
    ]
}
