//! `Query.me`: the identity as the API saw it.

use serde_json::json;
use serde_json::value::{RawValue, to_raw_value};
use shared::identity::Identity;
use shared::permission::Permission;

use crate::fields::FieldError;

/// The schema's `Identity`.
pub(crate) fn resolve(identity: &Identity) -> Result<Box<RawValue>, FieldError> {
    let permissions: Vec<&str> = identity
        .permissions
        .iter()
        .map(Permission::as_str)
        .collect();
    let value = json!({
        "sub": identity.subject.as_str(),
        "issuer": identity.issuer,
        "audience": identity.audience,
        "clientId": identity.client_id,
        "organization": identity.organization,
        "permissions": permissions,
        "issuedAt": identity.issued_at,
        "expiresAt": identity.expires_at,
        "claims": identity.claims,
    });
    Ok(to_raw_value(&value)?)
}
