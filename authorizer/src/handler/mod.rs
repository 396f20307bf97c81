//! Lambda's loop around the authorizer.

mod after_answer;

use std::sync::Arc;

use lambda_runtime::{Diagnostic, LambdaEvent, Runtime, service_fn};
use serde_json::value::RawValue;

use crate::authorizer::Authorizer;
use crate::handler::after_answer::AfterAnswerLayer;
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
        let decider = authorizer.clone();
        let handler = move |event: LambdaEvent<Box<RawValue>>| {
            let decider = decider.clone();
            async move { decider.authorize(&event.payload).await }
        };
        let refresher = authorizer.clone();
        let refresh = move || {
            let refresher = refresher.clone();
            async move { refresher.refresh_after_answer().await }
        };
        Runtime::new(service_fn(handler))
            .layer(AfterAnswerLayer::new(refresh))
            .run()
            .await
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
