//! How long a decision waits for a server that never answers, by a time that jumps.

use tokio::time::Instant;

use super::*;
use crate::keys::held::{PROOF, REFRESH_AFTER};
use crate::test_key_server::Deed;
use crate::test_tokens::issuer_key;

/// The milliseconds that it takes.
async fn milliseconds(work: impl Future) -> u128 {
    let start = Instant::now();
    work.await;
    start.elapsed().as_millis()
}

#[tokio::test(start_paused = true)]
async fn a_start_waits_for_two_tries_and_goes_on_without_keys() {
    let server = KeyServer::start([Deed::Silence]).await;
    let subject = Subject::new(&server.settings());
    assert_eq!(milliseconds(subject.sets.warm_up()).await, 3_000);
    assert_eq!(server.fetches(), 2);
    // Remembered: the next decision does not wait at all.
    let waited = milliseconds(async {
        assert_eq!(subject.find(&server, "a").await, UNREACHABLE);
    });
    assert_eq!(waited.await, 0);
    assert_eq!(server.fetches(), 2);
}

#[tokio::test(start_paused = true)]
async fn what_the_second_try_brings_is_as_old_as_the_second_try() {
    let server = KeyServer::start([Deed::Silence, Deed::key(issuer_key(), "a")]).await;
    let subject = Subject::new(&server.settings());
    let starting = subject.clone();
    let start = tokio::spawn(async move { starting.sets.warm_up().await });
    while server.fetches() == 0 {
        tokio::task::yield_now().await;
    }
    subject.advance(Duration::from_secs(2));
    start.await.unwrap();
    assert_eq!(server.fetches(), 2);
    assert_eq!(subject.sets.take_counts().age_seconds, Some(0));
}

#[tokio::test(start_paused = true)]
async fn a_decision_without_keys_waits_for_3_seconds_in_all() {
    let server = KeyServer::start([Deed::Silence]).await;
    let subject = Subject::new(&server.settings());
    let waited = milliseconds(async {
        assert_eq!(subject.find(&server, "a").await, UNREACHABLE);
    });
    assert_eq!(waited.await, 3_000);
}

#[tokio::test(start_paused = true)]
async fn a_decision_with_old_keys_waits_for_a_second_and_a_half() {
    let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
    let subject = Subject::warm(&server).await;
    server.does([Deed::Silence]);
    subject.let_go_stale();
    let waited = milliseconds(async {
        assert_eq!(subject.find(&server, "a").await, Ok(()));
    });
    assert_eq!(waited.await, 1_500);
}

#[tokio::test(start_paused = true)]
async fn a_decision_whose_key_is_held_and_fresh_waits_for_nothing() {
    let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
    let subject = Subject::warm(&server).await;
    server.does([Deed::Silence]);
    subject.advance(PROOF + INSTANT);
    let unknown = subject.clone();
    let asked = server.clone();
    let unknown = tokio::spawn(async move { unknown.find(&asked, "b").await });
    let waited = milliseconds(async {
        // Until the fetch for the other one is under way.
        while server.fetches() == 1 {
            tokio::task::yield_now().await;
        }
        for _ in 0..100 {
            assert_eq!(subject.find(&server, "a").await, Ok(()));
        }
    });
    assert_eq!(waited.await, 0);
    assert_eq!(milliseconds(unknown).await, 3_000);
}

#[tokio::test(start_paused = true)]
async fn the_next_event_waits_for_a_second_and_only_for_the_refresh_of_its_own_answer() {
    let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
    let subject = Subject::warm(&server).await;
    assert_eq!(subject.find(&server, "a").await, Ok(()));
    subject.advance(REFRESH_AFTER);
    server.does([Deed::Silence]);
    for expected in [1_000, 0] {
        let waited = milliseconds(subject.sets.refresh_after_answer()).await;
        assert_eq!(waited, expected);
        assert_eq!(subject.find(&server, "a").await, Ok(()));
    }
    assert_eq!(server.fetches(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_refresh_that_takes_longer_goes_on_beside_the_next_event() {
    let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
    let subject = Subject::warm(&server).await;
    assert_eq!(subject.find(&server, "a").await, Ok(()));
    subject.advance(REFRESH_AFTER);
    server.does([Deed::Silence, Deed::key(issuer_key(), "b")]);
    assert_eq!(
        milliseconds(subject.sets.refresh_after_answer()).await,
        1_000
    );
    // The second try, a second and a half after the first.
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(subject.find(&server, "b").await, Ok(()));
    assert_eq!(server.fetches(), 3);
}
