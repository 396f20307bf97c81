//! Resource policies: `AddPermission`, `GetPolicy`, `RemovePermission`.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html>

use std::sync::Arc;

use axum::Json as Answer;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use serde_json::json;

use crate::aws::Refusal;
use crate::lambda::Functions;
use crate::lambda::arn::{LATEST, is_account, is_word};
use crate::lambda::control::request::{Json, Parameters, Rest};
use crate::lambda::refusals;
use crate::lambda::registry::{Principal, Statement};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Add {
    action: String,
    principal: String,
    revision_id: Option<String>,
    source_account: Option<String>,
    source_arn: Option<String>,
    statement_id: String,
    #[serde(flatten)]
    rest: Rest,
}

pub(super) async fn add(
    State(functions): State<Arc<Functions>>,
    Path(name): Path<String>,
    Query(parameters): Query<Parameters>,
    Json(request): Json<Add>,
) -> Result<Response, Refusal> {
    request.rest.refuse()?;
    let arn = parameters.arn(&name)?;
    let qualifier = arn.qualifier.as_deref();
    if qualifier == Some(LATEST) {
        return Err(refusals::invalid(
            "We currently do not support adding policies for $LATEST.",
        ));
    }
    let revision = request.revision_id.clone();
    let statement = request.statement(arn.to_string())?;
    let shown = json!(statement).to_string();
    let mut registry = functions.registry_mut();
    let function = registry.function_mut(&arn)?;
    function.add_statement(qualifier, statement, revision.as_deref())?;
    Ok((StatusCode::CREATED, Answer(json!({"Statement": shown}))).into_response())
}

pub(super) async fn get(
    State(functions): State<Arc<Functions>>,
    Path(name): Path<String>,
    Query(parameters): Query<Parameters>,
) -> Result<Response, Refusal> {
    let arn = parameters.arn(&name)?;
    let registry = functions.registry();
    let function = registry.get(&arn);
    let found = function.and_then(|function| function.policy(arn.qualifier.as_deref()));
    let (policy, revision) =
        found.ok_or_else(|| refusals::not_found("The resource you requested does not exist."))?;
    let policy = json!(policy).to_string();
    Ok(Answer(json!({"Policy": policy, "RevisionId": revision})).into_response())
}

pub(super) async fn remove(
    State(functions): State<Arc<Functions>>,
    Path((name, statement)): Path<(String, String)>,
    Query(parameters): Query<Parameters>,
) -> Result<StatusCode, Refusal> {
    let arn = parameters.arn(&name)?;
    let mut registry = functions.registry_mut();
    let not_found = |_| refusals::not_found(format!("No policy found for: {arn}"));
    let function = registry.function_mut(&arn).map_err(not_found)?;
    function.remove_statement(
        arn.qualifier.as_deref(),
        &statement,
        parameters.revision_id.as_deref(),
    )?;
    Ok(StatusCode::NO_CONTENT)
}

impl Add {
    /// The statement for what has the ARN `resource`.
    fn statement(self, resource: String) -> Result<Statement, Refusal> {
        if !is_word(&self.statement_id, 100, "-_") {
            let constraint = "satisfy regular expression pattern: ([a-zA-Z0-9-_]+)";
            return Err(refusals::constraint(
                "statementId",
                self.statement_id,
                constraint,
            ));
        }
        let of_lambda = self.action.strip_prefix("lambda:");
        let is_name = |name: &str| name == "*" || name.chars().all(|it| it.is_ascii_alphabetic());
        if self.action != "*" && !of_lambda.is_some_and(is_name) {
            let constraint =
                r"satisfy regular expression pattern: (lambda:[*]|lambda:[a-zA-Z]+|[*])";
            return Err(refusals::constraint("action", self.action, constraint));
        }
        if let Some(arn) = &self.source_arn
            && (!arn.starts_with("arn:") || arn.split(':').count() < 6)
        {
            let constraint = "be an ARN, or a pattern of ARNs";
            return Err(refusals::constraint("sourceArn", arn, constraint));
        }
        if let Some(account) = &self.source_account
            && !is_account(account)
        {
            let constraint = r"satisfy regular expression pattern: \d{12}";
            return Err(refusals::constraint("sourceAccount", account, constraint));
        }
        Ok(Statement {
            id: self.statement_id,
            principal: Principal::parse(&self.principal)?,
            action: self.action,
            resource,
            source_arn: self.source_arn,
            source_account: self.source_account,
        })
    }
}
