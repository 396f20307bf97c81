//! Which authorization mode a request's credential belongs to.
//!
//! A JSON Web Token belongs to the OpenID Connect mode wherever that mode is on, and never
//! reaches the Lambda authorizer then, even if it turns out to be worthless.
//!
//! Source: <https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html>

use base64::Engine as _;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use http::{HeaderMap, header};
use serde_json::{Map, Value};

use super::caller::Mode;
use super::transport_error::TransportError;

/// The value of the `Authorization` header; a secret.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct AuthorizationToken(String);

impl std::fmt::Debug for AuthorizationToken {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("AuthorizationToken(..)")
    }
}

impl AuthorizationToken {
    /// The token of a request, exactly as the client sent it.
    ///
    /// # Errors
    /// [`TransportError::MissingAuthorization`], or [`TransportError::Unauthorized`] for one
    /// that is not text or longer than `limit` characters.
    pub(super) fn from_headers(
        headers: &HeaderMap,
        limit: Option<usize>,
    ) -> Result<Self, TransportError> {
        // Assumed: an API whose only mode is a function says the same as others. Assumed: of
        // several credentials the first one counts.
        let value = headers
            .get(header::AUTHORIZATION)
            .filter(|value| !value.is_empty())
            .ok_or(TransportError::MissingAuthorization)?;
        let text = value.to_str().map_err(|_| TransportError::Unauthorized)?;
        // Assumed: a longer token is refused like a bad one.
        if limit.is_some_and(|limit| text.chars().count() > limit) {
            return Err(TransportError::Unauthorized);
        }
        Ok(Self(text.to_owned()))
    }

    /// The whole value, for the authorizer.
    pub(super) fn expose(&self) -> &str {
        &self.0
    }

    /// The value without a `Bearer` scheme.
    pub(super) fn without_bearer(&self) -> &str {
        match self.0.split_at_checked("Bearer ".len()) {
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("Bearer ") => rest.trim_start(),
            _ => &self.0,
        }
    }

    /// The mode that the token belongs to among those that are on.
    ///
    /// # Errors
    /// [`TransportError::UnparsableToken`] when only tokens that this isn't are accepted.
    pub(super) fn mode(&self, lambda: bool, open_id_connect: bool) -> Result<Mode, TransportError> {
        if open_id_connect && is_json_web_token(self.without_bearer()) {
            return Ok(Mode::OpenIdConnect);
        }
        if lambda {
            Ok(Mode::Lambda)
        } else {
            Err(TransportError::UnparsableToken)
        }
    }
}

/// Base64url as decoders in Java take it: with padding or without, whatever the last bits are.
const BASE64URL: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Three parts in base64url, the first two of them JSON objects. Assumed: AWS doesn't say what
/// it takes for a JSON Web Token.
fn is_json_web_token(token: &str) -> bool {
    let parts: Vec<&str> = token.split('.').collect();
    let [header, payload, signature] = parts.as_slice() else {
        return false;
    };
    let is_object = |part: &str| {
        BASE64URL
            .decode(part)
            .is_ok_and(|json| serde_json::from_slice::<Map<String, Value>>(&json).is_ok())
    };
    is_object(header) && is_object(payload) && BASE64URL.decode(signature).is_ok()
}

#[cfg(test)]
mod tests {
    use super::AuthorizationToken;
    use crate::appsync::caller::Mode;
    use crate::appsync::transport_error::TransportError;

    #[test]
    fn a_token_is_routed_by_its_form() {
        let jwt = "eyJhIjoxfQ.eyJhIjoxfQ.c2ln";
        let cases = [
            (
                "a JWT with both on",
                jwt.to_owned(),
                true,
                true,
                Ok(Mode::OpenIdConnect),
            ),
            (
                "a bearer JWT with both on",
                format!("Bearer {jwt}"),
                true,
                true,
                Ok(Mode::OpenIdConnect),
            ),
            (
                "another scheme",
                format!("Token {jwt}"),
                true,
                true,
                Ok(Mode::Lambda),
            ),
            (
                "a prefix",
                format!("prefix-{jwt}"),
                true,
                true,
                Ok(Mode::Lambda),
            ),
            (
                "a suffix that is no base64url",
                format!("{jwt}~suffix"),
                true,
                true,
                Ok(Mode::Lambda),
            ),
            (
                "a signature with padding and other last bits",
                "eyJhIjoxfQ==.eyJhIjoxfQ.c2lnbh".to_owned(),
                true,
                true,
                Ok(Mode::OpenIdConnect),
            ),
            (
                "three parts that are no JWT",
                "a.b.c".to_owned(),
                true,
                true,
                Ok(Mode::Lambda),
            ),
            (
                "a JWT with Lambda alone",
                jwt.to_owned(),
                true,
                false,
                Ok(Mode::Lambda),
            ),
            (
                "no JWT with OpenID Connect alone",
                "secret".to_owned(),
                false,
                true,
                Err(TransportError::UnparsableToken),
            ),
        ];
        for (name, token, lambda, open_id_connect, expected) in cases {
            assert_eq!(
                AuthorizationToken(token).mode(lambda, open_id_connect),
                expected,
                "{name}"
            );
        }
    }
}
