//! Which requests a control plane accepts: those that were signed with the stack's own key.
//!
//! A zip that is posted to Lambda is a program that runs on this machine with its owner's
//! rights. So only who has read the key at the stack's start may post one: AWS Signature
//! Version 4 in the header `Authorization`, checked as AWS does, before anything else of a
//! request is looked at.
//!
//! - What is signed is what is done. The path is taken as it came: AWS takes `.` and `..` out
//!   of it first, and then a signature for one path would be good for others. The query is
//!   read as the routes read it. The digest of the body is always that of the body that came,
//!   so `UNSIGNED-PAYLOAD` signs nothing here.
//! - `Host`, `X-Amz-Date`, and `Content-Type` and every `X-Amz-` header that a request has,
//!   must be signed, as AWS asks.
//! - A signature is good for five minutes, as with Lambda. Within them a request that somebody
//!   recorded can be sent again, as with AWS. That takes a program that reads this machine's
//!   own traffic, which needs more rights than such a request gives.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>

mod authorization;
mod canonical_request;
mod headers;
mod hex;
mod problem;
mod request_date;
mod scope;
mod signing_key;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use aws_lc_rs::digest::{SHA256, digest};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use http::request::Parts;
use http_body_util::{BodyExt as _, Limited};
use uuid::Uuid;

use self::authorization::Authorization;
use self::problem::Problem;
use self::request_date::RequestDate;
use self::scope::Scope;
use self::signing_key::SigningKey;
use crate::appsync::Clock;
use crate::aws::{Credentials, REGION, Refusal};
use crate::lambda::LARGEST_REQUEST;

/// A service whose control plane is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Service {
    /// AWS AppSync.
    AppSync,
    /// AWS Lambda.
    Lambda,
}

/// Accepts signed requests only.
#[derive(Clone)]
pub(crate) struct Signed {
    credentials: Credentials,
    scope: Scope,
    /// The largest body of a request, in bytes.
    largest_body: usize,
    clock: Arc<dyn Clock>,
}

impl Signed {
    /// Accepts what is signed for `service` with `credentials`, at the time of `clock`.
    pub(crate) fn new(service: Service, credentials: Credentials, clock: Arc<dyn Clock>) -> Self {
        let (service, largest_body) = match service {
            // A schema of 1 MB in base64, and what is around it.
            Service::AppSync => ("appsync", 2 * 1_024 * 1_024),
            Service::Lambda => ("lambda", LARGEST_REQUEST),
        };
        Self {
            credentials,
            scope: Scope {
                region: REGION,
                service,
            },
            largest_body,
            clock,
        }
    }

    /// Lets signed requests alone through to `router`, which gets their bodies whole.
    pub(crate) fn protect(&self, router: Router) -> Router {
        let verify = middleware::from_fn_with_state(self.clone(), let_signed_requests_through);
        // The limit of this layer is the one that counts.
        router.layer(verify).layer(DefaultBodyLimit::disable())
    }

    /// The request, if it is signed.
    async fn verify(&self, request: Request) -> Result<Request, Problem> {
        let (parts, body) = request.into_parts();
        let mut body = Limited::new(body, self.largest_body);
        let judged = self.judge(&parts);
        if judged.is_err() {
            // A client that is still sending would not read the answer.
            while let Some(Ok(_)) = body.frame().await {}
        }
        let (authorization, date) = judged?;
        let Ok(body) = body.collect().await else {
            return Err(Problem::TooLarge(self.largest_body));
        };
        let body = body.to_bytes();
        self.verify_signature(&authorization, &date, &parts, &body)?;
        Ok(Request::from_parts(parts, Body::from(body)))
    }

    /// All that can be said before the body is there.
    fn judge(&self, parts: &Parts) -> Result<(Authorization, RequestDate), Problem> {
        let authorization = Authorization::read(&parts.headers)?;
        let date = RequestDate::read(&parts.headers)?;
        // The key has no session, so no token can be right.
        let is_known = authorization.access_key_id == self.credentials.access_key_id();
        if !is_known || parts.headers.contains_key("x-amz-security-token") {
            return Err(Problem::UnknownKey);
        }
        self.scope.verify(&authorization.scope, &date)?;
        headers::are_signed(&parts.headers, &authorization.signed_headers)?;
        date.is_within_five_minutes_of(self.clock.now())?;
        Ok((authorization, date))
    }

    fn verify_signature(
        &self,
        authorization: &Authorization,
        date: &RequestDate,
        parts: &Parts,
        body: &Bytes,
    ) -> Result<(), Problem> {
        let canonical_request = canonical_request::text(parts, &authorization.signed_headers, body)
            .ok_or(Problem::Mismatch)?;
        let string_to_sign = format!(
            "{}\n{}\n{}\n{}",
            authorization::ALGORITHM,
            date.text(),
            self.scope.on(date.day()),
            hex::encode(digest(&SHA256, canonical_request.as_bytes()).as_ref()),
        );
        let secret = self.credentials.secret_access_key();
        SigningKey::derive(secret, &self.scope, date.day())
            .verify(&string_to_sign, &authorization.signature)
    }
}

impl std::fmt::Debug for Signed {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Signed")
            .field("scope", &self.scope)
            .finish_non_exhaustive()
    }
}

async fn let_signed_requests_through(
    State(signed): State<Signed>,
    request: Request,
    next: Next,
) -> Response {
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    match signed.verify(request).await {
        Ok(request) => next.run(request).await,
        Err(problem) => {
            let id = Uuid::new_v4().to_string();
            tracing::warn!(request_id = id, %method, path, error = %problem, "request refused");
            ([("x-amzn-requestid", id)], Refusal::from(problem)).into_response()
        }
    }
}
