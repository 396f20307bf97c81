//! How a function's log is written, and where it would go.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/api/API_LoggingConfig.html>

use serde::{Deserialize, Serialize};

use crate::aws::Refusal;
use crate::lambda::refusals;

/// The settings; a process is told of them, and its lines are in the stack's own output.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Logging {
    log_format: Format,
    /// With JSON only.
    #[serde(skip_serializing_if = "Option::is_none")]
    application_log_level: Option<Level>,
    /// With JSON only.
    #[serde(skip_serializing_if = "Option::is_none")]
    system_log_level: Option<SystemLevel>,
    log_group: String,
}

/// What a request says of them; the rest stays.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(crate) struct LoggingChange {
    log_format: Option<Format>,
    application_log_level: Option<Level>,
    system_log_level: Option<SystemLevel>,
    log_group: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
enum Format {
    #[serde(rename = "JSON")]
    Json,
    Text,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "UPPERCASE")]
enum Level {
    Debug,
    Error,
    Fatal,
    Info,
    Trace,
    Warn,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "UPPERCASE")]
enum SystemLevel {
    Debug,
    Info,
    Warn,
}

impl Logging {
    /// What the function `name` has if nothing else is said.
    pub(crate) fn of(name: &str) -> Self {
        Self {
            log_format: Format::Text,
            application_log_level: None,
            system_log_level: None,
            log_group: format!("/aws/lambda/{name}"),
        }
    }

    /// The settings after a change.
    pub(crate) fn changed(&self, change: LoggingChange) -> Result<Self, Refusal> {
        let log_format = change.log_format.unwrap_or(self.log_format);
        let log_group = change.log_group.unwrap_or_else(|| self.log_group.clone());
        let is_group = |it: char| it.is_ascii_alphanumeric() || "._/#-".contains(it);
        if !(1..=512).contains(&log_group.len()) || !log_group.chars().all(is_group) {
            return Err(refusals::constraint(
                "loggingConfig.logGroup",
                log_group,
                r"satisfy regular expression pattern: [\.\-_/#A-Za-z0-9]+",
            ));
        }
        if log_format == Format::Text {
            // Assumed: the words.
            if change.application_log_level.is_some() || change.system_log_level.is_some() {
                return Err(refusals::invalid(
                    "Log levels can be set with the log format JSON only.",
                ));
            }
            return Ok(Self {
                log_group,
                ..Self::of("")
            });
        }
        let level = change.application_log_level.or(self.application_log_level);
        let system_level = change.system_log_level.or(self.system_log_level);
        Ok(Self {
            log_format,
            application_log_level: Some(level.unwrap_or(Level::Info)),
            system_log_level: Some(system_level.unwrap_or(SystemLevel::Info)),
            log_group,
        })
    }

    pub(crate) fn log_group(&self) -> &str {
        &self.log_group
    }

    /// The variables that say it to a process.
    ///
    /// Source: <https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html>
    pub(crate) fn variables(&self) -> Vec<(&'static str, String)> {
        let level = |level: Level| {
            let level = format!("{level:?}").to_uppercase();
            [
                ("AWS_LAMBDA_LOG_FORMAT", "JSON".to_owned()),
                ("AWS_LAMBDA_LOG_LEVEL", level),
            ]
        };
        let variables = self.application_log_level.map(level);
        variables.into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn change(logging: &Logging, change: Value) -> Result<Value, String> {
        let change = serde_json::from_value(change).unwrap();
        let changed = logging.changed(change).map_err(|refusal| refusal.message)?;
        Ok(serde_json::to_value(changed).unwrap())
    }

    #[test]
    fn levels_belong_to_json() {
        let text = Logging::of("f");
        let json = text.changed(serde_json::from_value(json!({"LogFormat": "JSON"})).unwrap());
        let json = json.unwrap();
        let group = "/aws/lambda/f";
        for (before, after, expected) in [
            (
                &text,
                json!({}),
                json!({"LogFormat": "Text", "LogGroup": group}),
            ),
            (
                &text,
                json!({"LogFormat": "JSON", "SystemLogLevel": "WARN", "LogGroup": "g"}),
                json!({"LogFormat": "JSON", "ApplicationLogLevel": "INFO",
                       "SystemLogLevel": "WARN", "LogGroup": "g"}),
            ),
            (
                &json,
                json!({"ApplicationLogLevel": "TRACE"}),
                json!({"LogFormat": "JSON", "ApplicationLogLevel": "TRACE",
                       "SystemLogLevel": "INFO", "LogGroup": group}),
            ),
            (
                &json,
                json!({"LogFormat": "Text"}),
                json!({"LogFormat": "Text", "LogGroup": group}),
            ),
        ] {
            assert_eq!(change(before, after.clone()), Ok(expected), "{after}");
        }
        let refused = change(&text, json!({"ApplicationLogLevel": "TRACE"}));
        assert_eq!(
            refused.unwrap_err(),
            "Log levels can be set with the log format JSON only."
        );
        assert!(change(&text, json!({"LogGroup": "a b"})).is_err());
    }

    #[test]
    fn a_process_is_told_of_json() {
        let json: LoggingChange =
            serde_json::from_value(json!({"LogFormat": "JSON", "ApplicationLogLevel": "WARN"}))
                .unwrap();
        let text = Logging::of("f");
        assert_eq!(text.variables(), []);
        let expected = [
            ("AWS_LAMBDA_LOG_FORMAT", "JSON".to_owned()),
            ("AWS_LAMBDA_LOG_LEVEL", "WARN".to_owned()),
        ];
        assert_eq!(text.changed(json).unwrap().variables(), expected);
    }
}
