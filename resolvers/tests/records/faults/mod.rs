//! Faults that no engine of a test's shows: from the SDK's own mocks, and between a request
//! that an engine has applied and its answer. Where nothing but a mock answers, the clock
//! stands still and jumps to where somebody waits for.

mod answers;
mod consistency;
mod expiry;
mod isolation;
mod log;
mod lost_answers;
mod timeouts;
mod unprocessed;

use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use resolvers::settings::AuthorizationMode;
use resolvers::store::attribute;

use crate::api::Api;

/// Both functions with a client that talks to no engine.
fn api(client: Client) -> Api {
    Api::on(client, "records".to_owned(), AuthorizationMode::Lambda)
}

/// `u1`'s record `id` as the table holds it.
fn item(id: &str) -> HashMap<String, AttributeValue> {
    let created_at = "2027-01-15T08:00:00.000Z";
    let texts = [
        (attribute::OWNER, "u1"),
        (attribute::ID, id),
        (attribute::KIND, "note"),
        (attribute::DATA, "{}"),
        (attribute::CREATED_AT, created_at),
        (attribute::UPDATED_AT, created_at),
        (attribute::STAMP, "stamp"),
    ];
    let texts = texts.map(|(name, text)| (name.to_owned(), AttributeValue::S(text.to_owned())));
    let mut item = HashMap::from(texts);
    let version = AttributeValue::N("1".to_owned());
    item.insert(attribute::VERSION.to_owned(), version);
    item
}
