//! Keys that the deployment brings along.

use axum::http::StatusCode;
use serde_json::json;

use super::*;
use crate::keys::Source;
use crate::keys::held::REFRESH_AFTER;
use crate::test_key_server::Deed;
use crate::test_tokens::{foreign_key, issuer_key, jwk};

/// The settings of a function that brings the key `a` along.
fn settings(server: &KeyServer, fetched_at: Option<i64>) -> KeySettings {
    let mut set = json!({"keys": [jwk(issuer_key(), "a")]});
    if let Some(fetched_at) = fetched_at {
        set["fetchedAt"] = fetched_at.into();
    }
    server.settings_with(&[("AUTH0_JWKS", &set.to_string())])
}

#[tokio::test]
async fn a_start_needs_no_network() {
    let server = KeyServer::start([Deed::Silence]).await;
    for fetched_at in [None, Some(NOW - 86_400), Some(NOW)] {
        let subject = Subject::started(&settings(&server, fetched_at)).await;
        assert_eq!(subject.find(&server, "a").await, Ok(()));
    }
    assert_eq!((server.discoveries(), server.fetches()), (0, 0));
}

#[tokio::test]
async fn the_log_says_how_old_they_are_if_they_say_it() {
    let server = KeyServer::down().await;
    for (fetched_at, age) in [(None, 7), (Some(NOW - 100), 107)] {
        let subject = Subject::started(&settings(&server, fetched_at)).await;
        subject.advance(Duration::from_secs(7));
        let found = subject
            .sets
            .find(&server.issuer(), "a", Algorithm::Rs256)
            .await;
        let found = found.unwrap();
        assert_eq!((found.source, found.age_seconds), (Source::Preloaded, age));
    }
}

#[tokio::test]
async fn they_are_refreshed_after_an_answer_within_ten_minutes_of_the_start() {
    let server = KeyServer::start([Deed::key(foreign_key(), "b")]).await;
    let subject = Subject::started(&settings(&server, None)).await;
    assert_eq!(subject.find(&server, "a").await, Ok(()));
    subject.advance(REFRESH_AFTER);
    subject.sets.refresh_after_answer().await;
    assert_eq!(server.fetches(), 1);
    assert_eq!(subject.find(&server, "b").await, Ok(()));
    assert_eq!(subject.find(&server, "a").await, UNKNOWN);
}

#[tokio::test]
async fn environments_that_start_together_refresh_them_apart() {
    let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
    let settings = settings(&server, None);
    for _ in 0..100 {
        let subject = Subject::started(&settings).await;
        assert_eq!(subject.find(&server, "a").await, Ok(()));
        subject.advance(REFRESH_AFTER / 2);
        subject.sets.refresh_after_answer().await;
    }
    // Half of them are expected; that they are so few or many happens once in 10^15 runs.
    let refreshed = server.fetches();
    assert!((11..=89).contains(&refreshed), "{refreshed} of 100");
}

#[tokio::test]
async fn in_an_idle_environment_they_are_refreshed_before_they_are_used() {
    let server = KeyServer::start([Deed::key(foreign_key(), "b")]).await;
    let subject = Subject::started(&settings(&server, None)).await;
    subject.let_go_stale();
    assert_eq!(subject.find(&server, "a").await, UNKNOWN);
}

#[tokio::test]
async fn a_key_that_they_lack_is_fetched() {
    let server = KeyServer::start([Deed::key(foreign_key(), "b")]).await;
    let subject = Subject::started(&settings(&server, Some(NOW))).await;
    // That a preloaded set lacks a key proves nothing.
    assert_eq!(subject.find(&server, "b").await, Ok(()));
    assert_eq!(server.fetches(), 1);
}

#[tokio::test]
async fn they_serve_through_an_outage_from_when_they_were_fetched() {
    let server = KeyServer::start([Deed::Status(StatusCode::NOT_FOUND)]).await;
    for (fetched_at, serving) in [(None, 86_400), (Some(NOW - 86_000), 400)] {
        let subject = Subject::started(&settings(&server, fetched_at)).await;
        subject.advance(Duration::from_secs(serving));
        assert_eq!(subject.find(&server, "a").await, Ok(()), "{fetched_at:?}");
        subject.advance(Duration::from_secs(1));
        assert_eq!(subject.find(&server, "a").await, STALE, "{fetched_at:?}");
    }
}

#[tokio::test]
async fn too_old_ones_that_could_not_be_replaced_are_tried_again_after_an_answer() {
    let server = KeyServer::start([Deed::Status(StatusCode::NOT_FOUND)]).await;
    let subject = Subject::started(&settings(&server, Some(NOW - 86_401))).await;
    assert_eq!(subject.find(&server, "a").await, STALE);
    server.does([Deed::key(issuer_key(), "a")]);
    subject.advance(Duration::from_secs(5));
    subject.sets.refresh_after_answer().await;
    server.does([Deed::Silence]);
    assert_eq!(subject.find(&server, "a").await, Ok(()));
}

#[tokio::test]
async fn too_old_or_from_the_future_they_are_fetched_at_the_start() {
    for fetched_at in [NOW - 86_401, NOW + 1] {
        let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
        let subject = Subject::started(&settings(&server, Some(fetched_at))).await;
        assert_eq!(server.fetches(), 1, "{fetched_at}");
        server.does([Deed::Status(StatusCode::NOT_FOUND)]);
        assert_eq!(subject.find(&server, "a").await, Ok(()), "{fetched_at}");

        let subject = Subject::started(&settings(&server, Some(fetched_at))).await;
        assert_eq!(subject.find(&server, "a").await, STALE, "{fetched_at}");
    }
}
