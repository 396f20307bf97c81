//! The authorizer itself: an event in, an answer out, one line in the log.

use std::sync::Arc;

use serde_json::value::RawValue;
use shared::environment::SettingError;
use shared::identity::Identity;
use shared::time::Clock;

use crate::event;
use crate::keys::KeySets;
use crate::log::decision::DecisionLog;
use crate::log::hint::{Hint, Hints, LONG_TOKEN_BYTES};
use crate::log::metrics;
use crate::log::outcome::Outcome;
use crate::reason::{Reason, Unavailable};
use crate::response::{self, Response};
use crate::settings::Settings;
use crate::token::compact::Compact;
use crate::verify;

/// Decides about tokens. Built once; shared by all events.
pub struct Authorizer {
    settings: Settings,
    keys: KeySets,
    clock: Arc<dyn Clock>,
    hints: Hints,
}

impl Authorizer {
    /// An authorizer that fetches its keys when it is warmed up or first needs them.
    ///
    /// # Errors
    /// [`SettingError`] when the settings allow no connection.
    pub fn new(settings: Settings, clock: Arc<dyn Clock>) -> Result<Self, SettingError> {
        let keys = KeySets::new(&settings.keys, &clock)?;
        Ok(Self {
            settings,
            keys,
            clock,
            hints: Hints::default(),
        })
    }

    /// Fetches the keys before the first event, so that nobody waits for them. A failure
    /// is logged and tried again when a key is needed.
    pub async fn warm_up(&self) {
        self.keys.warm_up().await;
    }

    /// Refreshes keys that are due for it, once an answer has been posted.
    pub async fn refresh_after_answer(&self) {
        self.keys.refresh_after_answer().await;
    }

    /// Answers an event. A token that is refused is an answer, not an error.
    ///
    /// # Errors
    /// [`Unavailable`] when nobody can say, so that the client tries again instead of
    /// signing the user out.
    pub async fn authorize(&self, event: &RawValue) -> Result<Response, Unavailable> {
        let mut log = DecisionLog::start();
        let decision = self.decide(event, &mut log).await;
        let reason = decision.as_ref().map(drop).map_err(|reason| *reason);
        let now = self.clock.now_milliseconds();
        metrics::write(Outcome::of(reason), self.keys.take_counts(), now);
        log.write(reason);
        match decision {
            Ok(identity) => Ok(response::allow(&identity, &self.settings, now)),
            Err(Reason::Refused(_)) => Ok(response::deny()),
            Err(Reason::Unavailable(unavailable)) => Err(unavailable),
        }
    }

    async fn decide(&self, event: &RawValue, log: &mut DecisionLog) -> Result<Identity, Reason> {
        let authorization = event::authorization_token(event)?;
        let token = Compact::parse(&authorization, self.settings.prefix.as_ref())?;
        let signed = verify::authenticate(&token, &self.settings, &self.keys).await?;
        log.signed(&signed);
        // The time after the key was found, which may have taken a while.
        let now = self.clock.now_seconds();
        if token.length() > LONG_TOKEN_BYTES {
            self.hints.give(Hint::LongToken, now);
        }
        if let Some(hint) = Hint::about(&signed.claims, &self.settings.permissions) {
            self.hints.give(hint, now);
        }
        Ok(verify::accept(signed, &self.settings, now)?)
    }
}

