//! Lambda's loop around the authorizer.

mod after_answer;

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures_util::FutureExt as _;
use lambda_runtime::{Diagnostic, LambdaEvent, Runtime, service_fn};
use serde_json::value::RawValue;

use crate::authorizer::Authorizer;
use crate::handler::after_answer::AfterAnswerLayer;
use crate::response::Response;

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
            async move { answer(&decider, &event.payload).await }
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

/// A panic is caught here, because the loop would pass on what it says.
async fn answer(authorizer: &Authorizer, event: &RawValue) -> Result<Response, Undecided> {
    let decision = AssertUnwindSafe(authorizer.authorize(event)).catch_unwind();
    match decision.await {
        Ok(Ok(response)) => Ok(response),
        Ok(Err(_)) | Err(_) => Err(Undecided),
    }
}

/// Nobody can say whether a token is good; the log has the cause.
#[derive(Debug, PartialEq)]
struct Undecided;

impl From<Undecided> for Diagnostic {
    /// What AppSync passes on to the client, so it is constant.
    fn from(_: Undecided) -> Self {
        Self {
            error_type: "AuthorizerUnavailable".to_owned(),
            error_message: "Authorization is temporarily unavailable. Please try again.".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};

    use shared::environment::Environment;
    use shared::time::Clock;

    use super::*;
    use crate::settings::Settings;

    /// Panics from the moment on that it is told to.
    #[derive(Default)]
    struct PanickingClock(AtomicBool);

    impl Clock for PanickingClock {
        fn now_milliseconds(&self) -> i64 {
            assert!(!self.0.load(Ordering::SeqCst), "a secret text");
            0
        }
    }

    #[tokio::test]
    async fn a_panic_tells_the_client_what_an_outage_does() {
        let lookup = |name: &str| {
            let value = match name {
                "AUTH0_DOMAIN" => "tenant.eu.auth0.com",
                "AUTH0_AUDIENCE" => "https://api",
                "FIELD_PERMISSIONS" => r#"{"Query.me":null}"#,
                _ => return None,
            };
            Some(value.to_owned())
        };
        let settings = Settings::from_environment(&Environment::new(&lookup)).unwrap();
        let clock = Arc::new(PanickingClock::default());
        let authorizer = Authorizer::new(settings, clock.clone()).unwrap();
        clock.0.store(true, Ordering::SeqCst);
        let event = RawValue::from_string("{}".to_owned()).unwrap();
        assert_eq!(answer(&authorizer, &event).await, Err(Undecided));
        let told = Diagnostic::from(Undecided);
        assert!(!told.error_message.contains("secret"), "{told:?}");
    }
}
