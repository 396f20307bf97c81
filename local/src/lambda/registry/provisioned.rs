//! Provisioned concurrency: environments of a version that are started before anybody calls.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html>

use axum::http::StatusCode;
use jiff::Timestamp;
use serde::Serialize;

use crate::aws::Refusal;
use crate::lambda::limits::MOST_ENVIRONMENTS;
use crate::lambda::refusals;
use crate::lambda::registry::function::Function;
use crate::lambda::registry::version::{Version, VersionName, in_api_form};

/// What was asked for, of a version or of an alias.
#[derive(Clone, Debug)]
pub(crate) struct Provisioned {
    number: u32,
    last_modified: Timestamp,
}

/// What has come of it, as the API shows it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct ProvisionedShown {
    requested_provisioned_concurrent_executions: u32,
    allocated_provisioned_concurrent_executions: usize,
    available_provisioned_concurrent_executions: usize,
    last_modified: String,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status_reason: Option<String>,
}

impl Function {
    /// Starts `number` environments of what `qualifier` names.
    ///
    /// # Errors
    /// A [`Refusal`] where that is no published version, or one that has some for another
    /// name; where they are more than may be.
    pub(crate) fn provision(&mut self, qualifier: &str, number: u32) -> Result<(), Refusal> {
        self.revision(Some(qualifier))?;
        let version = self.find(Some(qualifier)).map(Version::name);
        if version == Some(VersionName::Latest) {
            return Err(refusals::invalid(
                "Provisioned Concurrency Configs cannot be applied to unpublished function \
                 versions.",
            ));
        }
        let mut others = self.provisioned.keys().filter(|it| *it != qualifier);
        if others.any(|it| self.find(Some(it)).map(Version::name) == version) {
            return Err(refusals::conflict(match VersionName::parse(qualifier) {
                Some(_) => "Version is pointed by a Provisioned Concurrency alias",
                None => {
                    "Alias can't be used for Provisioned Concurrency configuration on an already \
                     Provisioned version"
                }
            }));
        }
        let of_others = self
            .provisioned
            .iter()
            .filter(|(it, _)| *it != qualifier)
            .map(|(_, it)| it.number)
            .sum::<u32>();
        let total = number.saturating_add(of_others);
        // Assumed: the words.
        if self.reserved().is_some_and(|reserved| total > reserved) {
            return Err(refusals::invalid(
                "Requested Provisioned Concurrency should not be greater than the \
                 reservedConcurrentExecution for function",
            ));
        }
        if usize::try_from(number).is_ok_and(|number| number > MOST_ENVIRONMENTS) {
            return Err(refusals::invalid(format!(
                "The local Lambda starts no more than {MOST_ENVIRONMENTS} environments of a \
                 function."
            )));
        }
        let provisioned = Provisioned {
            number,
            last_modified: Timestamp::now(),
        };
        self.provisioned.insert(qualifier.to_owned(), provisioned);
        self.start_provisioned(qualifier);
        Ok(())
    }

    /// What was provisioned of what `qualifier` names.
    ///
    /// # Errors
    /// A [`Refusal`] where nothing was, or there is no such version or alias.
    pub(crate) fn provisioned(&self, qualifier: &str) -> Result<ProvisionedShown, Refusal> {
        self.check_provisionable(qualifier)?;
        let version = self.find(Some(qualifier));
        let (Some(version), Some(provisioned)) = (version, self.provisioned.get(qualifier)) else {
            return Err(Refusal::new(
                StatusCode::NOT_FOUND,
                "ProvisionedConcurrencyConfigNotFoundException",
                "No Provisioned Concurrency Config found for this function",
            ));
        };
        let outcome = version.environments().provisioned();
        let status = match outcome.failure {
            Some(_) => "FAILED",
            None if outcome.started < outcome.requested => "IN_PROGRESS",
            None => "READY",
        };
        Ok(ProvisionedShown {
            requested_provisioned_concurrent_executions: provisioned.number,
            allocated_provisioned_concurrent_executions: outcome.started,
            available_provisioned_concurrent_executions: outcome.started,
            last_modified: in_api_form(provisioned.last_modified),
            status,
            status_reason: outcome.failure,
        })
    }

    /// Forgets what was asked for; nothing is nothing. What has been started stays for calls.
    ///
    /// # Errors
    /// A [`Refusal`] where there is no such version or alias.
    pub(crate) fn unprovision(&mut self, qualifier: &str) -> Result<(), Refusal> {
        self.check_provisionable(qualifier)?;
        self.provisioned.remove(qualifier);
        Ok(())
    }

    /// How many environments were asked for, of all versions and aliases together.
    pub(crate) fn total_provisioned(&self) -> u32 {
        self.provisioned.values().map(|it| it.number).sum()
    }

    /// Starts what was asked for of `qualifier` in the version that it leads to now.
    pub(super) fn start_provisioned(&self, qualifier: &str) {
        let version = self.find(Some(qualifier));
        if let (Some(version), Some(provisioned)) = (version, self.provisioned.get(qualifier)) {
            let number = usize::try_from(provisioned.number).unwrap_or(MOST_ENVIRONMENTS);
            version.environments().provision(number);
        }
    }

    fn check_provisionable(&self, qualifier: &str) -> Result<(), Refusal> {
        self.revision(Some(qualifier))?;
        if VersionName::parse(qualifier) == Some(VersionName::Latest) {
            return Err(refusals::invalid(
                "The function resource provided must be an alias or a published version.",
            ));
        }
        Ok(())
    }
}
