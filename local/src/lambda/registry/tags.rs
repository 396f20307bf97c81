//! A function's tags.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/dg/configuration-tags.html>

use std::collections::BTreeMap;

use serde::Serialize;

use crate::aws::Refusal;
use crate::lambda::refusals;

/// How many tags a function may have.
const MOST: usize = 50;

/// Tags by their keys.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Tags(BTreeMap<String, String>);

impl Tags {
    pub(crate) fn new(tags: BTreeMap<String, String>) -> Result<Self, Refusal> {
        Self::default().with(tags)
    }

    /// These tags, and `others` in the place of those with the same keys.
    pub(crate) fn with(&self, others: BTreeMap<String, String>) -> Result<Self, Refusal> {
        for (key, value) in &others {
            let length = key.chars().count();
            if !(1..=128).contains(&length) || value.chars().count() > 256 {
                return Err(refusals::invalid(format!(
                    "A tag's key has 1 to 128 characters and its value at most 256, unlike {key}."
                )));
            }
            if key.starts_with("aws:") {
                return Err(refusals::invalid(format!(
                    "Keys of tags that begin with aws: are AWS's own, as {key}."
                )));
            }
        }
        let mut tags = self.0.clone();
        tags.extend(others);
        if tags.len() > MOST {
            return Err(refusals::invalid(
                "Number of tags exceeds resource tag limit.",
            ));
        }
        Ok(Self(tags))
    }

    /// Keys that there are not are none.
    pub(crate) fn remove(&mut self, keys: &[String]) {
        self.0.retain(|key, _| !keys.contains(key));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(number: usize) -> BTreeMap<String, String> {
        (0..number)
            .map(|it| (it.to_string(), String::new()))
            .collect()
    }

    #[test]
    fn tags_have_bounds() {
        let one = |key: &str, value: &str| [(key.to_owned(), value.to_owned())].into();
        for (given, fits) in [
            (tags(50), true),
            (tags(51), false),
            (one("", ""), false),
            (one(&"k".repeat(128), &"v".repeat(256)), true),
            (one(&"k".repeat(129), ""), false),
            (one("key", &"v".repeat(257)), false),
            (one("aws:key", ""), false),
        ] {
            assert_eq!(Tags::new(given.clone()).is_ok(), fits, "{given:?}");
        }
        let full = Tags::new(tags(50)).unwrap();
        assert!(full.with(one("more", "")).is_err());
        assert!(full.with(one("0", "changed")).is_ok());
    }
}
