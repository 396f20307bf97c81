//! How a decision can end.

use strum::IntoStaticStr;

use crate::reason::Reason;

/// The `decision` of the log and the dimension of the metrics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub(crate) enum Outcome {
    Allow,
    Deny,
    Unavailable,
}

impl Outcome {
    pub(crate) fn of(decision: Result<(), Reason>) -> Self {
        match decision {
            Ok(()) => Self::Allow,
            Err(Reason::Refused(_)) => Self::Deny,
            Err(Reason::Unavailable(_)) => Self::Unavailable,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        self.into()
    }
}
