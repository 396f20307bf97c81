//! Who a request comes from, as the execution sees it.

use std::collections::HashSet;

use super::json::JsonValue;

/// The authorization mode that accepted a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// `AWS_LAMBDA`
    Lambda,
    /// `OPENID_CONNECT`
    OpenIdConnect,
}

impl Mode {
    /// The directive that opens a type or field to the mode.
    pub(super) fn directive(self) -> &'static str {
        match self {
            Self::Lambda => "aws_lambda",
            Self::OpenIdConnect => "aws_oidc",
        }
    }
}

/// An authorized caller.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Caller {
    pub(super) mode: Mode,
    /// The `identity` of the resolvers' context.
    pub(super) identity: JsonValue,
    /// The fields that the authorizer denies, as `(type, field)`.
    pub(super) denied_fields: HashSet<(String, String)>,
}
