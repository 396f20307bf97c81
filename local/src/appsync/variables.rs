//! The variables of a request, made to fit the operation's definitions.
//!
//! Source: GraphQL, section 6.1.2; the messages are those of graphql-java 9, as captured: a
//! null is told of the variable, however deep inside it is, and any other value of the
//! innermost field that it stands in.

use std::cell::Cell;

use apollo_compiler::ast::{Type, Value};
use apollo_compiler::executable::Operation;
use apollo_compiler::parser::SourceMap;
use apollo_compiler::schema::ExtendedType;

use super::errors::{GraphqlError, Location, PlainError};
use super::json::{self, JsonMap, JsonValue, java_class, java_text};
use super::limits::MAX_DEFAULT_BYTES;
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
    let defaults = Cell::new(0);
    for definition in &operation.variables {
        let name = definition.name.as_str();
        let value = match (given.get(name), &definition.default_value) {
            // Assumed: a null that is given is one, as the specification has it; graphql-java 9
            // takes the default for it.
            (Some(value), _) => Input {
                schema,
                variable: name,
                defaults: &defaults,
            }
            .coerce(name, &definition.ty, value)
            .map(Some),
            (None, Some(default)) => {
                literal::coerce(schema, &definition.ty, default, &JsonMap::new())
                    .map_err(Problem::placed)
            }
            (None, None) if definition.ty.is_non_null() => {
                Err(Problem::placed(null_for(name, &definition.ty)))
            }
            (None, None) => Ok(None),
        };
        let value = value.map_err(|problem| {
            let place = definition
                .line_column_range(sources)
                .map(|range| Location::at(range.start.line, range.start.column));
            problem.into_error(place)
        })?;
        if let Some(value) = value {
            coerced.insert(name, value);
        }
    }
    Ok(coerced)
}

fn null_for(variable: &str, ty: &Type) -> String {
    format!("Variable '{variable}' has coerced Null value for NonNull type '{ty}'")
}

/// Why a value doesn't fit.
struct Problem {
    message: String,
    /// Whether the error has the place of the variable's definition.
    has_place: bool,
}

impl Problem {
    fn placed(message: String) -> Self {
        Self {
            message,
            has_place: true,
        }
    }

    fn into_error(self, place: Option<Location>) -> GraphqlError {
        GraphqlError::Plain(PlainError {
            path: None,
            locations: self.has_place.then(|| place.into_iter().collect()),
            message: self.message,
        })
    }
}

struct Input<'a> {
    schema: &'a ApiSchema,
    variable: &'a str,
    /// The memory that was taken for input fields that were left out, in bytes.
    defaults: &'a Cell<usize>,
}

impl Input<'_> {
    /// `name` is the variable's, or that of the input field that the value is for.
    fn coerce(&self, name: &str, ty: &Type, value: &JsonValue) -> Result<JsonValue, Problem> {
        if value.is_null() {
            return if ty.is_non_null() {
                Err(Problem::placed(null_for(self.variable, ty)))
            } else {
                Ok(JsonValue::Null)
            };
        }
        match ty {
            Type::List(item) | Type::NonNullList(item) => match value.as_array() {
                Some(items) => items
                    .iter()
                    .map(|value| self.coerce(name, item, value))
                    .collect::<Result<Vec<_>, _>>()
                    .map(JsonValue::from),
                None => Ok(JsonValue::Array(vec![self.coerce(name, item, value)?])),
            },
            Type::Named(type_name) | Type::NonNullNamed(type_name) => {
                self.named(name, type_name, value)
            }
        }
    }

    fn named(&self, name: &str, type_name: &str, value: &JsonValue) -> Result<JsonValue, Problem> {
        let invalid = |problem: String| {
            Problem::placed(format!("Variable '{name}' has an invalid value. {problem}"))
        };
        match self.schema.type_named(type_name) {
            Some(ExtendedType::InputObject(_)) => {
                let members = value.as_object().ok_or_else(|| {
                    invalid(format!(
                        "Expected type 'Map' but was '{}'. Variables for input objects must be an instance of type 'Map'.",
                        java_class(value)
                    ))
                })?;
                self.object(type_name, members)
            }
            Some(ExtendedType::Enum(definition)) => match value.as_str() {
                Some(text) if definition.values.contains_key(text) => Ok(value.clone()),
                _ => Err(invalid(format!(
                    "Invalid input for Enum '{type_name}'. No value found for name '{}'",
                    java_text(value)
                ))),
            },
            _ => match Scalar::named(type_name) {
                Some(scalar) => scalar.input(value).map_err(invalid),
                None => Err(invalid(format!("'{type_name}' is not an input type."))),
            },
        }
    }

    fn object(&self, type_name: &str, members: &JsonMap) -> Result<JsonValue, Problem> {
        let fields: Vec<_> = self
            .schema
            .input_fields(type_name)
            .into_iter()
            .flatten()
            .collect();
        if let Some(unknown) = members
            .keys()
            .find(|key| fields.iter().all(|field| field.name != key.as_str()))
        {
            // With a space at its end, as graphql-java has it.
            return Err(Problem {
                message: format!(
                    "The variables input contains a field name '{}' that is not defined for input object type '{type_name}' ",
                    unknown.as_str()
                ),
                has_place: false,
            });
        }
        let mut coerced = JsonMap::new();
        for field in fields {
            let name = field.name.as_str();
            let value = match (members.get(name), &field.default_value) {
                (Some(value), _) => Some(self.coerce(name, &field.ty, value)?),
                (None, Some(default)) => self.default_of(name, &field.ty, default)?,
                (None, None) if field.ty.is_non_null() => {
                    return Err(Problem::placed(null_for(self.variable, &field.ty)));
                }
                (None, None) => None,
            };
            if let Some(value) = value {
                coerced.insert(name, value);
            }
        }
        Ok(JsonValue::Object(coerced))
    }

    /// The value of the input field `name` that was left out. A short list of objects can
    /// leave out gigabytes.
    fn default_of(
        &self,
        name: &str,
        ty: &Type,
        default: &Value,
    ) -> Result<Option<JsonValue>, Problem> {
        let value =
            literal::coerce(self.schema, ty, default, &JsonMap::new()).map_err(Problem::placed)?;
        let bytes = value.as_ref().map_or(0, json::size);
        let bytes = bytes.saturating_add(name.len());
        self.defaults.set(self.defaults.get().saturating_add(bytes));
        if self.defaults.get() > MAX_DEFAULT_BYTES {
            let message = "The variables are too large.".to_owned();
            return Err(Problem::placed(message));
        }
        Ok(value)
    }
}
