//! Several domains of one tenant, and one that is somebody else's.

use axum::http::StatusCode;
use serde_json::json;
use shared::log::recording::Recording;
use tracing::level_filters::LevelFilter;

use super::*;
use crate::keys::held::PROOF;
use crate::test_key_server::Deed;
use crate::test_tokens::{foreign_key, issuer_key, jwk};

const WRONG: Result<(), Reason> = Err(Reason::Refused(Refusal::WrongIssuer));

fn domains(first: &KeyServer, other: &KeyServer) -> String {
    format!("{},{}", first.domain, other.domain)
}

/// A function whose first domain is `first`.
async fn started(first: &KeyServer, other: &KeyServer) -> Subject {
    let domains = domains(first, other);
    Subject::started(&first.settings_with(&[("AUTH0_DOMAIN", &domains)])).await
}

/// A function that brings along a key of the first domain's which no domain has any more.
async fn started_with_an_old_key(first: &KeyServer, other: &KeyServer) -> Subject {
    started_with_an_old_key_of(first, first, other).await
}

/// The same with a key of that domain's.
async fn started_with_an_old_key_of(
    domain: &KeyServer,
    first: &KeyServer,
    other: &KeyServer,
) -> Subject {
    let domains = domains(first, other);
    let preloaded = json!({ &domain.domain: {"keys": [jwk(foreign_key(), "old")]} }).to_string();
    let variables = [
        ("AUTH0_DOMAIN", domains.as_str()),
        ("AUTH0_JWKS", &preloaded),
    ];
    Subject::started(&first.settings_with(&variables)).await
}

async fn servers(first: Deed, other: Deed) -> (KeyServer, KeyServer) {
    (
        KeyServer::start([first]).await,
        KeyServer::start([other]).await,
    )
}

fn of_tenant(kid: &str) -> Deed {
    Deed::Keys(vec![jwk(issuer_key(), "shared"), jwk(issuer_key(), kid)])
}

fn of_stranger() -> Deed {
    Deed::key(foreign_key(), "shared")
}

#[tokio::test]
async fn keys_count_only_for_their_own_domain() {
    let (first, other) = servers(of_tenant("a"), of_tenant("b")).await;
    let subject = started(&first, &other).await;
    for (server, key_id, expected) in [
        (&first, "shared", Ok(())),
        (&other, "shared", Ok(())),
        (&first, "a", Ok(())),
        (&other, "b", Ok(())),
        (&first, "b", UNKNOWN),
        (&other, "a", UNKNOWN),
    ] {
        assert_eq!(subject.find(server, key_id).await, expected, "{key_id}");
    }
    assert_eq!((first.fetches(), other.fetches()), (1, 1));
}

