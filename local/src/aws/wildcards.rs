//! Patterns of texts and of ARNs, as policies compare them: `*` is any text, also none, and
//! `?` any character.

use std::iter;

/// Whether `text` is one of those that `pattern` describes (`StringLike`).
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>,
/// "String condition operators"
pub(crate) fn text_like(pattern: &str, text: &str) -> bool {
    matches(pattern, text, |_| Characters::Any)
}

/// Whether `arn` is one of those that `pattern` describes (`ArnLike`, and `ArnEquals`, which
/// is the same): each of the six parts is compared by itself.
///
/// Source: the same page, "Amazon Resource Name (ARN) condition operators"
pub(crate) fn arn_like(pattern: &str, arn: &str) -> bool {
    let (mut patterns, mut parts) = (pattern.splitn(6, ':'), arn.splitn(6, ':'));
    (0..6).all(|_| match (patterns.next(), parts.next()) {
        (Some(pattern), Some(part)) => text_like(pattern, part),
        _ => false,
    })
}

/// Whether the resource of that ARN is one of those that `pattern` describes (`Resource`): a
/// wildcard stays between two colons, but for a `*` that ends what stands between them.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html>
pub(crate) fn resource_like(pattern: &str, arn: &str) -> bool {
    matches(pattern, arn, |ends_part| {
        if ends_part {
            Characters::Any
        } else {
            Characters::AnyButColon
        }
    })
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_part_of_an_arn_is_compared_by_itself() {
        let api = "arn:aws:appsync:eu-central-1:000000000000:apis/one";
        for (pattern, expected) in [
            (api, true),
            ("arn:aws:appsync:eu-central-1:000000000000:apis/*", true),
            ("arn:aws:appsync:*:*:*", true),
            ("arn:*:appsync:eu-central-1:000000000000:apis/o?e", true),
            ("arn:aws:appsync:eu-central-1:000000000000:apis/on", false),
            ("arn:aws:appsync:eu-central-1:000000000000:apis/ones", false),
            ("arn:aws:appsync:eu-central-1:000000000000:apis/one?", false),
            ("arn:aws:appsync:eu-central-1:000000000000:APIS/one", false),
            ("arn:aws:appsync:*:000000000001:apis/one", false),
            ("arn:aws:appsync:*", false),
            ("*", false),
            ("", false),
        ] {
            assert_eq!(arn_like(pattern, api), expected, "{pattern}");
        }
        assert!(!arn_like("arn:aws:appsync:*:*:*", "one"));
    }

    #[test]
    fn a_star_is_any_text_and_a_question_mark_any_character() {
        for (pattern, text, expected) in [
            ("", "", true),
            ("", "a", false),
            ("*", "", true),
            ("**", "ab", true),
            ("?", "", false),
            ("?", "é", true),
            ("a*c", "abc", true),
            ("a*c", "abcd", false),
            ("a*c*e", "abcdce", true),
            ("*ab", "aab", true),
            ("*a?b", "aaab", true),
            ("*a?b", "aab*", false),
            ("a*", "b", false),
        ] {
            assert_eq!(text_like(pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn a_hostile_pattern_ends() {
        let pattern = format!("arn:a:b:c:d:{}b", "a*".repeat(200));
        let arn = format!("arn:a:b:c:d:{}", "a".repeat(2_000));
        assert!(!arn_like(&pattern, &arn));
    }

    proptest! {
        #[test]
        fn a_pattern_is_like_what_the_regular_expression_of_it_matches(
            pattern in "[ab:*?]{0,8}", text in "[ab:]{0,8}",
        ) {
            let matches = |last_star: &str, star: &str, one: &str| {
                let mut characters = pattern.chars().peekable();
                let mut expression = String::from("^");
                while let Some(character) = characters.next() {
                    match (character, characters.peek()) {
                        ('*', None | Some(':')) => expression.push_str(last_star),
                        ('*', _) => expression.push_str(star),
                        ('?', _) => expression.push_str(one),
                        (character, _) => expression.push(character),
                    }
                }
                regex::Regex::new(&(expression + "$")).unwrap().is_match(&text)
            };
            prop_assert_eq!(text_like(&pattern, &text), matches(".*", ".*", "."));
            prop_assert_eq!(resource_like(&pattern, &text), matches(".*", "[^:]*", "[^:]"));
        }
    }
}
