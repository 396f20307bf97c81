//! Key servers in trouble.

use axum::http::StatusCode;
use serde_json::json;
use shared::log::recording::Recording;
use tracing::level_filters::LevelFilter;

use super::*;
use crate::test_key_server::Deed;
use crate::test_tokens::{foreign_key, issuer_key, jwk};

/// The pause after one failure, and over.
const PAUSE: Duration = Duration::from_secs(5);

fn large(keys: usize) -> Deed {
    let key = jwk(issuer_key(), "b");
    // Written once, so that the server needs no time for it.
    Deed::Text(json!({ "keys": vec![key; keys] }).to_string())
}

/// Answers that bring no keys, each with the requests that one fetch makes of it.
fn bad_deeds(elsewhere: &KeyServer) -> Vec<(Deed, usize)> {
    vec![
        (Deed::Status(StatusCode::INTERNAL_SERVER_ERROR), 2),
        (Deed::Status(StatusCode::BAD_GATEWAY), 2),
        (Deed::HangUp, 2),
        (Deed::Status(StatusCode::TOO_MANY_REQUESTS), 1),
        (Deed::Status(StatusCode::NOT_FOUND), 1),
        (Deed::Status(StatusCode::NO_CONTENT), 1),
        (Deed::Status(StatusCode::NOT_MODIFIED), 1),
        (
            Deed::Redirect(format!("{}/.well-known/jwks.json", elsewhere.domain)),
            1,
        ),
        (
            Deed::Text("<html><title>Sign in</title></html>".to_owned()),
            1,
        ),
        (Deed::Text(String::new()), 1),
        (Deed::Text(json!({"keys": {}}).to_string()), 1),
        // 10,000 keys, and none in more text than is read.
        (large(10_000), 1),
        (
            Deed::Text(r#"{"keys":[]}"#.to_owned() + &" ".repeat(256 * 1_024)),
            1,
        ),
    ]
}

#[tokio::test]
async fn held_keys_serve_whatever_the_server_does() {
    let elsewhere = KeyServer::start([Deed::key(foreign_key(), "a")]).await;
    for (deed, requests) in bad_deeds(&elsewhere) {
        let shown: String = format!("{deed:?}").chars().take(60).collect();
        let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
        let subject = Subject::warm(&server).await;
        assert_eq!(subject.counts(), (1, 0));
        server.does([deed]);
        subject.let_go_stale();
        for _ in 0..5 {
            assert_eq!(subject.find(&server, "a").await, Ok(()), "{shown}");
            assert_eq!(subject.find(&server, "b").await, UNREACHABLE, "{shown}");
        }
        assert_eq!(server.fetches(), 1 + requests, "{shown}");
        assert_eq!(subject.counts(), (1, 1), "{shown}");
    }
    assert_eq!((elsewhere.fetches(), elsewhere.discoveries()), (0, 0));
}

#[tokio::test]
async fn without_keys_decisions_are_unavailable_and_the_server_is_left_in_peace() {
    let elsewhere = KeyServer::start([Deed::key(foreign_key(), "a")]).await;
    for (deed, requests) in bad_deeds(&elsewhere) {
        let shown: String = format!("{deed:?}").chars().take(60).collect();
        let server = KeyServer::start([deed]).await;
        let subject = Subject::warm(&server).await;
        for _ in 0..5 {
            assert_eq!(subject.find(&server, "a").await, UNREACHABLE, "{shown}");
        }
        assert_eq!(server.fetches(), requests, "{shown}");
        server.does([Deed::key(issuer_key(), "a")]);
        subject.advance(PAUSE - INSTANT);
        assert_eq!(subject.find(&server, "a").await, UNREACHABLE, "{shown}");
        subject.advance(INSTANT);
        assert_eq!(subject.find(&server, "a").await, Ok(()), "{shown}");
        assert_eq!(server.fetches(), requests + 1, "{shown}");
    }
    assert_eq!((elsewhere.fetches(), elsewhere.discoveries()), (0, 0));
}

#[tokio::test]
async fn a_set_of_255_kilobytes_is_read() {
    let mut keys = vec![jwk(issuer_key(), "a")];
    keys.push(json!({"kid": "filling", "x": "x".repeat(255 * 1_024)}));
    let server = KeyServer::start([Deed::Keys(keys)]).await;
    let subject = Subject::warm(&server).await;
    assert_eq!(subject.find(&server, "a").await, Ok(()));
}

#[tokio::test]
async fn a_server_that_is_down_is_tried_twice_and_then_left_in_peace() {
    let server = KeyServer::down().await;
    let subject = Subject::warm(&server).await;
    for _ in 0..5 {
        assert_eq!(subject.find(&server, "a").await, UNREACHABLE);
    }
    assert_eq!(subject.counts(), (1, 1));
}

#[tokio::test]
async fn a_connection_that_dies_is_tried_again_at_once() {
    let good = Deed::key(issuer_key(), "a");
    let server = KeyServer::start([Deed::HangUp, good.clone()]).await;
    let subject = Subject::warm(&server).await;
    assert_eq!(subject.find(&server, "a").await, Ok(()));
    assert_eq!(server.fetches(), 2);
    assert_eq!(subject.counts(), (1, 0));
}

#[tokio::test]
async fn a_server_that_comes_and_goes_costs_no_decision() {
    let good = Deed::key(issuer_key(), "a");
    let bad = Deed::Status(StatusCode::SERVICE_UNAVAILABLE);
    let server = KeyServer::start([good.clone()]).await;
    let subject = Subject::warm(&server).await;
    for _ in 0..5 {
        server.does([bad.clone(), bad.clone(), good.clone()]);
        subject.let_go_stale();
        assert_eq!(subject.find(&server, "a").await, Ok(()));
        subject.advance(PAUSE);
        assert_eq!(subject.find(&server, "a").await, Ok(()));
    }
    assert_eq!(server.fetches(), 1 + 5 * 3);
    assert_eq!(subject.counts(), (11, 5));
}

#[tokio::test]
async fn keys_serve_without_a_refresh_as_long_as_they_may() {
    let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
    let day = Subject::warm(&server).await;
    let hour = server.settings_with(&[("JWKS_MAX_STALE_SECONDS", "3600")]);
    let hour = Subject::started(&hour).await;
    let minute = server.settings_with(&[("JWKS_MAX_STALE_SECONDS", "60")]);
    let minute = Subject::started(&minute).await;
    server.does([Deed::Status(StatusCode::INTERNAL_SERVER_ERROR)]);
    for (subject, seconds) in [(day, 86_400), (hour, 3_600), (minute, 60)] {
        subject.advance(Duration::from_secs(seconds));
        assert_eq!(subject.find(&server, "a").await, Ok(()), "{seconds}");
        subject.advance(Duration::from_secs(1));
        assert_eq!(subject.find(&server, "a").await, STALE, "{seconds}");
        assert_eq!(subject.find(&server, "b").await, STALE, "{seconds}");
    }
}

#[tokio::test]
async fn keys_that_may_not_serve_any_longer_are_refreshed_before_they_are_used() {
    let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
    let minute = server.settings_with(&[("JWKS_MAX_STALE_SECONDS", "60")]);
    let subject = Subject::started(&minute).await;
    subject.advance(Duration::from_secs(61));
    assert_eq!(subject.find(&server, "a").await, Ok(()));
    assert_eq!(server.fetches(), 2);
}

#[tokio::test]
async fn discovery_is_done_once_and_again_only_where_it_failed() {
    let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
    let document = |issuer: &str| {
        let uri = format!("{}/.well-known/jwks.json", server.domain);
        Deed::Text(json!({"issuer": issuer, "jwks_uri": uri}).to_string())
    };
    let right = document(&format!("{}/", server.domain));
    // One try for each that is definite, two for one that may pass.
    let wrong = [
        document(&server.domain),
        Deed::Text("<html>".to_owned()),
        Deed::Status(StatusCode::NOT_FOUND),
        Deed::Redirect(format!("{}/elsewhere", server.domain)),
    ];
    server.describes_itself(wrong.into_iter().chain([right]));
    let subject = Subject::warm(&server).await;
    for discoveries in 1..=4 {
        assert_eq!(server.discoveries(), discoveries);
        assert_eq!(subject.find(&server, "a").await, UNREACHABLE);
        subject.advance(Duration::from_secs(60));
        let _ = subject.find(&server, "a").await;
    }
    for _ in 0..3 {
        assert_eq!(subject.find(&server, "a").await, Ok(()));
        subject.let_go_stale();
    }
    assert_eq!((server.discoveries(), server.fetches()), (5, 3));
}

#[tokio::test]
async fn the_log_says_what_to_change_where_the_issuer_only_looks_the_same() {
    let server = KeyServer::start([Deed::key(issuer_key(), "a")]).await;
    let document = json!({
        "issuer": server.domain,
        "jwks_uri": format!("{}/.well-known/jwks.json", server.domain)
    });
    server.describes_itself([Deed::Text(document.to_string())]);
    let recording = Recording::default();
    let logging = tracing::subscriber::set_default(recording.subscriber(LevelFilter::INFO));
    Subject::warm(&server).await;
    drop(logging);
    let log = recording.text();
    assert!(
        log.contains("they differ by the slash at the end alone"),
        "{log}"
    );
}
