//! The `AWS_LAMBDA` mode: a function of the API's owner decides.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use regex::Regex;
use serde::Deserialize;

use super::answer::Answer;
use super::denied_field::ApiArn;
use super::{AuthorizerEvent, Decision};
use crate::appsync::cache::{Clock, ResultCache};
use crate::appsync::credentials::AuthorizationToken;
use crate::appsync::limits::{MAX_CACHED_ANSWER_BYTES, MAX_RESULT_TTL};
use crate::appsync::model::{ApiError, LambdaAuthorizer};
use crate::appsync::schema::ApiSchema;
use crate::appsync::transport_error::TransportError;
use crate::invoke::{Caller, Invocation, Invoke, InvokeError};

/// The mode, ready to decide.
pub(in crate::appsync) struct LambdaMode {
    function: String,
    result_ttl: Duration,
    expression: Option<Regex>,
    strict: bool,
    api: ApiArn,
    cache: ResultCache,
    timeout: Duration,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FunctionError {
    #[serde(default)]
    error_message: String,
}

impl LambdaMode {
    /// # Errors
    /// [`ApiError`] for a bad expression or time to live.
    pub(in crate::appsync) fn new(
        settings: &LambdaAuthorizer,
        api: ApiArn,
        strict: bool,
        clock: Arc<dyn Clock>,
        timeout: Duration,
    ) -> Result<Self, ApiError> {
        if settings.result_ttl > MAX_RESULT_TTL {
            return Err(ApiError::OutOfRange {
                setting: "authorizerResultTtlInSeconds",
                value: settings.result_ttl.as_secs(),
            });
        }
        let expression = settings.identity_validation_expression.as_deref();
        if let Some(expression) = expression.filter(|expression| !is_anchored(expression)) {
            tracing::warn!(
                expression,
                "AppSync may let a part of the token match: begin with ^ and end with $"
            );
        }
        // Assumed: the whole token has to match, as Java's `matches` has it.
        let expression = expression
            .map(|expression| Regex::new(&format!("^(?:{expression})$")))
            .transpose()
            .map_err(|source| ApiError::Expression {
                setting: "identityValidationExpression",
                source: Box::new(source),
            })?;
        Ok(Self {
            function: settings.function.clone(),
            result_ttl: settings.result_ttl,
            expression,
            strict,
            api,
            cache: ResultCache::new(clock),
            timeout,
        })
    }

    /// Decides on the request that `event` describes.
    ///
    /// # Errors
    /// [`TransportError`] when there is no decision.
    pub(in crate::appsync) async fn decide(
        &self,
        token: &AuthorizationToken,
        event: &AuthorizerEvent<'_>,
        schema: &ApiSchema,
        functions: &dyn Invoke,
    ) -> Result<Decision, TransportError> {
        if self
            .expression
            .as_ref()
            .is_some_and(|expression| !expression.is_match(token.expose()))
        {
            return Ok(Decision::Denied);
        }
        if let Some(decision) = self.cache.find(token) {
            return Ok(decision);
        }
        let bytes = self.invoke(functions, event.payload()).await?;
        let answer = Answer::read(&bytes, schema, &self.api);
        for doubt in &answer.doubts {
            tracing::error!(
                function = self.function,
                doubt,
                "AppSync may understand the authorizer's answer differently"
            );
        }
        if let Some(remark) = answer.remark {
            tracing::warn!(function = self.function, "{remark}");
        }
        if let (true, Some(doubt), Decision::Allowed(_)) =
            (self.strict, answer.doubts.first(), &answer.decision)
        {
            return Err(TransportError::AuthorizerFailure(format!(
                "refused in strict mode: {doubt}"
            )));
        }
        // Assumed: refusals are kept as well. Assumed: failures never are.
        if bytes.len() < MAX_CACHED_ANSWER_BYTES {
            self.cache.keep(
                token,
                &answer.decision,
                answer.ttl_override.unwrap_or(self.result_ttl),
            );
        }
        Ok(answer.decision)
    }

    async fn invoke(
        &self,
        functions: &dyn Invoke,
        payload: Bytes,
    ) -> Result<Bytes, TransportError> {
        let caller = Caller::Api(self.api.as_str());
        let call = functions.invoke(caller, &self.function, payload);
        match tokio::time::timeout(self.timeout, call).await {
            Ok(Ok(Invocation::Answered(answer))) => Ok(answer),
            Ok(Ok(Invocation::Failed(error))) => {
                let message = serde_json::from_slice::<FunctionError>(&error)
                    .map(|error| error.error_message)
                    .unwrap_or_default();
                Err(TransportError::AuthorizerFailure(message))
            }
            Ok(Err(error @ (InvokeError::AccessDenied(_) | InvokeError::FunctionNotFound(_)))) => {
                tracing::error!(%error, "the authorizer can't be called");
                Err(TransportError::AuthorizerNotInvocable)
            }
            Ok(Err(
                error @ (InvokeError::RequestTooLarge(_) | InvokeError::TooManyRequests(_)),
            )) => {
                tracing::error!(%error, "the authorizer was not called");
                Err(TransportError::AuthorizerFailure(
                    "The authorizer could not be called.".to_owned(),
                ))
            }
            // Assumed: the text; nobody has published one.
            Err(_) => {
                tracing::error!(function = self.function, "the authorizer took too long");
                Err(TransportError::AuthorizerFailure(
                    "Authorizer timed out.".to_owned(),
                ))
            }
        }
    }
}

/// Whether the whole token has to match however AppSync reads the expression.
fn is_anchored(expression: &str) -> bool {
    expression.starts_with('^') && expression.ends_with('$')
}
