//! The schema of an API, with the scalars and directives that AppSync adds by itself.

mod invalid;
mod work;

use apollo_compiler::Schema;
use apollo_compiler::ast::FieldDefinition;
use apollo_compiler::collections::HashMap;
use apollo_compiler::parser::Parser;
use apollo_compiler::schema::{Component, ExtendedType, Implementers};
use apollo_compiler::validation::Valid;
use apollo_compiler::{Name, Node};

use super::limits::{MAX_DOCUMENT_NESTING, MAX_SCHEMA_TOKENS};
use super::model::ApiError;
use super::scalars::Scalar;

const PRELUDE: &str = include_str!("../prelude.graphql");

const TOO_MUCH_WORK: &str = "The types of the schema are combined in too many ways.";

/// A valid schema.
#[derive(Debug)]
pub(super) struct ApiSchema {
    schema: Valid<Schema>,
    implementers: HashMap<Name, Implementers>,
}

impl ApiSchema {
    /// Reads a schema that is written in the schema definition language.
    ///
    /// # Errors
    /// [`ApiError::Schema`] with what is wrong, place and reason.
    pub(super) fn parse(text: &str) -> Result<Self, ApiError> {
        let mut builder = Schema::builder().parse(PRELUDE, "appsync.graphql");
        Parser::new()
            .token_limit(MAX_SCHEMA_TOKENS)
            .recursion_limit(MAX_DOCUMENT_NESTING)
            .parse_into_schema_builder(text, "schema.graphql", &mut builder);
        let schema = builder
            .build()
            .map_err(|error| invalid::error(&error.errors))?;
        if !work::is_bounded(&schema) {
            return Err(ApiError::Schema(TOO_MUCH_WORK.to_owned()));
        }
        let schema = schema
            .validate()
            .map_err(|error| invalid::error(&error.errors))?;
        if let Some(custom) = schema
            .types
            .values()
            .find(|definition| definition.is_scalar() && Scalar::named(definition.name()).is_none())
        {
            return Err(ApiError::Schema(format!(
                "custom scalars are not supported: {}",
                custom.name()
            )));
        }
        if let Some(reserved) = schema
            .types
            .values()
            .find(|definition| !definition.is_scalar() && definition.name().starts_with("AWS"))
        {
            return Err(ApiError::Schema(format!(
                "the names of types can't begin with AWS: {}",
                reserved.name()
            )));
        }
        let implementers = schema.implementers_map();
        Ok(Self {
            schema,
            implementers,
        })
    }

    /// How many types the schema defines itself.
    pub(super) fn own_types(&self) -> usize {
        self.schema
            .types
            .values()
            .filter(|definition| !definition.is_built_in() && !definition.is_scalar())
            .count()
    }

    /// The schema as the GraphQL compiler has it.
    pub(super) fn valid(&self) -> &Valid<Schema> {
        &self.schema
    }

    /// Who implements which interface.
    pub(super) fn implementers(&self) -> &HashMap<Name, Implementers> {
        &self.implementers
    }

    /// The definition of a type.
    pub(super) fn type_named(&self, name: &str) -> Option<&ExtendedType> {
        self.schema.types.get(name)
    }

    /// The definition of a field of an object or interface.
    pub(super) fn field(
        &self,
        type_name: &str,
        field: &str,
    ) -> Option<&Component<FieldDefinition>> {
        match self.type_named(type_name)? {
            ExtendedType::Object(object) => object.fields.get(field),
            ExtendedType::Interface(interface) => interface.fields.get(field),
            ExtendedType::Scalar(_)
            | ExtendedType::Union(_)
            | ExtendedType::Enum(_)
            | ExtendedType::InputObject(_) => None,
        }
    }

    /// The definition of an input object's field.
    pub(super) fn input_fields(
        &self,
        type_name: &str,
    ) -> Option<impl Iterator<Item = &Node<apollo_compiler::ast::InputValueDefinition>>> {
        let object = self.type_named(type_name)?.as_input_object()?;
        Some(object.fields.values().map(|field| &field.node))
    }

    /// Whether an object of type `object` is one of type `condition`.
    pub(super) fn applies(&self, condition: &str, object: &str) -> bool {
        condition == object || self.schema.is_subtype(condition, object)
    }
}
