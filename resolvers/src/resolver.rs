//! From a context to an answer: who asks, may they, and the field's own file.

use std::collections::BTreeMap;

use serde_json::value::RawValue;
use shared::deployed_fields::{self, DeployedField};
use shared::field_name::FieldName;
use shared::field_permissions::FieldPermissions;

use crate::Function;
use crate::error::Refused;
use crate::event::Event;
use crate::fields::{
    FieldError, create_record, delete_record, get_record, list_records, me, subscriptions,
    update_record,
};
use crate::identity::{self, Caller};
use crate::settings::AuthorizationMode;
use crate::store::Store;

/// Resolves the fields of one function.
#[derive(Clone, Debug)]
pub struct Resolver {
    pub(crate) function: Function,
    pub(crate) store: Store,
    mode: AuthorizationMode,
    fields: BTreeMap<FieldName, DeployedField>,
    permissions: FieldPermissions,
}

/// A context whose caller may have its field.
pub(crate) struct Call<'a> {
    pub(crate) field: FieldName,
    pub(crate) caller: Caller,
    pub(crate) arguments: &'a RawValue,
}

impl Resolver {
    /// The resolver of `function`, with the deployed fields.
    ///
    /// # Errors
    /// When the field table that was built in is malformed; a test sees to it that it isn't.
    pub fn new(
        function: Function,
        mode: AuthorizationMode,
        store: Store,
    ) -> Result<Self, serde_json::Error> {
        Ok(Self {
            function,
            store,
            mode,
            fields: deployed_fields::table()?,
            permissions: deployed_fields::permissions()?,
        })
    }

    /// Reads a context and lets its caller in, or not.
    pub(crate) fn admit<'a>(&self, context: &'a RawValue) -> Result<Call<'a>, FieldError> {
        let event = Event::parse(context)?;
        let caller = identity::read(&event.identity, &self.mode, &self.permissions)?;
        self.authorize(&event.field, &caller)?;
        Ok(Call {
            field: event.field,
            caller,
            arguments: event.arguments,
        })
    }

    /// The field's value, as JSON.
    pub(crate) async fn value(&self, call: &Call<'_>) -> Result<Box<RawValue>, FieldError> {
        let (store, owner, arguments) = (&self.store, call.caller.owner(), call.arguments);
        match call.field.as_str() {
            "Query.me" => me::resolve(call.caller.identity()),
            get_record::FIELD => get_record::resolve(store, owner, arguments).await,
            "Query.listRecords" => list_records::resolve(store, owner, arguments).await,
            "Mutation.createRecord" => create_record::resolve(store, owner, arguments).await,
            "Mutation.updateRecord" => update_record::resolve(store, owner, arguments).await,
            "Mutation.deleteRecord" => delete_record::resolve(store, owner, arguments).await,
            "Subscription.onCreateRecord"
            | "Subscription.onUpdateRecord"
            | "Subscription.onDeleteRecord" => subscriptions::resolve(owner, arguments),
            other => Err(Refused(format!("nothing resolves {other}")).into()),
        }
    }

    /// AppSync has denied fields before; an API with a gap there must not have one here.
    fn authorize(&self, field: &FieldName, caller: &Caller) -> Result<(), Refused> {
        let is_ours = self
            .fields
            .get(field)
            .is_some_and(|deployed| deployed.function == self.function.name());
        if !is_ours {
            return Err(Refused(format!("{field} is another function's")));
        }
        let permissions = &caller.identity().permissions;
        if !self.permissions.allow(field, permissions) {
            return Err(Refused(format!("the permission for {field} is missing")));
        }
        Ok(())
    }
}
