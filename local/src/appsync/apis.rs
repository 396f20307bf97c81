//! The APIs that are deployed over the control plane, each served under its id.
//!
//! What is deployed changes while requests are answered. A change builds a new endpoint and
//! puts it in the place of the old one; requests that are under way end on the one that they
//! began on.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use axum::routing::any;

use super::cache::Clock;
use super::control::{self, Registry};
use super::http::{self, Endpoint};
use super::model::{Api, ApiError};
use super::schema::ApiSchema;
use super::transport_error::TransportError;
use crate::invoke::Invoke;

/// APIs that come and go.
#[derive(Clone)]
pub struct Apis {
    served: Arc<Served>,
    registry: Arc<Registry>,
}

impl fmt::Debug for Apis {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Apis").finish_non_exhaustive()
    }
}

impl Apis {
    /// No API yet. `address` is where [`Self::router`] is served, for example
    /// `http://127.0.0.1:4000`; `strict` and `token_limit` are those of every [`Api`].
    pub fn new(
        functions: Arc<dyn Invoke>,
        clock: Arc<dyn Clock>,
        client: reqwest::Client,
        address: String,
        strict: bool,
        token_limit: Option<usize>,
    ) -> Self {
        let served = Arc::new(Served::default());
        let platform = Platform {
            functions,
            clock,
            client,
            address,
            strict,
            token_limit,
        };
        Self {
            registry: Arc::new(Registry::new(platform, Arc::clone(&served))),
            served,
        }
    }

    /// Serves `/{apiId}/graphql` for whatever is deployed.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/{api_id}/graphql", any(serve))
            .fallback(http::unknown_operation)
            .with_state(Arc::clone(&self.served))
    }

    /// Serves the operations that deploy, below `/v1`. Who may call them is for a layer
    /// around it.
    pub fn control_plane(&self) -> Router {
        control::router(Arc::clone(&self.registry))
    }
}

#[cfg(test)]
impl Apis {
    /// The model of the API that is served under an id.
    pub(super) fn model(&self, id: &str) -> Option<Api> {
        self.registry.model(id)
    }

    /// Serves an API as it is before its schema is there.
    pub(super) fn serve_without_schema(&self, id: &str) {
        self.served.put(id, None);
    }
}

async fn serve(
    State(served): State<Arc<Served>>,
    Path(api_id): Path<String>,
    request: Request,
) -> Response {
    http::answer(served.find(&api_id), request).await
}

/// What all APIs share.
pub(super) struct Platform {
    functions: Arc<dyn Invoke>,
    clock: Arc<dyn Clock>,
    client: reqwest::Client,
    pub(super) address: String,
    pub(super) strict: bool,
    pub(super) token_limit: Option<usize>,
}

impl Platform {
    /// Checks an API and makes it ready, if it has a schema.
    ///
    /// # Errors
    /// [`ApiError`] for settings that AppSync would not accept.
    pub(super) fn endpoint(
        &self,
        api: Api,
        schema: Option<Arc<ApiSchema>>,
    ) -> Result<Option<Endpoint>, ApiError> {
        let Some(schema) = schema else {
            Endpoint::check_settings(&api, &self.clock, &self.client)?;
            return Ok(None);
        };
        let functions = Arc::clone(&self.functions);
        Endpoint::with_schema(api, schema, functions, &self.clock, &self.client).map(Some)
    }
}

/// What is served under each id: nothing before there is a schema.
#[derive(Default)]
pub(super) struct Served(RwLock<HashMap<String, Option<Endpoint>>>);

impl Served {
    /// Serves an API under its id, in the place of what was served there.
    pub(super) fn put(&self, api_id: &str, endpoint: Option<Endpoint>) {
        let mut served = self.0.write().unwrap_or_else(PoisonError::into_inner);
        served.insert(api_id.to_owned(), endpoint);
    }

    /// Serves it no longer.
    pub(super) fn remove(&self, api_id: &str) {
        let mut served = self.0.write().unwrap_or_else(PoisonError::into_inner);
        served.remove(api_id);
    }

    fn find(&self, api_id: &str) -> Result<Endpoint, TransportError> {
        let served = self.0.read().unwrap_or_else(PoisonError::into_inner);
        match served.get(api_id) {
            Some(Some(endpoint)) => Ok(endpoint.clone()),
            Some(None) => Err(TransportError::NoSchema),
            None => Err(TransportError::NoApi),
        }
    }
}
