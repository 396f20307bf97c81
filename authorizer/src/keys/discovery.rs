//! Where the keys are: what the issuer says of itself.
//!
//! Source: OpenID Connect Discovery 1.0, section 4.3: the document's issuer must be the
//! one that was asked.

use serde::Deserialize;
use shared::issuer::Issuer;

use crate::keys::fetch::FetchError;

/// The address of the issuer's JWK Set, out of its discovery document.
pub(super) fn jwks_uri(issuer: &Issuer, document: &[u8]) -> Result<String, FetchError> {
    let document: Document = serde_json::from_slice(document).map_err(|_| FetchError::Malformed)?;
    if document.issuer != issuer.as_str() {
        return Err(FetchError::OtherIssuer(document.issuer));
    }
    // An issuer ends in a slash, so this is the same origin and nothing but.
    if !document.jwks_uri.starts_with(issuer.as_str()) {
        return Err(FetchError::OtherOrigin);
    }
    Ok(document.jwks_uri)
}

#[derive(Deserialize)]
struct Document {
    issuer: String,
    jwks_uri: String,
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_document_is_the_issuers_own_and_points_to_its_own_origin() {
        let issuer: Issuer = "tenant.example".parse().unwrap();
        let read = |issuer_claim: &str, uri: &str| {
            let document = json!({"issuer": issuer_claim, "jwks_uri": uri}).to_string();
            jwks_uri(&issuer, document.as_bytes())
        };
        let uri = "https://tenant.example/.well-known/jwks.json";
        assert_eq!(read("https://tenant.example/", uri).unwrap(), uri);
        for other in [
            "https://tenant.example",
            "https://TENANT.example/",
            "https://evil.example/",
        ] {
            assert!(
                matches!(read(other, uri), Err(FetchError::OtherIssuer(text)) if text == other)
            );
        }
        for uri in [
            "http://tenant.example/jwks.json",
            "https://tenant.example.evil.example/jwks.json",
            "https://tenant.example:8443/jwks.json",
            "https://user@tenant.example/jwks.json",
            "file:///jwks.json",
        ] {
            assert!(
                matches!(
                    read("https://tenant.example/", uri),
                    Err(FetchError::OtherOrigin)
                ),
                "{uri}"
            );
        }
        assert!(matches!(
            jwks_uri(&issuer, b"<html>"),
            Err(FetchError::Malformed)
        ));
    }
}
