use axum::http::StatusCode;
use shared::time::SetClock;

use super::*;
use crate::test_tokens::{KeyServer, foreign_key, issuer_key, jwk};

async fn set(server: &KeyServer) -> (Arc<KeySet>, Arc<SetClock>) {
    let clock = Arc::new(SetClock::at(1_000_000));
    let keys = KeySet::new(server.domain.parse().unwrap(), clock.clone()).unwrap();
    (Arc::new(keys), clock)
}

async fn reason(keys: &KeySet, key_id: &str) -> Option<Reason> {
    keys.find(key_id).await.err()
}

#[tokio::test]
async fn a_key_is_fetched_once_and_refreshed_when_it_is_ten_minutes_old() {
    let server = KeyServer::start(Ok(vec![jwk(issuer_key(), "a")])).await;
    let (keys, clock) = set(&server).await;
    keys.warm_up().await;
    for _ in 0..10 {
        assert_eq!(reason(&keys, "a").await, None);
    }
    assert_eq!(server.fetches(), 1);
    clock.advance(FRESH_SECONDS + 1);
    assert_eq!(reason(&keys, "a").await, None);
    assert_eq!(server.fetches(), 2);
}

#[tokio::test]
async fn a_hundred_who_name_an_unknown_key_make_one_fetch() {
    let server = KeyServer::start(Ok(vec![jwk(issuer_key(), "a")])).await;
    let (keys, clock) = set(&server).await;
    keys.warm_up().await;
    clock.advance(COOLDOWN_SECONDS);
    let tasks: Vec<_> = (0..100)
        .map(|number| {
            let keys = keys.clone();
            tokio::spawn(async move { reason(&keys, &format!("unknown-{number}")).await })
        })
        .collect();
    for task in tasks {
        assert_eq!(task.await.unwrap(), Some(Refusal::UnknownKey.into()));
    }
    assert_eq!(server.fetches(), 2);
    assert_eq!(reason(&keys, "a").await, None);
}

#[tokio::test]
async fn a_new_key_is_found_within_the_cooldown_of_a_flood() {
    let server = KeyServer::start(Ok(vec![jwk(issuer_key(), "a")])).await;
    let (keys, clock) = set(&server).await;
    assert_eq!(
        reason(&keys, "unknown").await,
        Some(Refusal::UnknownKey.into())
    );
    server.answer(Ok(vec![jwk(issuer_key(), "a"), jwk(foreign_key(), "b")]));
    clock.advance(COOLDOWN_SECONDS);
    assert_eq!(reason(&keys, "b").await, None);
}

#[tokio::test]
async fn a_key_that_left_the_set_is_refused_after_the_next_refresh() {
    let server = KeyServer::start(Ok(vec![jwk(issuer_key(), "a")])).await;
    let (keys, clock) = set(&server).await;
    assert_eq!(reason(&keys, "a").await, None);
    server.answer(Ok(vec![jwk(foreign_key(), "b")]));
    clock.advance(FRESH_SECONDS + 1);
    assert_eq!(reason(&keys, "a").await, Some(Refusal::UnknownKey.into()));
}

#[tokio::test]
async fn held_keys_serve_through_an_outage_for_a_day() {
    let server = KeyServer::start(Ok(vec![jwk(issuer_key(), "a")])).await;
    let (keys, clock) = set(&server).await;
    keys.warm_up().await;
    server.answer(Err(StatusCode::INTERNAL_SERVER_ERROR));
    clock.advance(STALE_SECONDS);
    assert_eq!(reason(&keys, "a").await, None);
    assert_eq!(
        reason(&keys, "unknown").await,
        Some(Unavailable::KeysUnreachable.into())
    );
    clock.advance(1);
    assert_eq!(
        reason(&keys, "a").await,
        Some(Unavailable::KeysStale.into())
    );
}

#[tokio::test]
async fn a_server_that_is_down_is_asked_once_in_ten_seconds() {
    for status in [
        StatusCode::INTERNAL_SERVER_ERROR,
        StatusCode::TOO_MANY_REQUESTS,
        StatusCode::FOUND,
    ] {
        let server = KeyServer::start(Err(status)).await;
        let (keys, clock) = set(&server).await;
        for _ in 0..5 {
            assert_eq!(
                reason(&keys, "a").await,
                Some(Unavailable::KeysUnreachable.into())
            );
        }
        assert_eq!(server.fetches(), 1, "{status}");
        clock.advance(COOLDOWN_SECONDS);
        server.answer(Ok(vec![jwk(issuer_key(), "a")]));
        assert_eq!(reason(&keys, "a").await, None);
    }
}
