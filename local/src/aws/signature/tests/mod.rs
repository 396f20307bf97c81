//! A signature is judged over the whole layer, as a request comes in.

mod other_signer;
mod refusals;
mod suite;

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use aws_sdk_dynamodb::config::Credentials as SignerCredentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use axum::Router;
use axum::body::Body;
use axum::response::Response;
use http::{Request, StatusCode};
use tower::ServiceExt as _;

use super::{Scope, Signed};
use crate::appsync::Clock;
use crate::aws::Credentials;

const ID: &str = "AKIDEXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const LAMBDA: Scope = Scope {
    region: "eu-central-1",
    service: "lambda",
};
/// 2015-08-30T12:36:00Z.
const NOW: u64 = 1_440_938_160;

struct FixedClock(Duration);

impl Clock for FixedClock {
    fn now(&self) -> Duration {
        self.0
    }
}

/// A server that answers what was posted, behind the signature.
fn echo(scope: Scope, now: u64) -> Router {
    let signed = Signed {
        credentials: Credentials::new(ID.to_owned(), SECRET.into()),
        scope,
        largest_body: 1_000,
        clock: Arc::new(FixedClock(Duration::from_secs(now))),
    };
    signed.protect(Router::new().fallback(async |body: String| body))
}

type TestRequest = Request<String>;

async fn ask(router: &Router, request: TestRequest) -> Response {
    router
        .clone()
        .oneshot(request.map(Body::from))
        .await
        .unwrap()
}

/// The status, and the code and the message of a refusal.
async fn outcome(router: &Router, request: TestRequest) -> (StatusCode, String) {
    let response = ask(router, request).await;
    let (head, body) = response.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    let Some(code) = head.headers.get("x-amzn-errortype") else {
        return (head.status, String::from_utf8(body.to_vec()).unwrap());
    };
    let code = code.to_str().unwrap();
    let body: serde_json::Value = serde_json::from_slice(&body).unwrap();
    let message = body["Message"].as_str().unwrap();
    (head.status, format!("{code}: {message}"))
}

/// A request to Lambda.
fn request(method: &str, target: &str, headers: &[(&str, &str)], body: &str) -> TestRequest {
    let mut request = Request::builder().method(method).uri(target);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(body.to_owned()).unwrap()
}

/// Signs with the library of the AWS SDK, as its clients do.
struct Signer {
    id: &'static str,
    secret: &'static str,
    scope: Scope,
    at: u64,
    settings: SigningSettings,
    signs_body: bool,
}

impl Default for Signer {
    fn default() -> Self {
        Self {
            id: ID,
            secret: SECRET,
            scope: LAMBDA,
            at: NOW,
            settings: SigningSettings::default(),
            signs_body: true,
        }
    }
}

impl Signer {
    fn sign(&self, mut request: TestRequest) -> TestRequest {
        let identity = SignerCredentials::new(self.id, self.secret, None, None, "test").into();
        let parameters = v4::SigningParams::builder()
            .identity(&identity)
            .region(self.scope.region)
            .name(self.scope.service)
            .time(SystemTime::UNIX_EPOCH + Duration::from_secs(self.at))
            .settings(self.settings.clone())
            .build()
            .unwrap();
        let headers = request.headers().iter();
        let signable = SignableRequest::new(
            request.method().as_str(),
            request.uri().to_string(),
            headers.map(|(name, value)| (name.as_str(), value.to_str().unwrap())),
            if self.signs_body {
                SignableBody::Bytes(request.body().as_bytes())
            } else {
                SignableBody::UnsignedPayload
            },
        );
        let (instructions, _) = sign(signable.unwrap(), &parameters.into())
            .unwrap()
            .into_parts();
        instructions.apply_to_request_http1x(&mut request);
        request
    }
}

fn signed(request: TestRequest) -> TestRequest {
    Signer::default().sign(request)
}
