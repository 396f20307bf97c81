//! The way of a request through an API: body, credentials, document, execution.

use std::sync::Arc;

use axum::body::{Body, HttpBody as _};
use axum::extract::Request;
use http::Method;
use http_body_util::BodyExt as _;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

use super::authorize::{
    AuthorizerEvent, Decision, Modes, RequestContext as AuthorizerRequestContext,
};
use super::body::GraphqlRequest;
use super::cache::Clock;
use super::context::RequestContext;
use super::credentials::AuthorizationToken;
use super::document::{Checker, Refusal};
use super::execute::{Execution, GraphqlResponse};
use super::json::JsonValue;
use super::limits::{
    MAX_BATCH_SIZE, MAX_BODY_BYTES, MAX_CONCURRENT_LARGE_BODIES, MAX_DISCARDED_BYTES,
    MAX_QUERY_DEPTH, MAX_RESOLVER_COUNT, MAX_SMALL_BODY_BYTES, Timeouts,
};
use super::model::{Api, ApiError};
use super::schema::ApiSchema;
use super::transport_error::TransportError;
use super::{headers, query_string};
use crate::invoke::Invoke;

/// An API whose settings are checked.
pub(super) struct ServedApi {
    settings: Api,
    schema: Arc<ApiSchema>,
    checker: Checker,
    modes: Modes,
    functions: Arc<dyn Invoke>,
    timeouts: Timeouts,
    large_bodies: Semaphore,
}

impl ServedApi {
    /// Checks the settings of an API; `schema` is what its text says.
    ///
    /// # Errors
    /// [`ApiError`] for settings that AppSync would not accept.
    pub(super) fn new(
        settings: Api,
        schema: Arc<ApiSchema>,
        functions: Arc<dyn Invoke>,
        clock: &Arc<dyn Clock>,
        client: &reqwest::Client,
        timeouts: Timeouts,
    ) -> Result<Self, ApiError> {
        check_resolvers(&settings, &schema)?;
        let modes = Self::check_settings(&settings, clock, client, &timeouts)?;
        let checker = Checker::new(Arc::clone(&schema), settings.introspection);
        Ok(Self {
            settings,
            schema,
            checker,
            modes,
            functions,
            timeouts,
            large_bodies: Semaphore::new(MAX_CONCURRENT_LARGE_BODIES),
        })
    }

    /// Checks what doesn't depend on the schema; the modes are ready then.
    ///
    /// # Errors
    /// As for the whole.
    pub(super) fn check_settings(
        settings: &Api,
        clock: &Arc<dyn Clock>,
        client: &reqwest::Client,
        timeouts: &Timeouts,
    ) -> Result<Modes, ApiError> {
        check_ranges(settings)?;
        Modes::new(settings, clock, client, timeouts.authorizer)
    }

    /// The API's id.
    pub(super) fn id(&self) -> &str {
        &self.settings.id
    }

    /// Answers a request: its body is checked first, then its credentials, then its
    /// document.
    ///
    /// # Errors
    /// [`TransportError`] for a request that is not executed.
    pub(super) async fn answer(
        &self,
        request: Request,
        request_id: &str,
    ) -> Result<GraphqlResponse, TransportError> {
        let (parts, body) = request.into_parts();
        // Held until the request is answered.
        let _room = self.room_for(body.size_hint().upper()).await?;
        let graphql = if parts.method == Method::POST {
            let body = timeout(self.timeouts.body, read(body)).await;
            GraphqlRequest::from_body(&body.map_err(|_| TransportError::BodyTooSlow)??)?
        } else {
            query_string::read(parts.uri.query().unwrap_or_default())?
        };
        let graphql = Arc::new(graphql);
        let token = AuthorizationToken::from_headers(&parts.headers, self.settings.token_limit)?;
        let mut headers = headers::to_json(&parts.headers);
        headers::add_front_headers(&mut headers, &parts.headers, request_id);
        let event = AuthorizerEvent {
            authorization_token: token.expose(),
            request_context: AuthorizerRequestContext {
                api_id: &self.settings.id,
                account_id: &self.settings.account_id,
                request_id,
                query_string: &graphql.query,
                operation_name: graphql.operation_name.as_deref(),
                variables: &graphql.variables,
            },
            request_headers: &headers,
        };
        let decision = self
            .modes
            .decide(&token, &event, &self.schema, self.functions.as_ref())
            .await?;
        let Decision::Allowed(caller) = decision else {
            return Err(TransportError::Unauthorized);
        };
        let operation = match self.checker.check(Arc::clone(&graphql)).await {
            Ok(operation) => operation,
            Err(Refusal::Transport(error)) => return Err(error),
            Err(Refusal::Errors(errors)) => {
                return Ok(GraphqlResponse {
                    data: JsonValue::Null,
                    errors,
                });
            }
        };
        let execution = Execution {
            api: &self.settings,
            schema: &self.schema,
            default_mode: self.modes.default_mode(),
            functions: Arc::clone(&self.functions),
            operation: &operation,
            caller: &caller,
            context: RequestContext::new(&caller.identity, &headers, &graphql.variables)
                .map_err(|_| TransportError::Internal)?,
            timeout: self.timeouts.execution,
        };
        Ok(execution.run().await)
    }
}

impl ServedApi {
    /// Waits while enough large bodies are worked on; small ones never wait. `most` is how
    /// long the body may become.
    async fn room_for(
        &self,
        most: Option<u64>,
    ) -> Result<Option<SemaphorePermit<'_>>, TransportError> {
        if most.is_some_and(|most| most <= MAX_SMALL_BODY_BYTES) {
            return Ok(None);
        }
        let permit = self.large_bodies.acquire().await;
        permit.map(Some).map_err(|_| TransportError::Internal)
    }
}

/// The whole body. One that is too large is read on for a while and thrown away: most clients
/// hear no answer before they have sent everything.
async fn read(mut body: Body) -> Result<Vec<u8>, TransportError> {
    let mut bytes = Vec::new();
    let mut length: usize = 0;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| TransportError::Unparsable)?;
        // Anything else is a trailer.
        let Ok(data) = frame.into_data() else {
            continue;
        };
        length = length.saturating_add(data.len());
        if length <= MAX_BODY_BYTES {
            bytes.extend_from_slice(&data);
        } else if length > MAX_DISCARDED_BYTES {
            break;
        }
    }
    if length > MAX_BODY_BYTES {
        return Err(TransportError::BodyTooLarge);
    }
    Ok(bytes)
}

fn check_ranges(api: &Api) -> Result<(), ApiError> {
    let ranges = [
        ("queryDepthLimit", api.query_depth_limit, MAX_QUERY_DEPTH),
        (
            "resolverCountLimit",
            api.resolver_count_limit,
            MAX_RESOLVER_COUNT,
        ),
    ];
    match ranges
        .into_iter()
        .find(|(_, value, maximum)| value > maximum)
    {
        Some((setting, value, _)) => Err(ApiError::OutOfRange {
            setting,
            value: value.into(),
        }),
        None => Ok(()),
    }
}

fn check_resolvers(api: &Api, schema: &ApiSchema) -> Result<(), ApiError> {
    for (name, resolver) in &api.resolvers {
        name.split_once('.')
            .and_then(|(type_name, field)| schema.field(type_name, field))
            .ok_or_else(|| ApiError::UnknownField(name.clone()))?;
        if resolver.max_batch_size > MAX_BATCH_SIZE {
            return Err(ApiError::BatchSize {
                field: name.clone(),
                size: resolver.max_batch_size,
            });
        }
    }
    Ok(())
}
