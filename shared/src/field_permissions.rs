//! Which permission each field asks for, and so which fields a token is denied.

use std::collections::BTreeMap;
use std::str::FromStr;

use serde_json::Value;

use crate::environment::{Environment, SettingError};
use crate::field_name::FieldName;
use crate::permission::{Permission, Permissions};
use crate::permission_source::Granted;
use crate::strict_json;

/// A table from field to permission, never empty: an empty one would deny nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldPermissions(BTreeMap<FieldName, Option<Permission>>);

impl FieldPermissions {
    /// The variable that holds the table: a JSON object, field → permission or null.
    pub const VARIABLE: &'static str = "FIELD_PERMISSIONS";

    /// Reads [`Self::VARIABLE`], which has no default.
    ///
    /// # Errors
    /// [`SettingError`] when it is absent, empty or malformed.
    pub fn from_environment(environment: &Environment<'_>) -> Result<Self, SettingError> {
        let meaning = r#"the permission of each field, for example {"Query.me":null,"Query.getRecord":"read:records"}"#;
        let text = environment.required(Self::VARIABLE, meaning)?;
        text.parse()
            .map_err(|error| SettingError::new(Self::VARIABLE, error))
    }

    /// A table of the given fields; nothing for an empty one.
    pub fn new(fields: impl IntoIterator<Item = (FieldName, Option<Permission>)>) -> Option<Self> {
        let fields: BTreeMap<_, _> = fields.into_iter().collect();
        (!fields.is_empty()).then_some(Self(fields))
    }

    /// The fields that somebody with `permissions` may not have, sorted.
    pub fn denied(&self, permissions: &Permissions) -> Vec<&FieldName> {
        let is_denied = |permission: &Option<Permission>| {
            permission
                .as_ref()
                .is_some_and(|p| !permissions.contains(p))
        };
        self.0
            .iter()
            .filter(|(_, permission)| is_denied(permission))
            .map(|(field, _)| field)
            .collect()
    }

    /// What is granted, reduced to the permissions that a field asks for.
    pub fn effective(&self, granted: &Granted) -> Permissions {
        let is_granted = |permission: &&Permission| match granted {
            Granted::Everything => true,
            Granted::Only(words) => words.contains(permission.as_str()),
        };
        self.0
            .values()
            .flatten()
            .filter(is_granted)
            .cloned()
            .collect()
    }

    /// Whether somebody with `permissions` may have `field`. A field that the table lacks
    /// is nobody's.
    pub fn allow(&self, field: &FieldName, permissions: &Permissions) -> bool {
        match self.0.get(field) {
            None => false,
            Some(None) => true,
            Some(Some(permission)) => permissions.contains(permission),
        }
    }

    /// The table as [`Self::VARIABLE`] holds it.
    pub fn to_json(&self) -> String {
        let value = |permission: &Option<Permission>| {
            permission
                .as_ref()
                .map_or(Value::Null, |p| p.as_str().into())
        };
        let object = self
            .0
            .iter()
            .map(|(field, permission)| (field.to_string(), value(permission)));
        Value::Object(object.collect()).to_string()
    }
}

impl FromStr for FieldPermissions {
    type Err = InvalidFieldPermissions;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = |problem: String| InvalidFieldPermissions(problem);
        let object =
            strict_json::object(text.as_bytes()).map_err(|error| invalid(error.to_string()))?;
        let mut fields = BTreeMap::new();
        for (name, value) in object {
            let field: FieldName = name.parse().map_err(|error| invalid(format!("{error}")))?;
            let permission = match value {
                Value::Null => None,
                Value::String(text) => Some(
                    text.parse()
                        .map_err(|error| invalid(format!("{field}: {error}")))?,
                ),
                _ => return Err(invalid(format!("{field} needs a permission or null"))),
            };
            fields.insert(field, permission);
        }
        Self::new(fields).ok_or_else(|| invalid("it has no field".to_owned()))
    }
}

/// Why a text is no table of field permissions.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be a JSON object, field → permission or null: {0}")]
pub struct InvalidFieldPermissions(String);

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = r#"{"Query.me":null,"Query.get":"read","Mutation.put":"write"}"#;

    fn granted(words: &[&str]) -> Granted {
        Granted::Only(words.iter().map(|&word| word.to_owned()).collect())
    }

    #[test]
    fn a_field_is_denied_to_whoever_lacks_its_permission() {
        let table: FieldPermissions = TABLE.parse().unwrap();
        for (granted, effective, denied) in [
            (granted(&[]), "", vec!["Mutation.put", "Query.get"]),
            (granted(&["read", "admin"]), "read", vec!["Mutation.put"]),
            (
                granted(&["READ", "writ", "write x"]),
                "",
                vec!["Mutation.put", "Query.get"],
            ),
            (granted(&["read", "write"]), "read write", vec![]),
            (Granted::Everything, "read write", vec![]),
        ] {
            let permissions = table.effective(&granted);
            assert_eq!(permissions.to_string(), effective);
            let names: Vec<_> = table
                .denied(&permissions)
                .into_iter()
                .map(FieldName::as_str)
                .collect();
            assert_eq!(names, denied);
        }
    }

    #[test]
    fn a_field_that_the_table_lacks_is_nobodys() {
        let table: FieldPermissions = TABLE.parse().unwrap();
        let everything = table.effective(&Granted::Everything);
        for (field, allowed) in [
            ("Query.me", true),
            ("Mutation.put", true),
            ("Query.Me", false),
            ("Query.put", false),
        ] {
            assert_eq!(
                table.allow(&field.parse().unwrap(), &everything),
                allowed,
                "{field}"
            );
        }
        assert!(!table.allow(&"Query.get".parse().unwrap(), &Permissions::default()));
    }

    #[test]
    fn the_text_is_read_back_as_it_was_written() {
        let table: FieldPermissions = TABLE.parse().unwrap();
        assert_eq!(table.to_json().parse(), Ok(table));
    }

    #[test]
    fn an_empty_or_malformed_table_stops_the_start() {
        for text in [
            "{}",
            "[]",
            "",
            "{\"Query\":null}",
            "{\"Query.me\":1}",
            "{\"Query.me\":\"\"}",
            r#"{"Query.me":null,"Query.me":null}"#,
        ] {
            let lookup = |_: &str| Some(text.to_owned());
            let error = FieldPermissions::from_environment(&Environment::new(&lookup)).unwrap_err();
            assert_eq!(error.variable, "FIELD_PERMISSIONS", "{text}");
        }
    }
}
