//! What a client asks for, out of a body or a query string.
//!
//! The first check of a request: it precedes the credentials, so a malformed request is
//! told so whoever sends it.

use serde::Deserialize;

use super::json::JsonMap;
use super::transport_error::TransportError;

/// A GraphQL request.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct GraphqlRequest {
    /// The whole document, with all its operations.
    pub(super) query: String,
    /// The variables as the client sent them.
    pub(super) variables: JsonMap,
    /// The operation to execute; absent unless the request itself names it.
    pub(super) operation_name: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wire {
    query: String,
    variables: Option<JsonMap>,
    operation_name: Option<String>,
}

impl GraphqlRequest {
    /// Reads the body of a POST. The content type is not looked at: AppSync takes JSON
    /// under `application/graphql` as well.
    ///
    /// # Errors
    /// [`TransportError::EmptyBody`] or [`TransportError::Unparsable`].
    pub(super) fn from_body(body: &[u8]) -> Result<Self, TransportError> {
        if body.trim_ascii().is_empty() {
            return Err(TransportError::EmptyBody);
        }
        // A list would be read as the fields in order; AppSync has no batching of requests.
        if !body.trim_ascii_start().starts_with(b"{") {
            return Err(TransportError::Unparsable);
        }
        let wire: Wire = serde_json::from_slice(body).map_err(|_| TransportError::Unparsable)?;
        Self::checked(wire.query, wire.variables, wire.operation_name)
    }

    /// Reads the query string of a GET.
    ///
    /// # Errors
    /// As for a body.
    pub(super) fn from_query_string(query: &str) -> Result<Self, TransportError> {
        if query.is_empty() {
            return Err(TransportError::EmptyBody);
        }
        let mut document = String::new();
        let mut variables = None;
        let mut operation_name = None;
        for (key, value) in url::form_urlencoded::parse(query.as_bytes()) {
            match key.as_ref() {
                "query" => document = value.into_owned(),
                "variables" if value.is_empty() => {}
                "variables" => {
                    variables =
                        serde_json::from_str(&value).map_err(|_| TransportError::Unparsable)?;
                }
                "operationName" => operation_name = Some(value.into_owned()),
                _ => {}
            }
        }
        Self::checked(document, variables, operation_name)
    }

    fn checked(
        query: String,
        variables: Option<JsonMap>,
        operation_name: Option<String>,
    ) -> Result<Self, TransportError> {
        if query.trim().is_empty() {
            return Err(TransportError::Unparsable);
        }
        Ok(Self {
            query,
            variables: variables.unwrap_or_default(),
            operation_name: operation_name.filter(|name| !name.is_empty()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::GraphqlRequest;
    use crate::appsync::transport_error::TransportError;

    #[test]
    fn a_malformed_body_is_refused() {
        let cases: [(&str, &str, TransportError); 9] = [
            ("nothing", "", TransportError::EmptyBody),
            ("white space", " \r\n", TransportError::EmptyBody),
            ("no JSON", "meow", TransportError::Unparsable),
            ("no query", "{}", TransportError::Unparsable),
            ("trailing text", "{}}", TransportError::Unparsable),
            ("a list", "[]", TransportError::Unparsable),
            (
                "a list of the fields",
                r#"["{ me }", {}, "x"]"#,
                TransportError::Unparsable,
            ),
            (
                "a blank query",
                r#"{"query":" "}"#,
                TransportError::Unparsable,
            ),
            (
                "variables that are a list",
                r#"{"query":"{ me }","variables":[]}"#,
                TransportError::Unparsable,
            ),
        ];
        for (name, body, expected) in cases {
            assert_eq!(
                GraphqlRequest::from_body(body.as_bytes()),
                Err(expected),
                "{name}"
            );
        }
    }

    #[test]
    fn deep_json_is_refused() {
        let deep = format!(
            r#"{{"query":"{{ me }}","variables":{{"a":{}1{}}}}}"#,
            "[".repeat(100_000),
            "]".repeat(100_000)
        );
        assert_eq!(
            GraphqlRequest::from_body(deep.as_bytes()),
            Err(TransportError::Unparsable)
        );
    }

    #[test]
    fn a_query_string_says_the_same_as_a_body() {
        let body = br#"{"query":"query A { me }","variables":{"a":1},"operationName":"A","extensions":{}}"#;
        let query = "query=query%20A%20%7B%20me+%7D&variables=%7B%22a%22:1%7D&operationName=A";
        assert_eq!(
            GraphqlRequest::from_query_string(query),
            GraphqlRequest::from_body(body)
        );
    }
}
