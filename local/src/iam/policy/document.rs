//! A policy as a whole, and what several decide together.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html>

use serde::Deserialize;
use serde::de::{Error as _, IgnoredAny};

use crate::iam::policy::Request;
use crate::iam::policy::matching::Match;
use crate::iam::policy::one_or_many::OneOrMany;
use crate::iam::policy::statement::{Effect, Statement};

/// A policy's statements.
#[derive(Debug)]
pub(crate) struct Document(Vec<Statement>);

impl Document {
    /// Reads the JSON text of a role's trust policy, which names principals and no resource.
    ///
    /// # Errors
    /// When it is no such policy.
    pub(crate) fn of_trust(text: &str) -> serde_json::Result<Self> {
        let is_one = |it: &Statement| it.principal.is_some() && it.resources.is_none();
        Self::parse(text, is_one, "a trust policy has Principal and no Resource")
    }

    /// Reads the JSON text of a policy that stands in a role or is attached to it, which names
    /// resources and no principal.
    ///
    /// # Errors
    /// When it is no such policy.
    pub(crate) fn of_permissions(text: &str) -> serde_json::Result<Self> {
        let is_one = |it: &Statement| it.principal.is_none() && it.resources.is_some();
        Self::parse(
            text,
            is_one,
            "a role's policy has Resource and no Principal",
        )
    }

    /// Reads the JSON text of the policy of a resource, which names principals and the
    /// resource.
    ///
    /// # Errors
    /// When it is no such policy.
    pub(crate) fn of_resource(text: &str) -> serde_json::Result<Self> {
        let is_one = |it: &Statement| it.principal.is_some() && it.resources.is_some();
        Self::parse(
            text,
            is_one,
            "a resource's policy has Principal and Resource",
        )
    }

    fn parse(
        text: &str,
        is_one: fn(&Statement) -> bool,
        otherwise: &str,
    ) -> serde_json::Result<Self> {
        let written: Written = serde_json::from_str(text)?;
        let statements = written.statement.0;
        if !statements.iter().all(is_one) {
            return Err(serde_json::Error::custom(otherwise));
        }
        Ok(Self(statements))
    }
}

/// What policies say of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    /// A statement allows it, and none denies it.
    Allow,
    /// No statement allows it.
    ImplicitDeny,
    /// A statement denies it, whatever others allow.
    ExplicitDeny,
}

/// Decides on a request.
pub(crate) fn decide(documents: &[Document], request: &Request<'_>) -> Decision {
    let applies = |effect, at_least| {
        let mut statements = documents.iter().flat_map(|document| &document.0);
        statements.any(|it| it.effect == effect && it.matches(request) >= at_least)
    };
    if applies(Effect::Deny, Match::Unknown) {
        return Decision::ExplicitDeny;
    }
    if applies(Effect::Allow, Match::Yes) {
        return Decision::Allow;
    }
    Decision::ImplicitDeny
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct Written {
    #[serde(rename = "Version")]
    _version: Option<IgnoredAny>,
    #[serde(rename = "Id")]
    _id: Option<IgnoredAny>,
    statement: OneOrMany<Statement>,
}
