//! Scopes: what a client asks for and what of it a token gets.

use std::fmt;

use super::api::Permission;

/// One value of a granted scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScopeValue {
    Email,
    OfflineAccess,
    OpenId,
    Permission(Permission),
    Profile,
}

impl ScopeValue {
    /// Every value that the tenant knows.
    pub(super) const ALL: [Self; 6] = [
        Self::OpenId,
        Self::Profile,
        Self::Email,
        Self::OfflineAccess,
        Self::Permission(Permission::ReadRecords),
        Self::Permission(Permission::WriteRecords),
    ];

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::OfflineAccess => "offline_access",
            Self::OpenId => "openid",
            Self::Permission(permission) => permission.as_str(),
            Self::Profile => "profile",
        }
    }

    fn parse(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == value)
    }
}

/// The `scope` parameter: space-separated values, known or not (RFC 6749, section 3.3).
///
/// Kept as it came: any page can begin a thousand sign-ins, and a list of the values of each
/// would take many times the memory.
#[derive(Debug)]
pub(super) struct RequestedScope(String);

impl RequestedScope {
    pub(super) fn parse(parameter: Option<&str>) -> Self {
        Self(parameter.unwrap_or_default().to_owned())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.values().next().is_none()
    }

    /// Whether any of the API's permissions is asked for.
    pub(super) fn names_a_permission(&self) -> bool {
        self.known()
            .any(|value| matches!(value, ScopeValue::Permission(_)))
    }

    /// The values that are not among the `permissions` a machine client was granted.
    pub(super) fn beyond<'a>(
        &'a self,
        permissions: &'a [Permission],
    ) -> impl Iterator<Item = &'a str> {
        self.values().filter(|value| {
            !permissions
                .iter()
                .any(|permission| permission.as_str() == *value)
        })
    }

    /// What is granted to someone with `permissions`: theirs of the API's and all of OpenID
    /// Connect's; the rest is left out without a word, as Auth0 does it.
    pub(super) fn granted_with(&self, permissions: &[Permission]) -> Scope {
        self.known()
            .filter(|value| match value {
                ScopeValue::Permission(permission) => permissions.contains(permission),
                ScopeValue::Email
                | ScopeValue::OfflineAccess
                | ScopeValue::OpenId
                | ScopeValue::Profile => true,
            })
            .collect()
    }

    fn known(&self) -> impl Iterator<Item = ScopeValue> {
        self.values().filter_map(ScopeValue::parse)
    }

    fn values(&self) -> impl Iterator<Item = &str> {
        self.0.split_ascii_whitespace()
    }
}

/// A granted scope: known values, each once, in the order they were asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Scope(Vec<ScopeValue>);

impl Scope {
    pub(super) fn of_permissions(permissions: &[Permission]) -> Self {
        permissions
            .iter()
            .copied()
            .map(ScopeValue::Permission)
            .collect()
    }

    pub(super) fn contains(&self, value: ScopeValue) -> bool {
        self.0.contains(&value)
    }

    /// This scope and then what `other` has beyond it.
    pub(super) fn joined_with(&self, other: &Self) -> Self {
        self.0.iter().chain(&other.0).copied().collect()
    }

    /// What of this scope is also asked for by `requested`; all of it when that is empty.
    pub(super) fn narrowed_to(&self, requested: &RequestedScope) -> Self {
        if requested.is_empty() {
            return self.clone();
        }
        requested
            .known()
            .filter(|value| self.contains(*value))
            .collect()
    }

    /// The API's permissions within this scope.
    pub(super) fn permissions(&self) -> Vec<Permission> {
        Permission::ALL
            .into_iter()
            .filter(|permission| self.contains(ScopeValue::Permission(*permission)))
            .collect()
    }
}

impl FromIterator<ScopeValue> for Scope {
    fn from_iter<I: IntoIterator<Item = ScopeValue>>(values: I) -> Self {
        let mut scope = Self::default();
        for value in values {
            if !scope.contains(value) {
                scope.0.push(value);
            }
        }
        scope
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, value) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { " " };
            write!(formatter, "{separator}{}", value.as_str())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_is_what_was_asked_for_and_is_allowed() {
        let reader = &[Permission::ReadRecords][..];
        let cases = [
            ("nothing asked", "", reader, ""),
            (
                "all allowed",
                "openid read:records",
                reader,
                "openid read:records",
            ),
            (
                "a permission not given",
                "read:records write:records",
                reader,
                "read:records",
            ),
            (
                "an unknown value",
                "read:records admin:all",
                reader,
                "read:records",
            ),
            ("a value twice", "openid openid", reader, "openid"),
            ("part of a value", "read:record", reader, ""),
            ("letter case counts", "OpenID Read:Records", reader, ""),
            (
                "someone without permissions",
                "openid read:records",
                &[],
                "openid",
            ),
        ];
        for (name, requested, permissions, expected) in cases {
            let granted = RequestedScope::parse(Some(requested)).granted_with(permissions);
            assert_eq!(granted.to_string(), expected, "{name}");
        }
    }

    #[test]
    fn a_refresh_can_narrow_a_scope_but_not_widen_it() {
        let granted =
            RequestedScope::parse(Some("openid read:records")).granted_with(&Permission::ALL);
        let cases = [
            ("nothing asked", "", "openid read:records"),
            ("less", "read:records", "read:records"),
            ("more", "openid write:records", "openid"),
        ];
        for (name, requested, expected) in cases {
            let narrowed = granted.narrowed_to(&RequestedScope::parse(Some(requested)));
            assert_eq!(narrowed.to_string(), expected, "{name}");
        }
    }
}
