//! Tokens that look odd and are good: a verifier that refuses them is of no use either.

use serde_json::{Value, json};

use super::profiles::{id_token, rfc_9068_token};
use crate::attacks::case::{Case, case, header_case};
use crate::attacks::keys::{FOREIGN, ISSUER, KEY_ID, jwk, jwk_with, mixed};
use crate::attacks::token::{AUDIENCE, NOW, Owner, Padding, Signature, Token, token};

pub(super) fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = tokens()
        .into_iter()
        .map(|(name, token)| case(name, token, "allow"))
        .collect();
    for value in [
        "{token}",
        "Bearer {token}",
        "bearer {token}",
        "BEARER {token}",
    ] {
        cases.push(header_case(
            format!("the value {value}"),
            value,
            token(),
            "allow",
        ));
    }
    for value in ["lambda-{token}", "lambda- {token}"] {
        cases.push(
            header_case(format!("the value {value}"), value, token(), "allow")
                .with("TOKEN_PREFIX", "lambda-"),
        );
    }
    for (name, keys) in key_sets() {
        cases.push(case(name, token(), "allow").publishing(keys));
    }
    let ps256 = token()
        .header("alg", "PS256")
        .signed(Signature::Rsa(Owner::Issuer, Padding::Ps256));
    cases.push(
        case("PS256 where it is accepted", ps256, "allow")
            .with("AUTH0_ALGORITHMS", "RS256,PS256")
            .publishing(vec![jwk_with("alg", json!("PS256"))]),
    );
    cases.push(
        case("RFC 9068", rfc_9068_token(), "allow").with("AUTH0_TOKEN_PROFILE", "rfc9068_profile"),
    );
    for (name, token) in [
        ("an ID token where they are asked for", id_token()),
        (
            "an ID token with an azp",
            id_token().claim("azp", "the-client"),
        ),
        (
            "an ID token for two clients, asked for by one",
            id_token()
                .claim("aud", json!(["another-client", "the-client"]))
                .claim("azp", "the-client"),
        ),
    ] {
        cases.push(
            case(name, token, "allow")
                .with("AUTH0_TOKEN_PROFILE", "id_token")
                .with("AUTH0_AUDIENCE", "")
                .with("AUTH0_CLIENT_IDS", "the-client")
                .with("AUTH0_PERMISSIONS", "none"),
        );
    }
    cases.extend(policies());
    cases
}

fn tokens() -> Vec<(&'static str, Token)> {
    vec![
        ("the usual token", token()),
        ("aud as an array", token().claim("aud", json!([AUDIENCE]))),
        (
            "aud with /userinfo",
            token().claim("aud", json!([AUDIENCE, "{issuer}userinfo"])),
        ),
        ("typ at+jwt", token().header("typ", "at+jwt")),
        (
            "typ AT+JWT with its tree",
            token().header("typ", "application/AT+JWT"),
        ),
        ("typ jwt", token().header("typ", "jwt")),
        ("no typ", token().without_header("typ")),
        (
            "unknown members in the header",
            token().header("x", 1).header("cty", json!(null)),
        ),
        ("jku, x5u and jwk, which are not looked at", {
            let token = token()
                .header("jku", "https://evil.example/")
                .header("x5u", "file:///");
            token.header("jwk", jwk(&FOREIGN, "mine"))
        }),
        (
            "exp with a fraction",
            token().claim("exp", 1_800_000_600.75),
        ),
        ("exp in a second", token().claim("exp", NOW + 1)),
        (
            "exp with an exponent",
            token().without_claim("exp").claims_text(r#","exp":1.9e9"#),
        ),
        ("nbf within the tolerance", token().claim("nbf", NOW + 5)),
        ("iat within the tolerance", token().claim("iat", NOW + 5)),
        ("no iat", token().without_claim("iat")),
        (
            "exp before iat, both in order otherwise",
            token().claim("iat", NOW + 5).claim("exp", NOW + 1),
        ),
        (
            "a subject of 255 bytes",
            token().claim("sub", "s".repeat(255)),
        ),
        (
            "a subject outside ASCII",
            token().claim("sub", "auth0|ünï𝄞"),
        ),
        ("no client", token().without_claim("azp")),
        (
            "azp and client_id alike",
            token().claim("client_id", "the-client"),
        ),
        (
            "no scope and no permissions",
            token().without_claim("scope").without_claim("permissions"),
        ),
        (
            "an actor with a key of its own",
            token().claim("act", json!({"sub": "agent", "cnf": {"jkt": "x"}})),
        ),
        (
            "a claim of the tenant's by the name of gty",
            token().claim("https://x.example/gty", "client-credentials"),
        ),
        (
            "a machine",
            token()
                .claim("sub", "the-client@clients")
                .claim("gty", "client-credentials"),
        ),
        (
            "a name with spaces around",
            token().claims_text("  ,  \"a\" : 1  "),
        ),
        (
            "a member named __proto__",
            token().claim("__proto__", json!({"admin": true})),
        ),
        (
            "a token of more than 2,048 bytes",
            token().claim("https://x.example/x", "x".repeat(3_000)),
        ),
    ]
}

fn key_sets() -> Vec<(&'static str, Vec<Value>)> {
    vec![
        ("a set with keys of other kinds", mixed()),
        ("a key without alg", vec![jwk_with("alg", json!(null))]),
        ("a key without use", vec![jwk_with("use", json!(null))]),
        (
            "a key with key_ops",
            vec![jwk_with("key_ops", json!(["verify"]))],
        ),
        (
            "a key with a certificate",
            vec![jwk_with("x5c", json!(["AAAA"]))],
        ),
        (
            "the second key of a name",
            vec![jwk(&FOREIGN, KEY_ID), jwk(&ISSUER, KEY_ID)],
        ),
        (
            "the third key of a name",
            vec![
                jwk(&FOREIGN, KEY_ID),
                jwk(&FOREIGN, KEY_ID),
                jwk(&ISSUER, KEY_ID),
            ],
        ),
        (
            "a weak key of the same name",
            vec![jwk_with("n", json!("AQAB")), jwk(&ISSUER, KEY_ID)],
        ),
    ]
}

fn policies() -> Vec<Case> {
    let machine = token().claim("sub", "the-client@clients");
    vec![
        case("a client on the list", token(), "allow").with("AUTH0_CLIENT_IDS", "other,the-client"),
        case(
            "an organisation on the list",
            token().claim("org_id", "org_a"),
            "allow",
        )
        .with("AUTH0_ORGANIZATIONS", "org_a"),
        case(
            "any organisation",
            token().claim("org_id", "org_z"),
            "allow",
        )
        .with("AUTH0_ORGANIZATIONS", "any"),
        case("no organisation where any is allowed", token(), "allow")
            .with("AUTH0_ORGANIZATIONS", "any"),
        case("a machine where they may call", machine, "allow")
            .with("AUTH0_CLIENT_CREDENTIALS", "allow"),
        case("a user where machines may not call", token(), "allow")
            .with("AUTH0_CLIENT_CREDENTIALS", "deny"),
        case(
            "nbf a minute ahead with the longest tolerance",
            token().claim("nbf", NOW + 60),
            "allow",
        )
        .with("CLOCK_SKEW_SECONDS", "60"),
    ]
}
