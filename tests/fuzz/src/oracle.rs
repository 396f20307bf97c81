//! Who may be let in: the rules for a signed token a second time, as the documentation has
//! them and not as the authorizer does.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::setup::{AUDIENCE, FIELDS, Setup};
use crate::tenant::{KEY_ID, NOW_MILLISECONDS};

type Members = Map<String, Value>;

/// Nothing where a rule is broken.
type Verdict = Option<()>;

/// Whether a token of the tenant's with that header and those claims is let in.
pub fn lets_in(setup: &Setup, issuer: &str, header: &Members, claims: &Members) -> bool {
    let judged = || {
        header_is_right(setup, header)?;
        holds(text(claims, "iss")? == Some(issuer))?;
        kind_is_right(setup, header, claims)?;
        audience_is_right(setup, claims)?;
        times_are_right(setup, claims)?;
        types_are_right(setup, claims)?;
        policy_is_kept(setup, claims)
    };
    judged().is_some()
}

/// The permissions that count.
pub fn permissions(setup: &Setup, claims: &Members) -> Option<BTreeSet<String>> {
    let scope = words(claims, "scope")?;
    let listed = texts(claims, "permissions")?.unwrap_or_default();
    let listed: BTreeSet<String> = listed.into_iter().collect();
    let known = FIELDS.iter().filter_map(|(_, permission)| *permission);
    let known: BTreeSet<String> = known.map(str::to_owned).collect();
    let granted = match setup.variable("AUTH0_PERMISSIONS").unwrap_or("permissions") {
        "both" => &scope & &listed,
        "none" => known.clone(),
        "permissions" => listed,
        "scope" => scope,
        own => match claims.get(own) {
            Some(Value::String(_)) => words(claims, own)?,
            _ => texts(claims, own)?
                .unwrap_or_default()
                .into_iter()
                .collect(),
        },
    };
    Some(&granted & &known)
}

fn header_is_right(setup: &Setup, header: &Members) -> Verdict {
    let accepted = setup.list("AUTH0_ALGORITHMS").unwrap_or(vec!["RS256"]);
    holds(accepted.contains(&text(header, "alg")??))?;
    for name in ["crit", "zip", "b64", "enc"] {
        holds(!header.contains_key(name))?;
    }
    holds(text(header, "kid")? == Some(KEY_ID))
}

fn kind_is_right(setup: &Setup, header: &Members, claims: &Members) -> Verdict {
    let typ = text(header, "typ")?.map(str::to_ascii_lowercase);
    let typ = typ
        .as_deref()
        .map(|typ| typ.strip_prefix("application/").unwrap_or(typ));
    let (types, others): (&[Option<&str>], &[&str]) = match setup.variable("AUTH0_TOKEN_PROFILE") {
        Some("id_token") => (&[None, Some("jwt")], &["gty", "scope"]),
        Some("rfc9068_profile") => (&[Some("at+jwt")], &["nonce", "at_hash", "c_hash"]),
        _ => (
            &[None, Some("jwt"), Some("at+jwt")],
            &["nonce", "at_hash", "c_hash"],
        ),
    };
    holds(types.contains(&typ) && !others.iter().any(|name| claims.contains_key(*name)))
}

fn audience_is_right(setup: &Setup, claims: &Members) -> Verdict {
    let audience = audience(claims)?;
    let ours = if setup.takes_id_tokens() {
        "c"
    } else {
        AUDIENCE
    };
    holds(audience.iter().any(|each| each == ours))
}

fn times_are_right(setup: &Setup, claims: &Members) -> Verdict {
    let now = (NOW_MILLISECONDS / 1_000) as f64;
    let latest = now + setup.number("CLOCK_SKEW_SECONDS", 5) as f64;
    holds(date(claims, "exp")??.floor() > now)?;
    for name in ["nbf", "iat"] {
        holds(date(claims, name)?.is_none_or(|date| date <= latest))?;
    }
    Some(())
}

fn types_are_right(setup: &Setup, claims: &Members) -> Verdict {
    let required: &[&str] = match setup.variable("AUTH0_TOKEN_PROFILE") {
        Some("id_token") if audience(claims)?.len() > 1 => &["iat", "azp"],
        Some("id_token") => &["iat"],
        Some("rfc9068_profile") => &["client_id", "iat", "jti"],
        _ => &[],
    };
    holds(required.iter().all(|name| claims.contains_key(*name)))?;
    holds((1..=255).contains(&text(claims, "sub")??.len()))?;
    for name in ["azp", "client_id", "jti", "org_id"] {
        text(claims, name)?;
    }
    permissions(setup, claims).map(drop)
}

fn policy_is_kept(setup: &Setup, claims: &Members) -> Verdict {
    let (party, client) = (text(claims, "azp")?, text(claims, "client_id")?);
    holds(party.is_none() || client.is_none() || party == client)?;
    let client = party.or(client);
    let organization = text(claims, "org_id")?;
    let subject = text(claims, "sub")??;
    holds(!claims.contains_key("cnf") && !subject.starts_with("anon@"))?;
    if let Some(clients) = setup.list("AUTH0_CLIENT_IDS") {
        let is_the_audience = setup.takes_id_tokens() && client.is_none();
        holds(is_the_audience || clients.contains(&client?))?;
    }
    match setup.list("AUTH0_ORGANIZATIONS").as_deref() {
        None => holds(organization.is_none())?,
        Some(["any"]) => (),
        Some(organizations) => holds(organizations.contains(&organization?))?,
    }
    if setup.variable("AUTH0_CLIENT_CREDENTIALS") == Some("deny") {
        let grants = match claims.get("gty") {
            Some(Value::String(grant)) => vec![grant.clone()],
            _ => texts(claims, "gty")?.unwrap_or_default(),
        };
        let has_grant = grants.iter().any(|grant| grant == "client-credentials");
        holds(client != Some(subject) && !subject.ends_with("@clients") && !has_grant)?;
    }
    Some(())
}

fn holds(condition: bool) -> Verdict {
    condition.then_some(())
}

/// Nothing for another type; nothing within where it is absent.
fn text<'a>(members: &'a Members, name: &str) -> Option<Option<&'a str>> {
    let value = members.get(name);
    value.map_or(Some(None), |value| value.as_str().map(Some))
}

fn texts(members: &Members, name: &str) -> Option<Option<Vec<String>>> {
    let value = members.get(name);
    value.map_or(Some(None), |value| {
        serde_json::from_value(value.clone()).ok().map(Some)
    })
}

fn words(members: &Members, name: &str) -> Option<BTreeSet<String>> {
    let words = text(members, name)?.unwrap_or_default().split(' ');
    Some(
        words
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect(),
    )
}

fn audience(claims: &Members) -> Option<Vec<String>> {
    match claims.get("aud")? {
        Value::String(one) => Some(vec![one.clone()]),
        _ => texts(claims, "aud")?,
    }
}

/// Seconds since 1970, up to the year 9999.
fn date(claims: &Members, name: &str) -> Option<Option<f64>> {
    let Some(value) = claims.get(name) else {
        return Some(None);
    };
    let is_date = |seconds: &f64| (0.0..=253_402_300_799.0).contains(seconds);
    value.as_f64().filter(is_date).map(Some)
}
