//! The event that AppSync sends: of all of it, the token alone counts.
//!
//! AppSync caches an answer by token, so a decision that looked at the query or the headers
//! would be given to other requests too. Nothing else is read, and nothing is ever logged.

use secrecy::SecretString;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::reason::Refusal;

/// The value of the client's `Authorization` header, out of the raw event.
///
/// # Errors
/// [`Refusal::MalformedEvent`] for anything but an object with a text for a token,
/// [`Refusal::NoToken`] where that is absent, null or empty.
pub(crate) fn authorization_token(event: &RawValue) -> Result<SecretString, Refusal> {
    // A derived type would take an array for an object too.
    if !event.get().starts_with('{') {
        return Err(Refusal::MalformedEvent);
    }
    let event: Event = serde_json::from_str(event.get()).map_err(|_| Refusal::MalformedEvent)?;
    match event.authorization_token {
        Value::String(token) if !token.is_empty() => Ok(token.into()),
        Value::String(_) | Value::Null => Err(Refusal::NoToken),
        Value::Array(_) | Value::Bool(_) | Value::Number(_) | Value::Object(_) => {
            Err(Refusal::MalformedEvent)
        }
    }
}

/// Source: <https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html>,
/// "AWS_LAMBDA authorization".
#[derive(Deserialize)]
struct Event {
    #[serde(default, rename = "authorizationToken")]
    authorization_token: Value,
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret as _;

    use super::*;

    #[test]
    fn an_event_of_any_shape_gives_a_token_or_a_refusal() {
        for (event, expected) in [
            (r#"{"authorizationToken":"a","requestContext":{}}"#, Ok("a")),
            (r#"{"authorizationToken":""}"#, Err(Refusal::NoToken)),
            (r#"{"authorizationToken":null}"#, Err(Refusal::NoToken)),
            (r"{}", Err(Refusal::NoToken)),
            (
                r#"{"authorizationToken":["a"]}"#,
                Err(Refusal::MalformedEvent),
            ),
            (
                r#"{"authorizationToken":"a","authorizationToken":"b"}"#,
                Err(Refusal::MalformedEvent),
            ),
            (r#"["a"]"#, Err(Refusal::MalformedEvent)),
            ("null", Err(Refusal::MalformedEvent)),
            ("1", Err(Refusal::MalformedEvent)),
        ] {
            let raw: Box<RawValue> = serde_json::from_str(event).unwrap();
            let token = authorization_token(&raw).map(|token| token.expose_secret().to_owned());
            assert_eq!(token, expected.map(str::to_owned), "{event}");
        }
    }
}
