//! A resource policy: which services may call a function, a version or an alias.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html>

use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

use crate::aws::{Refusal, arn_like};
use crate::lambda::refusals;
use crate::lambda::registry::function::Function;
use crate::lambda::registry::revision::Revision;

/// The statements of one function, version or alias, as the API shows them.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Policy {
    version: &'static str,
    id: &'static str,
    #[serde(rename = "Statement")]
    statements: Vec<Statement>,
}

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
        let is_account = text.len() == 12 && text.chars().all(|it| it.is_ascii_digit());
        let is_host = |it: char| it.is_ascii_alphanumeric() || "-.".contains(it);
        match text {
            "*" => Ok(Self::Anyone),
            _ if is_account => Ok(Self::Aws(format!("arn:aws:iam::{text}:root"))),
            _ if arn_like("arn:aws:iam::*:?*", text) => Ok(Self::Aws(text.to_owned())),
            _ if text.ends_with(".amazonaws.com") && text.chars().all(is_host) => {
                Ok(Self::Service(text.to_owned()))
            }
            _ => Err(refusals::invalid(
                "The provided principal was invalid. Please check the principal and try again.",
            )),
        }
    }

    fn is_service(&self, service: &str) -> bool {
        match self {
            Self::Anyone => true,
            Self::Aws(_) => false,
            Self::Service(name) => name == service,
        }
    }
}

impl Statement {
    /// Whether it lets `service` call on behalf of the resource `source`, an ARN.
    fn permits(&self, service: &str, source: &str) -> bool {
        let account = source.split(':').nth(4);
        let arn = self.source_arn.as_deref();
        self.principal.is_service(service)
            && ["lambda:InvokeFunction", "lambda:*", "*"].contains(&self.action.as_str())
            && arn.is_none_or(|pattern| arn_like(pattern, source))
            && (self.source_account.is_none() || self.source_account.as_deref() == account)
    }

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

impl Function {
    /// Whether the policy of what `qualifier` names lets `service` call on behalf of the
    /// resource `source`, an ARN. The function's own policy says nothing of its versions and
    /// aliases.
    pub(crate) fn permits(&self, qualifier: Option<&str>, service: &str, source: &str) -> bool {
        let policy = self.policies.get(&qualifier.map(str::to_owned));
        policy.is_some_and(|policy| {
            let mut statements = policy.statements.iter();
            statements.any(|statement| statement.permits(service, source))
        })
    }

    /// The policy of what `qualifier` names, if it has one, and the revision that it is of.
    pub(crate) fn policy(&self, qualifier: Option<&str>) -> Option<(&Policy, Revision)> {
        let revision = self.revision(qualifier).ok()?;
        let policy = self.policies.get(&qualifier.map(str::to_owned))?;
        Some((policy, revision))
    }

    /// # Errors
    /// A [`Refusal`] where there is no such version or alias, another revision, or a
    /// statement of that name.
    pub(crate) fn add_statement(
        &mut self,
        qualifier: Option<&str>,
        statement: Statement,
        revision: Option<&str>,
    ) -> Result<(), Refusal> {
        self.revision(qualifier)?.check(revision)?;
        let key = qualifier.map(str::to_owned);
        let policy = self.policies.entry(key).or_insert_with(|| Policy {
            version: "2012-10-17",
            id: "default",
            statements: Vec::new(),
        });
        let id = &statement.id;
        if policy.statements.iter().any(|it| it.id == *id) {
            return Err(refusals::conflict(format!(
                "The statement id ({id}) provided already exists. Please provide a new \
                 statement id, or remove the existing statement."
            )));
        }
        policy.statements.push(statement);
        self.revise(qualifier);
        Ok(())
    }

