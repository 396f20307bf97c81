//! The field table of the deployment, `infra/fields.json`: which function serves a field
//! and which permission it needs. Terraform reads the same file.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::field_name::FieldName;
use crate::field_permissions::FieldPermissions;
use crate::permission::Permission;

/// The text of `infra/fields.json`.
pub const JSON: &str = include_str!("../../infra/fields.json");

/// What the table says of one field.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeployedField {
    /// The function that serves it.
    pub function: String,
    /// The permission that it needs, if any. Must be written, be it as null.
    #[serde(deserialize_with = "Option::deserialize")]
    pub permission: Option<Permission>,
}

/// The table.
///
/// # Errors
/// When the file that was built in is malformed; a test sees to it that it isn't.
pub fn table() -> Result<BTreeMap<FieldName, DeployedField>, serde_json::Error> {
    serde_json::from_str(JSON)
}

/// The table's permissions.
///
/// # Errors
/// As [`table`], and when it is empty.
pub fn permissions() -> Result<FieldPermissions, serde_json::Error> {
    let fields = table()?
        .into_iter()
        .map(|(field, deployed)| (field, deployed.permission));
    FieldPermissions::new(fields).ok_or_else(|| serde::de::Error::custom("it has no field"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_that_was_built_in_can_be_read() {
        let table = table().unwrap();
        let me = table
            .get(&"Query.me".parse::<FieldName>().unwrap())
            .unwrap();
        assert_eq!(
            me,
            &DeployedField {
                function: "query-resolver".to_owned(),
                permission: None
            }
        );
        let create = table
            .get(&"Mutation.createRecord".parse::<FieldName>().unwrap())
            .unwrap();
        assert_eq!(
            create.permission.as_ref().unwrap().as_str(),
            "write:records"
        );
        assert!(permissions().is_ok());
    }

    #[test]
    fn a_field_must_say_its_permission_even_if_it_needs_none() {
        assert!(serde_json::from_str::<DeployedField>(r#"{"function":"f"}"#).is_err());
        assert!(
            serde_json::from_str::<DeployedField>(r#"{"function":"f","permission":null,"x":1}"#)
                .is_err()
        );
    }
}
