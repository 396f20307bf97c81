//! Patterns of ARNs, as policies compare them.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>,
//! "Amazon Resource Name (ARN) condition operators"

/// Whether `arn` is one of those that `pattern` describes (`ArnLike`): each of the six parts
/// is compared by itself, `*` stands for any text and `?` for any character.
pub(crate) fn arn_like(pattern: &str, arn: &str) -> bool {
    let (mut patterns, mut parts) = (pattern.splitn(6, ':'), arn.splitn(6, ':'));
    (0..6).all(|_| match (patterns.next(), parts.next()) {
        (Some(pattern), Some(part)) => is_like(pattern, part),
        _ => false,
    })
}

/// Takes time in proportion to the product of both lengths at the most: where a text fits no
/// further, only the last `*` takes another character.
fn is_like(pattern: &str, text: &str) -> bool {
    let (mut pattern, mut text) = (pattern.chars(), text.chars());
    let mut last_star = None;
    loop {
        let here = (pattern.clone(), text.clone());
        match (pattern.next(), text.next()) {
            (None, None) => return true,
            (Some('*'), _) => {
                text = here.1;
                last_star = Some((pattern.clone(), text.clone()));
            }
            (Some('?'), Some(_)) => {}
            (Some(expected), Some(found)) if expected == found => {}
            _ => {
                let Some((after, from)) = &mut last_star else {
                    return false;
                };
                if from.next().is_none() {
                    return false;
                }
                (pattern, text) = (after.clone(), from.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
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
            assert_eq!(is_like(pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn a_hostile_pattern_ends() {
        let pattern = format!("arn:a:b:c:d:{}b", "a*".repeat(1_000));
        let arn = format!("arn:a:b:c:d:{}", "a".repeat(10_000));
        assert!(!arn_like(&pattern, &arn));
    }
}
