//! Signing in as a browser does: authorization code with PKCE.

use crate::http::{Answer, form, send};
use crate::stack::Stack;

/// Source: RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");

/// The answer to a request to sign in, which should be the page.
fn authorize(stack: &Stack, redirect_uri: &str) -> Answer {
    let query = form(&[
        ("response_type", "code"),
        ("client_id", "local-console"),
        ("redirect_uri", redirect_uri),
        ("audience", "https://records.example"),
        ("scope", "openid read:records"),
        ("state", "state of the client"),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
    ]);
    send(&stack.auth0, "GET", &format!("/authorize?{query}"), &[], "")
}

fn page(stack: &Stack) -> String {
    format!("http://{}/", stack.appsync)
}

/// Signs user1 in and gives the code that the page is led back with.
fn code(stack: &Stack) -> String {
    let shown = authorize(stack, &page(stack));
    assert_eq!(shown.status, 200, "{shown:?}");
    let state = shown
        .body
        .split("name=\"state\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let body = form(&[
        ("state", state),
        ("username", "user1@example.com"),
        ("password", "Password.1"),
    ]);
    let answer = send(&stack.auth0, "POST", "/u/login", &[FORM], &body);
    let location = url::Url::parse(answer.header("location").unwrap()).unwrap();
    assert!(location.as_str().starts_with(&page(stack)), "{location}");
    let parameter = |name: &str| {
        let found = location.query_pairs().find(|(found, _)| found == name);
        found.unwrap().1.into_owned()
    };
    assert_eq!(parameter("state"), "state of the client");
    parameter("code")
}

fn exchange(stack: &Stack, code: &str, verifier: &str) -> Answer {
    let body = form(&[
        ("grant_type", "authorization_code"),
        ("client_id", "local-console"),
        ("redirect_uri", &page(stack)),
        ("code", code),
        ("code_verifier", verifier),
    ]);
    send(&stack.auth0, "POST", "/oauth/token", &[FORM], &body)
}

#[test]
fn a_code_is_worth_one_token_which_the_api_accepts() {
    let stack = Stack::start();
    let code = code(&stack);
    let answer = exchange(&stack, &code, VERIFIER);
    assert_eq!(answer.status, 200, "{answer:?}");
    let token = answer.json()["access_token"].as_str().unwrap().to_owned();
    let me = stack.graphql(
        &format!("Bearer {token}"),
        "{ me { permissions } }",
        &serde_json::json!({}),
    );
    let expected =
        serde_json::json!({"data": {"me": {"permissions": ["read:records", "write:records"]}}});
    assert_eq!(me.json(), expected);
    assert_eq!(
        exchange(&stack, &code, VERIFIER).json()["error"],
        "invalid_grant"
    );
}

#[test]
fn a_wrong_verifier_gives_no_token() {
    let stack = Stack::start();
    let code = code(&stack);
    let wrong = VERIFIER.replace('d', "e");
    assert_eq!(
        exchange(&stack, &code, &wrong).json()["error"],
        "invalid_grant"
    );
}

#[test]
fn a_page_that_is_not_registered_is_never_led_to() {
    let stack = Stack::start();
    for page in ["https://evil.example/", &format!("{}x", page(&stack))] {
        let answer = authorize(&stack, page);
        assert!((400..500).contains(&answer.status), "{page}: {answer:?}");
        assert_eq!(answer.header("location"), None);
    }
}

#[test]
fn a_form_with_a_guessed_state_signs_nobody_in() {
    let stack = Stack::start();
    let body = form(&[
        ("state", "guess"),
        ("username", "user1@example.com"),
        ("password", "Password.1"),
    ]);
    let answer = send(&stack.auth0, "POST", "/u/login", &[FORM], &body);
    assert!((400..500).contains(&answer.status), "{answer:?}");
    assert_eq!(answer.header("location"), None);
}
