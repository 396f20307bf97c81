//! The one API that the tenant issues access tokens for, and its permissions.

/// The API's identifier: what a client asks for as `audience`.
pub(crate) const AUDIENCE: &str = "https://records.example";

/// What an access token is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Audience {
    /// The API: the token is a JWT.
    Records,
    /// No audience was asked for: the token is opaque and only the tenant's own
    /// `/userinfo` understands it, as at a tenant without a default audience.
    UserInfoOnly,
}

impl Audience {
    /// Parses the `audience` parameter; `None` when no API has that identifier.
    pub(super) fn parse(parameter: Option<&str>) -> Option<Self> {
        match parameter {
            None => Some(Self::UserInfoOnly),
            Some(AUDIENCE) => Some(Self::Records),
            Some(_) => None,
        }
    }
}

/// A permission that the API defines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Permission {
    ReadRecords,
    WriteRecords,
}

impl Permission {
    /// Every permission, in the order in which tokens list them.
    pub(super) const ALL: [Self; 2] = [Self::ReadRecords, Self::WriteRecords];

    /// The permission as scope and `permissions` claim spell it.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::ReadRecords => "read:records",
            Self::WriteRecords => "write:records",
        }
    }
}
