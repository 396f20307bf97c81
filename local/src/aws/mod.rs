//! What AWS's services have in common: the account, the region, the access key, the
//! signature of a request, and how they refuse.

mod credentials;
mod refusal;
mod signature;
mod wildcards;

pub(crate) use crate::aws::credentials::{Credentials, NoRandomNumbers};
pub(crate) use crate::aws::signature::{Service, Signed};

pub(crate) use crate::aws::refusal::Refusal;
pub(crate) use crate::aws::wildcards::{arn_like, resource_like, text_like};

/// The account that everything on this machine belongs to.
pub(crate) const ACCOUNT: &str = "000000000000";

/// The region that everything on this machine is in.
pub(crate) const REGION: &str = "eu-central-1";
