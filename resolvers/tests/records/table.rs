//! The records table, made as the deployment makes it.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType,
    LocalSecondaryIndex, Projection, ProjectionType, ScalarAttributeType,
};
use resolvers::store::attribute;

/// Makes an empty table and gives its name, which no other test has.
pub(crate) async fn create(client: &Client) -> String {
    let name = format!("records-{}", uuid::Uuid::new_v4());
    let mut table = client
        .create_table()
        .table_name(&name)
        .billing_mode(BillingMode::PayPerRequest)
        .set_key_schema(Some(key_schema(attribute::ID)));
    for key in [
        attribute::OWNER,
        attribute::ID,
        attribute::CREATION_KEY,
        attribute::KIND_KEY,
    ] {
        let definition = AttributeDefinition::builder()
            .attribute_name(key)
            .attribute_type(ScalarAttributeType::S);
        table = table.attribute_definitions(definition.build().unwrap());
    }
    for (index, sort_key) in [
        (attribute::BY_CREATION, attribute::CREATION_KEY),
        (attribute::BY_KIND, attribute::KIND_KEY),
    ] {
        let all = Projection::builder()
            .projection_type(ProjectionType::All)
            .build();
        let index = LocalSecondaryIndex::builder()
            .index_name(index)
            .projection(all)
            .set_key_schema(Some(key_schema(sort_key)));
        table = table.local_secondary_indexes(index.build().unwrap());
    }
    table.send().await.unwrap();
    name
}

/// How many items of `owner`'s the table holds, whether their time is over or not.
pub(crate) async fn items_of(client: &Client, table: &str, owner: &str) -> i32 {
    let items = client
        .query()
        .table_name(table)
        .key_condition_expression("#owner = :owner")
        .expression_attribute_names("#owner", attribute::OWNER)
        .expression_attribute_values(":owner", AttributeValue::S(owner.to_owned()))
        .consistent_read(true);
    items.send().await.unwrap().count()
}

fn key_schema(sort_key: &str) -> Vec<KeySchemaElement> {
    let element = |name: &str, kind| {
        let element = KeySchemaElement::builder()
            .attribute_name(name)
            .key_type(kind);
        element.build().unwrap()
    };
    vec![
        element(attribute::OWNER, KeyType::Hash),
        element(sort_key, KeyType::Range),
    ]
}