    /// # Errors
    /// A [`Refusal`] where there is no such version, alias, policy or statement, or another
    /// revision.
    pub(crate) fn remove_statement(
        &mut self,
        qualifier: Option<&str>,
        id: &str,
        revision: Option<&str>,
    ) -> Result<(), Refusal> {
        self.revision(qualifier)?.check(revision)?;
        let key = qualifier.map(str::to_owned);
        let Some(policy) = self.policies.get_mut(&key) else {
            return Err(refusals::not_found(
                "No policy is associated with the given resource.",
            ));
        };
        let before = policy.statements.len();
        policy.statements.retain(|statement| statement.id != id);
        if policy.statements.len() == before {
            return Err(refusals::not_found(format!(
                "Statement {id} is not found in resource policy."
            )));
        }
        if policy.statements.is_empty() {
            self.policies.remove(&key);
        }
        self.revise(qualifier);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const APPSYNC: &str = "appsync.amazonaws.com";
    const API: &str = "arn:aws:appsync:eu-central-1:000000000000:apis/one";

    fn statement() -> Statement {
        Statement {
            id: "appsync".to_owned(),
            principal: Principal::Service(APPSYNC.to_owned()),
            action: "lambda:InvokeFunction".to_owned(),
            resource: "arn:aws:lambda:eu-central-1:000000000000:function:f:live".to_owned(),
            source_arn: Some(API.to_owned()),
            source_account: None,
        }
    }

    #[test]
    fn a_statement_permits_what_each_of_its_parts_permits() {
        let is_permitted = |change: fn(&mut Statement)| {
            let mut statement = statement();
            change(&mut statement);
            statement.permits(APPSYNC, API)
        };
        let other_api = "arn:aws:appsync:eu-central-1:000000000000:apis/two";
        assert!(!statement().permits(APPSYNC, other_api));
        assert!(!statement().permits("s3.amazonaws.com", API));
        for (change, expected) in [
            ((|_| {}) as fn(&mut Statement), true),
            (|it| it.principal = Principal::Anyone, true),
            (
                |it| it.principal = Principal::Service("s3.amazonaws.com".to_owned()),
                false,
            ),
            (
                |it| it.principal = Principal::Aws("arn:aws:iam::000000000000:root".to_owned()),
                false,
            ),
            (|it| it.action = "lambda:*".to_owned(), true),
            (|it| it.action = "*".to_owned(), true),
            (|it| it.action = "lambda:GetFunction".to_owned(), false),
            (|it| it.source_arn = None, true),
            (
                |it| it.source_arn = Some("arn:aws:appsync:*:*:apis/*".to_owned()),
                true,
            ),
            (|it| it.source_arn = Some("*".to_owned()), false),
            (
                |it| it.source_account = Some("000000000000".to_owned()),
                true,
            ),
            (
                |it| it.source_account = Some("111111111111".to_owned()),
                false,
            ),
        ] {
            let mut changed = statement();
            change(&mut changed);
            assert_eq!(is_permitted(change), expected, "{changed:?}");
        }
    }

    #[test]
    fn a_principal_is_anyone_a_service_or_an_arn() {
        let aws = |arn: &str| Some(Principal::Aws(arn.to_owned()));
        let service = Some(Principal::Service(APPSYNC.to_owned()));
        for (text, expected) in [
            ("*", Some(Principal::Anyone)),
            (APPSYNC, service),
            ("000000000000", aws("arn:aws:iam::000000000000:root")),
            (
                "arn:aws:iam::000000000000:role/r",
                aws("arn:aws:iam::000000000000:role/r"),
            ),
            ("", None),
            ("appsync", None),
            ("a b.amazonaws.com", None),
            ("arn:aws:iam::000000000000:", None),
        ] {
            assert_eq!(Principal::parse(text).ok(), expected, "{text}");
        }
    }

    #[test]
    fn a_statement_is_shown_as_aws_shows_it() {
        let mut statement = statement();
        let expected = json!({
            "Sid": "appsync",
            "Effect": "Allow",
            "Principal": {"Service": "appsync.amazonaws.com"},
            "Action": "lambda:InvokeFunction",
            "Resource": "arn:aws:lambda:eu-central-1:000000000000:function:f:live",
            "Condition": {"ArnLike": {"AWS:SourceArn": API}},
        });
        assert_eq!(serde_json::to_value(&statement).unwrap(), expected);
        statement.source_arn = None;
        let shown = serde_json::to_value(&statement).unwrap();
        assert_eq!(shown.get("Condition"), None);
    }
}
