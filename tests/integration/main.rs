//! Tests across crates: files that must agree, and the running stack over HTTP.

mod fields;
mod functions;
mod stack;
