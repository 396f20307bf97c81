//! `alg`: no signature, another algorithm, or nothing that names one.

use serde_json::{Value, json};

use crate::attacks::case::{Case, case};
use crate::attacks::keys::mixed;
use crate::attacks::token::{Owner, Padding, Signature, token};

const REASON: &str = "unsupported_algorithm";

pub(in crate::attacks) fn cases() -> Vec<Case> {
    let named = |name: &str| token().header("alg", name);
    let rsa = |padding| Signature::Rsa(Owner::Issuer, padding);
    let mut cases = Vec::new();
    for none in ["none", "None", "NONE", "nOnE", "", " none", "none "] {
        cases.push(case(
            format!("alg {none:?}, unsigned"),
            named(none).unsigned(),
            REASON,
        ));
    }
    for spelling in [
        "none", "rs256", "Rs256", "RS256 ", " RS256", "RS256\0", "RS-256", "RSA", "RS1",
    ] {
        cases.push(case(
            format!("alg {spelling:?}, well signed"),
            named(spelling),
            REASON,
        ));
    }
    for value in [
        json!(null),
        json!(256),
        json!(true),
        json!(["RS256"]),
        json!({"alg": "RS256"}),
    ] {
        cases.push(case(
            format!("alg {value}"),
            token().header("alg", value),
            REASON,
        ));
    }
    let valid_elsewhere: [(&str, Signature, Option<&str>); 7] = [
        ("RS384", rsa(Padding::Rs384), None),
        ("RS512", rsa(Padding::Rs512), None),
        ("PS256", rsa(Padding::Ps256), None),
        ("PS384", rsa(Padding::Ps384), None),
        ("ES256", Signature::Elliptic, Some("elliptic")),
        ("EdDSA", Signature::Edwards, Some("edwards")),
        ("Ed25519", Signature::Edwards, Some("edwards")),
    ];
    for (name, signature, key_id) in valid_elsewhere {
        let token = named(name).signed(signature);
        let token = match key_id {
            Some(key_id) => token.header("kid", key_id),
            None => token,
        };
        cases.push(case(format!("{name}, well signed"), token, REASON).publishing(mixed()));
    }
    for name in [
        "HS256",
        "ES384",
        "ES512",
        "ES256K",
        "Ed448",
        "RSA-OAEP",
        "dir",
        "A256GCMKW",
    ] {
        cases.push(case(format!("alg {name}"), named(name).unsigned(), REASON));
    }
    cases.push(case("no alg", token().without_header("alg"), REASON));
    cases.push(
        case("RS256 where PS256 alone is accepted", token(), REASON)
            .with("AUTH0_ALGORITHMS", "PS256"),
    );
    cases.extend(signatures_of_others(rsa));
    cases
}

/// The name is accepted, and the signature is of another algorithm.
fn signatures_of_others(rsa: impl Fn(Padding) -> Signature) -> Vec<Case> {
    let rows: [(&str, Signature); 5] = [
        ("PS256", rsa(Padding::Ps256)),
        ("RS384", rsa(Padding::Rs384)),
        ("RS512", rsa(Padding::Rs512)),
        ("ES256", Signature::Elliptic),
        ("EdDSA", Signature::Edwards),
    ];
    let mut cases: Vec<Case> = rows
        .into_iter()
        .map(|(name, signature)| {
            let name = format!("RS256 with a signature of {name}");
            case(name, token().signed(signature), "bad_signature")
        })
        .collect();
    let ps256 = token().header("alg", "PS256");
    cases.push(
        case(
            "PS256 with a signature of RS256",
            ps256.clone(),
            "bad_signature",
        )
        .with("AUTH0_ALGORITHMS", "RS256,PS256")
        .publishing(vec![key_without_alg()]),
    );
    cases.push(
        case(
            "PS256 with a key for RS256",
            ps256.signed(rsa(Padding::Ps256)),
            "unknown_key",
        )
        .with("AUTH0_ALGORITHMS", "RS256,PS256"),
    );
    cases
}

fn key_without_alg() -> Value {
    crate::attacks::keys::jwk_with("alg", json!(null))
}
