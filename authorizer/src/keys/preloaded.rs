//! Key sets that the deployment brings along, so that a cold start needs no network.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value};
use shared::environment::{Environment, SettingError};
use shared::issuer::Issuer;
use shared::numeric_date::NumericDate;
use shared::strict_json;

use crate::keys::jwk_set::JwkSet;

const VARIABLE: &str = "AUTH0_JWKS";

/// A key set that was fetched before the function started.
#[derive(Debug)]
pub(super) struct PreloadedSet {
    pub(super) keys: Arc<JwkSet>,
    /// Seconds since 1970, if the set says it.
    pub(super) fetched_at: Option<i64>,
}

/// Reads [`VARIABLE`]: a JWK Set, which is the tenant's if that has one domain, or an
/// object of domain → JWK Set. A set may say in `fetchedAt` when it was fetched.
///
/// # Errors
/// [`SettingError`] for anything else, a domain that is not among `issuers`, and a set
/// without a usable key.
pub(super) fn from_environment(
    environment: &Environment<'_>,
    issuers: &[Issuer],
) -> Result<BTreeMap<Issuer, PreloadedSet>, SettingError> {
    let Some(text) = environment.text(VARIABLE) else {
        return Ok(BTreeMap::new());
    };
    let object = strict_json::object(text.as_bytes()).map_err(wrong)?;
    if !object.contains_key("keys") {
        return object
            .iter()
            .map(|(domain, value)| Ok((issuer(domain, issuers)?, set(value)?)))
            .collect();
    }
    match issuers {
        [only] => Ok(BTreeMap::from([(
            only.clone(),
            set(&Value::Object(object))?,
        )])),
        _ => Err(wrong(
            "is one key set for several domains; write an object of domain → key set",
        )),
    }
}

fn issuer(domain: &str, issuers: &[Issuer]) -> Result<Issuer, SettingError> {
    let issuer: Issuer = domain
        .parse()
        .map_err(|error| wrong(format!("names the domain {domain:?}, which {error}")))?;
    if !issuers.contains(&issuer) {
        return Err(wrong(format!(
            "names the domain {domain:?}, which is not in {}",
            Issuer::VARIABLE
        )));
    }
    Ok(issuer)
}

fn set(value: &Value) -> Result<PreloadedSet, SettingError> {
    let no_set = || wrong("holds something that is no JWK Set: an object whose `keys` is an array");
    let object: &Map<String, Value> = value.as_object().ok_or_else(no_set)?;
    let keys = JwkSet::parse(value.to_string().as_bytes()).ok_or_else(no_set)?;
    if keys.is_empty() {
        return Err(wrong(
            "holds a key set without a usable key: RSA, 2048 to 8192 bits, with a kid, for RS256 or PS256",
        ));
    }
    let date = |value| {
        NumericDate::from_json(value)
            .map(NumericDate::floor)
            .ok_or_else(|| wrong("holds a `fetchedAt` that is no time in seconds since 1970"))
    };
    Ok(PreloadedSet {
        keys: Arc::new(keys),
        fetched_at: object.get("fetchedAt").map(date).transpose()?,
    })
}

fn wrong(problem: impl std::fmt::Display) -> SettingError {
    SettingError::new(VARIABLE, problem)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::test_tokens::{issuer_key, jwk};

    fn read(value: &Value, domains: &[&str]) -> Result<Vec<(String, Option<i64>)>, SettingError> {
        let text = value.to_string();
        let issuers: Vec<Issuer> = domains
            .iter()
            .map(|domain| domain.parse().unwrap())
            .collect();
        let lookup = move |_: &str| Some(text.clone());
        let sets = from_environment(&Environment::new(&lookup), &issuers)?;
        Ok(sets
            .into_iter()
            .map(|(issuer, set)| {
                assert!(set.keys.named("a").is_some());
                (issuer.to_string(), set.fetched_at)
            })
            .collect())
    }

    #[test]
    fn a_set_is_given_alone_or_by_domain() {
        let keys = json!([{"kty": "EC"}, jwk(issuer_key(), "a")]);
        let alone = read(&json!({"keys": keys, "fetchedAt": 5}), &["a.example"]);
        assert_eq!(alone, Ok(vec![("https://a.example/".to_owned(), Some(5))]));
        let by_domain = json!({
            "b.example": {"keys": keys},
            "http://127.0.0.1:4001": {"keys": keys, "fetchedAt": 5.9}
        });
        let domains = ["a.example", "b.example", "http://127.0.0.1:4001"];
        assert_eq!(
            read(&by_domain, &domains),
            Ok(vec![
                ("http://127.0.0.1:4001/".to_owned(), Some(5)),
                ("https://b.example/".to_owned(), None)
            ])
        );
    }

    #[test]
    fn what_is_wrong_is_said_and_stops_the_start() {
        let keys = json!([jwk(issuer_key(), "a")]);
        for (value, words) in [
            (json!([]), "not a JSON object"),
            (json!({"keys": keys}), "several domains"),
            (json!({"c.example": {"keys": keys}}), "not in AUTH0_DOMAIN"),
            (
                json!({"https://a.example/": {"keys": keys}}),
                "without https://",
            ),
            (json!({"a.example": keys}), "no JWK Set"),
            (json!({"a.example": {}}), "no JWK Set"),
            (json!({"a.example": {"keys": {}}}), "no JWK Set"),
            (
                json!({"a.example": {"keys": [{"kty": "EC"}]}}),
                "without a usable key",
            ),
            (
                json!({"a.example": {"keys": keys, "fetchedAt": "2026"}}),
                "fetchedAt",
            ),
            (
                json!({"a.example": {"keys": keys, "fetchedAt": null}}),
                "fetchedAt",
            ),
        ] {
            let error = read(&value, &["a.example", "b.example"]).unwrap_err();
            assert_eq!(error.variable, "AUTH0_JWKS");
            assert!(error.problem.contains(words), "{value}: {error}");
        }
    }
}
