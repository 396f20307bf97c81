//! A role as IAM has it: who may assume it, and what it may do.

use serde::de::DeserializeOwned;

use crate::aws::ACCOUNT;
use crate::iam::answers::{
    Encoded, GetPolicyResponse, GetPolicyVersionResponse, GetRolePolicyResponse, GetRoleResponse,
    ListAttachedRolePoliciesResponse, ListRolePoliciesResponse, Page,
};
use crate::iam::policy::Document;
use crate::iam::query_api::{QueryApi, QueryError};

/// More pages than a list can have: a role holds 10,240 characters of policies and refers to
/// 20 others, and a page has 100 items as a rule.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
const MOST_PAGES: usize = 200;

/// A role's policies, read.
#[derive(Debug)]
pub(super) struct Role {
    /// Who may assume it.
    pub(super) trust: Document,
    /// What it may do, each policy by itself.
    pub(super) permissions: Vec<Document>,
    /// What it may do at most; without it, there is no such limit.
    pub(super) boundary: Option<Document>,
}

/// Why a role can't be had.
#[derive(Debug, thiserror::Error)]
pub(super) enum RoleError {
    /// The ARN is none of a role.
    #[error("that is no ARN of a role of account {ACCOUNT}")]
    NotARole,
    /// The role of that name has another path.
    #[error("the role of that name is {0}")]
    AnotherRole(String),
    /// IAM did not answer, or refused.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// A list went on and on.
    #[error("{0} has no end")]
    Endless(&'static str),
    /// The policy can't be read, so what it denies isn't known either.
    #[error("its policy {policy} can't be read: {source}")]
    Policy {
        policy: String,
        source: serde_json::Error,
    },
}

impl Role {
    /// Asks IAM for the role of that ARN.
    pub(super) async fn of_arn(iam: &QueryApi, arn: &str) -> Result<Self, RoleError> {
        let name = name(arn).ok_or(RoleError::NotARole)?;
        let asked: GetRoleResponse = iam.ask("GetRole", &[("RoleName", name)]).await?;
        let role = asked.get_role_result.role;
        if role.arn != arn {
            return Err(RoleError::AnotherRole(role.arn));
        }
        let trust = Document::of_trust(&role.assume_role_policy_document.0)
            .map_err(|source| unreadable("of trust", source))?;
        let mut permissions = Vec::new();
        for policy in pages::<ListRolePoliciesResponse>(iam, "ListRolePolicies", name).await? {
            permissions.push(inline(iam, name, &policy).await?);
        }
        const ATTACHED: &str = "ListAttachedRolePolicies";
        for policy in pages::<ListAttachedRolePoliciesResponse>(iam, ATTACHED, name).await? {
            permissions.push(managed(iam, &policy.policy_arn).await?);
        }
        let boundary = match role.permissions_boundary {
            Some(boundary) => Some(managed(iam, &boundary.permissions_boundary_arn).await?),
            None => None,
        };
        Ok(Self {
            trust,
            permissions,
            boundary,
        })
    }
}

/// The name in `arn:aws:iam::ACCOUNT:role/PATH/NAME`.
fn name(arn: &str) -> Option<&str> {
    let rest = arn.strip_prefix("arn:aws:iam::")?.strip_prefix(ACCOUNT)?;
    let (_, name) = rest.strip_prefix(":role")?.rsplit_once('/')?;
    (!name.is_empty()).then_some(name)
}

/// A policy that stands in the role.
async fn inline(iam: &QueryApi, role: &str, policy: &str) -> Result<Document, RoleError> {
    let parameters = [("RoleName", role), ("PolicyName", policy)];
    let answer: GetRolePolicyResponse = iam.ask("GetRolePolicy", &parameters).await?;
    read(policy, &answer.get_role_policy_result.policy_document)
}

/// A policy of its own, in the version that counts.
async fn managed(iam: &QueryApi, arn: &str) -> Result<Document, RoleError> {
    let policy: GetPolicyResponse = iam.ask("GetPolicy", &[("PolicyArn", arn)]).await?;
    let version = policy.get_policy_result.policy.default_version_id;
    let parameters = [("PolicyArn", arn), ("VersionId", &version)];
    let answer: GetPolicyVersionResponse = iam.ask("GetPolicyVersion", &parameters).await?;
    read(
        arn,
        &answer.get_policy_version_result.policy_version.document,
    )
}

fn read(policy: &str, document: &Encoded) -> Result<Document, RoleError> {
    Document::of_permissions(&document.0).map_err(|source| unreadable(policy, source))
}

fn unreadable(policy: &str, source: serde_json::Error) -> RoleError {
    let policy = policy.to_owned();
    RoleError::Policy { policy, source }
}

/// All items of a list of the role's.
async fn pages<P: Page + DeserializeOwned>(
    iam: &QueryApi,
    action: &'static str,
    role: &str,
) -> Result<Vec<P::Item>, RoleError> {
    let mut items = Vec::new();
    let mut next: Option<String> = None;
    for _ in 0..MOST_PAGES {
        let marker = next.as_deref().map(|marker| ("Marker", marker));
        let parameters: Vec<_> = [("RoleName", role)].into_iter().chain(marker).collect();
        let (page, marker) = iam.ask::<P>(action, &parameters).await?.into_parts();
        items.extend(page);
        if marker.is_none() {
            return Ok(items);
        }
        next = marker;
    }
    Err(RoleError::Endless(action))
}
