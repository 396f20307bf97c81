//! Executes an operation level by level.
//!
//! All fields of one level that have the same resolver go into one call, up to the batch
//! size, however they are aliased and whatever objects of a list they belong to. The
//! fields of a query run side by side, those of a mutation one after the other.
//!
//! Source: GraphQL, section 6

mod arguments;
mod calls;
mod collect;
mod complete;
mod gate;
mod level;
mod selected;
mod tree;

use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use tokio::time::Instant;

use super::caller::{Caller, Mode};
use super::context::RequestContext;
use super::document::CheckedOperation;
use super::errors::GraphqlError;
use super::json::JsonValue;
use super::model::Api;
use super::schema::ApiSchema;
use crate::invoke::Invoke;
use level::Level;
use tree::Tree;

/// The answer to a request: `data`, and `errors` if there are any.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct GraphqlResponse {
    pub(super) data: JsonValue,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) errors: Vec<GraphqlError>,
}

/// What an execution needs.
pub(super) struct Execution<'a> {
    pub(super) api: &'a Api,
    pub(super) schema: &'a ApiSchema,
    pub(super) default_mode: Mode,
    pub(super) functions: Arc<dyn Invoke>,
    pub(super) operation: &'a CheckedOperation,
    pub(super) caller: &'a Caller,
    pub(super) context: RequestContext,
    /// How long the execution may take.
    pub(super) timeout: Duration,
}

impl Execution<'_> {
    /// Executes the operation; what goes wrong is in the answer.
    pub(super) async fn run(&self) -> GraphqlResponse {
        let root_type = self.operation.operation.object_type().clone();
        let mut tree = Tree::default();
        let deadline = Instant::now() + self.timeout;
        let fields = collect::fields(
            self.schema,
            self.operation,
            &root_type,
            [&self.operation.operation.selection_set],
        );
        let tasks = tree.start(&root_type, fields);
        let mut level = Level::new(self, &mut tree, deadline);
        if self.operation.operation.is_mutation() {
            // Assumed: not even aliases of one mutation share a call.
            for task in tasks {
                level.run_all(vec![task]).await;
            }
        } else {
            level.run_all(tasks).await;
        }
        tree.into_response()
    }
}
