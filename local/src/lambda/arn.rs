//! How a function is named: plainly, with its account, or by its whole ARN, each with or
//! without a version.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html>, `FunctionName`

use std::fmt;

use crate::aws::{ACCOUNT, REGION};

/// The one version of each function.
pub(super) const LATEST: &str = "$LATEST";

/// The ARN of a function on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FunctionArn {
    pub(super) name: String,
    qualifier: Option<String>,
}

impl FunctionArn {
    /// The ARN of the function `name`, without a version.
    pub(super) fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            qualifier: None,
        }
    }

    /// Reads a function's name as callers write it, and the `Qualifier` beside it. Nothing
    /// for what can't name a function on this machine.
    pub(super) fn parse(text: &str, qualifier: Option<&str>) -> Option<Self> {
        let parts: Vec<_> = text.split(':').collect();
        let (name, suffix) = match *parts.as_slice() {
            ["arn", "aws", "lambda", REGION, ACCOUNT, "function", name]
            | [ACCOUNT, "function", name]
            | [name] => (name, None),
            [
                "arn",
                "aws",
                "lambda",
                REGION,
                ACCOUNT,
                "function",
                name,
                suffix,
            ]
            | [ACCOUNT, "function", name, suffix]
            | [name, suffix] => (name, Some(suffix)),
            _ => return None,
        };
        if let (Some(suffix), Some(qualifier)) = (suffix, qualifier)
            && suffix != qualifier
        {
            return None;
        }
        Some(Self {
            name: name.to_owned(),
            qualifier: suffix.or(qualifier).map(str::to_owned),
        })
    }

    /// Whether it names the version that there is, and no other.
    pub(super) fn is_latest(&self) -> bool {
        self.qualifier.as_deref().is_none_or(|it| it == LATEST)
    }
}

impl fmt::Display for FunctionArn {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = &self.name;
        write!(
            formatter,
            "arn:aws:lambda:{REGION}:{ACCOUNT}:function:{name}"
        )?;
        match &self.qualifier {
            Some(qualifier) => write!(formatter, ":{qualifier}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_is_found_under_each_of_its_names() {
        let arn = "arn:aws:lambda:eu-central-1:000000000000:function:f";
        let latest = "arn:aws:lambda:eu-central-1:000000000000:function:f:$LATEST";
        for (text, qualifier, expected) in [
            ("f", None, Some(arn)),
            ("f", Some("$LATEST"), Some(latest)),
            ("f:$LATEST", None, Some(latest)),
            ("f:$LATEST", Some("$LATEST"), Some(latest)),
            ("f:$LATEST", Some("1"), None),
            ("000000000000:function:f", None, Some(arn)),
            (arn, None, Some(arn)),
            (latest, None, Some(latest)),
            ("111111111111:function:f", None, None),
            (
                "arn:aws:lambda:us-east-1:000000000000:function:f",
                None,
                None,
            ),
            (
                "arn:aws:sns:eu-central-1:000000000000:function:f",
                None,
                None,
            ),
        ] {
            let found = FunctionArn::parse(text, qualifier).map(|found| found.to_string());
            assert_eq!(found.as_deref(), expected, "{text} {qualifier:?}");
        }
        for (text, expected) in [("f", true), ("f:$LATEST", true), ("f:1", false)] {
            let found = FunctionArn::parse(text, None).unwrap();
            assert_eq!(found.is_latest(), expected, "{text}");
        }
    }
}
