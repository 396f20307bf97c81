//! Where the keys are: what the issuer says of itself.
//!
//! Source: OpenID Connect Discovery 1.0, section 4.3: the document's issuer must be the
//! one that was asked.

use serde_json::Value;
use shared::issuer::Issuer;
use shared::strict_json;

use crate::keys::fetch::FetchError;

/// As much of a foreign issuer as the log shows, in characters.
const SHOWN: usize = 100;

/// The address of the issuer's JWK Set, out of its discovery document.
pub(super) fn jwks_uri(issuer: &Issuer, document: &[u8]) -> Result<String, FetchError> {
    let document = strict_json::object(document).map_err(|_| FetchError::Malformed)?;
    let text = |member| {
        let value = document.get(member).and_then(Value::as_str);
        value.ok_or(FetchError::Malformed)
    };
    let (reported, uri) = (text("issuer")?, text("jwks_uri")?);
    if reported != issuer.as_str() {
        let words = what_to_change(issuer.as_str(), reported);
        return Err(FetchError::OtherIssuer(words));
    }
    // An issuer ends in a slash, so this is the same origin, and https unless it is a
    // stand-in on this machine.
    if !uri.starts_with(issuer.as_str()) {
        return Err(FetchError::OtherOrigin);
    }
    Ok(uri.to_owned())
}

/// Issuers are compared as texts, so one that only looks the same needs words.
fn what_to_change(expected: &str, reported: &str) -> String {
    let without_slash = |issuer: &str| issuer.trim_end_matches('/').to_owned();
    let reported_domain = reported
        .strip_prefix("https://")
        .and_then(|rest| rest.strip_suffix('/'))
        .filter(|domain| domain.parse::<Issuer>().is_ok());
    let shown: String = reported.chars().take(SHOWN).collect();
    let advice = if without_slash(expected) == without_slash(reported) {
        "they differ by the slash at the end alone: Auth0's issuers end in exactly one, so \
         let the server that answers for this domain report it"
            .to_owned()
    } else if without_slash(&expected.to_lowercase()) == without_slash(&reported.to_lowercase()) {
        "they differ by upper and lower case alone: set the custom domain in Auth0 in lower \
         case, as it stands in AUTH0_DOMAIN"
            .to_owned()
    } else if let Some(domain) = reported_domain {
        format!("set AUTH0_DOMAIN to {domain} if that is where your users sign in")
    } else {
        "set AUTH0_DOMAIN to the domain at which your users sign in".to_owned()
    };
    format!("the discovery document is of the issuer {shown:?}, not of {expected:?}; {advice}")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const URI: &str = "https://tenant.example/.well-known/jwks.json";

    fn read(issuer: &str, uri: &str) -> Result<String, FetchError> {
        let asked: Issuer = "tenant.example".parse().unwrap();
        let document = json!({"issuer": issuer, "jwks_uri": uri}).to_string();
        jwks_uri(&asked, document.as_bytes())
    }

    #[test]
    fn the_document_is_the_issuers_own_and_points_to_its_own_origin() {
        assert_eq!(read("https://tenant.example/", URI).unwrap(), URI);
        for uri in [
            "http://tenant.example/jwks.json",
            "https://tenant.example.evil.example/jwks.json",
            "https://tenant.example:8443/jwks.json",
            "https://user@tenant.example/jwks.json",
            "https://tenant.example@evil.example/jwks.json",
            "file:///jwks.json",
            "/jwks.json",
        ] {
            let error = read("https://tenant.example/", uri).unwrap_err();
            assert!(matches!(error, FetchError::OtherOrigin), "{uri}");
        }
    }

    #[test]
    fn another_issuer_is_refused_with_what_to_change() {
        let long = format!("https://{}/", "x".repeat(1_000));
        for (issuer, words) in [
            ("https://tenant.example", "by the slash at the end alone"),
            ("https://tenant.example//", "by the slash at the end alone"),
            ("https://TENANT.example/", "by upper and lower case alone"),
            ("https://Tenant.example", "by upper and lower case alone"),
            (
                "https://login.example/",
                "set AUTH0_DOMAIN to login.example if",
            ),
            ("http://tenant.example/", "set AUTH0_DOMAIN to the domain"),
            ("\"\n", r#"issuer "\"\n", not of"#),
            (&long, "set AUTH0_DOMAIN to the domain"),
        ] {
            let error = read(issuer, URI).unwrap_err();
            assert!(matches!(error, FetchError::OtherIssuer(_)), "{issuer}");
            let shown = error.to_string();
            assert!(shown.contains(words) && shown.len() < 400, "{shown}");
        }
    }

    #[test]
    fn what_is_no_document_is_malformed() {
        let issuer: Issuer = "tenant.example".parse().unwrap();
        let issuer_and_uri =
            r#""issuer":"https://tenant.example/","jwks_uri":"https://tenant.example/a""#;
        for text in [
            "<html>",
            "{}",
            r#"{"issuer":"https://tenant.example/"}"#,
            r#"["https://tenant.example/","https://tenant.example/a"]"#,
            &format!(r#"{{{issuer_and_uri},"jwks_uri":"https://tenant.example/b"}}"#),
        ] {
            let error = jwks_uri(&issuer, text.as_bytes()).unwrap_err();
            assert!(matches!(error, FetchError::Malformed), "{text}");
        }
    }
}
