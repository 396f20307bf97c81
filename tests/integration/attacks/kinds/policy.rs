//! Good tokens of clients, organisations and machines that may not call.

use serde_json::{Value, json};

use crate::attacks::case::{Case, case};
use crate::attacks::token::{Token, token};

pub(in crate::attacks) fn cases() -> Vec<Case> {
    let mut cases = clients();
    cases.extend(organizations());
    cases.extend(machines());
    for subject in ["anon@", "anon@8f1c2a", "anon@clients"] {
        let token = token().claim("sub", subject);
        cases.push(case(
            format!("the anonymous {subject}"),
            token,
            "anonymous_not_allowed",
        ));
    }
    cases
}

fn clients() -> Vec<Case> {
    let rows: Vec<(&str, Token)> = vec![
        ("another client", token().claim("azp", "another")),
        (
            "the client in another case",
            token().claim("azp", "Allowed"),
        ),
        ("the client and a space", token().claim("azp", "allowed ")),
        (
            "two clients in one text",
            token().claim("azp", "allowed,also-allowed"),
        ),
        ("no client", token().without_claim("azp")),
        ("an empty client", token().claim("azp", "")),
        (
            "another client_id",
            token().without_claim("azp").claim("client_id", "another"),
        ),
    ];
    rows.into_iter()
        .map(|(name, token)| {
            case(
                format!("{name}, not on the list"),
                token,
                "client_not_allowed",
            )
            .with("AUTH0_CLIENT_IDS", "allowed,also-allowed")
        })
        .collect()
}

fn organizations() -> Vec<Case> {
    let of = |organization: &str| token().claim("org_id", organization);
    let mut cases = vec![
        case(
            "an organisation where none is expected",
            of("org_a"),
            "organization_not_allowed",
        ),
        case(
            "an empty organisation where none is expected",
            of(""),
            "organization_not_allowed",
        ),
    ];
    for (name, token) in [
        ("another organisation", of("org_c")),
        ("an organisation in another case", of("ORG_A")),
        ("two organisations in one text", of("org_a,org_b")),
        ("an organisation's beginning", of("org_")),
        ("the word any", of("any")),
        ("no organisation", token()),
        (
            "an organisation's name alone",
            token().claim("org_name", "org_a"),
        ),
    ] {
        cases.push(
            case(
                format!("{name}, not on the list"),
                token,
                "organization_not_allowed",
            )
            .with("AUTH0_ORGANIZATIONS", "org_a,org_b"),
        );
    }
    cases
}

fn machines() -> Vec<Case> {
    let rows: [(&str, &str, Value); 5] = [
        ("gty", "gty", json!("client-credentials")),
        (
            "gty among others",
            "gty",
            json!(["refresh_token", "client-credentials"]),
        ),
        ("@clients", "sub", json!("the-client@clients")),
        ("sub equal to azp", "sub", json!("the-client")),
        ("gty of no text", "gty", json!(1)),
    ];
    rows.into_iter()
        .map(|(name, claim, value)| {
            let reason = if value.is_number() {
                "invalid_claim"
            } else {
                "client_credentials_not_allowed"
            };
            case(
                format!("a machine by {name}"),
                token().claim(claim, value),
                reason,
            )
            .with("AUTH0_CLIENT_CREDENTIALS", "deny")
        })
        .collect()
}
