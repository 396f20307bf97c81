//! The variables that a function's process has: Lambda's and its own, and no other.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html>

use std::collections::BTreeMap;

use crate::aws::REGION;
use crate::lambda::FunctionSettings;
use crate::lambda::arn::LATEST;

/// The variables of a process of the function that is served at `runtime_api`.
pub(super) fn of_process(
    settings: &FunctionSettings,
    runtime_api: String,
) -> BTreeMap<String, String> {
    let name = &settings.name;
    let reserved = [
        ("_HANDLER", "bootstrap".to_owned()),
        ("AWS_ACCESS_KEY_ID", "local".to_owned()),
        ("AWS_DEFAULT_REGION", REGION.to_owned()),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256".to_owned()),
        ("AWS_LAMBDA_FUNCTION_NAME", name.clone()),
        ("AWS_LAMBDA_FUNCTION_VERSION", LATEST.to_owned()),
        ("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand".to_owned()),
        ("AWS_LAMBDA_LOG_GROUP_NAME", format!("/aws/lambda/{name}")),
        ("AWS_LAMBDA_LOG_STREAM_NAME", LATEST.to_owned()),
        ("AWS_LAMBDA_RUNTIME_API", runtime_api),
        ("AWS_REGION", REGION.to_owned()),
        ("AWS_SECRET_ACCESS_KEY", "local".to_owned()),
        ("AWS_SESSION_TOKEN", "local".to_owned()),
        ("LANG", "en_US.UTF-8".to_owned()),
        ("LAMBDA_TASK_ROOT", "/var/task".to_owned()),
        ("TZ", ":UTC".to_owned()),
    ];
    let reserved = reserved.map(|(name, value)| (name.to_owned(), value));
    // Lambda's own last: a function can't be given others of these names.
    settings
        .environment
        .clone()
        .into_iter()
        .chain(reserved)
        .collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_function_has_its_own_variables_but_not_in_the_place_of_lambdas() {
        let own = [("TABLE_NAME", "records"), ("AWS_REGION", "us-east-1")];
        let settings = FunctionSettings {
            name: "f".to_owned(),
            command: "f".into(),
            arguments: Vec::new(),
            environment: own
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .into(),
            timeout: Duration::from_secs(1),
        };
        let variables = of_process(&settings, "127.0.0.1:9".to_owned());
        for (name, expected) in [
            ("AWS_LAMBDA_FUNCTION_NAME", Some("f")),
            ("AWS_LAMBDA_RUNTIME_API", Some("127.0.0.1:9")),
            ("AWS_REGION", Some("eu-central-1")),
            ("HOME", None),
            ("TABLE_NAME", Some("records")),
        ] {
            assert_eq!(variables.get(name).map(String::as_str), expected, "{name}");
        }
    }
}
