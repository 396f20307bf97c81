//! A resource policy: which services may call a function, a version or an alias.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html>

use serde::Serialize;
use serde_json::json;

use crate::aws::Refusal;
use crate::iam::{self, Decision, Document};
use crate::lambda::arn::FunctionArn;
use crate::lambda::refusals;
use crate::lambda::registry::function::Function;
use crate::lambda::registry::revision::Revision;
use crate::lambda::registry::statement::Statement;

/// The statements of one function, version or alias, as the API shows them.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Policy {
    version: &'static str,
    id: &'static str,
    #[serde(rename = "Statement")]
    statements: Vec<Statement>,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            version: "2012-10-17",
            id: "default",
            statements: Vec::new(),
        }
    }
}

impl Policy {
    /// Whether it lets `service` invoke `resource`, whose policy it is, on behalf of `source`;
    /// both are ARNs.
    fn permits(&self, service: &str, resource: &str, source: &str) -> bool {
        let account = source.split(':').nth(4).unwrap_or_default();
        let request = iam::Request {
            service: Some(service),
            action: "lambda:InvokeFunction",
            resource: Some(resource),
            context: &[("aws:SourceArn", source), ("aws:SourceAccount", account)],
        };
        let document = Document::of_resource(&json!(self).to_string());
        document.is_ok_and(|document| iam::decide(&[document], &request) == Decision::Allow)
    }
}

impl Function {
    /// Whether the policy of what `qualifier` names lets `service` invoke it on behalf of the
    /// resource `source`, an ARN. The function's own policy says nothing of its versions and
    /// aliases.
    pub(crate) fn permits(&self, qualifier: Option<&str>, service: &str, source: &str) -> bool {
        let policy = self.policies.get(&qualifier.map(str::to_owned));
        policy.is_some_and(|policy| {
            let resource = FunctionArn {
                qualifier: qualifier.map(str::to_owned),
                ..self.arn()
            };
            policy.permits(service, &resource.to_string(), source)
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
        let policy = self.policies.entry(key).or_default();
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
    use crate::lambda::registry::statement::Principal;

    const APPSYNC: &str = "appsync.amazonaws.com";
    const API: &str = "arn:aws:appsync:eu-central-1:000000000000:apis/one";
    const FUNCTION: &str = "arn:aws:lambda:eu-central-1:000000000000:function:f:live";

    fn statement() -> Statement {
        Statement {
            id: "appsync".to_owned(),
            principal: Principal::Service(APPSYNC.to_owned()),
            action: "lambda:InvokeFunction".to_owned(),
            resource: FUNCTION.to_owned(),
            source_arn: Some(API.to_owned()),
            source_account: None,
        }
    }

    fn is_permitted(statement: Statement, service: &str, source: &str) -> bool {
        let policy = Policy {
            statements: vec![statement],
            ..Policy::default()
        };
        policy.permits(service, FUNCTION, source)
    }

    #[test]
    fn a_statement_permits_what_all_of_its_parts_permit() {
        let other_api = "arn:aws:appsync:eu-central-1:000000000000:apis/two";
        assert!(!is_permitted(statement(), APPSYNC, other_api));
        assert!(!is_permitted(statement(), "s3.amazonaws.com", API));
        let service = |name: &str| Principal::Service(name.to_owned());
        let root = Principal::Aws("arn:aws:iam::000000000000:root".to_owned());
        let action = |action: &str| Statement {
            action: action.to_owned(),
            ..statement()
        };
        let principal = |principal: Principal| Statement {
            principal,
            ..statement()
        };
        let arn = |arn: Option<&str>| Statement {
            source_arn: arn.map(str::to_owned),
            ..statement()
        };
        let account = |account: &str| Statement {
            source_account: Some(account.to_owned()),
            ..statement()
        };
        for (statement, expected) in [
            (statement(), true),
            (principal(service("s3.amazonaws.com")), false),
            (principal(root), false),
            // Whether that includes a service is documented nowhere.
            (principal(Principal::Anyone), false),
            (action("lambda:*"), true),
            (action("*"), true),
            (action("lambda:GetFunction"), false),
            (arn(None), true),
            (arn(Some("arn:aws:appsync:*:*:apis/*")), true),
            (arn(Some(other_api)), false),
            (arn(Some("*")), false),
            (account("000000000000"), true),
            (account("111111111111"), false),
        ] {
            let shown = format!("{statement:?}");
            assert_eq!(is_permitted(statement, APPSYNC, API), expected, "{shown}");
        }
    }
}
