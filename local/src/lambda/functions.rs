//! The functions that can be called, and who may call them.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use bytes::Bytes;
use tokio::sync::watch;

use crate::iam::Grants;
use crate::invoke::{Caller, Invocation, Invoke, InvokeError, InvokeFuture};
use crate::lambda::FunctionSettings;
use crate::lambda::arn::{FunctionArn, LATEST};
use crate::lambda::concurrency::Concurrency;
use crate::lambda::environments::Environments;
use crate::lambda::limits::LARGEST_EVENT;
use crate::lambda::registry::Registry;

/// How AppSync names itself in policies.
const APPSYNC: &str = "appsync.amazonaws.com";

/// The deployed functions. Dropping them ends every process.
pub struct Functions {
    /// What the stack deployed itself: `$LATEST` alone, for every caller.
    own: HashMap<String, Arc<Environments>>,
    /// What was deployed by the control plane.
    registry: RwLock<Registry>,
    /// Variables of every process of those.
    given: Arc<BTreeMap<String, String>>,
    /// What roles may do; nothing where there are none.
    grants: Option<Arc<dyn Grants>>,
    /// Calls that are under way end when this does.
    running: watch::Sender<()>,
}

/// What a name leads to at the moment of a call.
#[derive(Debug)]
pub(super) struct Target {
    environments: Arc<Environments>,
    /// `$LATEST`, or the version's number.
    pub(super) version: String,
}

impl Functions {
    /// Deploys functions. A process starts with the first call.
    pub fn new(settings: impl IntoIterator<Item = FunctionSettings>) -> Self {
        let function = |settings: FunctionSettings| {
            let name = settings.name.clone();
            let concurrency = Arc::new(Concurrency::new());
            let environments = Environments::new(settings.into(), concurrency);
            (name, Arc::new(environments))
        };
        Self {
            own: settings.into_iter().map(function).collect(),
            registry: RwLock::default(),
            given: Arc::default(),
            grants: None,
            running: watch::Sender::new(()),
        }
    }

    /// No functions, until the control plane deploys some. Their processes have `variables`
    /// beside their own; what data sources may call is asked of `grants`.
    pub fn empty(variables: BTreeMap<String, String>, grants: Arc<dyn Grants>) -> Self {
        Self {
            given: Arc::new(variables),
            grants: Some(grants),
            ..Self::new([])
        }
    }

    pub(super) fn registry(&self) -> RwLockReadGuard<'_, Registry> {
        self.registry.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn registry_mut(&self) -> RwLockWriteGuard<'_, Registry> {
        self.registry
            .write()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Variables of every process of what is deployed.
    pub(super) fn given(&self) -> Arc<BTreeMap<String, String>> {
        self.given.clone()
    }

    /// What `arn` leads to.
    ///
    /// # Errors
    /// [`InvokeError::FunctionNotFound`] where there is no such function, version or alias.
    pub(super) fn target(&self, arn: &FunctionArn) -> Result<Target, InvokeError> {
        let not_found = || InvokeError::FunctionNotFound(arn.to_string());
        if let Some(environments) = self.own.get(&arn.name) {
            let qualifier = arn.qualifier.as_deref();
            return match qualifier.is_none_or(|qualifier| qualifier == LATEST) {
                true => Ok(Target {
                    environments: environments.clone(),
                    version: LATEST.to_owned(),
                }),
                false => Err(not_found()),
            };
        }
        let registry = self.registry();
        let function = registry.get(arn).ok_or_else(not_found)?;
        let version = function.find(arn.qualifier.as_deref());
        let version = version.ok_or_else(not_found)?;
        Ok(Target {
            environments: version.environments().clone(),
            version: version.name().to_string(),
        })
    }

    /// Calls what was found under the name `arn`.
    ///
    /// # Errors
    /// [`InvokeError`] where the payload is too large, or every environment is busy.
    pub(super) async fn call(
        &self,
        target: Target,
        arn: FunctionArn,
        payload: Bytes,
    ) -> Result<Invocation, InvokeError> {
        if payload.len() > LARGEST_EVENT {
            return Err(InvokeError::RequestTooLarge(payload.len()));
        }
        let running = self.running.subscribe();
        target.environments.call(arn, payload, running).await
    }

    async fn call_for(
        &self,
        caller: Caller<'_>,
        function: &str,
        payload: Bytes,
    ) -> Result<Invocation, InvokeError> {
        let not_found = |_| InvokeError::FunctionNotFound(function.to_owned());
        let arn = FunctionArn::parse(function, None).map_err(not_found)?;
        let target = self.target(&arn)?;
        if !self.permits(caller, &arn, function).await {
            return Err(InvokeError::AccessDenied(arn.to_string()));
        }
        self.call(target, arn, payload).await
    }

    /// Whether `caller` may call the function `arn`, which it calls `name`.
    async fn permits(&self, caller: Caller<'_>, arn: &FunctionArn, name: &str) -> bool {
        if self.own.contains_key(&arn.name) {
            return true;
        }
        match caller {
            Caller::Account => true,
            Caller::Api(api) => {
                let registry = self.registry();
                let qualifier = arn.qualifier.as_deref();
                let function = registry.get(arn);
                function.is_some_and(|function| function.permits(qualifier, APPSYNC, api))
            }
            Caller::DataSource { role, api } => match &self.grants {
                Some(grants) => grants.may_invoke(role, api, name).await,
                None => false,
            },
        }
    }
}

impl Invoke for Functions {
    fn invoke<'a>(
        &'a self,
        caller: Caller<'a>,
        function: &'a str,
        payload: Bytes,
    ) -> InvokeFuture<'a> {
        Box::pin(self.call_for(caller, function, payload))
    }
}

impl fmt::Debug for Functions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Functions")
            .field("own", &self.own)
            .field("registry", &self.registry)
            .finish_non_exhaustive()
    }
}
