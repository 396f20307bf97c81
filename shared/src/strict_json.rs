//! JSON objects without duplicate members, at any depth.
//!
//! RFC 7515, section 4, and RFC 7519, section 4, leave it to the reader whether to refuse
//! duplicates or to take the last; two readers that differ can be played against each
//! other, so they are refused here. `serde_json` alone would take the last.

use std::fmt::{self, Formatter};

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// Reads a JSON object.
///
/// # Errors
/// [`StrictJsonError`]; nesting deeper than 128 counts as not being JSON.
pub fn object(bytes: &[u8]) -> Result<Map<String, Value>, StrictJsonError> {
    let text = std::str::from_utf8(bytes).map_err(|_| StrictJsonError::NotUtf8)?;
    let mut duplicate = false;
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = Strict {
        duplicate: &mut duplicate,
    }
    .deserialize(&mut deserializer)
    .and_then(|value| deserializer.end().map(|()| value));
    match value {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(StrictJsonError::NotAnObject),
        Err(_) if duplicate => Err(StrictJsonError::DuplicateMember),
        Err(error) => Err(StrictJsonError::NotJson(error.to_string())),
    }
}

/// Why bytes are no strict JSON object.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StrictJsonError {
    /// A member's name stands twice in one object.
    #[error("an object has a member twice")]
    DuplicateMember,
    /// JSON, but no object.
    #[error("not a JSON object")]
    NotAnObject,
    /// No JSON; the parser's words, which name a place and never quote the text.
    #[error("not JSON: {0}")]
    NotJson(String),
    /// No UTF-8.
    #[error("not UTF-8")]
    NotUtf8,
}

/// Builds a [`Value`] and stops at a duplicate.
struct Strict<'a> {
    duplicate: &'a mut bool,
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            if object.contains_key(&name) {
                *self.duplicate = true;
                return Err(A::Error::custom("duplicate member"));
            }
            let value = members.next_value_seed(Strict {
                duplicate: &mut *self.duplicate,
            })?;
            object.insert(name, value);
        }
        Ok(object.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        let mut array = Vec::new();
        while let Some(value) = elements.next_element_seed(Strict {
            duplicate: &mut *self.duplicate,
        })? {
            array.push(value);
        }
        Ok(array.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_object_is_read_as_serde_json_reads_it() {
        let text = r#"{"a":[1,-2,3.5,true,null,"x"],"b":{"c":{}},"d":18446744073709551615}"#;
        let expected: Value = serde_json::from_str(text).unwrap();
        assert_eq!(Value::from(object(text.as_bytes()).unwrap()), expected);
        assert_eq!(Value::from(object(b" {} ").unwrap()), json!({}));
    }

    #[test]
    fn a_duplicate_is_refused_at_any_depth_and_behind_any_escape() {
        for text in [
            r#"{"a":1,"a":1}"#,
            r#"{"a":1,"\u0061":2}"#,
            r#"{"b":{"a":1,"a":2}}"#,
            r#"{"b":[[{"a":1,"a":2}]]}"#,
        ] {
            assert_eq!(
                object(text.as_bytes()),
                Err(StrictJsonError::DuplicateMember),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_object_is_refused_by_kind() {
        for text in ["[]", "null", "1", "\"a\""] {
            assert_eq!(
                object(text.as_bytes()),
                Err(StrictJsonError::NotAnObject),
                "{text}"
            );
        }
        assert_eq!(object(b"{\"a\":\"\xff\"}"), Err(StrictJsonError::NotUtf8));
        let deep = format!("{{\"a\":{}{}}}", "[".repeat(200), "]".repeat(200));
        for text in [
            "",
            "{",
            "{}{}",
            "{} x",
            "\u{feff}{}",
            "{\"a\":NaN}",
            "{\"a\":1,}",
            &deep,
        ] {
            let error = object(text.as_bytes()).unwrap_err();
            assert!(
                matches!(error, StrictJsonError::NotJson(_)),
                "{text}: {error}"
            );
        }
    }
}
