//! `/authorize` and the form that it shows: who is asked, who is not, and who may post it.

use std::sync::atomic::Ordering;

use axum::http::{HeaderName, StatusCode, header};

use super::browser::{Browser, Reply, target};
use super::*;

const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

#[tokio::test]
async fn a_form_that_another_page_posts_signs_nobody_in_although_it_knows_the_state() {
    let mut browser = Browser::of(tenant());
    let Reply::SignInPage(page) = browser.authorize(&[]).await else {
        panic!("no page to sign in");
    };
    for headers in [
        vec![(header::ORIGIN, "https://evil.example")],
        vec![(header::ORIGIN, "null")],
        // An application may call the tenant, but not fill in its form.
        vec![(header::ORIGIN, ORIGIN)],
        vec![(SITE, "cross-site")],
        vec![(SITE, "same-site")],
        vec![
            (header::ORIGIN, "http://127.0.0.1:4001"),
            (SITE, "same-site"),
        ],
    ] {
        let reply = browser.post_form(&page, "user1", &headers).await;
        assert!(
            matches!(reply, Reply::Page(StatusCode::FORBIDDEN, _)),
            "{headers:?}: {reply:?}"
        );
        assert_eq!(browser.cookie, None, "{headers:?}");
    }
    let own = [
        (header::ORIGIN, "http://127.0.0.1:4001"),
        (SITE, "same-origin"),
    ];
    let reply = browser.post_form(&page, "user1", &own).await;
    assert!(matches!(reply, Reply::Code(_)), "{reply:?}");
    // The state is spent.
    let reply = browser.post_form(&page, "user1", &own).await;
    assert!(
        matches!(reply, Reply::Page(StatusCode::BAD_REQUEST, _)),
        "{reply:?}"
    );
}

#[tokio::test]
async fn who_signs_in_gets_another_cookie_and_the_old_one_opens_nothing() {
    let mut browser = Browser::of(tenant());
    browser.sign_in("user1", &[]).await;
    let old = browser.clone();
    browser.sign_in("user2", &[("prompt", "login")]).await;
    assert_ne!(browser.cookie, old.cookie);
    assert!(matches!(old.authorize(&[]).await, Reply::SignInPage(_)));
    assert!(matches!(browser.authorize(&[]).await, Reply::Code(_)));
}

#[tokio::test]
async fn what_is_typed_stands_in_the_page_as_text() {
    let browser = Browser::of(tenant());
    let hint = "\"><script>alert(1)</script>";
    let Reply::SignInPage(page) = browser.authorize(&[("login_hint", hint)]).await else {
        panic!("no page to sign in");
    };
    assert!(
        page.contains("value=\"&quot;&gt;&lt;script&gt;alert(1)"),
        "{page}"
    );
    let unknown = browser.authorize(&[("client_id", hint)]).await;
    let Reply::Page(StatusCode::FORBIDDEN, page) = unknown else {
        panic!("{unknown:?}");
    };
    assert!(!page.contains("<script>"), "{page}");
}

#[tokio::test]
async fn a_hidden_frame_gets_its_answer_as_a_message_to_its_own_origin() {
    let mut browser = Browser::of(tenant());
    let silent = [("response_mode", "web_message"), ("prompt", "none")];
    let response = browser.get(&target(&silent)).await;
    let policy = response.headers()[header::CONTENT_SECURITY_POLICY].clone();
    assert!(
        policy
            .to_str()
            .unwrap()
            .ends_with(&format!("frame-ancestors {ORIGIN}"))
    );
    let html = text(response).await;
    assert!(
        html.contains(&format!("data-target=\"{ORIGIN}\"")),
        "{html}"
    );
    assert!(html.contains("login_required"), "{html}");

    browser.sign_in("user1", &[]).await;
    let html = text(browser.get(&target(&silent)).await).await;
    assert!(html.contains("&quot;code&quot;:"), "{html}");

    let elsewhere = [
        silent[0],
        silent[1],
        ("redirect_uri", "https://app.example/"),
    ];
    let reply = browser.authorize(&elsewhere).await;
    assert!(
        matches!(reply, Reply::Page(StatusCode::FORBIDDEN, _)),
        "{reply:?}"
    );
}

#[tokio::test]
async fn an_application_is_told_what_is_wrong_with_its_request() {
    let browser = Browser::of(tenant());
    for (change, expected) in [
        (("response_type", "token"), "unsupported_response_type"),
        (("response_mode", "fragment"), "invalid_request"),
        (("code_challenge_method", "plain"), "invalid_request"),
        (("code_challenge", "short"), "invalid_request"),
        (("audience", "https://other.example"), "access_denied"),
        (("max_age", "-1"), "invalid_request"),
        (("prompt", "create"), "invalid_request"),
        (("prompt", "none login"), "invalid_request"),
        (("prompt", "none"), "login_required"),
    ] {
        let reply = browser.authorize(&[change]).await;
        let Reply::Error(error) = reply else {
            panic!("{change:?}: {reply:?}");
        };
        assert_eq!(error, expected, "{change:?}");
    }
}

#[tokio::test]
async fn a_parameter_without_a_value_counts_as_left_out() {
    let browser = Browser::of(tenant());
    for name in ["audience", "max_age", "prompt", "response_mode", "scope"] {
        let reply = browser.authorize(&[(name, "")]).await;
        assert!(matches!(reply, Reply::SignInPage(_)), "{name}: {reply:?}");
    }
    let reply = browser.authorize(&[("response_type", "")]).await;
    assert!(matches!(reply, Reply::Error(_)), "{reply:?}");
    let response = browser
        .get(&target(&[("prompt", "none"), ("state", "")]))
        .await;
    let location = response.headers()[header::LOCATION].to_str().unwrap();
    assert!(!location.contains("state"), "{location}");
}

#[tokio::test]
async fn a_session_is_good_for_as_long_as_the_application_says() {
    let (tenant, seconds) = tenant_at(1_000);
    let mut browser = Browser::of(tenant);
    browser.sign_in("user1", &[]).await;
    for (at, change, is_asked) in [
        (1_000, ("prompt", "login"), true),
        (1_000, ("prompt", "login consent"), true),
        (1_000, ("max_age", "0"), true),
        (1_010, ("max_age", "10"), false),
        (1_011, ("max_age", "10"), true),
        (1_000 + 72 * 3_600 - 1, ("prompt", ""), false),
        (1_000 + 72 * 3_600, ("prompt", ""), true),
    ] {
        seconds.store(at, Ordering::SeqCst);
        let reply = browser.authorize(&[change]).await;
        let is_page = matches!(reply, Reply::SignInPage(_));
        assert_eq!(is_page, is_asked, "{at} {change:?}: {reply:?}");
        assert_eq!(matches!(reply, Reply::Code(_)), !is_asked, "{reply:?}");
    }
}

#[tokio::test]
async fn when_the_user_signed_in_is_told_to_who_asked_how_long_ago() {
    for (change, told) in [
        (("max_age", "600"), true),
        (("max_age", "0"), true),
        (("prompt", "login"), true),
        (("prompt", ""), false),
    ] {
        let mut browser = Browser::of(tenant_at(1_000).0);
        let code = browser.sign_in("user1", &[change]).await;
        let (_, answer) = browser.exchange(&code, &[]).await;
        let claims = payload(&answer["id_token"]);
        let expected = told.then_some(1_000);
        assert_eq!(claims["auth_time"].as_i64(), expected, "{change:?}");
    }
}
