//! What keeps web pages elsewhere out of the servers on this machine.
//!
//! A page that somebody opens can send requests to 127.0.0.1, and by DNS rebinding even
//! under a name of its own. A browser can't be made to lie about `Host`, `Origin` and
//! `Sec-Fetch-Site`, so these decide, before anything else sees the request.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};

/// The guard of one listener.
#[derive(Clone, Debug)]
pub(crate) struct Guard {
    hosts: Arc<[String; 2]>,
}

impl Guard {
    /// A guard for the listener on `port`.
    pub(crate) fn new(port: u16) -> Self {
        Self {
            hosts: Arc::new([format!("127.0.0.1:{port}"), format!("localhost:{port}")]),
        }
    }

    /// Lets through what is addressed to this listener and comes from no web page.
    pub(crate) fn without_web_pages(&self, router: Router) -> Router {
        self.for_host(router.layer(middleware::from_fn(refuse_web_pages)))
    }

    /// Lets through what is addressed to this listener, from web pages too.
    pub(crate) fn for_host(&self, router: Router) -> Router {
        router.layer(middleware::from_fn_with_state(
            self.clone(),
            refuse_other_hosts,
        ))
    }

    /// Whether the one `Host`, and the authority where the target has one, name this listener.
    fn is_addressed_by(&self, request: &Request) -> bool {
        let is_ours = |host: &str| self.hosts.iter().any(|ours| ours == host);
        let authority = request.uri().authority();
        let mut hosts = request.headers().get_all(header::HOST).iter();
        let host = hosts.next().and_then(|value| value.to_str().ok());
        host.is_some_and(is_ours)
            && hosts.next().is_none()
            && authority.is_none_or(|authority| is_ours(authority.as_str()))
    }
}

async fn refuse_other_hosts(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    if guard.is_addressed_by(&request) {
        return next.run(request).await;
    }
    let [address, name] = &*guard.hosts;
    let sentence = format!("This server answers to {address} and {name} only.\n");
    (StatusCode::FORBIDDEN, sentence).into_response()
}

async fn refuse_web_pages(request: Request, next: Next) -> Response {
    if comes_from_a_web_page(request.headers()) {
        return (
            StatusCode::FORBIDDEN,
            "Web pages may not call this server.\n",
        )
            .into_response();
    }
    next.run(request).await
}

/// Source: Fetch Metadata Request Headers, section 2.4: `none` is the user's own doing.
fn comes_from_a_web_page(headers: &HeaderMap) -> bool {
    let mut sites = headers.get_all("sec-fetch-site").iter();
    headers.contains_key(header::ORIGIN) || sites.any(|site| site != "none")
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::routing::post;
    use tower::ServiceExt as _;

    use super::*;

    #[tokio::test]
    async fn a_request_from_elsewhere_never_reaches_the_server() {
        let router = Guard::new(4003)
            .without_web_pages(Router::new().route("/", post(|| async { "reached" })));
        for (headers, status) in [
            (vec![("host", "127.0.0.1:4003")], StatusCode::OK),
            (vec![("host", "localhost:4003")], StatusCode::OK),
            (
                vec![("host", "localhost:4003"), ("sec-fetch-site", "none")],
                StatusCode::OK,
            ),
            (vec![], StatusCode::FORBIDDEN),
            (vec![("host", "127.0.0.1")], StatusCode::FORBIDDEN),
            (vec![("host", "127.0.0.1:4000")], StatusCode::FORBIDDEN),
            (vec![("host", "evil.example:4003")], StatusCode::FORBIDDEN),
            (
                vec![("host", "localhost:4003.evil.example")],
                StatusCode::FORBIDDEN,
            ),
            (
                vec![("host", "localhost:4003"), ("host", "evil.example")],
                StatusCode::FORBIDDEN,
            ),
            (
                vec![
                    ("host", "localhost:4003"),
                    ("origin", "https://evil.example"),
                ],
                StatusCode::FORBIDDEN,
            ),
            (
                vec![("host", "localhost:4003"), ("origin", "null")],
                StatusCode::FORBIDDEN,
            ),
            (
                vec![("host", "localhost:4003"), ("sec-fetch-site", "cross-site")],
                StatusCode::FORBIDDEN,
            ),
            (
                vec![("host", "localhost:4003"), ("sec-fetch-site", "same-site")],
                StatusCode::FORBIDDEN,
            ),
        ] {
            let mut request = Request::post("/");
            for (name, value) in &headers {
                request = request.header(*name, *value);
            }
            let response = router
                .clone()
                .oneshot(request.body(Body::empty()).unwrap())
                .await
                .unwrap();
            assert_eq!(response.status(), status, "{headers:?}");
        }
    }

    #[tokio::test]
    async fn a_target_with_another_authority_is_refused_whatever_the_host_says() {
        let router = Guard::new(4000).for_host(Router::new().route("/", post(|| async {})));
        for (target, status) in [
            ("/", StatusCode::OK),
            ("http://localhost:4000/", StatusCode::OK),
            ("http://evil.example:4000/", StatusCode::FORBIDDEN),
            ("http://user@localhost:4000/", StatusCode::FORBIDDEN),
        ] {
            let request = Request::post(target).header("host", "localhost:4000");
            let request = request.body(Body::empty()).unwrap();
            let response = router.clone().oneshot(request).await.unwrap();
            assert_eq!(response.status(), status, "{target}");
        }
    }
}
