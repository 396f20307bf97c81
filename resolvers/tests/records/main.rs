//! The two functions as AppSync calls them, over the real SDK against a DynamoDB that is
//! not AWS's: an embedded engine, or the one that the environment names (see [`engine`]).

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may end where its tools fail"
)]
#![expect(
    clippy::needless_pass_by_value,
    reason = "arguments are written where they are sent"
)]

mod answer_sizes;
mod api;
mod batches;
mod concurrency;
mod cost;
mod create;
mod delete;
mod differences;
mod engine;
mod event;
mod expiry;
mod failures;
mod faults;
mod hostile;
mod inputs;
mod isolation;
mod lists;
mod me;
mod odd_data;
mod operations;
mod page_tokens;
mod permissions;
mod properties;
mod subscriptions;
mod table;
mod update;
