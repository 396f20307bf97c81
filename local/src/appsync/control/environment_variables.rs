//! `GetGraphqlApiEnvironmentVariables`, `PutGraphqlApiEnvironmentVariables`.
//!
//! They are kept and given back: only templates and code can read them, and there is neither.
//!
//! Source: <https://docs.aws.amazon.com/appsync/latest/APIReference/API_PutGraphqlApiEnvironmentVariables.html>

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::members::Members;
use super::registry::Registry;
use super::uri::InPath;
use crate::aws::Refusal;

const MOST_VARIABLES: usize = 50;
const LONGEST_KEY: usize = 64;
const LONGEST_VALUE: usize = 512;

/// At most 50 variables.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(try_from = "BTreeMap<String, String>")]
pub(super) struct EnvironmentVariables(BTreeMap<String, String>);

/// Why variables are refused. Their values may be secrets, and stay out of it.
#[derive(Debug, thiserror::Error)]
pub(super) enum EnvironmentVariablesError {
    #[error("there are more than {MOST_VARIABLES} variables")]
    TooMany,
    #[error("{0:?} can't be the key of a variable")]
    Key(String),
    #[error("the value of {0} has more than {LONGEST_VALUE} characters")]
    Value(String),
}

impl TryFrom<BTreeMap<String, String>> for EnvironmentVariables {
    type Error = EnvironmentVariablesError;

    fn try_from(variables: BTreeMap<String, String>) -> Result<Self, Self::Error> {
        if variables.len() > MOST_VARIABLES {
            return Err(EnvironmentVariablesError::TooMany);
        }
        for (key, value) in &variables {
            if !is_key(key) {
                return Err(EnvironmentVariablesError::Key(key.clone()));
            }
            if value.chars().count() > LONGEST_VALUE {
                return Err(EnvironmentVariablesError::Value(key.clone()));
            }
        }
        Ok(Self(variables))
    }
}

fn is_key(text: &str) -> bool {
    (2..=LONGEST_KEY).contains(&text.len())
        && text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text
            .chars()
            .all(|each| each.is_ascii_alphanumeric() || each == '_')
}

pub(super) async fn find(
    State(registry): State<Arc<Registry>>,
    InPath(api_id): InPath<String>,
) -> Result<Json<Value>, Refusal> {
    registry.read(&api_id, |api| Ok(answer(&api.environment_variables)))
}

/// Replaces all of them.
pub(super) async fn put(
    State(registry): State<Arc<Registry>>,
    InPath(api_id): InPath<String>,
    mut members: Members,
) -> Result<Json<Value>, Refusal> {
    let variables = members.require("environmentVariables")?;
    members.finish()?;
    registry.change(&api_id, |api| {
        api.environment_variables = variables;
        Ok(answer(&api.environment_variables))
    })
}

fn answer(variables: &EnvironmentVariables) -> Json<Value> {
    Json(json!({ "environmentVariables": variables }))
}
