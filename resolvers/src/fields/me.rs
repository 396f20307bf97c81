//! `Query.me`: the identity as the API saw it.

use serde_json::{Value, json};
use shared::identity::Identity;
use shared::permission::Permission;

/// The schema's `Identity`.
pub(crate) fn resolve(identity: &Identity) -> Value {
    let permissions: Vec<&str> = identity
        .permissions
        .iter()
        .map(Permission::as_str)
        .collect();
    json!({
        "sub": identity.subject.as_str(),
        "issuer": identity.issuer,
        "audience": identity.audience,
        "clientId": identity.client_id,
        "organization": identity.organization,
        "permissions": permissions,
        "issuedAt": identity.issued_at,
        "expiresAt": identity.expires_at,
        "claims": identity.claims,
    })
}
