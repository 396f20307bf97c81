//! The line of a decision: 400 bytes at most, whatever the token holds.

use std::time::Instant;

use aws_lc_rs::digest::{SHA256, digest};
use shared::subject::Subject;

use crate::keys::Source;
use crate::log::excerpt::excerpt;
use crate::log::outcome::Outcome;
use crate::reason::Reason;
use crate::verify::SignedToken;

/// What becomes known while a decision is made.
pub(crate) struct DecisionLog {
    started: Instant,
    signed: Option<Signed>,
}

/// What a token said of itself and its issuer signed.
struct Signed {
    issuer: String,
    key_id: String,
    client: Option<String>,
    subject: Option<String>,
    keys_source: Source,
    keys_age_seconds: u64,
}

impl DecisionLog {
    /// Starts the clock.
    pub(crate) fn start() -> Self {
        Self {
            started: Instant::now(),
            signed: None,
        }
    }

    /// From now on the token's claims may be said.
    pub(crate) fn signed(&mut self, token: &SignedToken) {
        const MOST: usize = 35;
        let claims = &token.claims;
        let client = claims.client_id().ok().flatten();
        self.signed = Some(Signed {
            issuer: excerpt(token.issuer.as_str(), MOST).into_owned(),
            key_id: excerpt(&token.header.key_id, MOST).into_owned(),
            client: client.map(|client| excerpt(client, MOST).into_owned()),
            subject: claims.subject().ok().map(|subject| pseudonym(&subject)),
            keys_source: token.keys_source,
            keys_age_seconds: token.keys_age_seconds,
        });
    }

    /// Writes the line.
    pub(crate) fn write(self, decision: Result<(), Reason>) {
        let microseconds = u64::try_from(self.started.elapsed().as_micros()).unwrap_or(u64::MAX);
        let signed = self.signed.as_ref();
        let outcome = Outcome::of(decision);
        let reason = decision.err().map(|reason| reason.to_string());
        let detail = match decision {
            Err(Reason::Refused(refusal)) => refusal.detail(),
            _ => None,
        };
        // The level of a line is a constant of the code.
        macro_rules! write_at {
            ($level:ident) => {
                tracing::$level!(
                    decision = outcome.name(),
                    reason,
                    detail,
                    issuer = signed.map(|signed| signed.issuer.as_str()),
                    client = signed.and_then(|signed| signed.client.as_deref()),
                    kid = signed.map(|signed| signed.key_id.as_str()),
                    sub_sha256 = signed.and_then(|signed| signed.subject.as_deref()),
                    keys_source = signed.map(|signed| signed.keys_source.name()),
                    keys_age = signed.map(|signed| signed.keys_age_seconds),
                    microseconds,
                )
            };
        }
        match outcome {
            Outcome::Allow | Outcome::Deny => write_at!(info),
            Outcome::Unavailable => write_at!(error),
        }
    }
}

/// The first eight bytes of the subject's SHA-256 in hexadecimal: enough to find all lines
/// of one user whose `sub` is known, without writing it down.
fn pseudonym(subject: &Subject) -> String {
    let hash = digest(&SHA256, subject.as_str().as_bytes());
    let bytes = hash.as_ref().iter().take(8);
    bytes.map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use shared::claim_set::ClaimSet;
    use shared::log::recording::Recording;
    use strum::IntoEnumIterator as _;
    use tracing::level_filters::LevelFilter;

    use super::*;
    use crate::algorithm::Algorithm;
    use crate::reason::{Refusal, Unavailable};
    use crate::token::header::Header;
    use crate::token::typ::Typ;

    fn signed(kid: &str, claims: &Value) -> SignedToken {
        let host = "a".repeat(63);
        SignedToken {
            header: Header {
                algorithm: Algorithm::Rs256,
                key_id: kid.to_owned(),
                typ: Typ::Jwt,
            },
            issuer: format!("{host}.{host}.{host}.example").parse().unwrap(),
            claims: ClaimSet::new(claims.as_object().unwrap().clone()),
            claims_text: claims.to_string(),
            keys_source: Source::Preloaded,
            // The most that a key set may be old.
            keys_age_seconds: 31_536_000,
        }
    }

    fn written(signed: Option<&SignedToken>, decision: Result<(), Reason>) -> String {
        let recording = Recording::default();
        tracing::subscriber::with_default(recording.subscriber(LevelFilter::INFO), || {
            let mut log = DecisionLog::start();
            if let Some(token) = signed {
                log.signed(token);
            }
            log.write(decision);
        });
        recording.text()
    }

    #[test]
    fn a_line_says_who_and_why_and_hides_the_subject() {
        let token = signed("key", &json!({"sub": "auth0|1", "azp": "client"}));
        let line = written(Some(&token), Err(Refusal::MissingClaim("exp").into()));
        let mut line: Value = serde_json::from_str(&line).unwrap();
        let members = line.as_object_mut().unwrap();
        members.remove("timestamp").unwrap();
        assert!(members.remove("microseconds").unwrap().is_u64());
        let issuer = format!("https://{}…", "a".repeat(24));
        let expected = json!({
            "level": "INFO", "decision": "deny", "reason": "missing_claim", "detail": "exp",
            "issuer": issuer, "client": "client", "kid": "key", "sub_sha256": "b03e5d4509cd3747",
            "keys_source": "preloaded", "keys_age": 31_536_000
        });
        assert_eq!(line, expected);
    }

    #[test]
    fn before_the_signature_a_line_says_the_reason_alone() {
        let line = written(None, Err(Unavailable::KeysStale.into()));
        let line: Value = serde_json::from_str(&line).unwrap();
        // In no order: whether it is kept is for the build of all crates to say.
        let mut names: Vec<_> = line.as_object().unwrap().keys().collect();
        names.sort();
        assert_eq!(
            names,
            ["decision", "level", "microseconds", "reason", "timestamp"]
        );
        assert_eq!(
            (&line["level"], &line["reason"]),
            (&json!("ERROR"), &json!("jwks_stale"))
        );
    }

    #[test]
    fn no_line_is_longer_than_400_bytes_whatever_the_token_says() {
        let refusals = Refusal::iter().map(|refusal| match refusal {
            Refusal::InvalidClaim(_) => Refusal::InvalidClaim("that AUTH0_PERMISSIONS names"),
            other => other,
        });
        let reasons = refusals
            .map(Reason::from)
            .chain(Unavailable::iter().map(Reason::from));
        for filling in ["x", "\"", "\0", "é", "𝄞"] {
            let long = filling.repeat(256 / filling.len());
            let token = signed(&long, &json!({"sub": long, "azp": long}));
            for decision in reasons.clone().map(Err).chain([Ok(())]) {
                for token in [None, Some(&token)] {
                    let line = written(token, decision);
                    assert_eq!(line.lines().count(), 1, "{line}");
                    // Twelve more digits of microseconds: eleven days.
                    assert!(line.len() + 12 <= 400, "{} bytes: {line}", line.len());
                }
            }
        }
    }
}
