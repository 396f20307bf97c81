//! A parameter of a request. One without a value counts as left out (RFC 6749, sections 3.1
//! and 3.2).

use serde::{Deserialize as _, Deserializer};

pub(super) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(Option::<String>::deserialize(deserializer)?.filter(|text| !text.is_empty()))
}
