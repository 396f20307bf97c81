//! The records table, in the words of DynamoDB's `CreateTable` and `UpdateTimeToLive`.

use resolvers::store::attribute;
use serde_json::{Value, json};

/// The request that makes the table: one item collection per owner, in three orders.
///
/// Source: <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html>
pub(super) fn definition(table: &str) -> Value {
    let keys = [
        attribute::OWNER,
        attribute::ID,
        attribute::CREATION_KEY,
        attribute::KIND_KEY,
    ];
    let indexes = [
        (attribute::BY_CREATION, attribute::CREATION_KEY),
        (attribute::BY_KIND, attribute::KIND_KEY),
    ];
    json!({
        "TableName": table,
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": keys.map(|name| json!({"AttributeName": name, "AttributeType": "S"})),
        "KeySchema": key_schema(attribute::ID),
        "LocalSecondaryIndexes": indexes.map(|(name, sort_key)| json!({
            "IndexName": name,
            "KeySchema": key_schema(sort_key),
            "Projection": {"ProjectionType": "ALL"},
        })),
    })
}

/// The request that has DynamoDB delete records that have expired.
///
/// Source: <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html>
pub(super) fn time_to_live(table: &str) -> Value {
    json!({
        "TableName": table,
        "TimeToLiveSpecification": {"AttributeName": attribute::EXPIRES_AT, "Enabled": true},
    })
}

fn key_schema(sort_key: &str) -> Value {
    json!([
        {"AttributeName": attribute::OWNER, "KeyType": "HASH"},
        {"AttributeName": sort_key, "KeyType": "RANGE"},
    ])
}
