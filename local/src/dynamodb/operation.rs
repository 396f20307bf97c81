//! DynamoDB's operations by name: JSON text in, JSON text out.
//!
//! All on tables, items, transactions, time to live, tags and PartiQL are here, and the
//! setting of point-in-time recovery. Streams, backups and exports are not.

use dynoxide::actions::TableDescription;
use dynoxide::{Database, DynoxideError};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::dynamodb::error::OperationError;
use crate::dynamodb::{DynamoDb, request, table_arns};

/// What an operation does with a request's JSON text. It blocks.
pub(super) type Operation = fn(&DynamoDb, &str) -> Result<String, OperationError>;

/// The operation of that name.
///
/// Source: <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB.html>
pub(super) fn named(name: &str) -> Option<Operation> {
    Some(match name {
        "BatchExecuteStatement" => |to, body| perform(to, body, Database::batch_execute_statement),
        "BatchGetItem" => |to, body| perform(to, body, Database::batch_get_item),
        "BatchWriteItem" => |to, body| perform(to, body, Database::batch_write_item),
        "CreateTable" => |to, body| {
            on_table(to, body, Database::create_table, |it| {
                &mut it.table_description
            })
        },
        "DeleteItem" => |to, body| perform(to, body, Database::delete_item),
        "DeleteTable" => |to, body| {
            on_table(to, body, Database::delete_table, |it| {
                &mut it.table_description
            })
        },
        "DescribeContinuousBackups" => |to, body| to.backups.describe(&to.engine, body),
        "DescribeTable" => {
            |to, body| on_table(to, body, Database::describe_table, |it| &mut it.table)
        }
        "DescribeTimeToLive" => |to, body| perform(to, body, Database::describe_time_to_live),
        "ExecuteStatement" => |to, body| perform(to, body, Database::execute_statement),
        "ExecuteTransaction" => |to, body| perform(to, body, Database::execute_transaction),
        "GetItem" => |to, body| perform(to, body, Database::get_item),
        "ListTables" => |to, body| perform(to, body, Database::list_tables),
        "ListTagsOfResource" => |to, body| perform(to, body, Database::list_tags_of_resource),
        "PutItem" => |to, body| perform(to, body, Database::put_item),
        "Query" => |to, body| perform(to, body, Database::query),
        "Scan" => |to, body| perform(to, body, Database::scan),
        "TagResource" => |to, body| perform(to, body, Database::tag_resource),
        "TransactGetItems" => |to, body| perform(to, body, Database::transact_get_items),
        "TransactWriteItems" => |to, body| perform(to, body, Database::transact_write_items),
        "UntagResource" => |to, body| perform(to, body, Database::untag_resource),
        "UpdateContinuousBackups" => |to, body| to.backups.update(&to.engine, body),
        "UpdateItem" => |to, body| perform(to, body, Database::update_item),
        "UpdateTable" => |to, body| {
            on_table(to, body, Database::update_table, |it| {
                &mut it.table_description
            })
        },
        "UpdateTimeToLive" => |to, body| perform(to, body, Database::update_time_to_live),
        _ => return None,
    })
}

fn perform<Request, Answer>(
    tables: &DynamoDb,
    body: &str,
    operation: impl FnOnce(&Database, Request) -> dynoxide::Result<Answer>,
) -> Result<String, OperationError>
where
    Request: DeserializeOwned,
    Answer: Serialize,
{
    let answer = operation(&tables.engine, request::read(body)?)?;
    serde_json::to_string(&answer)
        .map_err(|error| DynoxideError::InternalServerError(error.to_string()).into())
}

/// For an operation whose answer describes a table, which is `described` in it.
fn on_table<Request, Answer>(
    tables: &DynamoDb,
    body: &str,
    operation: impl FnOnce(&Database, Request) -> dynoxide::Result<Answer>,
    described: impl FnOnce(&mut Answer) -> &mut TableDescription,
) -> Result<String, OperationError>
where
    Request: DeserializeOwned,
    Answer: Serialize,
{
    perform(tables, body, |engine, request| {
        let mut answer = operation(engine, request)?;
        table_arns::put_right(described(&mut answer));
        Ok(answer)
    })
}
