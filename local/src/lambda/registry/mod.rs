//! What the control plane has deployed: functions by name, with all that belongs to each.

mod alias;
mod function;
mod policy;
mod provisioned;
mod revision;
mod statement;
mod tags;
mod version;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::aws::Refusal;
use crate::lambda::arn::FunctionArn;
use crate::lambda::refusals;

pub(crate) use crate::lambda::registry::alias::AliasName;
pub(crate) use crate::lambda::registry::function::Function;
pub(crate) use crate::lambda::registry::statement::{Principal, Statement};
pub(crate) use crate::lambda::registry::tags::Tags;
pub(crate) use crate::lambda::registry::version::{Shown, Version, VersionName};

/// The functions.
#[derive(Debug, Default)]
pub(crate) struct Registry {
    functions: BTreeMap<String, Function>,
}

impl Registry {
    /// The function of that name, if there is one; its version or alias is not looked for.
    pub(crate) fn get(&self, arn: &FunctionArn) -> Option<&Function> {
        self.functions.get(&arn.name)
    }

    /// # Errors
    /// A [`Refusal`] where there is none.
    pub(crate) fn function(&self, arn: &FunctionArn) -> Result<&Function, Refusal> {
        self.get(arn)
            .ok_or_else(|| refusals::function_not_found(arn))
    }

    /// # Errors
    /// A [`Refusal`] where there is none.
    pub(crate) fn function_mut(&mut self, arn: &FunctionArn) -> Result<&mut Function, Refusal> {
        let function = self.functions.get_mut(&arn.name);
        function.ok_or_else(|| refusals::function_not_found(arn))
    }

    /// In the order of their names.
    pub(crate) fn functions(&self) -> impl Iterator<Item = &Function> {
        self.functions.values()
    }

    /// The version that the whole name leads to.
    ///
    /// # Errors
    /// A [`Refusal`] where there is no such function, version or alias.
    pub(crate) fn version(&self, arn: &FunctionArn) -> Result<&Version, Refusal> {
        let function = self.get(arn);
        let version = function.and_then(|function| function.find(arn.qualifier.as_deref()));
        version.ok_or_else(|| refusals::function_not_found(arn))
    }

    /// Adds a function; nothing where there is one of that name.
    pub(crate) fn insert(&mut self, function: Function) -> Option<&mut Function> {
        match self.functions.entry(function.arn().name) {
            Entry::Vacant(place) => Some(place.insert(function)),
            Entry::Occupied(_) => None,
        }
    }

    /// Takes a function away, which ends its processes.
    ///
    /// # Errors
    /// A [`Refusal`] where there is none.
    pub(crate) fn remove(&mut self, arn: &FunctionArn) -> Result<(), Refusal> {
        let removed = self.functions.remove(&arn.name);
        removed
            .map(drop)
            .ok_or_else(|| refusals::function_not_found(arn))
    }
}
