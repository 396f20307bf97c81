//! The verified subject: the one thing that a key of the table can be made from.

use shared::subject::Subject;

/// Whose records are read and written. Only [`read`](super::read) makes one, from an
/// identity that it has checked, so that no argument of a client's can become one.
///
/// ```
/// use resolvers::identity::{self, Owner};
/// use resolvers::settings::AuthorizationMode;
/// use serde_json::json;
/// use shared::deployed_fields;
///
/// let identity = json!({"resolverContext": {
///     "sub": "auth0|1", "issuer": "https://tenant.example/", "audience": "https://api.example",
///     "permissions": "", "expiresAt": "4102444800", "claims": "{}"
/// }});
/// let fields = deployed_fields::permissions().unwrap();
/// let caller = identity::read(&identity, &AuthorizationMode::Lambda, &fields).unwrap();
/// let owner: &Owner = caller.owner();
/// assert_eq!(owner.as_str(), "auth0|1");
/// ```
///
/// A text is no owner, and neither is a subject that was merely parsed:
///
/// ```compile_fail
/// use resolvers::identity::Owner;
/// use shared::subject::Subject;
///
/// let subject: Subject = "auth0|1".parse().unwrap();
/// let owner = Owner(subject);
/// ```
///
/// ```compile_fail
/// let owner: resolvers::identity::Owner = "auth0|1".parse().unwrap();
/// ```
///
/// ```compile_fail
/// let owner: resolvers::identity::Owner = serde_json::from_str("\"auth0|1\"").unwrap();
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Owner(Subject);

impl Owner {
    /// The owner that a checked identity speaks for.
    pub(super) fn of(subject: &Subject) -> Self {
        Self(subject.clone())
    }

    /// The subject's text.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}
