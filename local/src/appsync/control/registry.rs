//! Every deployed API, and the one way to change one: as a whole, or not at all.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use uuid::Uuid;

use super::api_settings::ApiSettings;
use super::deployed_api::DeployedApi;
use super::refusal::{not_found, not_servable};
use super::tags::Tags;
use crate::appsync::apis::{Platform, Served};
use crate::aws::Refusal;

/// What the control plane knows. What is served follows from it.
pub(in crate::appsync) struct Registry {
    platform: Platform,
    served: Arc<Served>,
    apis: Mutex<BTreeMap<String, DeployedApi>>,
}

impl Registry {
    pub(in crate::appsync) fn new(platform: Platform, served: Arc<Served>) -> Self {
        Self {
            platform,
            served,
            apis: Mutex::default(),
        }
    }

    /// Where the GraphQL endpoints are.
    pub(super) fn address(&self) -> &str {
        &self.platform.address
    }

    /// Deploys a new API and gives what `read` makes of it.
    ///
    /// # Errors
    /// 400 for settings that AppSync would not accept.
    pub(super) fn create<T>(
        &self,
        settings: ApiSettings,
        tags: Tags,
        read: impl FnOnce(&DeployedApi) -> T,
    ) -> Result<T, Refusal> {
        let api = DeployedApi::new(new_id(), settings, tags);
        let mut apis = self.lock();
        self.serve(&api)?;
        let made = read(&api);
        apis.insert(api.id.clone(), api);
        Ok(made)
    }

    /// What `read` makes of an API.
    ///
    /// # Errors
    /// 404 for an id that there is not, and what `read` gives.
    pub(super) fn read<T>(
        &self,
        id: &str,
        read: impl FnOnce(&DeployedApi) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        read(self.lock().get(id).ok_or_else(|| no_api(id))?)
    }

    /// What `read` makes of every API, by id.
    pub(super) fn read_all<T>(&self, read: impl Fn(&DeployedApi) -> T) -> Vec<(String, T)> {
        let apis = self.lock();
        let pairs = apis.iter().map(|(id, api)| (id.clone(), read(api)));
        pairs.collect()
    }

    /// Changes an API. What was served is served on if the change is refused.
    ///
    /// Assumed: nobody sees an earlier state once the change is answered. On AWS it may take
    /// a while to arrive.
    ///
    /// # Errors
    /// 404 for an id that there is not, what `change` gives, and 400 for an API that could
    /// not be served after it.
    pub(super) fn change<T>(
        &self,
        id: &str,
        change: impl FnOnce(&mut DeployedApi) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let mut apis = self.lock();
        let api = apis.get_mut(id).ok_or_else(|| no_api(id))?;
        let mut changed = api.clone();
        let made = change(&mut changed)?;
        self.serve(&changed)?;
        *api = changed;
        Ok(made)
    }

    /// Serves an API no longer.
    ///
    /// # Errors
    /// 404 for an id that there is not.
    pub(super) fn delete(&self, id: &str) -> Result<(), Refusal> {
        self.lock().remove(id).ok_or_else(|| no_api(id))?;
        self.served.remove(id);
        Ok(())
    }

    /// The model that is served under an id.
    #[cfg(test)]
    pub(in crate::appsync) fn model(&self, id: &str) -> Option<crate::appsync::Api> {
        self.lock().get(id).map(|api| api.model(&self.platform))
    }

    fn serve(&self, api: &DeployedApi) -> Result<(), Refusal> {
        let schema = api.schema.as_ref().map(|schema| Arc::clone(&schema.parsed));
        let endpoint = self
            .platform
            .endpoint(api.model(&self.platform), schema)
            .map_err(|error| not_servable(&error))?;
        self.served.put(&api.id, endpoint);
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, DeployedApi>> {
        self.apis.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn no_api(id: &str) -> Refusal {
    not_found(format!("GraphQL API {id} not found."))
}

/// 26 lower-case letters and digits, as AppSync's own ids are.
fn new_id() -> String {
    const LENGTH: usize = 26;
    const BASE: u32 = 36;
    let mut rest = Uuid::new_v4().as_u128();
    let mut digits = std::iter::repeat_with(|| {
        let digit = u32::try_from(rest % u128::from(BASE)).unwrap_or_default();
        rest /= u128::from(BASE);
        char::from_digit(digit, BASE).unwrap_or_default()
    });
    digits.by_ref().take(LENGTH).collect()
}

#[cfg(test)]
mod tests {
    use super::new_id;

    #[test]
    fn an_id_has_26_lower_case_letters_and_digits_and_is_another_each_time() {
        let (one, other) = (new_id(), new_id());
        assert_ne!(one, other);
        for id in [one, other] {
            assert_eq!(id.len(), 26, "{id}");
            assert!(
                id.chars()
                    .all(|each| each.is_ascii_lowercase() || each.is_ascii_digit()),
                "{id}"
            );
        }
    }
}
