//! `data`: a JSON object or array, kept as text so that numbers, order and empty keys
//! survive as they were delivered.

use serde_json::Value;
use serde_json::value::RawValue;

use crate::error::ResolverError;

/// The longest text, in bytes. AppSync drops a subscription's message over 240 KB without
/// a word, and a message holds more than the data.
const LONGEST: usize = 128 * 1_024;

/// The deepest nesting.
const DEEPEST: usize = 64;

/// The checked text. AppSync may deliver AWSJSON parsed or as text, so a text that parses
/// to an object or array is taken as such.
pub(crate) fn parse(delivered: &RawValue) -> Result<String, ResolverError> {
    let text = match serde_json::from_str::<Value>(delivered.get()) {
        Ok(Value::String(text)) => text,
        _ => delivered.get().to_owned(),
    };
    let text = text.trim().to_owned();
    let invalid = |rule| ResolverError::ValidationError {
        field: "data",
        rule,
    };
    if text.len() > LONGEST {
        return Err(ResolverError::RecordTooLarge { limit: LONGEST });
    }
    let is_json = serde_json::from_str::<&RawValue>(&text).is_ok();
    if !is_json || !text.starts_with(['{', '[']) {
        return Err(invalid("must be a JSON object or array"));
    }
    if depth(&text) > DEEPEST {
        return Err(invalid("must not be nested deeper than 64"));
    }
    Ok(text)
}

/// The nesting of a text that is known to be JSON.
fn depth(json: &str) -> usize {
    let (mut depth, mut deepest, mut in_string, mut escaped) = (0_usize, 0, false, false);
    for byte in json.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => depth += 1,
            b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(delivered: &str) -> Result<String, &'static str> {
        let raw = RawValue::from_string(delivered.to_owned()).unwrap();
        parse(&raw).map_err(|error| error.code())
    }

    #[test]
    fn an_object_or_array_is_kept_as_it_was_delivered() {
        for (delivered, expected) in [
            (
                r#"{"b":1.0,"a":1e2,"":[]}"#,
                Ok(r#"{"b":1.0,"a":1e2,"":[]}"#),
            ),
            (
                r#""{\"n\":12345678901234567890123}""#,
                Ok(r#"{"n":12345678901234567890123}"#),
            ),
            ("[]", Ok("[]")),
            (r#""text""#, Err("ValidationError")),
            (r#""{""#, Err("ValidationError")),
            ("1", Err("ValidationError")),
            ("null", Err("ValidationError")),
        ] {
            assert_eq!(
                parsed(delivered),
                expected.map(str::to_owned),
                "{delivered}"
            );
        }
    }

    #[test]
    fn depth_and_length_have_an_end() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(parsed(&nested(64)).is_ok());
        assert_eq!(parsed(&nested(65)), Err("ValidationError"));
        assert!(parsed(&format!("[\"{}\"]", "[".repeat(100))).is_ok());
        let long = |length: usize| format!("[\"{}\"]", "a".repeat(length - 4));
        assert!(parsed(&long(LONGEST)).is_ok());
        assert_eq!(parsed(&long(LONGEST + 1)), Err("RecordTooLarge"));
    }
}
