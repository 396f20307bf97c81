//! The GraphQL endpoint of an API: its methods, and the headers that every answer has.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::any;
use http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use uuid::Uuid;

use super::cache::Clock;
use super::execute::GraphqlResponse;
use super::limits::Timeouts;
use super::model::{Api, ApiError};
use super::schema::ApiSchema;
use super::served_api::ServedApi;
use super::transport_error::TransportError;
use super::{compression, cors, head};
use crate::invoke::Invoke;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-amzn-requestid");
const TOKENS_CONSUMED: HeaderName = HeaderName::from_static("x-amzn-appsync-tokensconsumed");

/// An API that is ready to be served.
#[derive(Clone)]
pub struct Endpoint {
    api: Arc<ServedApi>,
}

impl std::fmt::Debug for Endpoint {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Endpoint")
            .field("api", &self.api.id())
            .finish_non_exhaustive()
    }
}

impl Endpoint {
    /// Checks the settings of an API and makes it ready. `client` asks the issuers of the
    /// OpenID Connect mode for their keys.
    ///
    /// # Errors
    /// [`ApiError`] for settings that AppSync would not accept.
    pub fn new(
        api: Api,
        functions: Arc<dyn Invoke>,
        clock: &Arc<dyn Clock>,
        client: &reqwest::Client,
    ) -> Result<Self, ApiError> {
        Self::with_timeouts(api, functions, clock, client, Timeouts::default())
    }

    pub(super) fn with_timeouts(
        api: Api,
        functions: Arc<dyn Invoke>,
        clock: &Arc<dyn Clock>,
        client: &reqwest::Client,
        timeouts: Timeouts,
    ) -> Result<Self, ApiError> {
        let schema = Arc::new(ApiSchema::parse(&api.schema)?);
        let api = ServedApi::new(api, schema, functions, clock, client, timeouts)?;
        Ok(Self { api: Arc::new(api) })
    }

    /// As `new`, with a schema that was read before.
    ///
    /// # Errors
    /// As for `new`, but for the schema.
    pub(super) fn with_schema(
        api: Api,
        schema: Arc<ApiSchema>,
        functions: Arc<dyn Invoke>,
        clock: &Arc<dyn Clock>,
        client: &reqwest::Client,
    ) -> Result<Self, ApiError> {
        let api = ServedApi::new(api, schema, functions, clock, client, Timeouts::default())?;
        Ok(Self { api: Arc::new(api) })
    }

    /// Checks what can be checked of an API that has no schema yet.
    ///
    /// # Errors
    /// [`ApiError`] for settings that AppSync would not accept.
    pub(super) fn check_settings(
        api: &Api,
        clock: &Arc<dyn Clock>,
        client: &reqwest::Client,
    ) -> Result<(), ApiError> {
        ServedApi::check_settings(api, clock, client, &Timeouts::default()).map(drop)
    }

    /// Serves `/graphql`. Which hosts may be asked is for a layer around it.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/graphql", any(serve))
            .fallback(unknown_operation)
            .with_state(self.clone())
    }
}

async fn serve(State(endpoint): State<Endpoint>, request: Request) -> Response {
    answer(Ok(endpoint), request).await
}

/// Answers a request to what is no API's address.
pub(super) async fn unknown_operation(request: Request) -> Response {
    answer(Err(TransportError::UnknownOperation), request).await
}

/// Answers a request to the API that its address led to.
pub(super) async fn answer(
    endpoint: Result<Endpoint, TransportError>,
    request: Request,
) -> Response {
    let id = request_id(request.headers());
    let response = match respond(endpoint, request, &id).await {
        Ok(response) => response,
        Err(error) => {
            tracing::info!(request_id = id, error = %error, "request refused");
            error.into_response()
        }
    };
    finish(response, &id)
}

async fn respond(
    endpoint: Result<Endpoint, TransportError>,
    request: Request,
    id: &str,
) -> Result<Response, TransportError> {
    if !head::fits(&request) {
        return Err(TransportError::HeadTooLarge);
    }
    match (request.method(), endpoint) {
        (_, Err(TransportError::UnknownOperation)) => Err(TransportError::UnknownOperation),
        // The question of a browser, whatever API the request is for.
        (&Method::OPTIONS, _) => Ok(cors::preflight(request.headers())),
        (&Method::GET | &Method::POST, endpoint) => {
            let takes_gzip = compression::is_accepted(request.headers());
            let answer = endpoint?.api.answer(request, id).await?;
            Ok(graphql_response(&answer, takes_gzip))
        }
        _ => Err(TransportError::UnknownOperation),
    }
}

/// The request's id; a client may bring its own.
///
/// Assumed: in the header that answers name it in.
fn request_id(headers: &HeaderMap) -> String {
    let brought = headers
        .get(REQUEST_ID)
        .and_then(|value| value.to_str().ok())
        .filter(|id| (1..=128).contains(&id.len()));
    brought.map_or_else(|| Uuid::new_v4().to_string(), str::to_owned)
}

fn graphql_response(answer: &GraphqlResponse, takes_gzip: bool) -> Response {
    // Strings and JSON values have no way to fail.
    let text = serde_json::to_vec(answer).unwrap_or_default();
    let compressed = takes_gzip.then(|| compression::gzip(&text)).flatten();
    let is_compressed = compressed.is_some();
    let mut response = Response::new(Body::from(compressed.unwrap_or(text)));
    let headers = response.headers_mut();
    if is_compressed {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json;charset=UTF-8"),
    );
    // Assumed: every request costs one token, as a short one does.
    headers.insert(TOKENS_CONSUMED, HeaderValue::from_static("1"));
    response
}

fn finish(mut response: Response, request_id: &str) -> Response {
    let headers = response.headers_mut();
    if let Ok(id) = HeaderValue::from_str(request_id) {
        headers.insert(REQUEST_ID, id);
    }
    cors::allow_every_origin(headers);
    response
}
