//! The variables that a function's process has: Lambda's and its own, and no other.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html>

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use crate::aws::REGION;
use crate::lambda::launch::{Initialization, Launch};

/// Where Lambda unpacks a function; a posted one's folder takes its place.
const TASK_ROOT: &str = "/var/task";

/// The variables of a process of the function that is served at `runtime_api`.
pub(super) fn of_process(
    launch: &Launch,
    initialization: Initialization,
    runtime_api: String,
) -> BTreeMap<String, String> {
    let task_root = launch.program.folder().map(Path::to_string_lossy);
    let reserved = [
        ("_HANDLER", launch.handler.clone()),
        ("AWS_ACCESS_KEY_ID", "local".to_owned()),
        ("AWS_DEFAULT_REGION", REGION.to_owned()),
        (
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            launch.memory_size.to_string(),
        ),
        ("AWS_LAMBDA_FUNCTION_NAME", launch.function.clone()),
        ("AWS_LAMBDA_FUNCTION_VERSION", launch.version.clone()),
        (
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            initialization.name().to_owned(),
        ),
        (
            "AWS_LAMBDA_LOG_GROUP_NAME",
            launch.logging.log_group().to_owned(),
        ),
        ("AWS_LAMBDA_LOG_STREAM_NAME", launch.version.clone()),
        ("AWS_LAMBDA_RUNTIME_API", runtime_api),
        ("AWS_REGION", REGION.to_owned()),
        ("AWS_SECRET_ACCESS_KEY", "local".to_owned()),
        ("AWS_SESSION_TOKEN", "local".to_owned()),
        ("LANG", "en_US.UTF-8".to_owned()),
        (
            "LAMBDA_TASK_ROOT",
            task_root.map_or(TASK_ROOT.to_owned(), Cow::into_owned),
        ),
        ("TZ", ":UTC".to_owned()),
    ];
    // Lambda's own last: a function can't be given others of these names.
    let lambdas = reserved.into_iter().chain(launch.logging.variables());
    launch
        .environment
        .clone()
        .into_iter()
        .chain(lambdas.map(|(name, value)| (name.to_owned(), value)))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::lambda::FunctionSettings;

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
        let variables = of_process(
            &settings.into(),
            Initialization::OnDemand,
            "127.0.0.1:9".to_owned(),
        );
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
