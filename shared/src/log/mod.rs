//! The log: JSON lines on standard output, which Lambda hands to CloudWatch.
//!
//! One line per event, with `timestamp`, `level` and the event's own fields at the top, as
//! Lambda's JSON log format expects. Nothing here ever formats an event of AppSync: they
//! hold tokens.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html>

pub mod recording;

use std::fmt::{self, Debug};

use tracing::field::{Field, Visit};
use tracing::level_filters::LevelFilter;
use tracing::{Event, Subscriber};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::format::{Format, Json, JsonFields, Writer};
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields, MakeWriter};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::environment::{Environment, SettingError};

/// The target of an event that is a line already: its field `line` is written as it is.
///
/// Metrics are such lines, because their format nests and an event's fields can't.
pub const VERBATIM: &str = "verbatim";

/// Starts the log at the level that `AWS_LAMBDA_LOG_LEVEL` names (`TRACE`, `DEBUG`, `INFO`,
/// `WARN`, `ERROR` or `FATAL`; default `INFO`). A second call changes nothing.
///
/// # Errors
/// [`SettingError`] for an unknown level; the log then runs at the default.
pub fn start(environment: &Environment<'_>) -> Result<(), SettingError> {
    let level = level(environment);
    let most = level.clone().unwrap_or(LevelFilter::INFO);
    // Refused only where a subscriber runs already, which then serves as well.
    drop(subscriber(most, std::io::stdout).try_init());
    level.map(drop)
}

fn level(environment: &Environment<'_>) -> Result<LevelFilter, SettingError> {
    const VARIABLE: &str = "AWS_LAMBDA_LOG_LEVEL";
    match environment.text(VARIABLE) {
        None => Ok(LevelFilter::INFO),
        // Lambda knows a level that tracing does not.
        Some(text) if text.eq_ignore_ascii_case("fatal") => Ok(LevelFilter::ERROR),
        Some(text) => text.parse().map_err(|_| {
            SettingError::new(VARIABLE, "must be TRACE, DEBUG, INFO, WARN, ERROR or FATAL")
        }),
    }
}

/// The log, to any writer.
fn subscriber<W>(level: LevelFilter, writer: W) -> impl Subscriber + Send + Sync
where
    W: for<'writer> MakeWriter<'writer> + Send + Sync + 'static,
{
    let json = Format::default()
        .json()
        .flatten_event(true)
        .with_current_span(false)
        .with_span_list(false)
        .with_target(false);
    tracing_subscriber::fmt()
        .fmt_fields(JsonFields::new())
        .event_format(Lines(json))
        .with_max_level(level)
        .with_writer(writer)
        .finish()
        .with(of_whom(level))
}

/// Whose lines are written: ours from that level on, those of libraries from INFO on. At
/// TRACE the Lambda runtime writes every event, with the token in it.
fn of_whom(level: LevelFilter) -> Targets {
    Targets::new()
        .with_default(level.min(LevelFilter::INFO))
        .with_targets(["authorizer", "resolvers", "shared"].map(|crate_| (crate_, level)))
        // It repeats the error that a handler returns, and what a panic says, which are
        // logged already.
        .with_target("lambda_runtime::layers::panic", LevelFilter::OFF)
}

/// JSON, but for [`VERBATIM`] lines.
struct Lines(Format<Json>);

impl<S, N> FormatEvent<S, N> for Lines
where
    S: Subscriber + for<'lookup> LookupSpan<'lookup>,
    N: for<'writer> FormatFields<'writer> + 'static,
{
    fn format_event(
        &self,
        context: &FmtContext<'_, S, N>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        if event.metadata().target() != VERBATIM {
            return self.0.format_event(context, writer, event);
        }
        let mut line = Line::default();
        event.record(&mut line);
        writeln!(writer, "{}", line.0)
    }
}

/// Takes the field `line` out of an event.
#[derive(Default)]
struct Line(String);

impl Visit for Line {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "line" {
            value.clone_into(&mut self.0);
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::log::recording::Recording;

    fn lines(level: LevelFilter, events: impl FnOnce()) -> Vec<Value> {
        let recording = Recording::default();
        tracing::subscriber::with_default(recording.subscriber(level), events);
        let text = recording.text();
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    #[test]
    fn the_level_is_one_of_lambdas_in_any_case() {
        for (value, expected) in [
            (None, Some(LevelFilter::INFO)),
            (Some("debug"), Some(LevelFilter::DEBUG)),
            (Some("WARN"), Some(LevelFilter::WARN)),
            (Some("Fatal"), Some(LevelFilter::ERROR)),
            (Some("loud"), None),
        ] {
            let lookup = |_: &str| value.map(str::to_owned);
            let read = level(&Environment::new(&lookup));
            assert_eq!(read.ok(), expected, "{value:?}");
        }
    }

    #[test]
    fn an_event_is_a_flat_line_with_its_time_and_level() {
        let lines = lines(LevelFilter::INFO, || {
            tracing::debug!("too fine");
            tracing::info!(decision = "deny", count = 2, absent = None::<&str>);
        });
        let [line] = lines.as_slice() else {
            panic!("{lines:?}");
        };
        let mut line = line.clone();
        let timestamp = line.as_object_mut().unwrap().remove("timestamp").unwrap();
        assert!(timestamp.as_str().unwrap().ends_with('Z'), "{timestamp}");
        assert_eq!(
            line,
            json!({"level": "INFO", "decision": "deny", "count": 2})
        );
    }

    #[test]
    fn no_level_makes_the_runtime_write_an_event_or_an_error_twice() {
        let lines = lines(LevelFilter::TRACE, || {
            tracing::trace!("ours");
            tracing::trace!(target: "lambda_runtime::layers::api_response", body = "an event");
            tracing::error!(target: "lambda_runtime::layers::api_client", "no Runtime API");
            tracing::error!(target: "lambda_runtime::layers::panic", "a handler's error");
        });
        let messages: Vec<_> = lines.iter().map(|line| &line["message"]).collect();
        assert_eq!(messages, ["ours", "no Runtime API"]);
    }

    #[test]
    fn a_verbatim_line_is_written_as_it_is() {
        let lines = lines(LevelFilter::ERROR, || {
            tracing::error!(target: VERBATIM, line = r#"{"a":{"b":[1]}}"#);
        });
        assert_eq!(lines, [json!({"a": {"b": [1]}})]);
    }
}