#[tokio::test]
async fn a_domain_that_shares_no_key_with_the_first_is_refused_and_the_first_is_not() {
    let (first, other) = servers(of_tenant("a"), of_stranger()).await;
    let recording = Recording::default();
    let logging = tracing::subscriber::set_default(recording.subscriber(LevelFilter::INFO));
    let subject = started(&first, &other).await;
    drop(logging);
    let log = recording.text();
    assert!(log.contains("take it out of AUTH0_DOMAIN"), "{log}");
    assert!(
        log.contains(r#""level":"ERROR""#) && log.contains(&other.domain),
        "{log}"
    );
    for _ in 0..100 {
        assert_eq!(subject.find(&other, "shared").await, WRONG);
        assert_eq!(subject.find(&first, "shared").await, Ok(()));
        subject.advance(Duration::from_secs(5));
    }
    // Once it is known, its tokens cause no fetch.
    assert_eq!((first.fetches(), other.fetches()), (1, 1));
}

#[tokio::test]
async fn a_refresh_that_brings_the_same_keys_changes_nothing_about_a_stranger() {
    let (first, other) = servers(of_tenant("a"), of_stranger()).await;
    let subject = started(&first, &other).await;
    assert_eq!(subject.find(&first, "shared").await, Ok(()));
    subject.advance(crate::keys::held::REFRESH_AFTER);
    subject.sets.refresh_after_answer().await;
    assert_eq!((first.fetches(), other.fetches()), (2, 1));
    // The sets are of different times now, and still the ones that were compared.
    assert_eq!(subject.find(&other, "shared").await, WRONG);
    assert_eq!((first.fetches(), other.fetches()), (2, 1));
}

#[tokio::test]
async fn a_flood_of_a_strangers_tokens_leaves_the_first_domain_its_fetches() {
    let (first, other) = servers(of_tenant("a"), of_stranger()).await;
    let subject = started(&first, &other).await;
    for number in 0..1_000 {
        subject.advance(Duration::from_millis(300));
        let _ = subject.find(&other, &format!("{number}")).await;
    }
    first.does([of_tenant("new")]);
    assert_eq!(subject.find(&first, "new").await, Ok(()));
    assert_eq!(first.fetches(), 2);
}

#[tokio::test]
async fn a_domain_that_cannot_be_compared_is_unavailable_until_it_can() {
    let first = KeyServer::start([Deed::Status(StatusCode::NOT_FOUND)]).await;
    let other = KeyServer::start([of_tenant("b")]).await;
    let subject = started(&first, &other).await;
    assert_eq!(subject.find(&other, "b").await, UNREACHABLE);
    first.does([of_tenant("a")]);
    subject.advance(Duration::from_secs(60));
    assert_eq!(subject.find(&other, "b").await, Ok(()));
}

#[tokio::test]
async fn a_domain_that_is_down_touches_the_first_in_nothing() {
    let (first, other) = (
        KeyServer::start([of_tenant("a")]).await,
        KeyServer::down().await,
    );
    let subject = started(&first, &other).await;
    assert_eq!(subject.find(&first, "a").await, Ok(()));
    assert_eq!(subject.find(&other, "a").await, UNREACHABLE);
    assert_eq!(subject.find(&first, "a").await, Ok(()));
    assert_eq!(first.fetches(), 1);
}

#[tokio::test]
async fn a_set_from_before_a_rotation_is_refreshed_before_it_makes_a_stranger() {
    let (first, other) = servers(of_tenant("a"), of_tenant("b")).await;
    let subject = started_with_an_old_key(&first, &other).await;
    assert_eq!(first.fetches(), 0);
    assert_eq!(subject.find(&other, "b").await, Ok(()));
    assert_eq!((first.fetches(), other.fetches()), (1, 1));
}

#[tokio::test]
async fn nor_does_a_set_of_its_own_from_before_a_rotation_make_a_domain_a_stranger() {
    let (first, other) = servers(of_tenant("a"), of_tenant("b")).await;
    let subject = started_with_an_old_key_of(&other, &first, &other).await;
    assert_eq!((first.fetches(), other.fetches()), (1, 0));
    assert_eq!(subject.find(&other, "old").await, UNKNOWN);
    assert_eq!(subject.find(&other, "b").await, Ok(()));
    assert_eq!((first.fetches(), other.fetches()), (1, 1));
}

#[tokio::test]
async fn a_domain_that_becomes_a_strangers_is_refused_from_its_next_refresh_on() {
    let (first, other) = servers(of_tenant("a"), of_tenant("b")).await;
    let subject = started(&first, &other).await;
    assert_eq!(subject.find(&other, "shared").await, Ok(()));
    other.does([of_stranger()]);
    subject.let_go_stale();
    assert_eq!(subject.find(&other, "shared").await, WRONG);
    assert_eq!(subject.find(&first, "shared").await, Ok(()));
    // And is taken back when it is the tenant's again.
    other.does([of_tenant("b")]);
    subject.let_go_stale();
    assert_eq!(subject.find(&other, "shared").await, Ok(()));
}

#[tokio::test]
async fn the_first_domain_is_kept_fresh_by_use_of_another() {
    let (first, other) = servers(of_tenant("a"), of_tenant("b")).await;
    let subject = started(&first, &other).await;
    subject.advance(PROOF);
    assert_eq!(subject.find(&other, "b").await, Ok(()));
    subject.advance(crate::keys::held::REFRESH_AFTER);
    subject.sets.refresh_after_answer().await;
    assert_eq!((first.fetches(), other.fetches()), (2, 2));
}

#[tokio::test]
async fn a_domain_that_cannot_be_compared_is_fetched_as_rarely_as_an_unknown_key() {
    let (first, other) = (
        KeyServer::down().await,
        KeyServer::start([of_tenant("b")]).await,
    );
    let subject = started_with_an_old_key(&first, &other).await;
    for _ in 0..600 {
        subject.advance(Duration::from_secs(1));
        assert_eq!(subject.find(&other, "b").await, UNREACHABLE);
        assert_eq!(subject.find(&first, "old").await, Ok(()));
    }
    // At the start, and of its three and then one in 30 seconds those behind its proof.
    assert_eq!(other.fetches(), 1 + 19);
}
