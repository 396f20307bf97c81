//! The log: JSON lines on standard output, which Lambda hands to CloudWatch.
//!
//! One line per event, with `timestamp`, `level` and the event's own fields at the top, as
//! Lambda's JSON log format expects. Nothing here ever formats an event of AppSync: they
//! hold tokens.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html>

use tracing::level_filters::LevelFilter;

use crate::environment::{Environment, SettingError};

/// Starts the log at the level that `AWS_LAMBDA_LOG_LEVEL` names (`TRACE`, `DEBUG`, `INFO`,
/// `WARN`, `ERROR` or `FATAL`; default `INFO`). A second call changes nothing.
///
/// # Errors
/// [`SettingError`] for an unknown level; the log then runs at the default.
pub fn start(environment: &Environment<'_>) -> Result<(), SettingError> {
    const VARIABLE: &str = "AWS_LAMBDA_LOG_LEVEL";
    let level = match environment.text(VARIABLE) {
        None => Ok(LevelFilter::INFO),
        // Lambda knows a level that tracing does not.
        Some(text) if text.eq_ignore_ascii_case("fatal") => Ok(LevelFilter::ERROR),
        Some(text) => text.parse().map_err(|_| {
            SettingError::new(VARIABLE, "must be TRACE, DEBUG, INFO, WARN, ERROR or FATAL")
        }),
    };
    let subscriber = tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_current_span(false)
        .with_span_list(false)
        .with_target(false)
        .with_max_level(level.clone().unwrap_or(LevelFilter::INFO));
    // Refused only where a subscriber runs already, which then serves as well.
    drop(subscriber.try_init());
    level.map(drop)
}
