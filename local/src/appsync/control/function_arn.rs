//! The ARN of the function that an authorizer or a data source is.

use serde::{Deserialize, Serialize};

use crate::aws::{ACCOUNT, REGION};

/// The ARN of a function of this account and region, with or without a version or alias.
///
/// Source: <https://docs.aws.amazon.com/appsync/latest/APIReference/API_LambdaAuthorizerConfig.html>
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct FunctionArn(String);

/// Why a text is not the ARN of a function that can be called.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum FunctionArnError {
    #[error("{0:?} is not the ARN of a Lambda function")]
    Malformed(String),
    #[error("the function is in {0}, and everything here is in {REGION}")]
    Region(String),
    #[error("the function belongs to account {0}, and everything here to {ACCOUNT}")]
    Account(String),
}

impl FunctionArn {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for FunctionArn {
    type Error = FunctionArnError;

    fn try_from(text: String) -> Result<Self, FunctionArnError> {
        let parts: Vec<&str> = text.split(':').collect();
        let (region, account) = match parts.as_slice() {
            [
                "arn",
                "aws",
                "lambda",
                region,
                account,
                "function",
                name,
                rest @ ..,
            ] if is_name(name) && is_qualifier(rest) => (*region, *account),
            _ => return Err(FunctionArnError::Malformed(text)),
        };
        if region != REGION {
            return Err(FunctionArnError::Region(region.to_owned()));
        }
        if account != ACCOUNT {
            return Err(FunctionArnError::Account(account.to_owned()));
        }
        Ok(Self(text))
    }
}

/// At most one version or alias.
fn is_qualifier(rest: &[&str]) -> bool {
    match rest {
        [] => true,
        [qualifier] => *qualifier == "$LATEST" || is_name(qualifier),
        _ => false,
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|each| each.is_ascii_alphanumeric() || matches!(each, '-' | '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_of_this_account_is_kept_as_it_was_named() {
        for text in ["f", "f:live", "f:3", "f:$LATEST", "a-b_C9:x-y"] {
            let text = format!("arn:aws:lambda:eu-central-1:000000000000:function:{text}");
            let arn = FunctionArn::try_from(text.clone()).unwrap();
            assert_eq!(arn.as_str(), text);
        }
    }

    #[test]
    fn any_other_function_is_refused_with_the_reason() {
        let malformed = |text: &str| FunctionArnError::Malformed(text.to_owned());
        for (text, expected) in [
            ("f", malformed("f")),
            (
                "arn:aws:lambda:eu-central-1:000000000000:function:",
                malformed("arn:aws:lambda:eu-central-1:000000000000:function:"),
            ),
            (
                "arn:aws:lambda:eu-central-1:000000000000:function:f:",
                malformed("arn:aws:lambda:eu-central-1:000000000000:function:f:"),
            ),
            (
                "arn:aws:lambda:eu-central-1:000000000000:function:f:1:2",
                malformed("arn:aws:lambda:eu-central-1:000000000000:function:f:1:2"),
            ),
            (
                "arn:aws:lambda:eu-central-1:000000000000:function:a/b",
                malformed("arn:aws:lambda:eu-central-1:000000000000:function:a/b"),
            ),
            (
                "arn:aws:lambda:us-east-1:000000000000:function:f",
                FunctionArnError::Region("us-east-1".to_owned()),
            ),
            (
                "arn:aws:lambda:eu-central-1:111122223333:function:f",
                FunctionArnError::Account("111122223333".to_owned()),
            ),
        ] {
            assert_eq!(
                FunctionArn::try_from(text.to_owned()),
                Err(expected),
                "{text}"
            );
        }
    }
}
