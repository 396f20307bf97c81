//! Lambda's limits, as far as they show to a function and its callers.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>

use std::time::Duration;

use crate::invoke::LARGEST_PAYLOAD;

/// The largest event of a call, in bytes.
pub(super) const LARGEST_EVENT: usize = LARGEST_PAYLOAD;

/// The largest answer of a call, in bytes: 100 more, as the refusal itself says.
pub(super) const LARGEST_ANSWER: usize = LARGEST_EVENT + 100;

/// How long a process may take until it asks for its first event.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html>
pub(super) const INIT_TIMEOUT: Duration = Duration::from_secs(10);

/// How many processes a function may have. Lambda's own limit is the account's, 1,000.
pub(super) const MOST_ENVIRONMENTS: usize = 10;
