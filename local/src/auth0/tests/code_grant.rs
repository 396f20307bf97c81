//! What a code is good for: once, for a minute, for who asked for it.

use std::sync::atomic::Ordering;

use axum::http::StatusCode;

use super::browser::Browser;
use super::*;

#[tokio::test]
async fn a_code_that_comes_back_ends_the_refresh_tokens_that_came_of_it() {
    let mut browser = Browser::of(tenant());
    let code = browser.sign_in("user1", &[]).await;
    let (status, first) = browser.exchange(&code, &[]).await;
    assert_eq!(status, StatusCode::OK, "{first}");
    let (status, second) = refresh(&browser.tenant, &first["refresh_token"]).await;
    assert_eq!(status, StatusCode::OK, "{second}");

    let (status, refused) = browser.exchange(&code, &[]).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert_eq!(refused["error"], "invalid_grant");
    let (status, refused) = refresh(&browser.tenant, &second["refresh_token"]).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert_eq!(refused["error"], "invalid_grant");
}

#[tokio::test]
async fn a_code_is_spent_by_whoever_presents_it_wrongly() {
    let mut browser = Browser::of(tenant());
    for (changes, error) in [
        (
            [(
                "code_verifier",
                "a-verifier-that-is-long-enough-but-another-one",
            )],
            "invalid_grant",
        ),
        ([("code_verifier", "short")], "invalid_grant"),
        (
            [("redirect_uri", "https://app.example/")],
            "unauthorized_client",
        ),
    ] {
        browser.cookie = None;
        let code = browser.sign_in("user1", &[]).await;
        let (status, refused) = browser.exchange(&code, &changes).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{changes:?}");
        assert_eq!(refused["error"], error, "{changes:?}");
        let (_, refused) = browser.exchange(&code, &[]).await;
        assert_eq!(refused["error"], "invalid_grant", "{changes:?}");
    }
}

#[tokio::test]
async fn a_code_and_a_refresh_token_end_at_their_time() {
    let (tenant, seconds) = tenant_at(1_000);
    let mut browser = Browser::of(tenant);
    let in_time = browser.sign_in("user1", &[]).await;
    browser.cookie = None;
    let too_late = browser.sign_in("user1", &[]).await;
    seconds.store(1_059, Ordering::SeqCst);
    let (status, answer) = browser.exchange(&in_time, &[]).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    seconds.store(1_060, Ordering::SeqCst);
    let (_, refused) = browser.exchange(&too_late, &[]).await;
    assert_eq!(refused["error"], "invalid_grant");

    let thirty_days = 30 * 24 * 3_600;
    seconds.store(1_059 + thirty_days - 1, Ordering::SeqCst);
    let (status, answer) = refresh(&browser.tenant, &answer["refresh_token"]).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    // The successor ends with the first.
    seconds.store(1_059 + thirty_days, Ordering::SeqCst);
    let (_, refused) = refresh(&browser.tenant, &answer["refresh_token"]).await;
    assert_eq!(refused["error"], "invalid_grant");
}
