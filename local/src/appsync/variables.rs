//! The variables of a request, made to fit the operation's definitions.
//!
//! Source: GraphQL, section 6.1.2; the messages are graphql-java's, which name the variable
//! even when the fault is deep inside its value.

use apollo_compiler::ast::Type;
use apollo_compiler::executable::Operation;
use apollo_compiler::parser::SourceMap;
use apollo_compiler::schema::ExtendedType;

use super::errors::{GraphqlError, Location};
use super::json::{JsonMap, JsonValue, kind, plain};
use super::literal;
use super::scalars::Scalar;
use super::schema::ApiSchema;

/// The values of the operation's variables; one that is left out and has no default stays
/// out.
///
/// # Errors
/// The first value that doesn't fit, placed at the variable's definition. Assumed: that one
/// alone is told.
pub(super) fn coerce(
    schema: &ApiSchema,
    operation: &Operation,
    given: &JsonMap,
    sources: &SourceMap,
) -> Result<JsonMap, GraphqlError> {
    let mut coerced = JsonMap::new();
    for definition in &operation.variables {
        let name = definition.name.as_str();
        let value = match (given.get(name), &definition.default_value) {
            (Some(value), _) => Input {
                schema,
                variable: name,
            }
            .coerce(&definition.ty, value)
            .map(Some),
            (None, Some(default)) => {
                literal::coerce(schema, &definition.ty, default, &JsonMap::new())
            }
            (None, None) if definition.ty.is_non_null() => Err(null_for(name, &definition.ty)),
            (None, None) => Ok(None),
        };
        let place = definition
            .line_column_range(sources)
            .map(|range| Location::at(range.start.line, range.start.column));
        if let Some(value) = value
            .map_err(|message| GraphqlError::of_request(message, place.into_iter().collect()))?
        {
            coerced.insert(name, value);
        }
    }
    Ok(coerced)
}

fn null_for(variable: &str, ty: &Type) -> String {
    format!("Variable '{variable}' has coerced Null value for NonNull type '{ty}'")
}

struct Input<'a> {
    schema: &'a ApiSchema,
    variable: &'a str,
}

impl Input<'_> {
    fn coerce(&self, ty: &Type, value: &JsonValue) -> Result<JsonValue, String> {
        if value.is_null() {
            return if ty.is_non_null() {
                Err(null_for(self.variable, ty))
            } else {
                Ok(JsonValue::Null)
            };
        }
        match ty {
            Type::List(item) | Type::NonNullList(item) => match value.as_array() {
                Some(items) => items
                    .iter()
                    .map(|value| self.coerce(item, value))
                    .collect::<Result<Vec<_>, _>>()
                    .map(JsonValue::from),
                None => Ok(JsonValue::Array(vec![self.coerce(item, value)?])),
            },
            Type::Named(name) | Type::NonNullNamed(name) => self.named(name, value),
        }
    }

    fn named(&self, name: &str, value: &JsonValue) -> Result<JsonValue, String> {
        match self.schema.type_named(name) {
            Some(ExtendedType::InputObject(_)) => self.object(name, value),
            Some(ExtendedType::Enum(definition)) => match value.as_str() {
                Some(text) if definition.values.contains_key(text) => Ok(value.clone()),
                _ => Err(self.invalid(&format!(
                    "Invalid input for Enum '{name}'. No value found for name '{}'",
                    plain(value)
                ))),
            },
            _ => match Scalar::named(name) {
                Some(scalar) => scalar
                    .input(value)
                    .map_err(|problem| self.invalid(&problem)),
                None => Err(self.invalid(&format!("'{name}' is not an input type."))),
            },
        }
    }

    fn object(&self, name: &str, value: &JsonValue) -> Result<JsonValue, String> {
        let Some(members) = value.as_object() else {
            let problem = format!(
                "Expected type 'Map' but was '{}'. Variables for input objects must be an instance of type 'Map'.",
                kind(value)
            );
            return Err(self.invalid(&problem));
        };
        let fields: Vec<_> = self
            .schema
            .input_fields(name)
            .into_iter()
            .flatten()
            .collect();
        if let Some(unknown) = members
            .keys()
            .find(|key| fields.iter().all(|field| field.name != key.as_str()))
        {
            return Err(format!(
                "The variables input contains a field name '{}' that is not defined for input object type '{name}'",
                unknown.as_str()
            ));
        }
        let mut coerced = JsonMap::new();
        for field in fields {
            let value = match (members.get(field.name.as_str()), &field.default_value) {
                (Some(value), _) => Some(self.coerce(&field.ty, value)?),
                (None, Some(default)) => {
                    literal::coerce(self.schema, &field.ty, default, &JsonMap::new())?
                }
                (None, None) if field.ty.is_non_null() => {
                    return Err(null_for(self.variable, &field.ty));
                }
                (None, None) => None,
            };
            if let Some(value) = value {
                coerced.insert(field.name.as_str(), value);
            }
        }
        Ok(JsonValue::Object(coerced))
    }

    fn invalid(&self, problem: &str) -> String {
        format!(
            "Variable '{}' has an invalid value. {problem}",
            self.variable
        )
    }
}
