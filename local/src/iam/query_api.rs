//! IAM's Query API: a form is posted, and XML comes back.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html>

use std::error::Error;

use reqwest::header;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use url::Url;
use url::form_urlencoded::Serializer;

const VERSION: &str = "2010-05-08";

/// A server for several services finds the right one by the credential's scope. The signature
/// is none: who stands in for IAM on this machine checks nobody's.
const CREDENTIAL: &str = "AWS4-HMAC-SHA256 \
    Credential=local/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=none";

/// IAM at an address.
#[derive(Clone, Debug)]
pub(super) struct QueryApi {
    client: reqwest::Client,
    endpoint: Url,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum QueryError {
    /// Nobody answers at the endpoint.
    #[error("IAM does not answer {action}: {}", innermost(source))]
    Unreachable {
        action: &'static str,
        source: reqwest::Error,
    },
    /// IAM refuses.
    #[error("IAM refuses {action}: {code}: {message}")]
    Refused {
        action: &'static str,
        /// IAM's, such as `NoSuchEntity`.
        code: String,
        message: String,
    },
    /// The answer is not that of IAM.
    #[error("what answers {action} is not IAM: {source}")]
    Unreadable {
        action: &'static str,
        source: quick_xml::DeError,
    },
}

impl QueryApi {
    /// `client` should give up after some seconds.
    pub(super) fn new(client: reqwest::Client, endpoint: Url) -> Self {
        Self { client, endpoint }
    }

    /// The answer to an action, read from its XML element.
    pub(super) async fn ask<Answer: DeserializeOwned>(
        &self,
        action: &'static str,
        parameters: &[(&str, &str)],
    ) -> Result<Answer, QueryError> {
        let form = Serializer::new(String::new())
            .append_pair("Action", action)
            .append_pair("Version", VERSION)
            .extend_pairs(parameters)
            .finish();
        let request = self
            .client
            .post(self.endpoint.clone())
            .header(header::AUTHORIZATION, CREDENTIAL)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(form);
        let unreachable = |source| QueryError::Unreachable { action, source };
        let unreadable = |source| QueryError::Unreadable { action, source };

        let response = request.send().await.map_err(unreachable)?;
        let is_answer = response.status().is_success();
        let xml = response.text().await.map_err(unreachable)?;
        if is_answer {
            return quick_xml::de::from_str(&xml).map_err(unreadable);
        }
        let refused: ErrorResponse = quick_xml::de::from_str(&xml).map_err(unreadable)?;
        Err(QueryError::Refused {
            action,
            code: refused.error.code,
            message: refused.error.message,
        })
    }
}

/// The error that began it, such as that a connection was refused; those around it say where.
fn innermost(error: &reqwest::Error) -> &dyn Error {
    let mut innermost: &dyn Error = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ErrorResponse {
    error: ErrorElement,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ErrorElement {
    code: String,
    message: String,
}
