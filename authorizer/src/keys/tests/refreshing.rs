//! The refresh between an answer and the next event.

use axum::http::StatusCode;

use super::*;
use crate::keys::held::REFRESH_AFTER;
use crate::keys::key_sets::random_delay;
use crate::test_key_server::Deed;
use crate::test_tokens::{foreign_key, issuer_key};

impl Subject {
    /// What Lambda's loop does for an event: a decision and what follows its answer.
    async fn serve(&self, server: &KeyServer, key_id: &str) -> Result<(), Reason> {
        let decision = self.find(server, key_id).await;
        self.sets.refresh_after_answer().await;
        decision
    }
}

#[tokio::test]
async fn every_ten_minutes_of_use_the_set_is_refreshed_after_an_answer() {
    let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
    let subject = Subject::warm(&server).await;
    server.does([Deed::key(foreign_key(), "b")]);
    subject.advance(REFRESH_AFTER - INSTANT);
    assert_eq!(subject.serve(&server, "a").await, Ok(()));
    assert_eq!(server.fetches(), 1);
    subject.advance(INSTANT);
    // The answer still has the old set, and the next event has the new one at once.
    assert_eq!(subject.serve(&server, "a").await, Ok(()));
    assert_eq!(server.fetches(), 2);
    for _ in 0..10 {
        assert_eq!(subject.serve(&server, "a").await, UNKNOWN);
        assert_eq!(subject.serve(&server, "b").await, Ok(()));
    }
    assert_eq!(server.fetches(), 2);
}

#[tokio::test]
async fn in_use_no_decision_ever_waits_for_a_refresh() {
    let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
    let subject = Subject::warm(&server).await;
    for event in 0..1_000 {
        subject.advance(Duration::from_secs(10));
        let before = server.fetches();
        assert_eq!(subject.find(&server, "a").await, Ok(()));
        assert_eq!(server.fetches(), before, "event {event}");
        subject.sets.refresh_after_answer().await;
    }
    assert_eq!(server.fetches(), 1 + 10_000 / 600);
}

#[tokio::test]
async fn a_set_that_is_not_used_is_not_refreshed() {
    let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
    let subject = Subject::warm(&server).await;
    for _ in 0..10 {
        subject.let_go_stale();
        subject.sets.refresh_after_answer().await;
    }
    assert_eq!(server.fetches(), 1);
}

#[tokio::test]
async fn a_set_that_is_used_no_longer_is_refreshed_no_longer() {
    let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
    let subject = Subject::warm(&server).await;
    subject.advance(REFRESH_AFTER);
    assert_eq!(subject.serve(&server, "a").await, Ok(()));
    assert_eq!(server.fetches(), 2);
    for _ in 0..10 {
        subject.advance(REFRESH_AFTER);
        subject.sets.refresh_after_answer().await;
    }
    assert_eq!(server.fetches(), 2);
}

#[tokio::test]
async fn a_refresh_that_fails_is_repeated_after_pauses_that_grow() {
    let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
    let subject = Subject::warm(&server).await;
    server.does([Deed::Status(StatusCode::TOO_MANY_REQUESTS)]);
    subject.advance(REFRESH_AFTER);
    let mut at = Vec::new();
    for second in 0..100 {
        let before = server.fetches();
        assert_eq!(subject.serve(&server, "a").await, Ok(()));
        if server.fetches() > before {
            at.push(second);
        }
        subject.advance(Duration::from_secs(1));
    }
    assert_eq!(at, [0, 5, 15, 35, 75]);
}

#[tokio::test]
async fn where_keys_serve_for_less_time_they_are_refreshed_sooner() {
    let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
    let settings = server.settings_with(&[("JWKS_MAX_STALE_SECONDS", "60")]);
    let subject = Subject::started(&settings).await;
    subject.advance(Duration::from_secs(39));
    assert_eq!(subject.serve(&server, "a").await, Ok(()));
    assert_eq!(server.fetches(), 1);
    subject.advance(Duration::from_secs(1));
    assert_eq!(subject.serve(&server, "a").await, Ok(()));
    assert_eq!(server.fetches(), 2);
}

#[tokio::test]
async fn keys_that_could_not_be_had_are_tried_again_after_an_answer() {
    let server = KeyServer::start([Deed::Status(StatusCode::NOT_FOUND)]).await;
    let subject = Subject::warm(&server).await;
    assert_eq!(subject.serve(&server, "a").await, UNREACHABLE);
    server.does([Deed::key(issuer_key(), "a")]);
    subject.advance(Duration::from_secs(5));
    subject.sets.refresh_after_answer().await;
    server.does([Deed::Silence]);
    assert_eq!(subject.find(&server, "a").await, Ok(()));
}

#[test]
fn the_first_refresh_of_preloaded_keys_comes_at_a_random_moment_within_ten_minutes() {
    let delays: Vec<_> = (0..1_000).map(|_| random_delay()).collect();
    assert!(delays.iter().all(|delay| *delay <= REFRESH_AFTER));
    for minute in 0..10 {
        let minute = minute * 60..(minute + 1) * 60;
        let count = delays
            .iter()
            .filter(|delay| minute.contains(&delay.as_secs()));
        // A hundred are expected; that so few come happens once in 10^20 runs.
        assert!(count.count() > 20, "{minute:?}");
    }
}
