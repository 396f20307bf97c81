//! The metrics: a line that CloudWatch turns into numbers.
//!
//! The only dimension is the outcome: each further one would multiply what CloudWatch
//! bills.
//!
//! Source: <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html>

use serde_json::{Value, json};
use shared::log::VERBATIM;

use crate::log::outcome::Outcome;

const NAMESPACE: &str = "AppSyncAuthorizer";

/// Writes the line of one decision at `now`, in milliseconds since 1970.
pub(crate) fn write(outcome: Outcome, now: i64) {
    let line = line(outcome, now).to_string();
    // The one level that no setting takes away: metrics are not for reading.
    tracing::error!(target: VERBATIM, line);
}

fn line(outcome: Outcome, now: i64) -> Value {
    let metrics = [("Decisions", "Count", Some(1))];
    let present: Vec<_> = metrics
        .into_iter()
        .filter_map(|(name, unit, value)| Some((name, unit, value?)))
        .collect();
    let definitions: Vec<_> = present
        .iter()
        .map(|(name, unit, _)| json!({"Name": name, "Unit": unit}))
        .collect();
    let mut line = json!({
        "_aws": {
            "Timestamp": now,
            "CloudWatchMetrics": [{
                "Namespace": NAMESPACE,
                "Dimensions": [["outcome"]],
                "Metrics": definitions,
            }],
        },
        "outcome": outcome.name(),
    });
    if let Some(members) = line.as_object_mut() {
        members.extend(
            present
                .iter()
                .map(|(name, _, value)| ((*name).to_owned(), (*value).into())),
        );
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_in_the_embedded_metric_format() {
        let expected = json!({
            "_aws": {
                "Timestamp": 1_000,
                "CloudWatchMetrics": [{
                    "Namespace": "AppSyncAuthorizer",
                    "Dimensions": [["outcome"]],
                    "Metrics": [{"Name": "Decisions", "Unit": "Count"}]
                }]
            },
            "outcome": "deny",
            "Decisions": 1
        });
        assert_eq!(line(Outcome::Deny, 1_000), expected);
    }
}
