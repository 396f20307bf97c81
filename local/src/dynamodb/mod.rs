//! DynamoDB: an embedded engine behind the wire format that the AWS SDK speaks.
//!
//! The engine's own server listens without looking at who asks, so only its operations
//! are used, and the requests come in through a router that a guard can stand before.

mod continuous_backups;
mod error;
mod operation;
mod records_table;
mod request;
mod table_arns;
mod wire_api;

use std::fmt;
use std::path::PathBuf;

use dynoxide::{Database, DynoxideError};

use crate::dynamodb::continuous_backups::ContinuousBackups;

pub(crate) use crate::dynamodb::wire_api::router;

/// The file that keeps the tables, in the folder for the data.
const FILE_NAME: &str = "dynamodb.sqlite";

/// Where the tables are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Storage {
    /// In a file in this folder, which is there.
    Directory(PathBuf),
    /// In memory, until the last clone of the [`DynamoDb`] is dropped.
    Memory,
}

/// Why the tables can't be had. The sentence is for the person at the terminal.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DynamoDbError {
    /// The records table can't be made.
    #[error("the table {table} can't be created")]
    CreateTable {
        /// Its name.
        table: String,
        /// The engine's words.
        #[source]
        source: DynoxideError,
    },
    /// The folder's path is no text, which the engine needs.
    #[error("the path {0:?} is no valid Unicode")]
    Path(PathBuf),
    /// The file can't be opened or is no database.
    #[error("the tables can't be opened")]
    Open(#[source] DynoxideError),
}

/// The tables. Clones share them.
#[derive(Clone)]
pub(crate) struct DynamoDb {
    engine: Database,
    backups: ContinuousBackups,
}

impl DynamoDb {
    /// Opens the tables, or makes an empty place for them.
    ///
    /// # Errors
    /// When the file can't be opened.
    pub(crate) fn open(storage: &Storage) -> Result<Self, DynamoDbError> {
        let database = match storage {
            Storage::Directory(directory) => {
                let path = directory.join(FILE_NAME);
                let text = path
                    .to_str()
                    .ok_or_else(|| DynamoDbError::Path(path.clone()))?;
                Database::new(text)
            }
            Storage::Memory => Database::memory(),
        };
        Ok(Self {
            engine: database.map_err(DynamoDbError::Open)?,
            backups: ContinuousBackups::default(),
        })
    }

    /// Makes the records table under the name `table`, unless a table of that name exists.
    ///
    /// # Errors
    /// When the engine refuses it.
    pub(crate) fn create_records_table(&self, table: &str) -> Result<(), DynamoDbError> {
        let created = match request::read(&records_table::definition(table).to_string())
            .and_then(|definition| self.engine.create_table(definition))
        {
            Ok(_) => request::read(&records_table::time_to_live(table).to_string())
                .and_then(|time_to_live| self.engine.update_time_to_live(time_to_live))
                .map(drop),
            Err(DynoxideError::ResourceInUseException(_)) => Ok(()),
            Err(refused) => Err(refused),
        };
        created.map_err(|source| DynamoDbError::CreateTable {
            table: table.to_owned(),
            source,
        })
    }
}

impl fmt::Debug for DynamoDb {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("DynamoDb")
    }
}

#[cfg(test)]
mod tests;
