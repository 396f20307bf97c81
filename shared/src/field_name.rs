//! The name of a field, as AppSync writes it in `deniedFields`: `TypeName.fieldName`.

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A field of the schema, for example `Query.getRecord`. Case-sensitive.
///
/// Source: <https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html>
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct FieldName(String);

impl FieldName {
    /// The field `field` of `type_name`.
    ///
    /// # Errors
    /// [`InvalidFieldName`] when either is no GraphQL name.
    pub fn new(type_name: &str, field: &str) -> Result<Self, InvalidFieldName> {
        format!("{type_name}.{field}").parse()
    }

    /// The whole name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The type's and the field's name.
    pub fn parts(&self) -> (&str, &str) {
        // A value is only ever made from a text with one dot.
        self.0.split_once('.').unwrap_or((&self.0, ""))
    }
}

impl Display for FieldName {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl From<FieldName> for String {
    fn from(name: FieldName) -> Self {
        name.0
    }
}

impl FromStr for FieldName {
    type Err = InvalidFieldName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::try_from(text.to_owned())
    }
}

impl TryFrom<String> for FieldName {
    type Error = InvalidFieldName;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        match text.split_once('.') {
            Some((type_name, field)) if is_name(type_name) && is_name(field) => Ok(Self(text)),
            _ => Err(InvalidFieldName(text)),
        }
    }
}

/// A text that is no `TypeName.fieldName`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not of the form TypeName.fieldName")]
pub struct InvalidFieldName(String);

/// Source: GraphQL specification, October 2021, section 2.1.9 (Names).
fn is_name(text: &str) -> bool {
    let starts_well = text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    starts_well
        && text
            .chars()
            .all(|each| each.is_ascii_alphanumeric() || each == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_name_is_two_graphql_names_and_a_dot() {
        let name: FieldName = "Query.getRecord".parse().unwrap();
        assert_eq!(name.parts(), ("Query", "getRecord"));
        for text in [
            "",
            "Query",
            "Query.",
            ".me",
            "Query.get.Record",
            "Query.1",
            "Query.é",
            "Query .me",
        ] {
            assert_eq!(
                text.parse::<FieldName>(),
                Err(InvalidFieldName(text.to_owned())),
                "{text}"
            );
        }
    }
}
