//! A function's own variables.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html>

use std::collections::BTreeMap;

use serde::Serialize;

use crate::aws::Refusal;
use crate::lambda::limits::LARGEST_ENVIRONMENT;
use crate::lambda::refusals;

/// The names that Lambda keeps for itself.
const RESERVED: [&str; 18] = [
    "AWS_ACCESS_KEY",
    "AWS_ACCESS_KEY_ID",
    "AWS_DEFAULT_REGION",
    "AWS_EXECUTION_ENV",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
    "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_FUNCTION_VERSION",
    "AWS_LAMBDA_INITIALIZATION_TYPE",
    "AWS_LAMBDA_LOG_GROUP_NAME",
    "AWS_LAMBDA_LOG_STREAM_NAME",
    "AWS_LAMBDA_RUNTIME_API",
    "AWS_REGION",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "LAMBDA_RUNTIME_DIR",
    "LAMBDA_TASK_ROOT",
    "_HANDLER",
    "_X_AMZN_TRACE_ID",
];

const CANNOT: &str = "Lambda was unable to configure your environment variables because the \
                      environment variables you have provided";

/// Variables that a function may have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Environment {
    variables: BTreeMap<String, String>,
}

impl Environment {
    pub(crate) fn new(variables: BTreeMap<String, String>) -> Result<Self, Refusal> {
        let reserved: Vec<_> = variables
            .keys()
            .map(String::as_str)
            .filter(|name| RESERVED.contains(name))
            .collect();
        if !reserved.is_empty() {
            let names = reserved.join(", ");
            return Err(refusals::invalid(format!(
                "{CANNOT} contains reserved keys that are currently not supported for \
                 modification. Reserved keys used in this request: {names}"
            )));
        }
        if let Some(name) = variables.keys().find(|name| !is_name(name)) {
            return Err(refusals::constraint(
                "environment.variables",
                name,
                "satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+",
            ));
        }
        if let Some((name, _)) = variables.iter().find(|(_, value)| value.contains('\0')) {
            return Err(refusals::invalid(format!(
                "{CANNOT} contains a value that no process can be given: {name}"
            )));
        }
        let measured = serde_json::to_string(&variables).map_err(|it| refusals::unreadable(&it))?;
        if measured.len() > LARGEST_ENVIRONMENT {
            return Err(refusals::invalid(format!(
                "{CANNOT} exceeded the 4KB limit. String measured: {measured}"
            )));
        }
        Ok(Self { variables })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.variables.is_empty()
    }

    /// By name.
    pub(crate) fn variables(&self) -> &BTreeMap<String, String> {
        &self.variables
    }
}

fn is_name(text: &str) -> bool {
    let mut rest = text.chars();
    rest.next().is_some_and(|first| first.is_ascii_alphabetic())
        && !rest.as_str().is_empty()
        && rest.all(|it| it.is_ascii_alphanumeric() || it == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(name: &str, value: &str) -> Result<Environment, String> {
        let variables = [(name.to_owned(), value.to_owned())];
        Environment::new(variables.into()).map_err(|refusal| refusal.message)
    }

    #[test]
    fn a_variable_has_a_name_of_its_own() {
        for (name, fits) in [
            ("TABLE_NAME", true),
            ("a1", true),
            ("", false),
            ("a", false),
            ("1a", false),
            ("_a", false),
            ("a=b", false),
            ("a b", false),
        ] {
            assert_eq!(environment(name, "").is_ok(), fits, "{name}");
        }
        for name in RESERVED {
            let message = environment(name, "").unwrap_err();
            let end = format!("Reserved keys used in this request: {name}");
            assert!(message.ends_with(&end), "{message}");
        }
    }

    #[test]
    fn the_variables_fit_into_4_kb_of_json() {
        let frame = r#"{"NAME":""}"#.len();
        let largest = "a".repeat(LARGEST_ENVIRONMENT - frame);
        assert!(environment("NAME", &largest).is_ok());
        let message = environment("NAME", &format!("{largest}a")).unwrap_err();
        assert!(message.contains("exceeded the 4KB limit"), "{message}");
    }

    #[test]
    fn a_value_that_no_process_can_have_is_refused() {
        let message = environment("NAME", "a\0b").unwrap_err();
        assert!(message.ends_with("can be given: NAME"), "{message}");
    }
}
