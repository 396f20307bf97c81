//! How a function is named: plainly, with its account, or by its whole ARN, each with or
//! without a version or an alias.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html>, `FunctionName`

use std::fmt;

use crate::aws::{ACCOUNT, REGION};

/// The one version that changes.
pub(crate) const LATEST: &str = "$LATEST";

/// The longest name of a function, in characters.
const LONGEST_NAME: usize = 64;

/// The longest name of a version or an alias, in characters.
const LONGEST_QUALIFIER: usize = 128;

/// The ARN of a function on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FunctionArn {
    pub(crate) name: String,
    /// The version or the alias.
    pub(crate) qualifier: Option<String>,
}

/// Why a text names no function on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NameError {
    /// It is of another account, region or service.
    Elsewhere(String),
    /// It has characters or a length that no name has.
    Malformed {
        /// The parameter, as Lambda calls it.
        member: &'static str,
        /// The text.
        value: String,
    },
    /// The name has one qualifier, and another stands beside it.
    OtherQualifier,
}

impl FunctionArn {
    /// The ARN of the function `name`, without a version.
    pub(crate) fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            qualifier: None,
        }
    }

    /// The same function with that version or alias.
    pub(crate) fn qualified(&self, qualifier: impl fmt::Display) -> Self {
        Self {
            name: self.name.clone(),
            qualifier: Some(qualifier.to_string()),
        }
    }

    /// Reads a function's name as callers write it, and the `Qualifier` beside it.
    ///
    /// # Errors
    /// [`NameError`] for what can't name a function on this machine.
    pub(crate) fn parse(text: &str, qualifier: Option<&str>) -> Result<Self, NameError> {
        let parts: Vec<_> = text.split(':').collect();
        let parts = match parts.as_slice() {
            [
                "arn",
                "aws",
                "lambda",
                REGION,
                ACCOUNT,
                "function",
                rest @ ..,
            ]
            | [ACCOUNT, "function", rest @ ..] => rest,
            ["arn", _, _, _, _, _, _, ..] | [_, "function", _, ..] => {
                return Err(NameError::Elsewhere(text.to_owned()));
            }
            all => all,
        };
        let (name, suffix) = match *parts {
            [name] => (name, None),
            [name, suffix] => (name, Some(suffix)),
            _ => return Err(malformed("functionName", text)),
        };
        if let (Some(suffix), Some(qualifier)) = (suffix, qualifier)
            && suffix != qualifier
        {
            return Err(NameError::OtherQualifier);
        }
        if !is_word(name, LONGEST_NAME, "-_") {
            return Err(malformed("functionName", text));
        }
        let qualifier = suffix.or(qualifier);
        match qualifier {
            Some(qualifier) if !is_word(qualifier, LONGEST_QUALIFIER, "-_$") => {
                Err(malformed("qualifier", qualifier))
            }
            _ => Ok(Self {
                name: name.to_owned(),
                qualifier: qualifier.map(str::to_owned),
            }),
        }
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

/// Whether a text is 1 to `longest` letters, digits and `others`.
pub(crate) fn is_word(text: &str, longest: usize, others: &str) -> bool {
    let fits = |it: char| it.is_ascii_alphanumeric() || others.contains(it);
    (1..=longest).contains(&text.len()) && text.chars().all(fits)
}

/// Whether a text is an account's number.
pub(crate) fn is_account(text: &str) -> bool {
    text.len() == 12 && text.chars().all(|it| it.is_ascii_digit())
}

fn malformed(member: &'static str, value: &str) -> NameError {
    NameError::Malformed {
        member,
        value: value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_is_found_under_each_of_its_names() {
        let arn = "arn:aws:lambda:eu-central-1:000000000000:function:f";
        for (text, qualifier, expected) in [
            ("f", None, ""),
            ("f", Some("$LATEST"), ":$LATEST"),
            ("f", Some("live"), ":live"),
            ("f:3", None, ":3"),
            ("f:$LATEST", Some("$LATEST"), ":$LATEST"),
            ("000000000000:function:f", None, ""),
            ("000000000000:function:f:live", None, ":live"),
            (arn, None, ""),
            (&format!("{arn}:live"), None, ":live"),
            (&format!("{arn}:3"), Some("3"), ":3"),
        ] {
            let found = FunctionArn::parse(text, qualifier).unwrap().to_string();
            assert_eq!(found, format!("{arn}{expected}"), "{text} {qualifier:?}");
        }
    }

    #[test]
    fn what_names_no_function_on_this_machine_says_why() {
        let elsewhere = |text: &str| NameError::Elsewhere(text.to_owned());
        for (text, qualifier, expected) in [
            ("f:$LATEST", Some("1"), NameError::OtherQualifier),
            (
                "111111111111:function:f",
                None,
                elsewhere("111111111111:function:f"),
            ),
            (
                "arn:aws:lambda:us-east-1:000000000000:function:f",
                None,
                elsewhere("arn:aws:lambda:us-east-1:000000000000:function:f"),
            ),
            (
                "arn:aws:sns:eu-central-1:000000000000:function:f",
                None,
                elsewhere("arn:aws:sns:eu-central-1:000000000000:function:f"),
            ),
            ("", None, malformed("functionName", "")),
            ("../f", None, malformed("functionName", "../f")),
            ("f:1:2", None, malformed("functionName", "f:1:2")),
            ("f", Some(""), malformed("qualifier", "")),
            ("f:a/b", None, malformed("qualifier", "a/b")),
            (
                &"f".repeat(65),
                None,
                malformed("functionName", &"f".repeat(65)),
            ),
        ] {
            let found = FunctionArn::parse(text, qualifier);
            assert_eq!(found, Err(expected), "{text} {qualifier:?}");
        }
    }
}
