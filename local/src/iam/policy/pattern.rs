//! What a policy writes, compared with what is there.
//!
//! A policy variable (`${aws:username}`) stands for a text that isn't known here.

use crate::aws::{arn_like, resource_like, text_like};
use crate::iam::policy::matching::Match;

/// Whether `text` is the one that is written, in the same case and without wildcards.
pub(super) fn exact(written: &str, text: &str) -> Match {
    compare(|written, text| written == text, written, text)
}

/// Whether `text` is what `pattern` says, in the same case.
pub(super) fn text(pattern: &str, text: &str) -> Match {
    compare(text_like, pattern, text)
}

/// Whether `action` is what `pattern` says; actions have no case.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html>
pub(super) fn action(pattern: &str, action: &str) -> Match {
    text(&pattern.to_lowercase(), &action.to_lowercase())
}

/// Whether the resource of that ARN is what `pattern` says.
pub(super) fn resource(pattern: &str, arn: &str) -> Match {
    compare(resource_like, pattern, arn)
}

/// Whether `arn` is what `pattern` says.
pub(super) fn arn(pattern: &str, arn: &str) -> Match {
    compare(arn_like, pattern, arn)
}

fn compare(alike: fn(&str, &str) -> bool, written: &str, actual: &str) -> Match {
    if written.contains("${") {
        return Match::Unknown;
    }
    alike(written, actual).into()
}
