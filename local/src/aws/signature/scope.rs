//! Where a signature counts: on one day, in one region, for one service.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html>

use super::authorization::ClaimedScope;
use super::problem::Problem;
use super::request_date::RequestDate;

/// The end of every scope.
pub(super) const TERMINATOR: &str = "aws4_request";

/// The region and the service that signatures must be for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope {
    pub(super) region: &'static str,
    pub(super) service: &'static str,
}

impl Scope {
    /// As it is signed, for a day `YYYYMMDD`.
    pub(super) fn on(&self, day: &str) -> String {
        format!("{day}/{}/{}/{TERMINATOR}", self.region, self.service)
    }

    /// Whether a request that was made at `date` is signed for this scope.
    pub(super) fn verify(&self, claimed: &ClaimedScope, date: &RequestDate) -> Result<(), Problem> {
        if claimed.region != self.region {
            return Err(Problem::Region(self.region));
        }
        if claimed.service != self.service {
            return Err(Problem::Service(self.service));
        }
        if claimed.terminator != TERMINATOR {
            return Err(Problem::Terminator(TERMINATOR));
        }
        if claimed.date != date.day() {
            return Err(Problem::ScopeDate);
        }
        Ok(())
    }
}
