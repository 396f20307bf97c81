//! What of IAM's answers is read.
//!
//! The elements are those of <https://docs.aws.amazon.com/IAM/latest/APIReference/API_Types.html>.

use std::str::Utf8Error;

use percent_encoding::percent_decode_str;
use serde::Deserialize;

/// The answer to `GetRole`.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct GetRoleResponse {
    pub(super) get_role_result: GetRoleResult,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct GetRoleResult {
    pub(super) role: Role,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Role {
    pub(super) arn: String,
    pub(super) assume_role_policy_document: Encoded,
    pub(super) permissions_boundary: Option<PermissionsBoundary>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct PermissionsBoundary {
    pub(super) permissions_boundary_arn: String,
}

/// The answer to `ListRolePolicies`: the names of the policies that stand in the role.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct ListRolePoliciesResponse {
    list_role_policies_result: ListRolePoliciesResult,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ListRolePoliciesResult {
    policy_names: Members<String>,
    marker: Option<String>,
}

/// The answer to `ListAttachedRolePolicies`: policies of their own that the role refers to.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct ListAttachedRolePoliciesResponse {
    list_attached_role_policies_result: ListAttachedRolePoliciesResult,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ListAttachedRolePoliciesResult {
    attached_policies: Members<AttachedPolicy>,
    marker: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct AttachedPolicy {
    pub(super) policy_arn: String,
}

/// The answer to `GetRolePolicy`.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct GetRolePolicyResponse {
    pub(super) get_role_policy_result: GetRolePolicyResult,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct GetRolePolicyResult {
    pub(super) policy_document: Encoded,
}

/// The answer to `GetPolicy`, which names the version that counts.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct GetPolicyResponse {
    pub(super) get_policy_result: GetPolicyResult,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct GetPolicyResult {
    pub(super) policy: Policy,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Policy {
    pub(super) default_version_id: String,
}

/// The answer to `GetPolicyVersion`.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct GetPolicyVersionResponse {
    pub(super) get_policy_version_result: GetPolicyVersionResult,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct GetPolicyVersionResult {
    pub(super) policy_version: PolicyVersion,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct PolicyVersion {
    pub(super) document: Encoded,
}

/// One page of a list.
pub(super) trait Page {
    /// What the list is of.
    type Item;

    /// The page's items, and what the next page is asked for with, if there is one.
    fn into_parts(self) -> (Vec<Self::Item>, Option<String>);
}

impl Page for ListRolePoliciesResponse {
    type Item = String;

    fn into_parts(self) -> (Vec<String>, Option<String>) {
        let result = self.list_role_policies_result;
        (result.policy_names.member, result.marker)
    }
}

impl Page for ListAttachedRolePoliciesResponse {
    type Item = AttachedPolicy;

    fn into_parts(self) -> (Vec<AttachedPolicy>, Option<String>) {
        let result = self.list_attached_role_policies_result;
        (result.attached_policies.member, result.marker)
    }
}

/// A document, which IAM writes percent-encoded (RFC 3986).
#[derive(Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Encoded(pub(super) String);

impl TryFrom<String> for Encoded {
    type Error = Utf8Error;

    fn try_from(encoded: String) -> Result<Self, Utf8Error> {
        let decoded = percent_decode_str(&encoded).decode_utf8()?;
        Ok(Self(decoded.into_owned()))
    }
}

/// A list, whose elements are all called `member`.
#[derive(Deserialize)]
struct Members<T> {
    #[serde(default = "Vec::new")]
    member: Vec<T>,
}
