//! `data`: a JSON object or array, kept as text so that numbers, order and empty keys
//! survive as they were delivered.

use std::fmt::{self, Debug, Formatter};

use serde_json::value::RawValue;

use crate::error::ResolverError;

/// The longest compact text, in bytes. AppSync drops a subscription's message over 240 KB
/// without a word, and a message holds more than the data.
pub const LONGEST: usize = 128 * 1_024;

/// The deepest nesting.
const DEEPEST: usize = 64;

/// The checked text, without white space between its parts.
#[derive(Clone, PartialEq, Eq)]
pub struct Data(String);

impl Data {
    /// Checks what was delivered. AppSync may deliver `AWSJSON` parsed or as text, so a text
    /// that parses to an object or array is taken as such.
    ///
    /// # Errors
    /// [`ResolverError::RecordTooLarge`] beyond [`LONGEST`], and
    /// [`ResolverError::ValidationError`] for what is no object or array or is nested too
    /// deep.
    pub fn parse(delivered: &RawValue) -> Result<Self, ResolverError> {
        const NOT_JSON: ResolverError = invalid("must be a JSON object or array");
        if !delivered.get().starts_with('"') {
            return Self::from_json(delivered.get());
        }
        let text: String = serde_json::from_str(delivered.get()).map_err(|_| NOT_JSON)?;
        let json: &RawValue = serde_json::from_str(&text).map_err(|_| NOT_JSON)?;
        Self::from_json(json.get())
    }

    /// Checks a text that is known to be JSON.
    fn from_json(json: &str) -> Result<Self, ResolverError> {
        if !json.starts_with(['{', '[']) {
            return Err(invalid("must be a JSON object or array"));
        }
        let (compact, depth) = compact(json);
        if compact.len() > LONGEST {
            return Err(ResolverError::RecordTooLarge { limit: LONGEST });
        }
        if depth > DEEPEST {
            return Err(invalid("must not be nested deeper than 64"));
        }
        Ok(Self(compact))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text.
    pub fn into_string(self) -> String {
        self.0
    }
}

/// What users keep is their own matter: it is shown nowhere by accident.
impl Debug for Data {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "Data({} bytes)", self.0.len())
    }
}

const fn invalid(rule: &'static str) -> ResolverError {
    ResolverError::ValidationError {
        field: "data",
        rule,
    }
}

/// A JSON text without the white space between its parts, and how deep it is nested.
fn compact(json: &str) -> (String, usize) {
    let (mut depth, mut deepest, mut in_string, mut escaped) = (0_usize, 0, false, false);
    let mut compact = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            _ if escaped => escaped = false,
            '\\' if in_string => escaped = true,
            '"' => in_string = !in_string,
            ' ' | '\t' | '\n' | '\r' if !in_string => continue,
            '{' | '[' if !in_string => depth += 1,
            '}' | ']' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
        compact.push(character);
    }
    (compact, deepest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(delivered: &str) -> Result<String, &'static str> {
        let raw = RawValue::from_string(delivered.to_owned()).unwrap();
        let data = Data::parse(&raw).map_err(|error| error.code())?;
        Ok(data.into_string())
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
            (r#"{"a":1e400,"a":-0.0}"#, Ok(r#"{"a":1e400,"a":-0.0}"#)),
            (r#"["\ud800"]"#, Ok(r#"["\ud800"]"#)),
            ("[]", Ok("[]")),
            (r#""text""#, Err("ValidationError")),
            (r#""{""#, Err("ValidationError")),
            (r#""[] []""#, Err("ValidationError")),
            (r#""\ud800""#, Err("ValidationError")),
            (r#""\"[]\"""#, Err("ValidationError")),
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
    fn white_space_between_the_parts_does_not_count() {
        let spaced = "{ \"a b\" :\t[ 1 ,\n2 ] , \"c\" : \"\\\" \u{e9} \" }\r\n";
        let expected = "{\"a b\":[1,2],\"c\":\"\\\" \u{e9} \"}";
        assert_eq!(parsed(spaced), Ok(expected.to_owned()));
        let text = serde_json::to_string(spaced).unwrap();
        assert_eq!(parsed(&text), Ok(expected.to_owned()));
        let padded = format!("[{}]", " ".repeat(LONGEST));
        assert_eq!(parsed(&padded), Ok("[]".to_owned()));
    }

    #[test]
    fn depth_and_length_have_an_end() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(parsed(&nested(64)).is_ok());
        assert_eq!(parsed(&nested(65)), Err("ValidationError"));
        assert_eq!(parsed(&nested(1_000)), Err("ValidationError"));
        assert!(parsed(&format!("[\"{}\"]", "[".repeat(100))).is_ok());
        let long = |length: usize| format!("[\"{}\"]", "a".repeat(length - 4));
        assert!(parsed(&long(LONGEST)).is_ok());
        assert_eq!(parsed(&long(LONGEST + 1)), Err("RecordTooLarge"));
        let text = serde_json::to_string(&long(LONGEST + 1)).unwrap();
        assert_eq!(parsed(&text), Err("RecordTooLarge"));
    }
}
