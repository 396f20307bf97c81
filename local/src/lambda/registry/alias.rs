//! An alias: a name that leads to a version, and can be led to another.

use serde::Serialize;

use crate::aws::Refusal;
use crate::lambda::arn::{FunctionArn, is_word};
use crate::lambda::configuration::Description;
use crate::lambda::refusals;
use crate::lambda::registry::function::Function;
use crate::lambda::registry::revision::Revision;
use crate::lambda::registry::version::VersionName;

/// A name that is no version's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct AliasName(String);

/// An alias, as the API shows it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Alias {
    alias_arn: String,
    description: Description,
    function_version: VersionName,
    name: String,
    revision_id: Revision,
}

impl AliasName {
    pub(crate) fn new(text: String) -> Result<Self, Refusal> {
        let is_number = text.chars().all(|it| it.is_ascii_digit());
        if is_number || !is_word(&text, 128, "-_") {
            let constraint = "satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)";
            return Err(refusals::constraint("name", text, constraint));
        }
        Ok(Self(text))
    }
}

impl Alias {
    pub(crate) fn version(&self) -> VersionName {
        self.function_version
    }

    pub(super) fn revision(&self) -> Revision {
        self.revision_id
    }

    pub(super) fn revise(&mut self) {
        self.revision_id = Revision::new();
    }
}

impl Function {
    /// The alias, and in which order: by name.
    pub(crate) fn aliases(&self) -> impl Iterator<Item = &Alias> {
        self.aliases.values()
    }

    /// # Errors
    /// A [`Refusal`] where there is none of that name.
    pub(crate) fn alias(&self, name: &AliasName) -> Result<&Alias, Refusal> {
        let missing = || alias_not_found(&self.arn().qualified(&name.0));
        self.aliases.get(&name.0).ok_or_else(missing)
    }

    /// # Errors
    /// A [`Refusal`] where there is one already, or no such version.
    pub(crate) fn create_alias(
        &mut self,
        name: AliasName,
        version: &str,
        description: Description,
    ) -> Result<&Alias, Refusal> {
        let arn = self.arn().qualified(&name.0);
        if self.aliases.contains_key(&name.0) {
            return Err(refusals::conflict(format!("Alias already exists: {arn}")));
        }
        let alias = Alias {
            alias_arn: arn.to_string(),
            description,
            function_version: self.deployed(version)?,
            name: name.0.clone(),
            revision_id: Revision::new(),
        };
        Ok(self.aliases.entry(name.0).or_insert(alias))
    }

    /// Changes what is given. New calls go to the version that it leads to then.
    ///
    /// # Errors
    /// A [`Refusal`] where there is no such alias or version, or another revision.
    pub(crate) fn update_alias(
        &mut self,
        name: &AliasName,
        version: Option<&str>,
        description: Option<Description>,
        revision: Option<&str>,
    ) -> Result<&Alias, Refusal> {
        let version = version.map(|version| self.deployed(version)).transpose()?;
        let arn = self.arn().qualified(&name.0);
        let missing = || refusals::not_found(format!("Alias not found: {arn}"));
        let alias = self.aliases.get_mut(&name.0).ok_or_else(missing)?;
        alias.revision_id.check(revision)?;
        let before = alias.function_version;
        alias.function_version = version.unwrap_or(before);
        let is_led_elsewhere = alias.function_version != before;
        alias.description = description.unwrap_or_else(|| alias.description.clone());
        alias.revision_id = Revision::new();
        if is_led_elsewhere {
            self.start_provisioned(&name.0);
        }
        self.alias(name)
    }

    /// Takes an alias away with all that belongs to it; none is none.
    pub(crate) fn delete_alias(&mut self, name: &AliasName) {
        self.aliases.remove(&name.0);
        self.policies.remove(&Some(name.0.clone()));
        self.provisioned.remove(&name.0);
    }

    fn deployed(&self, version: &str) -> Result<VersionName, Refusal> {
        let name = VersionName::parse(version);
        name.filter(|name| self.version(*name).is_some())
            .ok_or_else(|| refusals::function_not_found(self.arn().qualified(version)))
    }
}

pub(super) fn alias_not_found(arn: &FunctionArn) -> Refusal {
    refusals::not_found(format!("Cannot find alias arn: {arn}"))
}
