//! From a context to an answer: who asks, may they, and the field's own file.

use std::collections::BTreeMap;

use serde_json::Value;
use serde_json::value::RawValue;
use shared::deployed_fields::{self, DeployedField};
use shared::field_name::FieldName;
use shared::field_permissions::FieldPermissions;
use shared::identity::Identity;

use crate::Function;
use crate::error::ResolverError;
use crate::event::Event;
use crate::fields::{
    FieldError, create_record, delete_record, get_record, list_records, me, subscriptions,
    update_record,
};
use crate::identity;
use crate::settings::AuthorizationMode;
use crate::store::{Store, StoreError};

/// Resolves the fields of one function.
#[derive(Debug)]
pub struct Resolver {
    function: Function,
    mode: AuthorizationMode,
    fields: BTreeMap<FieldName, DeployedField>,
    permissions: FieldPermissions,
    store: Store,
}

impl Resolver {
    /// A resolver of the fields that the deployment gives to `function`.
    ///
    /// # Errors
    /// As [`deployed_fields::table`].
    pub fn new(
        function: Function,
        mode: AuthorizationMode,
        store: Store,
    ) -> Result<Self, serde_json::Error> {
        Ok(Self {
            function,
            mode,
            fields: deployed_fields::table()?,
            permissions: deployed_fields::permissions()?,
            store,
        })
    }

    /// The field's value. A failure of ours is logged once, here, under the request's id.
    pub(crate) async fn resolve(
        &self,
        context: &RawValue,
        request_id: &str,
    ) -> Result<Value, ResolverError> {
        self.field(context).await.map_err(|error| match error {
            FieldError::Client(error) => error,
            FieldError::Store(StoreError::Throttled(cause)) => {
                tracing::warn!(request_id, cause, "DynamoDB asks to slow down");
                ResolverError::Throttled
            }
            failure => {
                tracing::error!(request_id, cause = %failure, "a field can't be resolved");
                ResolverError::InternalError(request_id.to_owned())
            }
        })
    }

    async fn field(&self, context: &RawValue) -> Result<Value, FieldError> {
        let event = Event::parse(context)?;
        let identity = identity::read(&event.identity, &self.mode, &self.permissions)?;
        self.authorize(&event.field, &identity)?;
        let (store, owner, arguments) = (&self.store, &identity.subject, &*event.arguments);
        match event.field.as_str() {
            "Query.me" => Ok(me::resolve(&identity)),
            "Query.getRecord" => get_record::resolve(store, owner, arguments).await,
            "Query.listRecords" => list_records::resolve(store, owner, arguments).await,
            "Mutation.createRecord" => create_record::resolve(store, owner, arguments).await,
            "Mutation.updateRecord" => update_record::resolve(store, owner, arguments).await,
            "Mutation.deleteRecord" => delete_record::resolve(store, owner, arguments).await,
            "Subscription.onCreateRecord"
            | "Subscription.onUpdateRecord"
            | "Subscription.onDeleteRecord" => subscriptions::resolve(owner, arguments),
            _ => Err(ResolverError::Unauthorized.into()),
        }
    }

    /// AppSync has denied fields before; an API with a gap there must not have one here.
    fn authorize(&self, field: &FieldName, identity: &Identity) -> Result<(), ResolverError> {
        let is_ours = self
            .fields
            .get(field)
            .is_some_and(|deployed| deployed.function == self.function.name());
        if is_ours && self.permissions.allow(field, &identity.permissions) {
            return Ok(());
        }
        Err(ResolverError::Unauthorized)
    }
}
