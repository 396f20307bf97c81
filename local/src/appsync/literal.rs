//! Values that are written in a document, or in a schema as defaults: what they come to.
//!
//! Source: GraphQL, sections 3.10 to 3.12 (input coercion) and 6.4.1

use apollo_compiler::ast::{Type, Value};
use apollo_compiler::schema::ExtendedType;
use apollo_compiler::{Name, Node};

use super::json::{JsonMap, JsonValue};
use super::scalars::Scalar;
use super::schema::ApiSchema;

/// The value of `literal` for a place of type `ty`; `None` when it is a variable that the
/// request left out.
///
/// # Errors
/// What is wrong, as a sentence for the client.
pub(super) fn coerce(
    schema: &ApiSchema,
    ty: &Type,
    literal: &Value,
    variables: &JsonMap,
) -> Result<Option<JsonValue>, String> {
    if let Value::Variable(name) = literal {
        return match variables.get(name.as_str()) {
            Some(JsonValue::Null) if ty.is_non_null() => Err(format!(
                "Variable '{name}' has coerced Null value for NonNull type '{ty}'"
            )),
            Some(value) => Ok(Some(value.clone())),
            None if ty.is_non_null() => Err(format!(
                "Variable '{name}' has coerced Null value for NonNull type '{ty}'"
            )),
            None => Ok(None),
        };
    }
    if literal.is_null() {
        return if ty.is_non_null() {
            Err(format!("Null value for NonNull type '{ty}'"))
        } else {
            Ok(Some(JsonValue::Null))
        };
    }
    match ty {
        Type::List(item) | Type::NonNullList(item) => {
            list(schema, item, literal, variables).map(Some)
        }
        Type::Named(name) | Type::NonNullNamed(name) => {
            named(schema, name, literal, variables).map(Some)
        }
    }
}

/// What is wrong with the scalars in `literal`, variables aside; the GraphQL compiler has
/// checked everything else.
pub(super) fn misfit(schema: &ApiSchema, ty: &Type, literal: &Value) -> Option<String> {
    match (ty, literal) {
        (_, Value::Variable(_) | Value::Null) => None,
        (Type::List(item) | Type::NonNullList(item), Value::List(items)) => items
            .iter()
            .find_map(|literal| misfit(schema, item, literal)),
        (Type::List(item) | Type::NonNullList(item), _) => misfit(schema, item, literal),
        (Type::Named(name) | Type::NonNullNamed(name), Value::Object(members))
            if schema.input_fields(name).is_some() =>
        {
            schema
                .input_fields(name)?
                .find_map(|field| misfit(schema, &field.ty, member(members, &field.name)?))
        }
        (Type::Named(name) | Type::NonNullNamed(name), _) => {
            Scalar::named(name).and_then(|known| scalar(known, literal).err())
        }
    }
}

fn list(
    schema: &ApiSchema,
    item: &Type,
    literal: &Value,
    variables: &JsonMap,
) -> Result<JsonValue, String> {
    let coerced =
        |literal: &Value| Ok(coerce(schema, item, literal, variables)?.unwrap_or(JsonValue::Null));
    match literal.as_list() {
        Some(items) => items
            .iter()
            .map(|literal| coerced(literal))
            .collect::<Result<Vec<_>, String>>()
            .map(JsonValue::from),
        // A single value stands for a list of it.
        None => Ok(JsonValue::Array(vec![coerced(literal)?])),
    }
}

fn named(
    schema: &ApiSchema,
    name: &Name,
    literal: &Value,
    variables: &JsonMap,
) -> Result<JsonValue, String> {
    match schema.type_named(name) {
        Some(ExtendedType::Scalar(_)) => Scalar::named(name).map_or_else(
            || Err(format!("Unknown type {name}")),
            |known| scalar(known, literal),
        ),
        Some(ExtendedType::InputObject(object)) => {
            let members = literal
                .as_object()
                .ok_or_else(|| format!("Expected an object for type '{name}'"))?;
            let mut coerced = JsonMap::new();
            for field in object.fields.values() {
                let given = match member(members, &field.name) {
                    Some(literal) => coerce(schema, &field.ty, literal, variables)?,
                    None => None,
                };
                let value = match (given, &field.default_value) {
                    (Some(value), _) => Some(value),
                    (None, Some(default)) => coerce(schema, &field.ty, default, &JsonMap::new())?,
                    (None, None) => None,
                };
                match value {
                    Some(value) => {
                        coerced.insert(field.name.as_str(), value);
                    }
                    None if field.ty.is_non_null() => {
                        return Err(format!("Missing field '{}' of type '{name}'", field.name));
                    }
                    None => {}
                }
            }
            Ok(JsonValue::Object(coerced))
        }
        Some(ExtendedType::Enum(_)) => literal
            .as_enum()
            .map(|value| value.as_str().into())
            .ok_or_else(|| format!("Expected a value of enum '{name}'")),
        _ => Err(format!("'{name}' is not an input type")),
    }
}

fn member<'a>(members: &'a [(Name, Node<Value>)], name: &str) -> Option<&'a Node<Value>> {
    members
        .iter()
        .find_map(|(key, value)| (key == name).then_some(value))
}

fn scalar(known: Scalar, literal: &Value) -> Result<JsonValue, String> {
    let out_of_range = |_| "The number is out of range.".to_owned();
    let value = match literal {
        Value::String(text) => JsonValue::from(text.as_str()),
        Value::Boolean(boolean) => JsonValue::from(*boolean),
        // Read as JSON it would be a number with a fraction.
        Value::Int(number) if number.as_str() == "-0" => JsonValue::from(0),
        Value::Int(number) => serde_json::from_str(number.as_str()).map_err(out_of_range)?,
        Value::Float(number) => serde_json::from_str(number.as_str()).map_err(out_of_range)?,
        Value::Null | Value::Enum(_) | Value::Variable(_) | Value::List(_) | Value::Object(_) => {
            return Err("Expected a scalar.".to_owned());
        }
    };
    known.input(&value)
}
