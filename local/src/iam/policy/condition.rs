//! `Condition`: an operator, under it keys, under each the values that it may have.
//!
//! All operators and keys must be met, and of a key's values one.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::iam::policy::matching::Match;
use crate::iam::policy::one_or_many::OneOrMany;
use crate::iam::policy::pattern;

/// The conditions of a statement; without any, it applies always.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Conditions(BTreeMap<String, BTreeMap<String, OneOrMany<Value>>>);

/// A value as it is written; numbers and truth values may stand without quotes.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Value {
    Text(String),
    Number(serde_json::Number),
    Truth(bool),
}

/// Whether a key's value is one that a policy gives.
type Operator = fn(&str, &str) -> Match;

impl Conditions {
    /// Whether all are met, where `context` holds the keys whose values are known.
    pub(super) fn matches(&self, context: &[(&str, &str)]) -> Match {
        let conditions = self.0.iter().flat_map(|(operator, keys)| {
            let operator = named(operator);
            keys.iter()
                .map(move |(key, values)| matches(operator, value_of(key, context), values))
        });
        Match::all(conditions)
    }
}

fn named(operator: &str) -> Option<Operator> {
    Some(match operator {
        "StringEquals" => pattern::exact,
        "StringLike" => pattern::text,
        // "The ArnEquals and ArnLike condition operators behave identically."
        "ArnEquals" | "ArnLike" => pattern::arn,
        _ => return None,
    })
}

fn value_of<'a>(key: &str, context: &[(&str, &'a str)]) -> Option<&'a str> {
    let known = context
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(key));
    known.map(|(_, value)| *value)
}

fn matches(operator: Option<Operator>, actual: Option<&str>, values: &OneOrMany<Value>) -> Match {
    let (Some(operator), Some(actual)) = (operator, actual) else {
        return Match::Unknown;
    };
    Match::any(values.0.iter().map(|value| match value {
        Value::Text(text) => operator(text, actual),
        Value::Number(number) => operator(&number.to_string(), actual),
        Value::Truth(truth) => operator(&truth.to_string(), actual),
    }))
}
