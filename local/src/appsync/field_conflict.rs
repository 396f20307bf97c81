//! Fields under one key that can't be merged, in graphql-java's words.
//!
//! The GraphQL compiler's own sentence names one field; the one that it keeps for
//! compatibility with graphql-js names both, or both types, which is what is read here.

/// What is wrong with the fields, out of the compiler's sentence in graphql-js' words.
pub(super) fn reason(kind: &str, sentence: &str) -> String {
    // Behind the key in quotation marks, and a text.
    let mut quoted = sentence.split('"').skip(3);
    let first = quoted.next().unwrap_or_default();
    match kind {
        "ConflictingFieldName" => {
            let _text = quoted.next();
            let second = quoted.next().unwrap_or_default();
            format!("{first} and {second} are different fields")
        }
        "ConflictingFieldType" => {
            // The compiler leaves out the quotation mark after the first type.
            let first = first.trim_end_matches(" and ");
            let second = quoted.next().unwrap_or_default();
            difference(first, second)
        }
        _ => "they have differing arguments".to_owned(),
    }
}

/// How two types differ; their wrappers are compared from the outside in.
fn difference(first: &str, second: &str) -> String {
    match (first.strip_suffix('!'), second.strip_suffix('!')) {
        (Some(first), Some(second)) => return difference(first, second),
        (Some(_), None) | (None, Some(_)) => {
            return "fields have different nullability shapes".to_owned();
        }
        (None, None) => {}
    }
    let item = |text: &str| Some(text.strip_prefix('[')?.strip_suffix(']')?.to_owned());
    match (item(first), item(second)) {
        (Some(first), Some(second)) => difference(&first, &second),
        (Some(_), None) | (None, Some(_)) => "fields have different list shapes".to_owned(),
        (None, None) => format!("they return differing types {first} and {second}"),
    }
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn types_differ_in_their_outermost_wrapper_that_is_not_the_same() {
        for (first, second, expected) in [
            (
                "Int",
                "String",
                "they return differing types Int and String",
            ),
            ("Int!", "Int", "fields have different nullability shapes"),
            ("[Int]", "Int", "fields have different list shapes"),
            (
                "[Int!]!",
                "[Int]!",
                "fields have different nullability shapes",
            ),
            ("[[Int]]", "[Int]", "fields have different list shapes"),
        ] {
            assert_eq!(difference(first, second), expected, "{first} {second}");
        }
    }
}
