//! The ARN of an API.
//!
//! Source: <https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsappsync.html>

use crate::aws::{ACCOUNT, REGION};

/// The ARN of the API `id` of an account in a region.
pub(super) fn of(region: &str, account: &str, id: &str) -> String {
    format!("arn:aws:appsync:{region}:{account}:apis/{id}")
}

/// The id in the ARN of an API on this machine; nothing for any other ARN.
pub(super) fn id(arn: &str) -> Option<&str> {
    arn.strip_prefix(&of(REGION, ACCOUNT, ""))
        .filter(|id| !id.is_empty() && !id.contains('/'))
}
