//! An error of a service, in the shape of AWS's REST-JSON protocol.
//!
//! Source: <https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html>, "Operation
//! error serialization"

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// Why a service does not do what it is asked for; all of it goes to the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// The status of the answer.
    pub(crate) status: StatusCode,
    /// The error's name, for example `ResourceNotFoundException`.
    pub(crate) code: &'static str,
    /// A sentence for whoever asked.
    pub(crate) message: String,
}

impl Refusal {
    pub(crate) fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let headers = [
            (header::CONTENT_TYPE.as_str(), "application/json"),
            ("x-amzn-errortype", self.code),
        ];
        let body = json!({"Type": "User", "Message": self.message}).to_string();
        (self.status, headers, body).into_response()
    }
}
