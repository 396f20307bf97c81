//! Any event, any `Authorization` header and any signed claims: an answer, the one that the
//! rules give when they are read a second time.
//!
//! An input is a text. Its first two bytes, digits, say who is asked, see [`SETUPS`], and what the
//! rest is: an event; the value of the header; or members of a token's header, a tab, and
//! members of its claims, which take the place of those of a good token. What is no members is
//! the whole of its part. In the first two `{token}` stands for a good token, in the last
//! `{issuer}` for the issuer.

#![no_main]

mod answer;
#[path = "../../integration/key_server.rs"]
#[allow(dead_code, reason = "other tests do more with it")]
mod key_server;
mod oracle;
mod setup;
mod tenant;

use std::cell::LazyCell;

use authorizer::authorizer::Authorizer;
use libfuzzer_sys::fuzz_target;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};
use shared::log::recording::Recording;
use tokio::runtime::Runtime;
use tracing::level_filters::LevelFilter;

use crate::setup::{SETUPS, Setup, with};
use crate::tenant::Tenant;

thread_local! {
    static COURT: LazyCell<Court> = LazyCell::new(Court::new);
}

fuzz_target!(|input: &[u8]| COURT.with(|court| court.judge(input)));

struct Court {
    runtime: Runtime,
    tenant: Tenant,
    seats: Vec<Seat>,
}

/// An authorizer and a token that it lets in.
struct Seat {
    setup: &'static Setup,
    authorizer: Authorizer,
    good: [Map<String, Value>; 2],
    token: String,
}

impl Court {
    fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("there is a runtime");
        let tenant = Tenant::start();
        let seats = SETUPS
            .iter()
            .map(|setup| Seat::new(setup, &tenant, &runtime));
        Self {
            seats: seats.collect(),
            runtime,
            tenant,
        }
    }

    fn judge(&self, input: &[u8]) {
        let [who, what, rest @ ..] = input else {
            return;
        };
        let seat = &self.seats[usize::from(who.wrapping_sub(b'0')) % self.seats.len()];
        let filled = || String::from_utf8_lossy(rest).replace("{token}", &seat.token);
        match what.wrapping_sub(b'0') % 3 {
            0 => self.judge_event(seat, &filled()),
            1 => self.judge_header(seat, &filled()),
            _ => self.judge_token(seat, rest),
        }
    }

    fn judge_event(&self, seat: &Seat, event: &str) {
        // What is no JSON Lambda does not deliver.
        let Some(answer) = self.answer(seat, event) else {
            return;
        };
        if answer["isAuthorized"] == true {
            let event: Value = serde_json::from_str(event).expect("it was read before");
            let value = event["authorizationToken"].as_str();
            assert!(value.is_some_and(|value| seat.is_good(value)), "{event}");
            seat.check_good(&answer);
        } else {
            answer::check_refusal(&answer);
        }
    }

    fn judge_header(&self, seat: &Seat, value: &str) {
        let event = json!({ "authorizationToken": value }).to_string();
        let answer = self.answer(seat, &event).expect("it is an event");
        assert_eq!(answer["isAuthorized"], seat.is_good(value), "{value}");
        if seat.is_good(value) {
            seat.check_good(&answer);
        } else {
            answer::check_refusal(&answer);
        }
    }

    fn judge_token(&self, seat: &Seat, input: &[u8]) {
        let input = filled(input, &self.tenant.issuer());
        let mut parts = input.splitn(2, |byte| *byte == b'\t');
        let parts = seat
            .good
            .clone()
            .map(|good| part(good, parts.next().unwrap_or_default()));
        let [(header, _), (claims, _)] = &parts;
        let prefix = seat.setup.variable("TOKEN_PREFIX").unwrap_or_default();
        let token = self.tenant.sign(header, claims);
        let event = json!({ "authorizationToken": format!("{prefix}{token}") }).to_string();
        let answer = self.answer(seat, &event).expect("it is an event");
        let is_let_in = answer["isAuthorized"] == true;
        let [(header, is_header_ours), (claims, is_payload_ours)] = &parts;
        let [header, payload] = [header, claims].map(|part| serde_json::from_slice(part).ok());
        let deserves = header
            .as_ref()
            .zip(payload.as_ref())
            .is_some_and(|(header, payload)| {
                oracle::lets_in(seat.setup, &self.tenant.issuer(), header, payload)
            });
        assert!(!is_let_in || deserves, "{event}");
        // Of other texts the oracle does not know how strictly JSON is read, nor of long ones.
        let is_plain = *is_header_ours && *is_payload_ours && token.len() < 4_096;
        assert!(is_let_in || !deserves || !is_plain, "{event}");
        match payload {
            Some(claims) if is_let_in => answer::check_allowance(&answer, seat.setup, &claims),
            _ => answer::check_refusal(&answer),
        }
    }

    /// Nothing for what is no JSON. There is always an answer: the keys are held and fresh.
    fn answer(&self, seat: &Seat, event: &str) -> Option<Value> {
        let event: &RawValue = serde_json::from_str(event).ok()?;
        let log = Recording::default();
        let answer = tracing::subscriber::with_default(log.subscriber(LevelFilter::TRACE), || {
            self.runtime.block_on(seat.authorizer.authorize(event))
        });
        let answer = answer.expect("nobody is unavailable");
        let answer = serde_json::to_value(answer).expect("an answer is JSON");
        answer::check_log(&log.text(), &answer);
        Some(answer)
    }
}

impl Seat {
    fn new(setup: &'static Setup, tenant: &Tenant, runtime: &Runtime) -> Self {
        let authorizer = tenant.authorizer(setup);
        runtime.block_on(authorizer.warm_up());
        let good = setup.good(&tenant.issuer());
        let [header, claims] = good.clone().map(|part| Value::from(part).to_string());
        Self {
            setup,
            authorizer,
            good,
            token: tenant.sign(header.as_bytes(), claims.as_bytes()),
        }
    }

    /// Whether the header's value is the good token, in a form in which it may be sent.
    fn is_good(&self, value: &str) -> bool {
        let Some(rest) = value.strip_suffix(&self.token) else {
            return false;
        };
        match self.setup.variable("TOKEN_PREFIX") {
            Some(prefix) => rest == prefix || rest.strip_suffix(' ') == Some(prefix),
            None => rest.is_empty() || rest.eq_ignore_ascii_case("bearer "),
        }
    }

    fn check_good(&self, answer: &Value) {
        let [_, claims] = &self.good;
        answer::check_allowance(answer, self.setup, claims);
    }
}

/// `good` with those members in it, or the text itself where it is none, and which it is.
fn part(good: Map<String, Value>, members: &[u8]) -> (Vec<u8>, bool) {
    let object = [b"{", members, b"}"].concat();
    match serde_json::from_slice(&object) {
        Ok(members) => (
            Value::from(with(good, members)).to_string().into_bytes(),
            true,
        ),
        Err(_) => (members.to_vec(), false),
    }
}

/// The input with that issuer in it; bytes that are no text stay as they are.
fn filled(input: &[u8], issuer: &str) -> Vec<u8> {
    let text = std::str::from_utf8(input);
    text.map_or_else(
        |_| input.to_vec(),
        |text| text.replace("{issuer}", issuer).into_bytes(),
    )
}
