//! AWS IAM, as far as AppSync and Lambda ask it: what a role may do.

mod answers;
mod policy;
mod query_api;
mod role;
mod roles;

#[cfg(test)]
mod tests;

use std::future::Future;
use std::pin::Pin;

pub use crate::iam::roles::Roles;

pub(crate) use crate::iam::policy::{Decision, Document, Request, decide};

/// The future of a decision.
pub type GrantFuture<'a> = Pin<Box<dyn Future<Output = bool> + Send + 'a>>;

/// Decides what roles may do.
pub trait Grants: Send + Sync {
    /// Whether AppSync may assume `role` for the API `api` and then invoke `function`; all
    /// three are ARNs, the function's as the data source has it.
    fn may_invoke<'a>(&'a self, role: &'a str, api: &'a str, function: &'a str) -> GrantFuture<'a>;
}
