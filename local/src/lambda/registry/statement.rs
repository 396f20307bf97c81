//! A statement of a resource policy: who may do what, and on whose behalf.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html>

use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

use crate::aws::Refusal;
use crate::lambda::arn::is_account;
use crate::lambda::refusals;

/// A permission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Statement {
    /// Its name in the policy.
    pub(crate) id: String,
    pub(crate) principal: Principal,
    pub(crate) action: String,
    /// The ARN of what may be called.
    pub(crate) resource: String,
    /// A pattern of ARNs on whose behalf the principal may call.
    pub(crate) source_arn: Option<String>,
    /// The account on whose behalf the principal may call.
    pub(crate) source_account: Option<String>,
}

/// Who is permitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Principal {
    Anyone,
    /// An account, a user or a role, by its ARN.
    Aws(String),
    /// A service, by its host name.
    Service(String),
}

impl Principal {
    pub(crate) fn parse(text: &str) -> Result<Self, Refusal> {
        let of_iam = text
            .strip_prefix("arn:aws:iam::")
            .and_then(|rest| rest.split_once(':'));
        let is_arn = of_iam.is_some_and(|(account, name)| is_account(account) && !name.is_empty());
        let is_host = |it: char| it.is_ascii_alphanumeric() || "-.".contains(it);
        match text {
            "*" => Ok(Self::Anyone),
            _ if is_account(text) => Ok(Self::Aws(format!("arn:aws:iam::{text}:root"))),
            _ if is_arn => Ok(Self::Aws(text.to_owned())),
            _ if text.ends_with(".amazonaws.com") && text.chars().all(is_host) => {
                Ok(Self::Service(text.to_owned()))
            }
            _ => Err(refusals::invalid(
                "The provided principal was invalid. Please check the principal and try again.",
            )),
        }
    }
}

impl Statement {
    fn condition(&self) -> Map<String, Value> {
        let mut condition = Map::new();
        if let Some(account) = &self.source_account {
            condition.insert(
                "StringEquals".to_owned(),
                json!({"AWS:SourceAccount": account}),
            );
        }
        if let Some(arn) = &self.source_arn {
            condition.insert("ArnLike".to_owned(), json!({"AWS:SourceArn": arn}));
        }
        condition
    }
}

impl Serialize for Statement {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut statement = json!({
            "Sid": self.id,
            "Effect": "Allow",
            "Principal": match &self.principal {
                Principal::Anyone => json!("*"),
                Principal::Aws(arn) => json!({"AWS": arn}),
                Principal::Service(name) => json!({"Service": name}),
            },
            "Action": self.action,
            "Resource": self.resource,
        });
        let condition = self.condition();
        if let (false, Some(members)) = (condition.is_empty(), statement.as_object_mut()) {
            members.insert("Condition".to_owned(), condition.into());
        }
        statement.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_principal_is_anyone_a_service_or_an_arn() {
        let aws = |arn: &str| Some(Principal::Aws(arn.to_owned()));
        let service = Some(Principal::Service("appsync.amazonaws.com".to_owned()));
        let role = "arn:aws:iam::000000000000:role/r";
        for (text, expected) in [
            ("*", Some(Principal::Anyone)),
            ("appsync.amazonaws.com", service),
            ("000000000000", aws("arn:aws:iam::000000000000:root")),
            (role, aws(role)),
            ("", None),
            ("appsync", None),
            ("a b.amazonaws.com", None),
            ("arn:aws:iam::000000000000:", None),
            ("arn:aws:iam::0:root", None),
        ] {
            assert_eq!(Principal::parse(text).ok(), expected, "{text}");
        }
    }

    #[test]
    fn a_statement_is_shown_as_aws_shows_it() {
        let source = "arn:aws:appsync:eu-central-1:000000000000:apis/one";
        let function = "arn:aws:lambda:eu-central-1:000000000000:function:f:live";
        let mut statement = Statement {
            id: "appsync".to_owned(),
            principal: Principal::Service("appsync.amazonaws.com".to_owned()),
            action: "lambda:InvokeFunction".to_owned(),
            resource: function.to_owned(),
            source_arn: Some(source.to_owned()),
            source_account: None,
        };
        let expected = json!({
            "Sid": "appsync",
            "Effect": "Allow",
            "Principal": {"Service": "appsync.amazonaws.com"},
            "Action": "lambda:InvokeFunction",
            "Resource": function,
            "Condition": {"ArnLike": {"AWS:SourceArn": source}},
        });
        assert_eq!(serde_json::to_value(&statement).unwrap(), expected);
        statement.source_arn = None;
        let shown = serde_json::to_value(&statement).unwrap();
        assert_eq!(shown.get("Condition"), None);
    }
}
