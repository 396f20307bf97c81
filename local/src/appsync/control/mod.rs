//! AppSync's control plane: the operations by which an API is deployed, over REST.
//!
//! What the local AppSync can't do is refused with a sentence, never dropped, so that a
//! deployment that is accepted here means the same on AWS.
//!
//! Source: <https://docs.aws.amazon.com/appsync/latest/APIReference/API_Operations.html>

mod api_settings;
mod apis;
mod authentication;
mod data_source;
mod data_sources;
mod deployed_api;
mod deployed_resolver;
mod environment_variables;
mod function_arn;
mod introspection;
mod members;
mod page;
mod refusal;
mod registry;
mod resolvers;
mod resource_name;
mod role_arn;
mod schema;
mod tags;
mod uri;

use std::sync::Arc;

use axum::Router;
use axum::extract::OriginalUri;
use axum::routing::get;
use http::Method;

use crate::aws::Refusal;

pub(super) use registry::Registry;

/// Every operation that there is; the others answer with a sentence.
pub(super) fn router(registry: Arc<Registry>) -> Router {
    let operations = Router::new()
        .route("/apis", get(apis::list).post(apis::create))
        .route(
            "/apis/{api_id}",
            get(apis::find).post(apis::update).delete(apis::delete),
        )
        .route(
            "/apis/{api_id}/schemacreation",
            get(schema::creation_status).post(schema::start_creation),
        )
        .route("/apis/{api_id}/schema", get(introspection::schema))
        .route(
            "/apis/{api_id}/datasources",
            get(data_sources::list).post(data_sources::create),
        )
        .route(
            "/apis/{api_id}/datasources/{name}",
            get(data_sources::find)
                .post(data_sources::update)
                .delete(data_sources::delete),
        )
        .route(
            "/apis/{api_id}/types/{type_name}/resolvers",
            get(resolvers::list).post(resolvers::create),
        )
        .route(
            "/apis/{api_id}/types/{type_name}/resolvers/{field_name}",
            get(resolvers::find)
                .post(resolvers::update)
                .delete(resolvers::delete),
        )
        .route(
            "/apis/{api_id}/environmentVariables",
            get(environment_variables::find).put(environment_variables::put),
        )
        .route(
            "/tags/{resource_arn}",
            get(tags::list).post(tags::tag).delete(tags::untag),
        )
        .fallback(no_operation)
        .method_not_allowed_fallback(no_operation)
        .with_state(registry);
    Router::new()
        .nest("/v1", operations)
        // AppSync's Event APIs, of which there are none here.
        .nest("/v2", Router::new().fallback(no_operation))
}

async fn no_operation(method: Method, OriginalUri(uri): OriginalUri) -> Refusal {
    refusal::no_operation(&method, uri.path())
}