impl std::fmt::Debug for Authorizer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Authorizer")
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use jsonwebtoken::EncodingKey;
    use serde_json::{Value, json};
    use shared::environment::Environment;
    use shared::log::recording::Recording;
    use shared::time::SetClock;
    use tracing::level_filters::LevelFilter;

    use super::*;
    use crate::reason::Refusal;
    use crate::test_key_server::{Deed, KeyServer};
    use crate::test_tokens::{foreign_key, issuer_key, sign};

    const NOW: i64 = 1_000_000;

    async fn authorizer(server: &KeyServer) -> Authorizer {
        authorizer_by(server, Arc::new(SetClock::at(NOW)))
    }

    fn authorizer_by(server: &KeyServer, clock: Arc<dyn Clock>) -> Authorizer {
        let lookup = |name: &str| {
            let value = match name {
                "AUTH0_DOMAIN" => &server.domain,
                "AUTH0_AUDIENCE" => "https://api",
                "FIELD_PERMISSIONS" => {
                    r#"{"Query.me":null,"Query.get":"read","Mutation.put":"write"}"#
                }
                _ => return None,
            };
            Some(value.to_owned())
        };
        let settings = Settings::from_environment(&Environment::new(&lookup)).unwrap();
        Authorizer::new(settings, clock).unwrap()
    }

    fn claims(server: &KeyServer) -> Value {
        json!({
            "iss": format!("{}/", server.domain), "sub": "auth0|1", "aud": "https://api",
            "iat": NOW - 10, "exp": NOW + 100, "azp": "client", "permissions": ["read", "other"]
        })
    }

    fn header() -> Value {
        json!({"alg": "RS256", "typ": "JWT", "kid": "a"})
    }

    async fn answer(authorizer: &Authorizer, token: &str) -> Result<Value, Unavailable> {
        let event =
            json!({"authorizationToken": token, "requestContext": {"queryString": "{ me }"}});
        let event = RawValue::from_string(event.to_string()).unwrap();
        authorizer
            .authorize(&event)
            .await
            .map(|response| serde_json::to_value(response).unwrap())
    }

    async fn reason(authorizer: &Authorizer, token: &str) -> Option<Reason> {
        let event =
            RawValue::from_string(json!({"authorizationToken": token}).to_string()).unwrap();
        authorizer
            .decide(&event, &mut DecisionLog::start())
            .await
            .err()
    }

    #[tokio::test]
    async fn a_good_token_is_allowed_with_its_identity_and_its_denied_fields() {
        let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
        let claims = claims(&server);
        let answer = answer(
            &authorizer(&server).await,
            &sign(issuer_key(), &header(), &claims),
        )
        .await;
        let expected = json!({
            "isAuthorized": true,
            "deniedFields": ["Mutation.put"],
            "ttlOverride": 100,
            "resolverContext": {
                "sub": "auth0|1", "issuer": format!("{}/", server.domain), "audience": "https://api",
                "clientId": "client", "permissions": "read", "issuedAt": "999990",
                "expiresAt": "1000100", "claims": claims.to_string()
            }
        });
        assert_eq!(answer, Ok(expected));
    }

    #[tokio::test]
    async fn a_bad_token_is_refused_with_the_first_reason_and_not_kept() {
        let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
        let authorizer = authorizer(&server).await;
        let with = |changed: &str, value: Value| {
            let mut claims = claims(&server);
            claims[changed] = value;
            sign(issuer_key(), &header(), &claims)
        };
        let by = |key: &EncodingKey, header: &Value| sign(key, header, &claims(&server));
        for (name, token, refusal) in [
            (
                "foreign signature",
                by(foreign_key(), &header()),
                Refusal::BadSignature,
            ),
            (
                "unknown key",
                by(issuer_key(), &json!({"alg": "RS256", "kid": "b"})),
                Refusal::UnknownKey,
            ),
            (
                "other kind",
                by(
                    issuer_key(),
                    &json!({"alg": "RS256", "kid": "a", "typ": "dpop+jwt"}),
                ),
                Refusal::UnsupportedTyp,
            ),
            (
                "other issuer",
                with("iss", json!("https://evil.example/")),
                Refusal::WrongIssuer,
            ),
            (
                "no slash",
                with("iss", json!(server.domain)),
                Refusal::WrongIssuer,
            ),
            (
                "issuers",
                with("iss", json!([format!("{}/", server.domain)])),
                Refusal::InvalidClaim("iss"),
            ),
            (
                "other audience",
                with("aud", json!(["https://other"])),
                Refusal::WrongAudience,
            ),
            ("expired", with("exp", json!(NOW)), Refusal::Expired),
            ("not yet", with("nbf", json!(NOW + 6)), Refusal::NotYetValid),
            (
                "from the future",
                with("iat", json!(NOW + 6)),
                Refusal::IssuedInFuture,
            ),
            (
                "no subject",
                with("sub", json!("")),
                Refusal::InvalidClaim("sub"),
            ),
            (
                "wrong type",
                with("jti", json!(1)),
                Refusal::InvalidClaim("jti"),
            ),
            (
                "organisation",
                with("org_id", json!("org_a")),
                Refusal::OrganizationNotAllowed,
            ),
            (
                "anonymous",
                with("sub", json!("anon@1")),
                Refusal::AnonymousNotAllowed,
            ),
            (
                "bound",
                with("cnf", json!({"jkt": "x"})),
                Refusal::SenderConstrained,
            ),
            (
                "permissions",
                with("permissions", json!("read")),
                Refusal::InvalidClaim("permissions"),
            ),
        ] {
            assert_eq!(
                reason(&authorizer, &token).await,
                Some(refusal.into()),
                "{name}"
            );
            let denial = json!({"isAuthorized": false, "resolverContext": {}, "deniedFields": [], "ttlOverride": 0});
            assert_eq!(answer(&authorizer, &token).await, Ok(denial), "{name}");
        }
    }

    #[tokio::test]
    async fn a_token_changed_at_any_place_is_refused() {
        let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
        let authorizer = authorizer(&server).await;
        let token = sign(issuer_key(), &header(), &claims(&server));
        assert_eq!(reason(&authorizer, &token).await, None);
        for place in 0..token.len() {
            let mut bytes = token.clone().into_bytes();
            bytes[place] = if bytes[place] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(bytes).unwrap();
            assert!(
                matches!(
                    reason(&authorizer, &changed).await,
                    Some(Reason::Refused(_))
                ),
                "{place}"
            );
        }
    }

    #[tokio::test]
    async fn a_token_whose_time_is_over_before_its_key_is_there_is_refused() {
        let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
        let clock = Arc::new(SetClock::at(NOW));
        let authorizer = authorizer_by(&server, clock.clone());
        let token = sign(issuer_key(), &header(), &claims(&server));
        let deciding = tokio::spawn(async move { reason(&authorizer, &token).await });
        while server.discoveries() == 0 {
            tokio::task::yield_now().await;
        }
        clock.advance(100);
        assert_eq!(deciding.await.unwrap(), Some(Refusal::Expired.into()));
    }

    #[tokio::test]
    async fn keys_that_cannot_be_had_are_an_error_and_never_a_denial() {
        let server = KeyServer::start([Deed::Status(StatusCode::BAD_GATEWAY)]).await;
        let token = sign(issuer_key(), &header(), &claims(&server));
        let answer = answer(&authorizer(&server).await, &token).await;
        assert_eq!(answer, Err(Unavailable::KeysUnreachable));
    }

    #[tokio::test]
    async fn the_answer_depends_on_the_token_alone() {
        let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
        let authorizer = authorizer(&server).await;
        let token = sign(issuer_key(), &header(), &claims(&server));
        let mut answers = Vec::new();
        for other in [
            json!({}),
            json!({"requestContext": {"operationName": "x"}, "requestHeaders": {"a": "b"}}),
        ] {
            let mut event = other;
            event["authorizationToken"] = token.as_str().into();
            let event = RawValue::from_string(event.to_string()).unwrap();
            answers.push(authorizer.authorize(&event).await.unwrap());
        }
        assert_eq!(answers[0], answers[1]);
    }

    #[tokio::test]
    async fn a_decision_tells_from_which_keys_it_is_and_counts_their_fetch_once() {
        let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
        let authorizer = authorizer(&server).await;
        let token = sign(issuer_key(), &header(), &claims(&server));
        let recording = Recording::default();
        let guard = tracing::subscriber::set_default(recording.subscriber(LevelFilter::INFO));
        for _ in 0..2 {
            answer(&authorizer, &token).await.unwrap();
        }
        drop(guard);
        let text = recording.text();
        let lines = text.lines().map(|line| serde_json::from_str(line).unwrap());
        let lines: Vec<Value> = lines.collect();
        let told = |member: &str| -> Vec<&Value> {
            lines.iter().filter_map(|line| line.get(member)).collect()
        };
        assert_eq!(told("keys_source"), ["fetched", "fetched"]);
        assert_eq!(told("keys_age"), [0, 0]);
        assert_eq!(told("KeySetFetches"), [1]);
        assert_eq!(told("Decisions"), [1, 1]);
    }
}
