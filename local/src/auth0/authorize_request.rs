//! The authorization request, parsed (RFC 6749, section 4.1.1; OpenID Connect Core 1.0,
//! section 3.1.2.1; RFC 7636, section 4.3).
//!
//! Until client and redirect URI are known to belong together, errors are for the person
//! at the browser; from then on they are for the application and go to the redirect URI.

use serde::Deserialize;

use super::api::Audience;
use super::authorization_response::{AuthorizationError, ReplyTo, ResponseMode};
use super::clients::Client;
use super::error_page::PageError;
use super::parameter::text;
use super::pkce::CodeChallenge;
use super::scope::RequestedScope;
use super::settings::Registrations;

/// The query of `/authorize`, as sent. A parameter that is sent twice is refused.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AuthorizeParameters {
    #[serde(deserialize_with = "text")]
    audience: Option<String>,
    #[serde(deserialize_with = "text")]
    client_id: Option<String>,
    #[serde(deserialize_with = "text")]
    code_challenge: Option<String>,
    #[serde(deserialize_with = "text")]
    code_challenge_method: Option<String>,
    #[serde(deserialize_with = "text")]
    login_hint: Option<String>,
    #[serde(deserialize_with = "text")]
    max_age: Option<String>,
    #[serde(deserialize_with = "text")]
    nonce: Option<String>,
    #[serde(deserialize_with = "text")]
    prompt: Option<String>,
    #[serde(deserialize_with = "text")]
    redirect_uri: Option<String>,
    #[serde(deserialize_with = "text")]
    response_mode: Option<String>,
    #[serde(deserialize_with = "text")]
    response_type: Option<String>,
    #[serde(deserialize_with = "text")]
    scope: Option<String>,
    #[serde(deserialize_with = "text")]
    state: Option<String>,
}

/// A request that can be answered as soon as it is known who the user is.
#[derive(Debug)]
pub(super) struct AuthorizationRequest {
    pub(super) client: &'static Client,
    pub(super) reply_to: ReplyTo,
    pub(super) audience: Audience,
    pub(super) scope: RequestedScope,
    pub(super) challenge: CodeChallenge,
    pub(super) nonce: Option<String>,
    pub(super) prompt: Prompt,
    /// How many seconds ago the user may have signed in at most; 0 asks in any case.
    pub(super) max_age: Option<u64>,
    /// Whom the application expects to sign in.
    pub(super) login_hint: Option<String>,
}

/// Whether the user may or must be asked to sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Prompt {
    /// Ask when nobody has signed in.
    Auto,
    /// Ask in any case.
    Login,
    /// Ask in no case: the request comes from a hidden frame.
    None,
}

impl Prompt {
    /// Parses the `prompt` parameter, a list in which `none` stands alone.
    fn parse(parameter: Option<&str>) -> Option<Self> {
        let values: Vec<_> = parameter.unwrap_or_default().split(' ').collect();
        let asks = |value: &&str| matches!(*value, "login" | "consent" | "select_account");
        match values.as_slice() {
            [""] => Some(Self::Auto),
            ["none"] => Some(Self::None),
            values => values.iter().all(asks).then_some(Self::Login),
        }
    }
}

/// Why an authorization request is refused, and who is told.
#[derive(Debug)]
pub(super) enum RequestError {
    ToApplication(Box<ReplyTo>, AuthorizationError),
    ToPerson(PageError),
}

impl AuthorizationRequest {
    pub(super) fn parse(
        parameters: AuthorizeParameters,
        registrations: &Registrations,
    ) -> Result<Self, RequestError> {
        let (client, reply_to) = parameters
            .client_and_reply_to(registrations)
            .map_err(RequestError::ToPerson)?;
        match parameters.into_request(client, &reply_to) {
            Ok(request) => Ok(request),
            Err(error) => Err(RequestError::ToApplication(Box::new(reply_to), error)),
        }
    }
}

impl AuthorizeParameters {
    fn client_and_reply_to(
        &self,
        registrations: &Registrations,
    ) -> Result<(&'static Client, ReplyTo), PageError> {
        let client_id = self
            .client_id
            .as_deref()
            .ok_or(PageError::MissingParameter("client_id"))?;
        let client = Client::with_id(client_id)
            .ok_or_else(|| PageError::UnknownClient(client_id.to_owned()))?;

        let redirect_uri = self
            .redirect_uri
            .as_deref()
            .ok_or(PageError::MissingParameter("redirect_uri"))?;
        let callback = registrations
            .callbacks
            .iter()
            .find(|callback| client.interactive && callback.as_str() == redirect_uri)
            .ok_or_else(|| PageError::CallbackMismatch(redirect_uri.to_owned()))?;

        let mode = match self.response_mode.as_deref() {
            None | Some("query") => ResponseMode::Query,
            Some("web_message") if registrations.web_origins.contains(&callback.origin()) => {
                ResponseMode::WebMessage
            }
            Some("web_message") => return Err(PageError::WebOriginMismatch(callback.origin())),
            Some(_) => ResponseMode::Unsupported,
        };
        Ok((
            client,
            ReplyTo {
                redirect_uri: callback.clone(),
                mode,
                state: self.state.clone(),
            },
        ))
    }

    fn into_request(
        self,
        client: &'static Client,
        reply_to: &ReplyTo,
    ) -> Result<AuthorizationRequest, AuthorizationError> {
        if reply_to.mode == ResponseMode::Unsupported {
            return Err(AuthorizationError::InvalidRequest(
                "Unsupported response mode",
            ));
        }
        match self.response_type.as_deref() {
            Some("code") => {}
            Some(_) => return Err(AuthorizationError::UnsupportedResponseType),
            None => {
                return Err(AuthorizationError::InvalidRequest(
                    "Missing required parameter: response_type",
                ));
            }
        }
        if self.code_challenge_method.as_deref() != Some("S256") {
            return Err(AuthorizationError::InvalidRequest(
                "Parameter 'code_challenge_method' must be S256",
            ));
        }
        let challenge = self
            .code_challenge
            .as_deref()
            .and_then(CodeChallenge::parse)
            .ok_or(AuthorizationError::InvalidRequest(
                "Parameter 'code_challenge' must be a SHA-256 digest",
            ))?;
        let max_age = match self.max_age.as_deref().map(str::parse) {
            None => None,
            Some(Ok(seconds)) => Some(seconds),
            Some(Err(_)) => {
                return Err(AuthorizationError::InvalidRequest(
                    "Parameter 'max_age' must be a number",
                ));
            }
        };
        let prompt = Prompt::parse(self.prompt.as_deref())
            .ok_or(AuthorizationError::InvalidRequest("Unsupported prompt"))?;
        let audience = Audience::parse(self.audience.as_deref()).ok_or_else(|| {
            AuthorizationError::UnknownAudience(self.audience.unwrap_or_default())
        })?;
        Ok(AuthorizationRequest {
            client,
            reply_to: reply_to.clone(),
            audience,
            scope: RequestedScope::parse(self.scope.as_deref()),
            challenge,
            nonce: self.nonce,
            prompt,
            max_age,
            login_hint: self.login_hint,
        })
    }
}
