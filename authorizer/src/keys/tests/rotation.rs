use super::*;
use crate::keys::held::{FRESH, PROOF};
use crate::test_tokens::{foreign_key, issuer_key, jwk};

#[tokio::test]
async fn a_key_is_fetched_once_and_refreshed_before_use_when_it_is_15_minutes_old() {
    let server = KeyServer::start(Ok(vec![jwk(issuer_key(), "a")])).await;
    let subject = Subject::warm(&server).await;
    subject.advance(FRESH);
    for _ in 0..10 {
        assert_eq!(subject.find(&server, "a").await, Ok(()));
    }
    assert_eq!(server.fetches(), 1);
    subject.advance(Duration::from_millis(1));
    assert_eq!(subject.find(&server, "a").await, Ok(()));
    assert_eq!(server.fetches(), 2);
}

#[tokio::test]
async fn a_key_that_left_the_set_is_refused_after_the_next_refresh() {
    let server = KeyServer::start(Ok(vec![jwk(issuer_key(), "a")])).await;
    let subject = Subject::warm(&server).await;
    server.answer(Ok(vec![jwk(foreign_key(), "b")]));
    assert_eq!(subject.find(&server, "a").await, Ok(()));
    subject.advance(FRESH + Duration::from_millis(1));
    assert_eq!(subject.find(&server, "a").await, UNKNOWN);
    assert_eq!(subject.find(&server, "b").await, Ok(()));
}

#[tokio::test]
async fn a_hundred_who_name_an_unknown_key_make_one_fetch() {
    let server = KeyServer::start(Ok(vec![jwk(issuer_key(), "a")])).await;
    let subject = Arc::new(Subject::warm(&server).await);
    subject.advance(PROOF + Duration::from_millis(1));
    let tasks: Vec<_> = (0..100)
        .map(|number| {
            let (subject, server) = (subject.clone(), server.clone());
            tokio::spawn(async move { subject.find(&server, &format!("unknown-{number}")).await })
        })
        .collect();
    for task in tasks {
        assert_eq!(task.await.unwrap(), UNKNOWN);
    }
    assert_eq!(server.fetches(), 2);
    assert_eq!(subject.find(&server, "a").await, Ok(()));
}

#[tokio::test]
async fn keys_that_cannot_be_had_are_unavailable() {
    let server = KeyServer::start(Err(axum::http::StatusCode::BAD_GATEWAY)).await;
    let subject = Subject::warm(&server).await;
    assert_eq!(subject.find(&server, "a").await, UNREACHABLE);
    assert_eq!(server.fetches(), 2);
}
