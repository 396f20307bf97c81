//! A browser, as far as the tenant can tell: it keeps a cookie, and follows the application.

use axum::http::{HeaderName, StatusCode, header};
use axum::response::Response;
use url::Url;

use super::*;

/// Source: RFC 7636, appendix B.
pub(super) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// What the application asks for, unless a test changes it.
const REQUEST: [(&str, &str); 8] = [
    ("response_type", "code"),
    ("client_id", PUBLIC_CLIENT_ID),
    ("redirect_uri", PAGE),
    ("audience", AUDIENCE),
    ("scope", "openid read:records offline_access"),
    ("state", "the application's"),
    ("code_challenge", CHALLENGE),
    ("code_challenge_method", "S256"),
];

#[derive(Clone)]
pub(super) struct Browser {
    pub(super) tenant: Tenant,
    pub(super) cookie: Option<String>,
}

/// What comes of a request to sign in, or of the form.
#[derive(Debug)]
pub(super) enum Reply {
    /// Led back to the application with this code.
    Code(String),
    /// Led back with this error.
    Error(String),
    /// A page with the form, whose HTML this is.
    SignInPage(String),
    /// Another page.
    Page(StatusCode, String),
}

impl Browser {
    pub(super) fn of(tenant: Tenant) -> Self {
        let cookie = None;
        Self { tenant, cookie }
    }

    pub(super) async fn get(&self, target: &str) -> Response {
        let cookie = self.cookie.as_deref();
        let headers: Vec<_> = cookie.map(|it| (header::COOKIE, it)).into_iter().collect();
        get(&self.tenant, target, &headers).await
    }

    /// Asks for a code, with these parameters in place of the usual ones.
    pub(super) async fn authorize(&self, changes: &[(&str, &str)]) -> Reply {
        reply(self.get(&target(changes)).await).await
    }

    /// Posts the form of a page that was shown.
    pub(super) async fn post_form(
        &mut self,
        page: &str,
        user: &str,
        headers: &[(HeaderName, &str)],
    ) -> Reply {
        let state = page.split("name=\"state\" value=\"").nth(1).unwrap();
        let state = state.split('"').next().unwrap();
        let username = format!("{user}@example.com");
        let pairs = [
            ("state", state),
            ("username", &username),
            ("password", PASSWORD),
        ];
        let cookie = self.cookie.clone().unwrap_or_default();
        let mut headers = headers.to_vec();
        headers.push((header::COOKIE, &cookie));
        let response = post(&self.tenant, "/u/login", &headers, &pairs).await;
        if let Some(cookie) = response.headers().get(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            self.cookie = Some(cookie.split(';').next().unwrap().to_owned());
        }
        reply(response).await
    }

    /// Signs a user in, and gives the code.
    pub(super) async fn sign_in(&mut self, user: &str, changes: &[(&str, &str)]) -> String {
        let Reply::SignInPage(page) = self.authorize(changes).await else {
            panic!("no page to sign in");
        };
        match self.post_form(&page, user, &[]).await {
            Reply::Code(code) => code,
            other => panic!("{other:?}"),
        }
    }

    /// What the application gets for a code, with these parameters in place of the usual ones.
    pub(super) async fn exchange(
        &self,
        code: &str,
        changes: &[(&str, &str)],
    ) -> (StatusCode, Value) {
        let usual = [
            ("grant_type", "authorization_code"),
            ("client_id", PUBLIC_CLIENT_ID),
            ("redirect_uri", PAGE),
            ("code", code),
            ("code_verifier", VERIFIER),
        ];
        token(&self.tenant, &changed(&usual, changes)).await
    }
}

/// The target of a request to sign in.
pub(super) fn target(changes: &[(&str, &str)]) -> String {
    format!("/authorize?{}", form(&changed(&REQUEST, changes)))
}

fn changed<'a>(
    usual: &[(&'a str, &'a str)],
    changes: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let is_kept = |(name, _): &&(&str, &str)| changes.iter().all(|(other, _)| other != name);
    usual
        .iter()
        .filter(is_kept)
        .chain(changes)
        .copied()
        .collect()
}

async fn reply(response: Response) -> Reply {
    let status = response.status();
    let Some(location) = response.headers().get(header::LOCATION) else {
        let html = text(response).await;
        return if html.contains("action=\"/u/login\"") {
            Reply::SignInPage(html)
        } else {
            Reply::Page(status, html)
        };
    };
    assert_eq!(status, StatusCode::FOUND);
    let location = Url::parse(location.to_str().unwrap()).unwrap();
    assert_eq!(location.origin().ascii_serialization(), ORIGIN);
    let parameter = |name| {
        let mut pairs = location.query_pairs();
        pairs
            .find(|(found, _)| found == name)
            .map(|(_, value)| value.into_owned())
    };
    match (parameter("code"), parameter("error")) {
        (Some(code), None) => Reply::Code(code),
        (None, Some(error)) => Reply::Error(error),
        neither => panic!("{neither:?}"),
    }
}
