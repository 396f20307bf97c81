//! Arguments, each turned into a type of its own by the one place that knows its rules.

pub(crate) mod data;
pub(crate) mod expires_at;
pub(crate) mod id;
pub(crate) mod kind;
pub(crate) mod limit;
