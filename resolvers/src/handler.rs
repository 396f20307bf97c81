//! Lambda's loop around the resolver, and the answer to what AppSync sends.

use std::sync::Arc;
use std::time::Duration;

use lambda_runtime::{LambdaEvent, service_fn};
use serde_json::value::RawValue;
use shared::time::{Clock, SystemClock};
use tokio::time::Instant;

use crate::batch;
use crate::error::ResolverError;
use crate::event::Events;
use crate::request::Request;
use crate::resolver::Resolver;

/// The time for an answer where nothing is said of it: below the 8 seconds that the
/// deployment gives a function.
const TIME: Duration = Duration::from_secs(7);

/// What an answer needs to reach Lambda in time.
const MARGIN: Duration = Duration::from_millis(300);

/// Serves events one after the other.
pub(crate) async fn run(resolver: &Arc<Resolver>) -> Result<(), lambda_runtime::Error> {
    // The raw text, so that an event of any shape is answered here and not by the loop.
    let handler = |event: LambdaEvent<Box<RawValue>>| {
        let resolver = resolver.clone();
        // Boxed: the SDK's futures lie so deep in one another that the compiler gives up.
        Box::pin(async move {
            let time = time_left(event.context.deadline, SystemClock.now_milliseconds());
            let request = Request {
                id: &event.context.request_id,
                deadline: Instant::now() + time,
            };
            answer_in_time(&resolver, &event.payload, request).await
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
    request_id: &str,
) -> Result<Box<RawValue>, ResolverError> {
    let request = Request {
        id: request_id,
        deadline: Instant::now() + TIME,
    };
    answer_in_time(resolver, payload, request).await
}

async fn answer_in_time(
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

/// The time for an answer at `now`, if Lambda ends the process at `deadline`; both in
/// milliseconds since 1970. Tools that stand in for Lambda may know no deadline and send
/// one that is long over.
fn time_left(deadline: u64, now: i64) -> Duration {
    match deadline.checked_sub(u64::try_from(now).unwrap_or_default()) {
        None | Some(0) => TIME,
        Some(left) => Duration::from_millis(left).saturating_sub(MARGIN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_ends_before_lambda_ends_the_process() {
        const NOW: i64 = 1_800_000_000_000;
        for (deadline, expected) in [
            (1_800_000_003_000, Duration::from_millis(2_700)),
            (1_800_000_000_200, Duration::ZERO),
            (1_800_000_000_000, TIME),
            (0, TIME),
        ] {
            assert_eq!(time_left(deadline, NOW), expected, "{deadline}");
        }
    }
}
