//! AWS's policies: reading them, and what they decide.
//!
//! The part of the language that is known here is decided as AWS documents it. What is not
//! known, an operator, a key, a variable, is neither met nor not met: it never grants and
//! never keeps a denial from denying. What can't be read is an error.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>

mod condition;
mod document;
mod matching;
mod one_or_many;
mod pattern;
mod principal;
mod statement;

#[cfg(test)]
mod tests;

pub(crate) use crate::iam::policy::document::{Decision, Document, decide};

/// What somebody wants to do.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Request<'a> {
    /// The service that asks, such as `appsync.amazonaws.com`; nothing where the policy is
    /// that of who asks and names nobody.
    pub(crate) service: Option<&'a str>,
    /// The action, such as `lambda:InvokeFunction`.
    pub(crate) action: &'a str,
    /// The ARN of what it is done to; nothing where the policy is that of the resource.
    pub(crate) resource: Option<&'a str>,
    /// The condition keys whose values are known. Their names have no case.
    pub(crate) context: &'a [(&'a str, &'a str)],
}
