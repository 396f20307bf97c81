//! Lambda's loop around the resolver.

use std::sync::Arc;

use lambda_runtime::{LambdaEvent, service_fn};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::error::ResolverError;
use crate::event::Events;
use crate::resolver::Resolver;

/// Serves events one after the other.
pub(crate) async fn run(resolver: &Arc<Resolver>) -> Result<(), lambda_runtime::Error> {
    // The raw text, so that an event of any shape is answered here and not by the loop.
    let handler = |event: LambdaEvent<Box<RawValue>>| {
        let resolver = resolver.clone();
        // Boxed: the SDK's futures lie so deep in one another that the compiler gives up.
        Box::pin(async move { answer(&resolver, &event.payload, &event.context.request_id).await })
    };
    lambda_runtime::run(service_fn(handler)).await
}

/// The answer to one context or to a list of them.
///
/// Outside batch mode an error fails the invocation, which is how AppSync learns of it. In
/// batch mode each context has its own result, and nothing fails: in order, because a list
/// of mutations is to be done in order.
///
/// # Errors
/// [`ResolverError`], for one context only.
pub async fn answer(
    resolver: &Resolver,
    payload: &RawValue,
    request_id: &str,
) -> Result<Value, ResolverError> {
    let contexts = match Events::parse(payload) {
        Events::One(context) => return resolver.resolve(&context, request_id).await,
        Events::Batch(contexts) => contexts,
    };
    let mut results = Vec::with_capacity(contexts.len());
    for context in contexts {
        results.push(match resolver.resolve(&context, request_id).await {
            Ok(data) => json!({"data": data, "errorType": null, "errorMessage": null}),
            Err(error) => {
                json!({"data": error.data(), "errorType": error.code(), "errorMessage": error.to_string()})
            }
        });
    }
    Ok(results.into())
}
