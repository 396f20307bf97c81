//! Texts of a configuration, each with its own form.

use serde::Serialize;

use crate::aws::Refusal;
use crate::lambda::arn::is_account;
use crate::lambda::refusals;

/// What the function is for, in somebody's words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Description(String);

/// What `_HANDLER` says to a process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Handler(String);

/// The ARN of the role whose grants the function has. It has none here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Role(String);

/// What the program runs on: here, nothing but the system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Runtime(String);

impl Description {
    pub(crate) fn new(text: String) -> Result<Self, Refusal> {
        if text.chars().count() > 256 {
            let constraint = "have length less than or equal to 256";
            return Err(refusals::constraint("description", text, constraint));
        }
        Ok(Self(text))
    }
}

impl Handler {
    pub(crate) fn new(text: String) -> Result<Self, Refusal> {
        let fits = |it: char| !it.is_whitespace() && !it.is_control();
        if !(1..=128).contains(&text.len()) || !text.chars().all(fits) {
            let constraint = r"satisfy regular expression pattern: [^\s]+";
            return Err(refusals::constraint("handler", text, constraint));
        }
        Ok(Self(text))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Role {
    pub(crate) fn new(text: String) -> Result<Self, Refusal> {
        if !is_role(&text) {
            return Err(refusals::constraint(
                "role",
                text,
                "be the ARN of a role, arn:aws:iam::ACCOUNT:role/NAME",
            ));
        }
        Ok(Self(text))
    }
}

impl Runtime {
    pub(crate) fn new(text: String) -> Result<Self, Refusal> {
        match text.as_str() {
            "provided.al2" | "provided.al2023" => Ok(Self(text)),
            _ => Err(refusals::invalid(format!(
                "The local Lambda runs programs that bring their runtime with them, \
                 provided.al2023 and provided.al2, and not {text}."
            ))),
        }
    }
}

fn is_role(text: &str) -> bool {
    let role = text.strip_prefix("arn:aws:iam::");
    let Some((account, name)) = role.and_then(|role| role.split_once(":role/")) else {
        return false;
    };
    let is_name = |it: char| it.is_ascii_alphanumeric() || "_+=,.@-/".contains(it);
    is_account(account) && !name.is_empty() && name.chars().all(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_has_its_form() {
        for (length, fits) in [(0, true), (256, true), (257, false)] {
            assert_eq!(Description::new("é".repeat(length)).is_ok(), fits);
        }
        for (text, fits) in [("bootstrap", true), ("", false), ("a b", false)] {
            assert_eq!(Handler::new(text.to_owned()).is_ok(), fits, "{text}");
        }
        for (text, fits) in [
            ("arn:aws:iam::000000000000:role/records", true),
            ("arn:aws:iam::000000000000:role/path/records", true),
            ("records", false),
            ("arn:aws:iam::0:role/records", false),
            ("arn:aws:iam::000000000000:role/", false),
            ("arn:aws:iam::000000000000:user/records", false),
        ] {
            assert_eq!(Role::new(text.to_owned()).is_ok(), fits, "{text}");
        }
        for (text, fits) in [
            ("provided.al2023", true),
            ("provided.al2", true),
            ("nodejs24.x", false),
        ] {
            assert_eq!(Runtime::new(text.to_owned()).is_ok(), fits, "{text}");
        }
    }
}
