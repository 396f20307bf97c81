//! Lambda's limits, as far as they show to a function and its callers.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>

use std::time::Duration;

use crate::invoke::LARGEST_PAYLOAD;

/// The largest event of a call, in bytes.
pub(crate) const LARGEST_EVENT: usize = LARGEST_PAYLOAD;

/// The largest event that nobody waits for, in bytes.
pub(crate) const LARGEST_ASYNCHRONOUS_EVENT: usize = 1_024 * 1_024;

/// The largest answer of a call, in bytes: 100 more, as the refusal itself says.
pub(crate) const LARGEST_ANSWER: usize = LARGEST_EVENT + 100;

/// How long a process may take until it asks for its first event.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html>
pub(crate) const INIT_TIMEOUT: Duration = Duration::from_secs(10);

/// How many events a function may work on at a time, each in a process of its own. Lambda's own
/// limit is the account's, 1,000.
pub(crate) const MOST_ENVIRONMENTS: usize = 10;

/// The largest request to the control plane, in bytes: a zip in Base64, and the rest.
pub(crate) const LARGEST_REQUEST: usize = 70_167_211;

/// The largest zip of a request, in bytes.
pub(crate) const LARGEST_ZIP: usize = 50 * 1_024 * 1_024;

/// What a zip may unpack to, in bytes.
pub(crate) const LARGEST_UNPACKED: u64 = 250 * 1_024 * 1_024;

/// How many files and folders a zip may unpack to. Lambda has no such limit.
pub(crate) const MOST_FILES: usize = 10_000;

/// How many names a path in a zip may have. Lambda has no such limit; here each folder on the
/// way down is an open file while all of them are removed.
pub(crate) const DEEPEST: usize = 100;

/// How large a function's own variables may be together, in bytes of JSON text.
pub(crate) const LARGEST_ENVIRONMENT: usize = 4 * 1_024;
