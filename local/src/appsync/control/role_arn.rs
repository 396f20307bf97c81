//! The ARN of the role that AppSync takes for a data source or for its log.

use serde::{Deserialize, Serialize};

/// The ARN of a role. IAM is a server of its own, so its account may be another.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html>
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct RoleArn(String);

/// The text is not the ARN of a role.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not the ARN of a role")]
pub(super) struct NotARole(String);

impl RoleArn {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for RoleArn {
    type Error = NotARole;

    fn try_from(text: String) -> Result<Self, NotARole> {
        let is_role = text
            .strip_prefix("arn:aws:iam::")
            .and_then(|rest| rest.split_once(":role/"))
            .is_some_and(|(account, name)| {
                account.len() == 12
                    && account.bytes().all(|digit| digit.is_ascii_digit())
                    && !name.is_empty()
            });
        if is_role {
            Ok(Self(text))
        } else {
            Err(NotARole(text))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_has_an_account_and_a_name() {
        for (text, is_role) in [
            ("arn:aws:iam::123456789012:role/invoke", true),
            ("arn:aws:iam::123456789012:role/service/invoke", true),
            ("arn:aws:iam::123456789012:role/", false),
            ("arn:aws:iam::1234:role/invoke", false),
            ("arn:aws:iam::123456789012:user/invoke", false),
            ("invoke", false),
        ] {
            assert_eq!(
                RoleArn::try_from(text.to_owned()).is_ok(),
                is_role,
                "{text}"
            );
        }
    }
}
