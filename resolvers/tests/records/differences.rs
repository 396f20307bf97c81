//! Where the engines differ, and which of them does as DynamoDB does.
//!
//! The suite says the same of both, so a difference here is one that the store does not
//! meet. One more can't be asked for, since it is a race: moto lets two requests at once
//! pass the same condition, and is therefore served one request after the other.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::ProvideErrorMetadata as _;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity};
use resolvers::store::attribute;

use crate::engine::Engine;
use crate::{engine, table};

/// What DynamoDB refuses with a `ValidationException`, as dynoxide does; moto takes it.
#[derive(Clone, Copy, Debug)]
enum Malformed {
    /// A start key that lies outside the list. The store makes start keys of positions in
    /// the list that is asked for.
    StartKey,
    /// A value that no expression uses. The store uses what it names.
    UnusedValue,
    /// A sort key of an index with another type. The store writes texts.
    IndexKey,
    /// More than 38 digits. The store writes whole numbers of 64 bits.
    LongNumber,
}

#[tokio::test]
async fn moto_takes_what_dynamodb_refuses() {
    let client = engine::client().await;
    let table = table::create(&client).await;
    for malformed in [
        Malformed::StartKey,
        Malformed::UnusedValue,
        Malformed::IndexKey,
        Malformed::LongNumber,
    ] {
        let refusal = malformed.sent(&client, &table).await;
        let expected = match Engine::of_this_run() {
            Engine::Dynoxide => Some("ValidationException"),
            Engine::Moto => None,
        };
        assert_eq!(refusal.as_deref(), expected, "{malformed:?}");
    }
}

#[tokio::test]
async fn moto_charges_the_same_for_every_size() {
    let client = engine::client().await;
    let table = table::create(&client).await;
    let put = put(&client, &table)
        .item(attribute::DATA, text(&"a".repeat(9_000)))
        .return_consumed_capacity(ReturnConsumedCapacity::Total);
    let consumed = put.send().await.unwrap().consumed_capacity.unwrap();
    let expected = match Engine::of_this_run() {
        // 9 KB, in the table and in each of two indexes.
        Engine::Dynoxide => 27.0,
        Engine::Moto => 1.0,
    };
    assert_eq!(consumed.capacity_units, Some(expected));
}

impl Malformed {
    /// The code of the refusal, if there is one.
    async fn sent(self, client: &Client, table: &str) -> Option<String> {
        let put = put(client, table);
        let outcome = match self {
            Self::StartKey => return start_key(client, table).await,
            Self::UnusedValue => {
                let put = put.condition_expression("attribute_not_exists(id)");
                put.expression_attribute_values(":unused", text("")).send()
            }
            Self::IndexKey => put.item(attribute::KIND_KEY, number("1")).send(),
            Self::LongNumber => put.item(attribute::VERSION, number(&"1".repeat(39))).send(),
        };
        let refused = outcome.await.err()?;
        refused.code().map(ToOwned::to_owned)
    }
}

/// Asks for the notes, from a memo on.
async fn start_key(client: &Client, table: &str) -> Option<String> {
    let query = client
        .query()
        .table_name(table)
        .index_name(attribute::BY_KIND)
        .key_condition_expression("#owner = :owner AND begins_with(kindKey, :kind)")
        .expression_attribute_names("#owner", attribute::OWNER)
        .expression_attribute_values(":owner", text("u1"))
        .expression_attribute_values(":kind", text("note#"))
        .exclusive_start_key(attribute::OWNER, text("u1"))
        .exclusive_start_key(attribute::ID, text("a"))
        .exclusive_start_key(attribute::KIND_KEY, text("memo#"));
    let refused = query.send().await.err()?;
    refused.code().map(ToOwned::to_owned)
}

fn put(
    client: &Client,
    table: &str,
) -> aws_sdk_dynamodb::operation::put_item::builders::PutItemFluentBuilder {
    client
        .put_item()
        .table_name(table)
        .item(attribute::OWNER, text("u1"))
        .item(attribute::ID, text(&uuid::Uuid::new_v4().to_string()))
        .item(attribute::CREATION_KEY, text("2027#a"))
        .item(attribute::KIND_KEY, text("note#2027#a"))
}

fn text(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

fn number(digits: &str) -> AttributeValue {
    AttributeValue::N(digits.to_owned())
}
