//! The authorization modes of an API, and which one decides on a request.

use std::sync::Arc;
use std::time::Duration;

use super::{ApiArn, AuthorizerEvent, Decision, LambdaMode, OpenIdConnectMode};
use crate::appsync::cache::Clock;
use crate::appsync::caller::Mode;
use crate::appsync::credentials::AuthorizationToken;
use crate::appsync::model::{Api, ApiError, Authentication};
use crate::appsync::schema::ApiSchema;
use crate::appsync::transport_error::TransportError;
use crate::invoke::Invoke;

/// The modes of one API.
pub(in crate::appsync) struct Modes {
    default: Mode,
    lambda: Option<LambdaMode>,
    open_id_connect: Vec<OpenIdConnectMode>,
}

impl Modes {
    /// # Errors
    /// [`ApiError`] for modes that AppSync would not accept.
    pub(in crate::appsync) fn new(
        api: &Api,
        clock: &Arc<dyn Clock>,
        client: &reqwest::Client,
        timeout: Duration,
    ) -> Result<Self, ApiError> {
        let default = match api
            .authentication
            .first()
            .ok_or(ApiError::NoAuthentication)?
        {
            Authentication::Lambda(_) => Mode::Lambda,
            Authentication::OpenIdConnect(_) => Mode::OpenIdConnect,
        };
        let several = api.authentication.len() > 1;
        let mut modes = Self {
            default,
            lambda: None,
            open_id_connect: Vec::new(),
        };
        for authentication in &api.authentication {
            match authentication {
                Authentication::Lambda(_) if modes.lambda.is_some() => {
                    return Err(ApiError::SeveralLambdaAuthorizers);
                }
                Authentication::Lambda(settings) => {
                    let arn = ApiArn::new(api);
                    modes.lambda = Some(LambdaMode::new(
                        settings,
                        arn,
                        api.strict,
                        Arc::clone(clock),
                        timeout,
                    )?);
                }
                Authentication::OpenIdConnect(settings) => {
                    modes.open_id_connect.push(OpenIdConnectMode::new(
                        settings.clone(),
                        several,
                        client.clone(),
                        Arc::clone(clock),
                    )?);
                }
            }
        }
        Ok(modes)
    }

    /// The mode that is let in where no directive says otherwise.
    pub(in crate::appsync) fn default_mode(&self) -> Mode {
        self.default
    }

    /// Has the mode that `token` belongs to decide.
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
        match (
            token.mode(self.lambda.is_some(), !self.open_id_connect.is_empty())?,
            &self.lambda,
        ) {
            (Mode::Lambda, Some(lambda)) => lambda.decide(token, event, schema, functions).await,
            (Mode::Lambda, None) => Ok(Decision::Denied),
            (Mode::OpenIdConnect, _) => {
                for issuer in &self.open_id_connect {
                    if let allowed @ Decision::Allowed(_) =
                        issuer.decide(token.without_bearer()).await?
                    {
                        return Ok(allowed);
                    }
                }
                Ok(Decision::Denied)
            }
        }
    }
}
