//! A statement: who may, or may not, do what to what, and under which conditions.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html>

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::iam::policy::Request;
use crate::iam::policy::condition::Conditions;
use crate::iam::policy::matching::Match;
use crate::iam::policy::one_or_many::OneOrMany;
use crate::iam::policy::pattern;
use crate::iam::policy::principal::Principal;

/// What a statement does where it applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(super) enum Effect {
    Allow,
    Deny,
}

/// One statement of a policy.
#[derive(Debug, Deserialize)]
#[serde(try_from = "Written")]
pub(super) struct Statement {
    pub(super) effect: Effect,
    pub(super) principal: Option<Principal>,
    actions: Patterns,
    pub(super) resources: Option<Patterns>,
    conditions: Conditions,
}

impl Statement {
    /// Whether it speaks of that request.
    pub(super) fn matches(&self, request: &Request<'_>) -> Match {
        let principal = match (&self.principal, request.service) {
            (Some(principal), Some(service)) => principal.includes(service),
            (None, None) => Match::Yes,
            _ => Match::Unknown,
        };
        let resource = match (&self.resources, request.resource) {
            (Some(resources), Some(resource)) => resources.match_with(pattern::resource, resource),
            (None, None) => Match::Yes,
            _ => Match::Unknown,
        };
        Match::all([
            principal,
            self.actions.match_with(pattern::action, request.action),
            resource,
            self.conditions.matches(request.context),
        ])
    }
}

/// `Action`, or `NotAction`; `Resource`, or `NotResource`.
#[derive(Debug)]
pub(super) enum Patterns {
    Any(Vec<String>),
    None(Vec<String>),
}

impl Patterns {
    fn match_with(&self, matches: fn(&str, &str) -> Match, actual: &str) -> Match {
        let any = |patterns: &[String]| {
            Match::any(patterns.iter().map(|pattern| matches(pattern, actual)))
        };
        match self {
            Self::Any(patterns) => any(patterns),
            Self::None(patterns) => any(patterns).not(),
        }
    }
}

/// A member that isn't known here could narrow the statement, so none may be left over.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct Written {
    #[serde(rename = "Sid")]
    _id: Option<IgnoredAny>,
    effect: Effect,
    principal: Option<Principal>,
    action: Option<OneOrMany<String>>,
    not_action: Option<OneOrMany<String>>,
    resource: Option<OneOrMany<String>>,
    not_resource: Option<OneOrMany<String>>,
    #[serde(default)]
    condition: Conditions,
}

impl TryFrom<Written> for Statement {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        let actions = either(written.action, written.not_action)
            .ok_or("both Action and NotAction")?
            .ok_or("neither Action nor NotAction")?;
        let resources = either(written.resource, written.not_resource)
            .ok_or("both Resource and NotResource")?;
        Ok(Self {
            effect: written.effect,
            principal: written.principal,
            actions,
            resources,
            conditions: written.condition,
        })
    }
}

/// One of two, or none; nothing where both are written.
fn either(
    these: Option<OneOrMany<String>>,
    not_these: Option<OneOrMany<String>>,
) -> Option<Option<Patterns>> {
    match (these, not_these) {
        (Some(_), Some(_)) => None,
        (these, not_these) => Some(
            these
                .map(|patterns| Patterns::Any(patterns.0))
                .or(not_these.map(|patterns| Patterns::None(patterns.0))),
        ),
    }
}
