//! Lambda's freezing of the process in the middle of anything, and clocks that jump.

use axum::http::StatusCode;

use super::*;
use crate::keys::JwkSet;
use crate::keys::fetch::Fetched;
use crate::keys::held::REFRESH_AFTER;
use crate::test_key_server::Deed;
use crate::test_tokens::{issuer_key, jwk};

/// A refresh that is under way to a server that does not answer, a second after its start,
/// when the process is frozen for `hours`.
async fn frozen_in_a_refresh(server: &KeyServer, hours: u64) -> Subject {
    let subject = Subject::warm(server).await;
    assert_eq!(subject.find(server, "a").await, Ok(()));
    subject.advance(REFRESH_AFTER);
    server.does([Deed::Silence]);
    subject.sets.refresh_after_answer().await;
    assert_eq!(server.fetches(), 2);
    subject.advance(Duration::from_secs(hours * 3_600));
    subject
}

#[tokio::test(start_paused = true)]
async fn a_fetch_that_was_frozen_is_given_up_for_a_new_one() {
    let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
    // Too long for the old keys to serve.
    let subject = frozen_in_a_refresh(&server, 48).await;
    server.does([Deed::key(issuer_key(), "b")]);
    let start = tokio::time::Instant::now();
    assert_eq!(subject.find(&server, "b").await, Ok(()));
    assert_eq!(
        start.elapsed(),
        Duration::ZERO,
        "it waited for the frozen one"
    );
    assert_eq!(server.fetches(), 3);
    assert_eq!(subject.counts(), (2, 0));
    // Nor has it a second try.
    tokio::time::sleep(Duration::from_secs(10)).await;
    assert_eq!(server.fetches(), 3);
}

#[tokio::test(start_paused = true)]
async fn the_failure_of_a_fetch_that_was_frozen_is_not_held_against_the_server() {
    let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
    let subject = frozen_in_a_refresh(&server, 1).await;
    // Both of its tries come to nothing before anybody needs a key.
    tokio::time::sleep(Duration::from_secs(10)).await;
    assert_eq!(subject.counts(), (2, 1));
    server.does([Deed::key(issuer_key(), "b")]);
    assert_eq!(subject.find(&server, "b").await, Ok(()));
}

#[tokio::test(start_paused = true)]
async fn what_a_frozen_fetch_brings_counts_from_when_it_was_asked_for() {
    let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
    let subject = Subject::warm(&server).await;
    let late = vec![jwk(issuer_key(), "b")];
    server.does([Deed::Late(late, Duration::from_secs(1))]);
    subject.let_go_stale();
    let (asking, asked) = (subject.clone(), server.clone());
    let found = tokio::spawn(async move { asking.find(&asked, "b").await });
    while server.fetches() == 1 {
        tokio::task::yield_now().await;
    }
    subject.advance(Duration::from_secs(3_600));
    assert_eq!(found.await.unwrap(), Ok(()));
    assert_eq!(subject.sets.take_counts().age_seconds, Some(3_600));
    // So it is refreshed before it is used again.
    server.does([Deed::key(issuer_key(), "c")]);
    assert_eq!(subject.find(&server, "b").await, UNKNOWN);
    assert_eq!(subject.find(&server, "c").await, Ok(()));
}

#[tokio::test]
async fn what_a_fetch_brings_after_it_was_given_up_counts_for_nothing() {
    let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
    let subject = Subject::warm(&server).await;
    let set = subject.sets.all().next().unwrap();
    let late = Fetched::New {
        keys: JwkSet::default(),
        etag: None,
    };
    server.does([Deed::Silence]);
    assert!(set.refresh().is_some());
    set.land(1, set.now(), Ok(late));
    assert_eq!(subject.find(&server, "a").await, Ok(()));
}

#[tokio::test]
async fn after_hours_without_an_event_the_keys_are_refreshed_before_they_are_used() {
    let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
    let subject = Subject::warm(&server).await;
    for hours in 1..5 {
        subject.advance(Duration::from_secs(hours * 3_600));
        let before = server.fetches();
        assert_eq!(subject.find(&server, "a").await, Ok(()));
        assert_eq!(server.fetches(), before + 1);
    }
}

#[tokio::test]
async fn a_set_from_the_future_counts_as_stale() {
    let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
    let subject = Subject::warm(&server).await;
    subject.clock.advance(-3_600);
    assert_eq!(subject.find(&server, "a").await, Ok(()));
    assert_eq!(server.fetches(), 2);

    server.does([Deed::Status(StatusCode::NOT_FOUND)]);
    subject.clock.advance(-3_600);
    assert_eq!(subject.find(&server, "a").await, STALE);
    // Of a failure from the future nobody keeps a grudge.
    subject.clock.advance(-3_600);
    server.does([Deed::key(issuer_key(), "a")]);
    assert_eq!(subject.find(&server, "a").await, Ok(()));
}
