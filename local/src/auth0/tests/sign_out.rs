//! `/v2/logout`: what ends and where it leads.

use axum::http::header;

use super::browser::{Browser, Reply};
use super::*;

#[tokio::test]
async fn signing_out_leads_to_registered_pages_alone() {
    let tenant = tenant();
    for (return_to, followed) in [
        ("http://127.0.0.1:4000/", true),
        ("http://127.0.0.1:4000/x", false),
        ("https://evil.example/", false),
        ("//evil.example/", false),
    ] {
        let query = form(&[("client_id", PUBLIC_CLIENT_ID), ("returnTo", return_to)]);
        let response = get(&tenant, &format!("/v2/logout?{query}"), &[]).await;
        let location = response.headers().get(header::LOCATION);
        let location = location.map(|value| value.to_str().unwrap());
        assert_eq!(location, followed.then_some(return_to), "{return_to}");
        assert_eq!(
            response.status().is_client_error(),
            !followed,
            "{return_to}"
        );
    }
}

#[tokio::test]
async fn signing_out_ends_the_session_for_whoever_kept_its_cookie() {
    let mut browser = Browser::of(tenant());
    browser.sign_in("user1", &[]).await;
    let kept = browser.clone();
    assert!(matches!(browser.authorize(&[]).await, Reply::Code(_)));
    let response = browser.get("/v2/logout").await;
    let location = response.headers().get(header::LOCATION).unwrap();
    assert_eq!(location, PAGE);
    for browser in [browser, kept] {
        assert!(matches!(browser.authorize(&[]).await, Reply::SignInPage(_)));
    }
}
