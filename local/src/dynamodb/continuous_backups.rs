//! Point-in-time recovery, as far as it is a setting: on or off, and for how many days.
//!
//! The engine doesn't know it, and Terraform asks for it and reads it back. Nothing is kept
//! to be restored, so the answers name no times. A setting lasts as long as its table, and
//! no longer than the stack.
//!
//! Source: <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateContinuousBackups.html>

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use dynoxide::actions::describe_table::DescribeTableRequest;
use dynoxide::{Database, DynoxideError};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::dynamodb::error::OperationError;
use crate::dynamodb::request;

/// How far back a table can be restored if the request doesn't say, and at most, in days.
const LONGEST_PERIOD: u64 = 35;

/// The period in days of each table whose recovery is enabled, by the table's id: a table
/// that is made anew under an old name has another id, and no setting.
#[derive(Clone, Debug, Default)]
pub(super) struct ContinuousBackups(Arc<Mutex<HashMap<String, u64>>>);

impl ContinuousBackups {
    /// `DescribeContinuousBackups`.
    pub(super) fn describe(
        &self,
        database: &Database,
        body: &str,
    ) -> Result<String, OperationError> {
        let request: Describe = request::read(body)?;
        let table_id = table_id(database, &request.table_name)?;
        Ok(description(self.periods().get(&table_id).copied()))
    }

    /// `UpdateContinuousBackups`.
    pub(super) fn update(&self, database: &Database, body: &str) -> Result<String, OperationError> {
        let request: Update = request::read(body)?;
        let period = request.specification.period()?;
        let table_id = table_id(database, &request.table_name)?;
        let mut periods = self.periods();
        match period {
            Some(days) => periods.insert(table_id, days),
            None => periods.remove(&table_id),
        };
        Ok(description(period))
    }

    fn periods(&self) -> MutexGuard<'_, HashMap<String, u64>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[derive(Deserialize)]
struct Describe {
    #[serde(rename = "TableName")]
    table_name: String,
}

#[derive(Deserialize)]
struct Update {
    #[serde(rename = "TableName")]
    table_name: String,
    #[serde(rename = "PointInTimeRecoverySpecification")]
    specification: Specification,
}

#[derive(Deserialize)]
struct Specification {
    #[serde(rename = "PointInTimeRecoveryEnabled")]
    enabled: bool,
    #[serde(rename = "RecoveryPeriodInDays")]
    days: Option<u64>,
}

impl Specification {
    /// The period that is wished for, or nothing where recovery is switched off.
    fn period(&self) -> Result<Option<u64>, DynoxideError> {
        let days = self.days.unwrap_or(LONGEST_PERIOD);
        let bound = match days {
            0 => "greater than or equal to 1",
            1..=LONGEST_PERIOD => return Ok(self.enabled.then_some(days)),
            _ => "less than or equal to 35",
        };
        Err(DynoxideError::ValidationException(format!(
            "1 validation error detected: Value '{days}' at \
             'pointInTimeRecoverySpecification.recoveryPeriodInDays' failed to satisfy \
             constraint: Member must have value {bound}"
        )))
    }
}

fn table_id(database: &Database, table_name: &str) -> Result<String, OperationError> {
    let request = DescribeTableRequest {
        table_name: table_name.to_owned(),
    };
    let not_found = || OperationError::TableNotFound(table_name.to_owned());
    match database.describe_table(request) {
        Ok(described) => described.table.table_id.ok_or_else(not_found),
        Err(DynoxideError::ResourceNotFoundException(_)) => Err(not_found()),
        Err(error) => Err(error.into()),
    }
}

fn description(period: Option<u64>) -> String {
    let recovery = match period {
        Some(days) => {
            json!({"PointInTimeRecoveryStatus": "ENABLED", "RecoveryPeriodInDays": days})
        }
        None => json!({"PointInTimeRecoveryStatus": "DISABLED"}),
    };
    let description: Value = json!({"ContinuousBackupsDescription": {
        // "Continuous backups are ENABLED on all tables at table creation."
        "ContinuousBackupsStatus": "ENABLED",
        "PointInTimeRecoveryDescription": recovery,
    }});
    description.to_string()
}
