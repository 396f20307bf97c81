//! DynamoDB's operations by name: JSON text in, JSON text out.
//!
//! All on tables, items, transactions, time to live, tags and PartiQL are here. Streams,
//! backups and exports are not.

use dynoxide::{Database, DynoxideError};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::dynamodb::request;

/// What an operation does with a request's JSON text. It blocks.
pub(super) type Operation = fn(&Database, &str) -> dynoxide::Result<String>;

/// The operation of that name.
///
/// Source: <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB.html>
pub(super) fn named(name: &str) -> Option<Operation> {
    Some(match name {
        "BatchExecuteStatement" => |db, body| perform(body, |it| db.batch_execute_statement(it)),
        "BatchGetItem" => |db, body| perform(body, |it| db.batch_get_item(it)),
        "BatchWriteItem" => |db, body| perform(body, |it| db.batch_write_item(it)),
        "CreateTable" => |db, body| perform(body, |it| db.create_table(it)),
        "DeleteItem" => |db, body| perform(body, |it| db.delete_item(it)),
        "DeleteTable" => |db, body| perform(body, |it| db.delete_table(it)),
        "DescribeTable" => |db, body| perform(body, |it| db.describe_table(it)),
        "DescribeTimeToLive" => |db, body| perform(body, |it| db.describe_time_to_live(it)),
        "ExecuteStatement" => |db, body| perform(body, |it| db.execute_statement(it)),
        "ExecuteTransaction" => |db, body| perform(body, |it| db.execute_transaction(it)),
        "GetItem" => |db, body| perform(body, |it| db.get_item(it)),
        "ListTables" => |db, body| perform(body, |it| db.list_tables(it)),
        "ListTagsOfResource" => |db, body| perform(body, |it| db.list_tags_of_resource(it)),
        "PutItem" => |db, body| perform(body, |it| db.put_item(it)),
        "Query" => |db, body| perform(body, |it| db.query(it)),
        "Scan" => |db, body| perform(body, |it| db.scan(it)),
        "TagResource" => |db, body| perform(body, |it| db.tag_resource(it)),
        "TransactGetItems" => |db, body| perform(body, |it| db.transact_get_items(it)),
        "TransactWriteItems" => |db, body| perform(body, |it| db.transact_write_items(it)),
        "UntagResource" => |db, body| perform(body, |it| db.untag_resource(it)),
        "UpdateItem" => |db, body| perform(body, |it| db.update_item(it)),
        "UpdateTable" => |db, body| perform(body, |it| db.update_table(it)),
        "UpdateTimeToLive" => |db, body| perform(body, |it| db.update_time_to_live(it)),
        _ => return None,
    })
}

fn perform<Request, Answer>(
    body: &str,
    operation: impl FnOnce(Request) -> dynoxide::Result<Answer>,
) -> dynoxide::Result<String>
where
    Request: DeserializeOwned,
    Answer: Serialize,
{
    let answer = operation(request::read(body)?)?;
    serde_json::to_string(&answer)
        .map_err(|error| DynoxideError::InternalServerError(error.to_string()))
}
