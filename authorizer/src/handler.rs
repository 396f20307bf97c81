//! Lambda's loop around the authorizer.

use std::sync::Arc;

use lambda_runtime::{Diagnostic, LambdaEvent, service_fn};
use serde_json::value::RawValue;

use crate::authorizer::Authorizer;
use crate::reason::Unavailable;

/// What the client is told when nobody can say whether its token is good. AppSync passes
/// it on, so it is constant.
const SENTENCE: &str = "Authorization is temporarily unavailable. Please try again.";

/// Serves events one after the other.
///
/// # Errors
/// When the Runtime API can't be reached any more.
pub(crate) fn run(authorizer: &Arc<Authorizer>) -> Result<(), lambda_runtime::Error> {
    // One thread: a process has one event at a time, and starts faster with it.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        authorizer.warm_up().await;
        // The raw text, so that an event of any shape is answered here and not by the loop.
        let handler = |event: LambdaEvent<Box<RawValue>>| {
            let authorizer = authorizer.clone();
            async move { authorizer.authorize(&event.payload).await }
        };
        lambda_runtime::run(service_fn(handler)).await
    })
}

impl From<Unavailable> for Diagnostic {
    fn from(_: Unavailable) -> Self {
        Self {
            error_type: "AuthorizerUnavailable".to_owned(),
            error_message: SENTENCE.to_owned(),
        }
    }
}
