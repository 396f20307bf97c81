//! Lambda's control plane: the operations that deploy functions, as Terraform's provider and
//! the SDKs call them.
//!
//! A posted zip is code that runs. Nothing here asks who posts it: whoever serves this router
//! protects it.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html>

mod aliases;
mod code;
mod concurrency;
mod configuration;
mod create;
mod functions;
mod policy;
mod provisioned_concurrency;
mod request;
mod tags;
mod versions;

use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, Uri};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{delete, get, put};
use uuid::Uuid;

use crate::aws::Refusal;
use crate::lambda::Functions;

/// Serves the operations on `functions`, for requests that somebody else has let through.
pub fn control_plane(functions: Arc<Functions>) -> Router {
    Router::new()
        .merge(functions_and_versions())
        .merge(aliases_and_policies())
        .route(
            "/2017-10-31/functions/{name}/concurrency",
            put(concurrency::put).delete(concurrency::delete),
        )
        .route(
            "/2019-09-30/functions/{name}/concurrency",
            get(concurrency::get),
        )
        .route(
            "/2019-09-30/functions/{name}/provisioned-concurrency",
            get(provisioned_concurrency::get)
                .put(provisioned_concurrency::put)
                .delete(provisioned_concurrency::delete),
        )
        .route(
            "/2017-03-31/tags/{arn}",
            get(tags::list).post(tags::tag).delete(tags::untag),
        )
        .fallback(not_there)
        .method_not_allowed_fallback(not_there)
        .layer(middleware::from_fn(name_request))
        .with_state(functions)
}

fn functions_and_versions() -> Router<Arc<Functions>> {
    Router::new()
        .route(
            "/2015-03-31/functions",
            get(functions::list).post(create::create),
        )
        // Documented with the slash, asked by some SDKs without.
        .route("/2015-03-31/functions/", get(functions::list))
        .route(
            "/2015-03-31/functions/{name}",
            get(functions::get).delete(functions::delete),
        )
        .route(
            "/2015-03-31/functions/{name}/configuration",
            get(configuration::get).put(configuration::update),
        )
        .route("/2015-03-31/functions/{name}/code", put(code::update))
        .route(
            "/2020-06-30/functions/{name}/code-signing-config",
            get(code::signing),
        )
        .route(
            "/2015-03-31/functions/{name}/versions",
            get(versions::list).post(versions::publish),
        )
}

fn aliases_and_policies() -> Router<Arc<Functions>> {
    Router::new()
        .route(
            "/2015-03-31/functions/{name}/aliases",
            get(aliases::list).post(aliases::create),
        )
        .route(
            "/2015-03-31/functions/{name}/aliases/{alias}",
            get(aliases::get)
                .put(aliases::update)
                .delete(aliases::delete),
        )
        .route(
            "/2015-03-31/functions/{name}/policy",
            get(policy::get).post(policy::add),
        )
        .route(
            "/2015-03-31/functions/{name}/policy/{statement}",
            delete(policy::remove),
        )
}

/// Never a server's error, which clients would try again for minutes.
async fn not_there(method: Method, uri: Uri) -> Refusal {
    Refusal::new(
        StatusCode::NOT_FOUND,
        "UnknownOperationException",
        format!("The local Lambda has no operation {method} {}.", uri.path()),
    )
}

/// Every answer names its request.
async fn name_request(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if let Ok(id) = HeaderValue::try_from(Uuid::new_v4().to_string()) {
        response.headers_mut().insert("x-amzn-requestid", id);
    }
    response
}
