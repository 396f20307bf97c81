//! A function: its versions, its aliases, and who may call it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::aws::Refusal;
use crate::lambda::arn::{FunctionArn, LATEST};
use crate::lambda::code::Code;
use crate::lambda::concurrency::Concurrency;
use crate::lambda::configuration::{Configuration, Description};
use crate::lambda::refusals;
use crate::lambda::registry::alias::{Alias, alias_not_found};
use crate::lambda::registry::policy::Policy;
use crate::lambda::registry::provisioned::Provisioned;
use crate::lambda::registry::revision::Revision;
use crate::lambda::registry::tags::Tags;
use crate::lambda::registry::version::{Shared, Version, VersionName};

/// A function and everything that belongs to it. Dropping it ends its processes.
#[derive(Debug)]
pub(crate) struct Function {
    shared: Shared,
    latest: Version,
    published: BTreeMap<u64, Version>,
    /// The number of the version that was published last, and what `$LATEST` was then.
    last_published: Option<(u64, Configuration)>,
    reserved: Option<u32>,
    pub(crate) tags: Tags,
    pub(super) aliases: BTreeMap<String, Alias>,
    /// By version or alias; nothing for the function itself.
    pub(super) policies: BTreeMap<Option<String>, Policy>,
    /// By version or alias.
    pub(super) provisioned: BTreeMap<String, Provisioned>,
}

impl Function {
    pub(crate) fn new(
        name: &str,
        configuration: Configuration,
        code: Arc<Code>,
        tags: Tags,
        given: Arc<BTreeMap<String, String>>,
    ) -> Self {
        let shared = Shared {
            function: name.to_owned(),
            given,
            concurrency: Arc::new(Concurrency::new()),
        };
        Self {
            latest: Version::new(&shared, VersionName::Latest, configuration, code),
            shared,
            published: BTreeMap::new(),
            last_published: None,
            reserved: None,
            tags,
            aliases: BTreeMap::new(),
            policies: BTreeMap::new(),
            provisioned: BTreeMap::new(),
        }
    }

    /// The function's own, without a version.
    pub(crate) fn arn(&self) -> FunctionArn {
        FunctionArn::new(&self.shared.function)
    }

    pub(crate) fn latest(&self) -> &Version {
        &self.latest
    }

    /// `$LATEST`, and then the published ones in their order.
    pub(crate) fn versions(&self) -> impl Iterator<Item = &Version> {
        std::iter::once(&self.latest).chain(self.published.values())
    }

    pub(crate) fn version(&self, name: VersionName) -> Option<&Version> {
        match name {
            VersionName::Latest => Some(&self.latest),
            VersionName::Number(number) => self.published.get(&number),
        }
    }

    /// What a version's name or an alias leads to.
    pub(crate) fn find(&self, qualifier: Option<&str>) -> Option<&Version> {
        let qualifier = qualifier.unwrap_or(LATEST);
        let alias = || self.aliases.get(qualifier).map(Alias::version);
        VersionName::parse(qualifier)
            .or_else(alias)
            .and_then(|name| self.version(name))
    }

    /// Changes `$LATEST`, and nothing else.
    pub(crate) fn update(&mut self, configuration: Configuration, code: Arc<Code>) {
        self.latest = Version::new(&self.shared, VersionName::Latest, configuration, code);
    }

    /// Makes a version of `$LATEST` as it is, or gives the last one if nothing has changed
    /// since then.
    pub(crate) fn publish(&mut self, description: Option<Description>) -> &Version {
        let number = match &self.last_published {
            Some((number, configuration)) if self.is_still(*number, configuration) => *number,
            Some((number, _)) => number + 1,
            None => 1,
        };
        self.last_published = Some((number, self.latest.configuration.clone()));
        let publish = || {
            let mut configuration = self.latest.configuration.clone();
            if let Some(description) = description {
                configuration.description = description;
            }
            self.latest.revision = Revision::new();
            let name = VersionName::Number(number);
            Version::new(&self.shared, name, configuration, self.latest.code.clone())
        };
        self.published.entry(number).or_insert_with(publish)
    }

    /// Takes a published version away with all that belongs to it; none is none.
    ///
    /// # Errors
    /// A [`Refusal`] where an alias leads to it.
    pub(crate) fn delete_version(&mut self, number: u64) -> Result<(), Refusal> {
        let name = VersionName::Number(number);
        let aliases = self.aliases.iter();
        let leading: Vec<_> = aliases
            .filter(|(_, alias)| alias.version() == name)
            .map(|(alias, _)| alias.as_str())
            .collect();
        if !leading.is_empty() {
            return Err(refusals::conflict(format!(
                "Unable to delete version because the following aliases reference it: [{}]",
                leading.join(", ")
            )));
        }
        self.published.remove(&number);
        self.policies.remove(&Some(name.to_string()));
        self.provisioned.remove(&name.to_string());
        Ok(())
    }

    /// How many events the function may work on at a time, if something was said of it.
    pub(crate) fn reserved(&self) -> Option<u32> {
        self.reserved
    }

    pub(crate) fn reserve(&mut self, reserved: Option<u32>) {
        self.reserved = reserved;
        let places = reserved.map(|number| usize::try_from(number).unwrap_or(usize::MAX));
        self.shared.concurrency.reserve(places);
    }

    /// The revision of the function, or of its version or alias.
    ///
    /// # Errors
    /// A [`Refusal`] where there is no such version or alias.
    pub(super) fn revision(&self, qualifier: Option<&str>) -> Result<Revision, Refusal> {
        let qualifier = qualifier.unwrap_or(LATEST);
        let arn = self.arn().qualified(qualifier);
        match VersionName::parse(qualifier) {
            Some(name) => match self.version(name) {
                Some(version) => Ok(version.revision),
                None => Err(refusals::function_not_found(arn)),
            },
            None => match self.aliases.get(qualifier) {
                Some(alias) => Ok(alias.revision()),
                None => Err(alias_not_found(&arn)),
            },
        }
    }

    /// Gives what has a revision another, because something of it has changed.
    pub(super) fn revise(&mut self, qualifier: Option<&str>) {
        let qualifier = qualifier.unwrap_or(LATEST);
        let version = match VersionName::parse(qualifier) {
            Some(VersionName::Latest) => Some(&mut self.latest),
            Some(VersionName::Number(number)) => self.published.get_mut(&number),
            None => None,
        };
        if let Some(version) = version {
            version.revision = Revision::new();
        } else if let Some(alias) = self.aliases.get_mut(qualifier) {
            alias.revise();
        }
    }

    fn is_still(&self, number: u64, configuration: &Configuration) -> bool {
        let (new, last) = (&self.latest, self.published.get(&number));
        last.is_some_and(|last| {
            new.configuration == *configuration
                && new.code.sha256() == last.code.sha256()
                && new.code.architecture() == last.code.architecture()
        })
    }
}
