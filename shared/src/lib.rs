//! What the authorizer and the resolvers must agree on, and nothing else.
//!
//! The authorizer turns a token into an [`identity::Identity`] and AppSync carries it to
//! the resolvers as flat strings; both sides read the same claims, the same field table and
//! the same settings with the code in this crate, so that they cannot drift apart.

pub mod audience;
pub mod causes;
pub mod claim_set;
pub mod deployed_fields;
pub mod environment;
pub mod field_name;
pub mod field_permissions;
pub mod identity;
pub mod issuer;
pub mod log;
pub mod numeric_date;
pub mod panics;
pub mod permission;
pub mod permission_source;
pub mod start_up;
pub mod strict_json;
pub mod subject;
pub mod time;
