//! What the authorizer says: a line for each decision, a line for the metrics, and now and
//! then a hint.
//!
//! Nothing of a token is said before its signature held, and its text never.

pub(crate) mod decision;
mod excerpt;
pub(crate) mod hint;
pub(crate) mod metrics;
pub(crate) mod outcome;
