//! Texts with wildcards: `*` for any characters, also none, and `?` for one.

use std::iter;

use crate::iam::policy::matching::Match;

/// Whether `text` is the one that is written, in the same case and without wildcards.
pub(super) fn exact(written: &str, text: &str) -> Match {
    known(written, || written == text)
}

/// Whether `text` is what `pattern` says, in the same case.
pub(super) fn text(pattern: &str, text: &str) -> Match {
    known(pattern, || matches(pattern, text, |_| Characters::Any))
}

/// Whether `action` is what `pattern` says; actions have no case.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html>
pub(super) fn action(pattern: &str, action: &str) -> Match {
    text(&pattern.to_lowercase(), &action.to_lowercase())
}

/// Whether the resource of that ARN is what `pattern` says. A wildcard stays between two
/// colons, but for a `*` that ends what stands between them.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html>
pub(super) fn resource(pattern: &str, arn: &str) -> Match {
    let reach = |ends_part| {
        if ends_part {
            Characters::Any
        } else {
            Characters::AnyButColon
        }
    };
    known(pattern, || matches(pattern, arn, reach))
}

/// Whether `arn` is what `pattern` says: each of their six parts on its own, as `ArnLike` and
/// `ArnEquals` have it.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>
pub(super) fn arn(pattern: &str, arn: &str) -> Match {
    let parts = |arn: &str| arn.splitn(6, ':').count();
    let alike = |(pattern, part)| matches(pattern, part, |_| Characters::Any);
    known(pattern, || {
        let mut pairs = pattern.splitn(6, ':').zip(arn.splitn(6, ':'));
        parts(pattern) == 6 && parts(arn) == 6 && pairs.all(alike)
    })
}

/// A policy variable (`${aws:username}`) is not resolved here.
fn known(pattern: &str, matches: impl FnOnce() -> bool) -> Match {
    if pattern.contains("${") {
        return Match::Unknown;
    }
    matches().into()
}

#[derive(Clone, Copy)]
enum Characters {
    Only(char),
    Any,
    AnyButColon,
}

impl Characters {
    fn have(self, character: char) -> bool {
        match self {
            Self::Only(this) => character == this,
            Self::Any => true,
            Self::AnyButColon => character != ':',
        }
    }
}

/// `reach` says what a wildcard stands for, given whether it is a `*` before a colon or the
/// end. The time is at most that of both lengths multiplied.
fn matches(pattern: &str, text: &str, reach: impl Fn(bool) -> Characters) -> bool {
    // For each beginning of the text, from the empty one to the whole: does the pattern, as
    // far as it has been read, match it?
    let mut matched: Vec<bool> = iter::once(true)
        .chain(text.chars().map(|_| false))
        .collect();
    let mut rest = pattern.chars().peekable();
    while let Some(character) = rest.next() {
        matched = match character {
            '*' => {
                let ends_part = matches!(rest.peek(), None | Some(':'));
                any_number(&matched, text, reach(ends_part))
            }
            '?' => exactly_one(&matched, text, reach(false)),
            character => exactly_one(&matched, text, Characters::Only(character)),
        };
    }
    matched.last().copied().unwrap_or_default()
}

fn exactly_one(matched: &[bool], text: &str, of: Characters) -> Vec<bool> {
    let before = matched.iter().zip(text.chars());
    let longer = before.map(|(matched, character)| *matched && of.have(character));
    iter::once(false).chain(longer).collect()
}

fn any_number(matched: &[bool], text: &str, of: Characters) -> Vec<bool> {
    let last = iter::once(None).chain(text.chars().map(Some));
    let mut shorter = false;
    let extended = matched.iter().zip(last).map(|(matched, last)| {
        shorter = *matched || shorter && last.is_some_and(|last| of.have(last));
        shorter
    });
    extended.collect()
}
