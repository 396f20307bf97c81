//! Keys that nobody knows: whoever can send a request can name them.

use axum::http::StatusCode;

use super::*;
use crate::keys::held::PROOF;
use crate::test_key_server::Deed;
use crate::test_tokens::{foreign_key, issuer_key, jwk};

#[tokio::test]
async fn a_key_is_unknown_only_where_a_fetch_of_the_last_10_seconds_says_so() {
    let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
    let subject = Subject::warm(&server).await;
    subject.advance(PROOF);
    assert_eq!(subject.find(&server, "b").await, UNKNOWN);
    assert_eq!(server.fetches(), 1);
    subject.advance(INSTANT);
    assert_eq!(subject.find(&server, "b").await, UNKNOWN);
    assert_eq!(server.fetches(), 2);
    server.does([Deed::Status(StatusCode::INTERNAL_SERVER_ERROR)]);
    subject.advance(PROOF + INSTANT);
    assert_eq!(subject.find(&server, "b").await, UNREACHABLE);
    assert_eq!(subject.find(&server, "a").await, Ok(()));
    assert_eq!(server.fetches(), 4);
}

#[tokio::test]
async fn a_hundred_at_once_make_one_fetch() {
    let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
    let subject = Subject::warm(&server).await;
    subject.advance(PROOF + INSTANT);
    let tasks: Vec<_> = (0..100)
        .map(|number| {
            let (subject, server) = (subject.clone(), server.clone());
            tokio::spawn(async move { subject.find(&server, &format!("{number}")).await })
        })
        .collect();
    for task in tasks {
        assert_eq!(task.await.unwrap(), UNKNOWN);
    }
    assert_eq!(server.fetches(), 2);
}

#[tokio::test]
async fn a_flood_is_limited_and_costs_no_good_token_anything() {
    let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
    let subject = Subject::warm(&server).await;
    let mut reasons = Vec::new();
    // An unknown key each second for ten minutes, in the time of one set.
    for second in 0..600 {
        subject.advance(Duration::from_secs(1));
        reasons.push(subject.find(&server, &format!("{second}")).await);
        assert_eq!(subject.find(&server, "a").await, Ok(()));
    }
    // Three fetches at first and then one in 30 seconds.
    assert_eq!(server.fetches(), 1 + 3 + 19);
    assert!(
        reasons
            .iter()
            .all(|reason| [UNKNOWN, UNREACHABLE].contains(reason))
    );
    assert!(
        reasons.contains(&UNREACHABLE),
        "limited, but never a denial"
    );
    // What is scheduled does not pay for the flood.
    subject.let_go_stale();
    assert_eq!(subject.find(&server, "a").await, Ok(()));
    assert_eq!(server.fetches(), 1 + 3 + 19 + 1);
}

#[tokio::test]
async fn a_new_key_is_found_in_the_middle_of_a_flood() {
    let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
    let subject = Subject::warm(&server).await;
    for number in 0..1_000 {
        assert_eq!(subject.find(&server, &format!("{number}")).await, UNKNOWN);
    }
    assert_eq!(server.fetches(), 1);
    let both = vec![jwk(issuer_key(), "a"), jwk(foreign_key(), "new")];
    server.does([Deed::Keys(both)]);
    subject.advance(PROOF + INSTANT);
    assert_eq!(subject.find(&server, "flood").await, UNKNOWN);
    assert_eq!(subject.find(&server, "new").await, Ok(()));
    assert_eq!(server.fetches(), 2);
}

#[tokio::test]
async fn a_weak_key_is_called_weak_and_causes_no_fetch() {
    let mut weak = jwk(issuer_key(), "weak");
    weak["e"] = "AQ".into();
    let server = KeyServer::start([Deed::Keys(vec![weak, jwk(issuer_key(), "a")])]).await;
    let subject = Subject::warm(&server).await;
    subject.advance(PROOF + INSTANT);
    let weak = subject.find(&server, "weak").await;
    assert_eq!(weak, Err(Refusal::WeakKey.into()));
    assert_eq!(subject.find(&server, "a").await, Ok(()));
    assert_eq!(server.fetches(), 1);
}

#[tokio::test]
async fn an_issuer_that_is_none_of_ours_causes_no_fetch() {
    let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
    let other = KeyServer::start([Deed::key(foreign_key(), "a")]).await;
    let subject = Subject::warm(&server).await;
    let wrong = Err(Refusal::WrongIssuer.into());
    assert_eq!(subject.find(&other, "a").await, wrong);
    assert_eq!(other.discoveries(), 0);
}
