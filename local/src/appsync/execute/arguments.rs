//! The arguments of a field, with variables and defaults in place.
//!
//! Source: GraphQL, section 6.4.1

use apollo_compiler::executable::Field;

use crate::appsync::json::{JsonMap, JsonValue};
use crate::appsync::literal;
use crate::appsync::schema::ApiSchema;

/// The coerced arguments.
/// Assumed: one that the client left out and that has no default stays out, a null stays null.
///
/// # Errors
/// What is wrong, as a sentence for the client.
pub(super) fn coerce(
    schema: &ApiSchema,
    field: &Field,
    variables: &JsonMap,
) -> Result<JsonMap, String> {
    let mut coerced = JsonMap::new();
    for definition in &field.definition.arguments {
        let given = field
            .arguments
            .iter()
            .find(|argument| argument.name == definition.name);
        let nullable = definition.ty.as_ref().clone().nullable();
        let value = match given {
            // A variable that was left out makes way for the default.
            Some(argument) => literal::coerce(schema, &nullable, &argument.value, variables)?,
            None => None,
        };
        let value = match (value, &definition.default_value) {
            (Some(value), _) => Some(value),
            (None, Some(default)) => {
                literal::coerce(schema, &definition.ty, default, &JsonMap::new())?
            }
            (None, None) => None,
        };
        let name = definition.name.as_str();
        match value {
            None | Some(JsonValue::Null) if definition.ty.is_non_null() => {
                return Err(format!(
                    "Argument '{name}' has coerced Null value for NonNull type '{}'",
                    definition.ty
                ));
            }
            Some(value) => {
                coerced.insert(name, value);
            }
            None => {}
        }
    }
    Ok(coerced)
}
