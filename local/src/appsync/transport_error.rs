//! The errors that end a request before anything is executed.
//!
//! They carry no `data`, `path` or `locations`, name their kind in the `x-amzn-ErrorType`
//! header as well, and are the only answers with a status other than 200.

use axum::body::Body;
use axum::response::Response;
use http::{HeaderName, HeaderValue, StatusCode, header};
use serde::Serialize;

use super::jackson;

const ERROR_TYPE: HeaderName = HeaderName::from_static("x-amzn-errortype");
/// Source: a captured answer, <https://github.com/aws/aws-sdk-go/issues/3689>
const UNKNOWN_OPERATION: &str =
    r#"{"Output":{"__type":"com.amazon.coral.service#UnknownOperationException"},"Version":"1.0"}"#;
const NOT_AUTHORIZED: &str = "You are not authorized to make this call.";

/// Why a request is not executed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum TransportError {
    /// The request has no body.
    #[error("the request body is empty")]
    EmptyBody,
    /// The body isn't a JSON object with a `query` that is GraphQL.
    #[error("the request body is not a GraphQL request")]
    Unparsable,
    /// The body exceeds the limit.
    #[error("the request body is too large")]
    BodyTooLarge,
    /// The body did not come in time.
    #[error("the request body did not come in time")]
    BodyTooSlow,
    /// The target or the headers exceed the limit.
    #[error("the request's target or its headers are too long")]
    HeadTooLarge,
    /// Another path than that of the API, or another method.
    #[error("there is no operation of this path and method")]
    UnknownOperation,
    /// The document has several operations and the request names none of them.
    #[error("the operation name is missing or unknown")]
    MissingOperationName,
    /// A subscription, which has a channel of its own.
    #[error("subscriptions are not served over HTTP")]
    UnsupportedOperation,
    /// The request carries no credential.
    #[error("the authorization header is missing")]
    MissingAuthorization,
    /// The credential was refused.
    #[error("not authorized")]
    Unauthorized,
    /// The OpenID Connect mode can't read the token.
    #[error("the token is not a JSON Web Token")]
    UnparsableToken,
    /// The authorizer failed; its own message goes to the client.
    #[error("the authorizer failed: {0}")]
    AuthorizerFailure(String),
    /// AppSync could not call the authorizer at all.
    #[error("the authorizer could not be called")]
    AuthorizerNotInvocable,
    /// The API was created and has no schema yet.
    #[error("the API has no schema")]
    NoSchema,
    /// There is no API of that id, or no longer.
    #[error("there is no such API")]
    NoApi,
    /// The server itself is out of resources.
    #[error("no capacity to check the document")]
    Internal,
}

#[derive(Serialize)]
struct Errors<T> {
    errors: [T; 1],
}

/// The order of keys in the errors of authorization.
#[derive(Serialize)]
struct TypeFirst<'a> {
    #[serde(rename = "errorType")]
    error_type: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'a str>,
}

/// The order of keys in the errors of a malformed request.
#[derive(Serialize)]
struct MessageFirst<'a> {
    message: &'a str,
    #[serde(rename = "errorType")]
    error_type: &'a str,
}

impl TransportError {
    fn status(&self) -> StatusCode {
        match self {
            Self::EmptyBody
            | Self::Unparsable
            | Self::MissingOperationName
            | Self::UnsupportedOperation
            | Self::AuthorizerNotInvocable => StatusCode::BAD_REQUEST,
            Self::BodyTooLarge | Self::HeadTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::MissingAuthorization | Self::Unauthorized | Self::UnparsableToken => {
                StatusCode::UNAUTHORIZED
            }
            Self::AuthorizerFailure(_) | Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::BodyTooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::NoSchema => StatusCode::BAD_GATEWAY,
            Self::NoApi | Self::UnknownOperation => StatusCode::NOT_FOUND,
        }
    }

    fn error_type(&self) -> &'static str {
        match self {
            Self::EmptyBody | Self::Unparsable => "MalformedHttpRequestException",
            Self::BodyTooLarge | Self::HeadTooLarge => "RequestEntityTooLargeException",
            Self::BodyTooSlow => "RequestTimeoutException",
            Self::UnknownOperation => "UnknownOperationException",
            Self::MissingOperationName | Self::AuthorizerNotInvocable => "BadRequestException",
            Self::UnsupportedOperation => "UnsupportedOperation",
            Self::MissingAuthorization | Self::Unauthorized | Self::UnparsableToken => {
                "UnauthorizedException"
            }
            Self::AuthorizerFailure(_) => "AuthorizerFailureException",
            Self::NoSchema => "GraphQLSchemaException",
            Self::NoApi => "NotFoundException",
            Self::Internal => "InternalFailure",
        }
    }

    fn message(&self) -> Option<&str> {
        match self {
            Self::EmptyBody => Some("Request body is empty."),
            Self::Unparsable => Some("Unable to parse GraphQL query."),
            Self::BodyTooLarge => Some("Request body is too large."),
            Self::BodyTooSlow => Some("Request body did not arrive in time."),
            Self::HeadTooLarge => Some("Request header is too large."),
            Self::UnknownOperation | Self::AuthorizerNotInvocable => None,
            Self::MissingOperationName => Some("Missing operation name."),
            Self::UnsupportedOperation => {
                Some("Subscription operations are not supported through this channel.")
            }
            Self::MissingAuthorization => Some("Missing authorization header"),
            Self::Unauthorized => Some(NOT_AUTHORIZED),
            Self::UnparsableToken => Some("Unable to parse JWT token."),
            Self::AuthorizerFailure(message) => Some(message),
            // Assumed: the text, and that it precedes every other check.
            Self::NoSchema => Some("No schema definition exists."),
            // Assumed: the status and the text. On AWS the host name is gone.
            Self::NoApi => Some("There is no API of this id."),
            Self::Internal => Some("An internal failure occurred."),
        }
    }

    fn body(&self) -> Vec<u8> {
        let error_type = self.error_type();
        match (self, self.message()) {
            // Before AppSync's own code is reached. Assumed: the status and the headers, and that
            // another method is told the same, HEAD too.
            (Self::UnknownOperation, _) => UNKNOWN_OPERATION.into(),
            (Self::EmptyBody | Self::Unparsable, Some(message)) => jackson::pretty(&Errors {
                errors: [MessageFirst {
                    message,
                    error_type,
                }],
            }),
            (_, message) => jackson::pretty(&Errors {
                errors: [TypeFirst {
                    error_type,
                    message,
                }],
            }),
        }
    }

    /// The HTTP answer, without the headers that every answer has.
    pub(super) fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.body()));
        *response.status_mut() = self.status();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json;charset=UTF-8"),
        );
        headers.insert(ERROR_TYPE, HeaderValue::from_static(self.error_type()));
        if matches!(self, Self::HeadTooLarge | Self::BodyTooSlow) {
            headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        response
    }
}
