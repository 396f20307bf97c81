//! The users of the tenant and what each may do.

use aws_lc_rs::constant_time::verify_slices_are_equal;

use super::api::Permission;

/// The password of every user. It protects nothing but data on this machine.
pub(crate) const PASSWORD: &str = "Password.1";

/// A user of the tenant's database connection.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct User {
    /// The `sub` of the user's tokens.
    pub(super) sub: &'static str,
    /// The user name as well; Auth0 has verified it.
    pub(super) email: &'static str,
    /// What the user's role was given.
    pub(super) permissions: &'static [Permission],
}

/// All users: two who may do everything, one who may read, one who may do nothing.
pub(super) static USERS: [User; 4] = [
    User {
        sub: "auth0|user1",
        email: "user1@example.com",
        permissions: &[Permission::ReadRecords, Permission::WriteRecords],
    },
    User {
        sub: "auth0|user2",
        email: "user2@example.com",
        permissions: &[Permission::ReadRecords, Permission::WriteRecords],
    },
    User {
        sub: "auth0|reader",
        email: "reader@example.com",
        permissions: &[Permission::ReadRecords],
    },
    User {
        sub: "auth0|guest",
        email: "guest@example.com",
        permissions: &[],
    },
];

impl User {
    /// The user who signs in with this name and password.
    pub(super) fn with_credentials(email: &str, password: &str) -> Option<&'static Self> {
        // Compared before the user is looked up: a wrong name takes as long as a wrong password.
        let password_is_right =
            verify_slices_are_equal(password.as_bytes(), PASSWORD.as_bytes()).is_ok();
        Self::with_email(email).filter(|_| password_is_right)
    }

    /// The user of this email address; letter case does not matter, as at Auth0.
    pub(super) fn with_email(email: &str) -> Option<&'static Self> {
        USERS
            .iter()
            .find(|user| user.email.eq_ignore_ascii_case(email))
    }

    /// The user of this `sub`.
    pub(super) fn with_sub(sub: &str) -> Option<&'static Self> {
        USERS.iter().find(|user| user.sub == sub)
    }

    /// The `nickname` claim: the email address up to its at sign.
    pub(super) fn nickname(&self) -> &'static str {
        self.email
            .split_once('@')
            .map_or(self.email, |(local_part, _)| local_part)
    }
}
