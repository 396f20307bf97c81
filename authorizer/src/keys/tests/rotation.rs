//! Keys that come and go.

use serde_json::json;

use super::*;
use crate::keys::Source;
use crate::test_key_server::Deed;
use crate::test_tokens::{foreign_key, issuer_key, jwk};

#[tokio::test]
async fn a_set_serves_for_15_minutes_and_is_then_refreshed_before_it_is_used() {
    let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
    let subject = Subject::warm(&server).await;
    subject.advance(FRESH);
    for _ in 0..10 {
        assert_eq!(subject.find(&server, "a").await, Ok(()));
    }
    assert_eq!(server.fetches(), 1);
    subject.advance(INSTANT);
    assert_eq!(subject.find(&server, "a").await, Ok(()));
    assert_eq!(server.fetches(), 2);
    assert_eq!(server.discoveries(), 1);
    assert_eq!(subject.counts(), (2, 0));
}

#[tokio::test]
async fn a_fetch_has_one_connection_with_its_discovery_and_leaves_none_behind() {
    let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
    // So long that the end of it comes later than the head.
    let document = json!({
        "issuer": format!("{}/", server.domain),
        "jwks_uri": format!("{}/.well-known/jwks.json", server.domain),
        "filling": "x".repeat(200_000),
    });
    server.describes_itself([Deed::Text(document.to_string())]);
    let subject = Subject::warm(&server).await;
    assert_eq!((server.discoveries(), server.fetches()), (1, 1));
    assert_eq!(server.connections(), 1);
    subject.let_go_stale();
    assert_eq!(subject.find(&server, "a").await, Ok(()));
    assert_eq!((server.discoveries(), server.fetches()), (1, 2));
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn a_key_that_left_the_set_is_refused_from_the_next_refresh_on() {
    let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
    let subject = Subject::warm(&server).await;
    server.does([Deed::key(foreign_key(), "b")]);
    assert_eq!(subject.find(&server, "a").await, Ok(()));
    subject.let_go_stale();
    assert_eq!(subject.find(&server, "a").await, UNKNOWN);
    assert_eq!(subject.find(&server, "b").await, Ok(()));
    assert_eq!(server.fetches(), 2);
}

#[tokio::test]
async fn a_set_that_became_empty_is_a_set_without_keys() {
    let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
    let subject = Subject::warm(&server).await;
    server.does([Deed::Keys(Vec::new())]);
    subject.let_go_stale();
    assert_eq!(subject.find(&server, "a").await, UNKNOWN);
}

#[tokio::test]
async fn a_new_key_is_fetched_when_it_is_first_named() {
    let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
    let subject = Subject::warm(&server).await;
    let both = vec![jwk(issuer_key(), "a"), jwk(foreign_key(), "b")];
    server.does([Deed::Keys(both)]);
    subject.advance(Duration::from_secs(11));
    assert_eq!(subject.find(&server, "b").await, Ok(()));
    assert_eq!(subject.find(&server, "a").await, Ok(()));
    assert_eq!(server.fetches(), 2);
}

#[tokio::test]
async fn a_set_that_did_not_change_need_not_be_sent() {
    let tagged = |kid, tag| Deed::Tagged(vec![jwk(issuer_key(), kid)], tag);
    let server = KeyServer::start([tagged("a", "\"1\"")]).await;
    let subject = Subject::warm(&server).await;
    assert_eq!(server.condition(), None);
    for _ in 0..2 {
        subject.let_go_stale();
        assert_eq!(subject.find(&server, "a").await, Ok(()));
        assert_eq!(server.condition().as_deref(), Some("\"1\""));
    }
    // It counts as fetched just now: a key that it lacks does not exist.
    assert_eq!(subject.find(&server, "b").await, UNKNOWN);
    assert_eq!(server.fetches(), 3);

    server.does([tagged("b", "\"2\"")]);
    subject.let_go_stale();
    assert_eq!(subject.find(&server, "b").await, Ok(()));
    assert_eq!(subject.find(&server, "a").await, UNKNOWN);

    server.does([Deed::key(issuer_key(), "c")]);
    for condition in [Some("\"2\""), None] {
        subject.let_go_stale();
        assert_eq!(subject.find(&server, "c").await, Ok(()));
        assert_eq!(server.condition().as_deref(), condition);
    }
}

#[tokio::test]
async fn an_entity_tag_that_is_too_long_is_not_kept() {
    let long: &'static str = Box::leak(format!("\"{}\"", "x".repeat(300)).into_boxed_str());
    let server = KeyServer::start([Deed::Tagged(vec![jwk(issuer_key(), "a")], long)]).await;
    let subject = Subject::warm(&server).await;
    subject.let_go_stale();
    assert_eq!(subject.find(&server, "a").await, Ok(()));
    assert_eq!((server.fetches(), server.condition()), (2, None));
}

#[tokio::test]
async fn what_is_found_says_how_old_it_is_and_where_it_is_from() {
    let named_twice = vec![jwk(issuer_key(), "a"), jwk(foreign_key(), "a")];
    let server = KeyServer::start([Deed::Keys(named_twice)]).await;
    let subject = Subject::warm(&server).await;
    subject.advance(Duration::from_millis(42_999));
    let issuer = server.issuer();
    let found = subject.sets.find(&issuer, "a", Algorithm::Rs256).await;
    let found = found.unwrap();
    assert_eq!((found.age_seconds, found.source), (42, Source::Fetched));
    assert_eq!(found.keys.len(), 2);
    assert_eq!(subject.sets.take_counts().age_seconds, Some(42));
    // Both are for RS256 alone, which no fetch would change.
    let found = subject.sets.find(&issuer, "a", Algorithm::Ps256).await;
    assert_eq!(found.map(drop), UNKNOWN);
    assert_eq!(server.fetches(), 1);
}

#[tokio::test]
async fn a_hundred_at_once_without_keys_make_one_fetch() {
    let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
    let subject = Subject::new(&server.settings());
    let tasks: Vec<_> = (0..100)
        .map(|_| {
            let (subject, server) = (subject.clone(), server.clone());
            tokio::spawn(async move { subject.find(&server, "a").await })
        })
        .collect();
    for task in tasks {
        assert_eq!(task.await.unwrap(), Ok(()));
    }
    assert_eq!((server.discoveries(), server.fetches()), (1, 1));
}
