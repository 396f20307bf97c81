//! Answers that AWS documents nothing about, for whoever wants to see what AppSync does.
//!
//! One function is the authorizer and the resolver of the probe APIs. It answers what the
//! request names: nothing here decides anything, and nothing here may stand before data.

mod authorizer;
mod context;
mod failure;
mod item;
mod resolver;

use std::process::ExitCode;

use lambda_runtime::{LambdaEvent, Runtime, service_fn};
use serde_json::Value;

use crate::failure::Failure;

/// Serves until Lambda ends the process.
pub fn main() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let ended = runtime.map(|runtime| runtime.block_on(serve()));
    match ended {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(_)) | Err(_) => ExitCode::FAILURE,
    }
}

async fn serve() -> Result<(), lambda_runtime::Error> {
    let handler = |event: LambdaEvent<Value>| async move { answer(&event.payload).await };
    Runtime::new(service_fn(handler)).run().await
}

/// What a call comes to: an authorizer's event is told by its token, a batch by being a list.
///
/// # Errors
/// [`Failure`], where the request asks for one or for an answer that there is not.
async fn answer(event: &Value) -> Result<Value, Failure> {
    if event.get("authorizationToken").is_some() {
        return authorizer::answer(event).await;
    }
    match event.as_array() {
        Some(contexts) => resolver::batch(contexts),
        None => resolver::single(event),
    }
}
