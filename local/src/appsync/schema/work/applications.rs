//! Directives where they stand: the compiler looks for each argument in the definition, and
//! in a value of an input object for each of its fields.

use apollo_compiler::Schema;
use apollo_compiler::ast::{Directive, FieldDefinition, InputValueDefinition, Value};
use apollo_compiler::schema::ExtendedType;

use super::{Steps, TooMany};

pub(super) fn count(schema: &Schema, steps: &mut Steps) -> Result<(), TooMany> {
    let mut counter = Counter { schema, steps };
    counter.directives(
        schema
            .schema_definition
            .directives
            .iter()
            .map(|each| &***each),
    )?;
    for definition in schema.directive_definitions.values() {
        counter.values(definition.arguments.iter().map(|each| &**each))?;
    }
    for definition in schema.types.values() {
        counter.definition(definition)?;
    }
    Ok(())
}

struct Counter<'a> {
    schema: &'a Schema,
    steps: &'a mut Steps,
}

impl Counter<'_> {
    fn definition(&mut self, definition: &ExtendedType) -> Result<(), TooMany> {
        self.directives(definition.directives().iter().map(|each| &***each))?;
        match definition {
            ExtendedType::Object(object) => {
                self.fields(object.fields.values().map(|each| &***each))
            }
            ExtendedType::Interface(interface) => {
                self.fields(interface.fields.values().map(|each| &***each))
            }
            ExtendedType::InputObject(object) => {
                self.values(object.fields.values().map(|each| &***each))
            }
            ExtendedType::Enum(kind) => {
                let mut directives = kind.values.values().map(|value| &value.directives);
                directives.try_for_each(|each| self.directives(each.iter().map(|each| &**each)))
            }
            ExtendedType::Scalar(_) | ExtendedType::Union(_) => Ok(()),
        }
    }

    fn fields<'f>(
        &mut self,
        mut fields: impl Iterator<Item = &'f FieldDefinition>,
    ) -> Result<(), TooMany> {
        fields.try_for_each(|field| {
            self.directives(field.directives.iter().map(|each| &**each))?;
            self.values(field.arguments.iter().map(|each| &**each))
        })
    }

    fn values<'v>(
        &mut self,
        mut values: impl Iterator<Item = &'v InputValueDefinition>,
    ) -> Result<(), TooMany> {
        values.try_for_each(|value| self.directives(value.directives.iter().map(|each| &**each)))
    }

    fn directives<'d>(
        &mut self,
        mut directives: impl Iterator<Item = &'d Directive>,
    ) -> Result<(), TooMany> {
        directives.try_for_each(|directive| self.directive(directive))
    }

    fn directive(&mut self, directive: &Directive) -> Result<(), TooMany> {
        let Some(definition) = self.schema.directive_definitions.get(&directive.name) else {
            return Ok(());
        };
        let given = directive.arguments.len();
        self.steps
            .spend(given.saturating_mul(definition.arguments.len()))?;
        for argument in &directive.arguments {
            if let Some(declared) = definition.argument_by_name(&argument.name) {
                self.value(&argument.value, declared.ty.inner_named_type())?;
            }
        }
        Ok(())
    }

    fn value(&mut self, value: &Value, type_name: &str) -> Result<(), TooMany> {
        match value {
            Value::List(items) => items
                .iter()
                .try_for_each(|item| self.value(item, type_name)),
            Value::Object(entries) => {
                let Some(object) = self.schema.get_input_object(type_name) else {
                    return Ok(());
                };
                self.steps
                    .spend(entries.len().saturating_mul(object.fields.len()))?;
                entries.iter().try_for_each(|(name, value)| {
                    let field = object.fields.get(name);
                    field.map_or(Ok(()), |field| {
                        self.value(value, field.ty.inner_named_type())
                    })
                })
            }
            _ => Ok(()),
        }
    }
}
