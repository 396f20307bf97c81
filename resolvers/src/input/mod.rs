//! Arguments, each turned into a type of its own by the one place that knows its rules.

pub mod data;
pub mod expires_at;
pub mod id;
pub mod kind;
pub mod limit;
