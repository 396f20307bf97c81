//! Lambda's loop around the resolver, and the answer to what AppSync sends.

use std::sync::Arc;

use lambda_runtime::{LambdaEvent, service_fn};
use serde_json::value::RawValue;
use shared::time::{Clock, SystemClock};

use crate::batch;
use crate::error::ResolverError;
use crate::event::Events;
use crate::request::Request;
use crate::resolver::Resolver;

/// Serves events one after the other.
pub(crate) async fn run(resolver: &Arc<Resolver>) -> Result<(), lambda_runtime::Error> {
    // The raw text, so that an event of any shape is answered here and not by the loop.
    let handler = |event: LambdaEvent<Box<RawValue>>| {
        let resolver = resolver.clone();
        // Boxed: the SDK's futures lie so deep in one another that the compiler gives up.
        Box::pin(async move {
            let (context, now) = (event.context, SystemClock.now_milliseconds());
            let request = Request::new(&context.request_id, context.deadline, now);
            answer(&resolver, &event.payload, request).await
        })
    };
    lambda_runtime::run(service_fn(handler)).await
}

/// The answer to what AppSync sends, one context or a list of them, as JSON.
///
/// To one context it is the field's value. To a list it is a list of the same length and
/// order, of objects with `data`, `errorType` and `errorMessage`.
///
/// # Errors
/// [`ResolverError`] for one context, which fails the invocation: that is how AppSync
/// learns of it. In a list each context has its own result, and nothing fails.
pub async fn answer(
    resolver: &Resolver,
    payload: &RawValue,
    request: Request<'_>,
) -> Result<Box<RawValue>, ResolverError> {
    match Events::parse(payload) {
        Events::Batch(contexts) => {
            let results = batch::answer(resolver, &contexts, request);
            request.caught(results).await
        }
        Events::One(context) => {
            let value = async { resolver.value(&resolver.admit(context)?).await };
            request.run(value).await
        }
    }
}
