//! The metrics: a line that CloudWatch turns into numbers.
//!
//! The only dimension is the outcome: each further one would multiply what CloudWatch
//! bills.
//!
//! Source: <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html>

use serde_json::{Value, json};
use shared::log::VERBATIM;

use crate::keys::Counts;
use crate::log::outcome::Outcome;

const NAMESPACE: &str = "AppSyncAuthorizer";

/// Writes the line of one decision at `now`, in milliseconds since 1970, with what the key
/// sets did since the last one.
pub(crate) fn write(outcome: Outcome, keys: Counts, now: i64) {
    let line = line(outcome, keys, now).to_string();
    // The one level that no setting takes away: metrics are not for reading.
    tracing::error!(target: VERBATIM, line);
}

fn line(outcome: Outcome, keys: Counts, now: i64) -> Value {
    // A count of nothing is no news, and each value is billed.
    let count = |number: u32| (number > 0).then_some(u64::from(number));
    let metrics = [
        ("Decisions", "Count", Some(1)),
        ("KeySetFetches", "Count", count(keys.fetches)),
        ("KeySetFetchFailures", "Count", count(keys.failures)),
        ("KeySetAge", "Seconds", keys.age_seconds),
    ];
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
        let keys = Counts {
            fetches: 2,
            failures: 1,
            age_seconds: Some(9),
        };
        let expected = json!({
            "_aws": {
                "Timestamp": 1_000,
                "CloudWatchMetrics": [{
                    "Namespace": "AppSyncAuthorizer",
                    "Dimensions": [["outcome"]],
                    "Metrics": [
                        {"Name": "Decisions", "Unit": "Count"},
                        {"Name": "KeySetFetches", "Unit": "Count"},
                        {"Name": "KeySetFetchFailures", "Unit": "Count"},
                        {"Name": "KeySetAge", "Unit": "Seconds"}
                    ]
                }]
            },
            "outcome": "deny",
            "Decisions": 1, "KeySetFetches": 2, "KeySetFetchFailures": 1, "KeySetAge": 9
        });
        assert_eq!(line(Outcome::Deny, keys, 1_000), expected);
    }

    #[test]
    fn what_did_not_happen_is_left_out() {
        let line = line(Outcome::Allow, Counts::default(), 0);
        let metrics = &line["_aws"]["CloudWatchMetrics"][0]["Metrics"];
        assert_eq!(metrics, &json!([{"Name": "Decisions", "Unit": "Count"}]));
        for absent in ["KeySetFetches", "KeySetFetchFailures", "KeySetAge"] {
            assert_eq!(line.get(absent), None, "{absent}");
        }
    }
}
