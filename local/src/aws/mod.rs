//! What AWS's services have in common: the account, the region, and how they refuse.

mod refusal;

pub(crate) use crate::aws::refusal::Refusal;

/// The account that everything on this machine belongs to.
pub const ACCOUNT: &str = "000000000000";

/// The region that everything on this machine is in.
pub const REGION: &str = "eu-central-1";
