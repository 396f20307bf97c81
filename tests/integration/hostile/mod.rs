//! Requests that are written to hurt, against the running stack: what each costs is measured,
//! and others are answered meanwhile.

mod at_once;
mod cost;
mod deployed;
#[path = "../../../local/src/appsync/tests/hostile/documents.rs"]
mod documents;
mod requests;
mod schemas;
