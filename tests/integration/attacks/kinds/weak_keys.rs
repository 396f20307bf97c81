//! Keys that the issuer should not have published, or not for this.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;

use crate::attacks::case::{Case, case};
use crate::attacks::keys::{ELLIPTIC, jwk_with};
use crate::attacks::token::{Signature, token};

pub(in crate::attacks) fn cases() -> Vec<Case> {
    let number = |bytes: usize| json!(URL_SAFE_NO_PAD.encode(vec![0xff; bytes]));
    let rows = [
        ("512 bits", "n", number(64), "weak_key"),
        ("1,024 bits", "n", number(128), "weak_key"),
        ("2,040 bits", "n", number(255), "weak_key"),
        ("8,200 bits", "n", number(1_025), "weak_key"),
        ("16,384 bits", "n", number(2_048), "weak_key"),
        ("an even exponent", "e", json!("Ag"), "weak_key"),
        ("a large even exponent", "e", json!("AQAA"), "weak_key"),
        (
            "an exponent of five bytes",
            "e",
            json!("AQAAAAE"),
            "weak_key",
        ),
        ("no modulus", "n", json!(null), "unknown_key"),
        ("no exponent", "e", json!(null), "unknown_key"),
        ("an empty modulus", "n", json!(""), "unknown_key"),
        ("an exponent of zero", "e", json!("AA"), "unknown_key"),
        ("a modulus that is no text", "n", json!(5), "unknown_key"),
        (
            "a modulus that is padded",
            "n",
            json!("____="),
            "unknown_key",
        ),
        ("use enc", "use", json!("enc"), "unknown_key"),
        (
            "a use that is no text",
            "use",
            json!(["sig"]),
            "unknown_key",
        ),
        (
            "key_ops encrypt",
            "key_ops",
            json!(["encrypt"]),
            "unknown_key",
        ),
        ("key_ops sign", "key_ops", json!(["sign"]), "unknown_key"),
        ("key_ops of nothing", "key_ops", json!([]), "unknown_key"),
        ("alg RS512", "alg", json!("RS512"), "unknown_key"),
        ("alg PS256", "alg", json!("PS256"), "unknown_key"),
        ("alg RSA-OAEP", "alg", json!("RSA-OAEP"), "unknown_key"),
        ("alg none", "alg", json!("none"), "unknown_key"),
        ("kty EC", "kty", json!("EC"), "unknown_key"),
        ("no kty", "kty", json!(null), "unknown_key"),
        ("no kid", "kid", json!(null), "unknown_key"),
        (
            "a kid that is no text",
            "kid",
            json!(["issuer-key"]),
            "unknown_key",
        ),
    ];
    let mut cases: Vec<Case> = rows
        .into_iter()
        .map(|(name, member, value, reason)| {
            let name = format!("a published key with {name}");
            case(name, token(), reason).publishing(vec![jwk_with(member, value)])
        })
        .collect();
    let forged = token().signed(Signature::EncodedMessage);
    cases.push(
        case("a key with an exponent of one, forged", forged, "weak_key")
            .publishing(vec![jwk_with("e", json!("AQ"))]),
    );
    cases.push(case("an empty key set", token(), "unknown_key").publishing(Vec::new()));
    let flood = (0..60).map(|index| json!({"kty": "RSA", "kid": format!("k{index}")}));
    cases.push(
        case("a key behind sixty others", token(), "unknown_key")
            .publishing(flood.chain([jwk_with("use", json!("sig"))])),
    );
    let elliptic = {
        use aws_lc_rs::signature::KeyPair as _;
        URL_SAFE_NO_PAD.encode(ELLIPTIC.public_key().as_ref())
    };
    cases.push(
        case(
            "a key of another kind under the name",
            token().signed(Signature::Elliptic),
            "unknown_key",
        )
        .publishing(vec![
            json!({"kty": "EC", "crv": "P-256", "kid": "issuer-key", "x": elliptic}),
        ]),
    );
    let mut unavailable = case("no key set", token(), "jwks_unreachable");
    unavailable.published = json!("<html>");
    cases.push(unavailable);
    cases
}
