//! Tests across crates: files that must agree, and the running stack over HTTP.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may end where its tools fail"
)]

mod api;
mod attacks;
mod authorizer_process;
mod control_planes;
mod fields;
mod functions;
mod hostile;
mod http;
mod key_server;
mod lifecycle;
mod preloaded_keys;
mod refresh_after_answer;
mod refusals;
mod sign_in;
mod signer;
mod stack;
mod web_pages;
