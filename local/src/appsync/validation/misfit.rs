//! Where a literal doesn't fit its type, in graphql-java's words: the innermost misfit, with
//! the way to it. A variable always fits; it is compared elsewhere.
//!
//! Source: graphql-java 9.6, `ValidationUtil` and `ArgumentValidationUtil`

use apollo_compiler::ast::{Argument, Type, Value};
use apollo_compiler::schema::ExtendedType;

use super::java_hash_set;
use super::literal_text::java_text;
use crate::appsync::literal;
use crate::appsync::schema::ApiSchema;

/// The sentence for the first misfit in `argument`; `None` when it fits.
pub(super) fn sentence(schema: &ApiSchema, argument: &Argument, expected: &Type) -> Option<String> {
    let mut path = argument.name.to_string();
    let misfit = find(schema, expected, &argument.value, &mut path)?;
    let value = java_text(misfit.value.unwrap_or(&argument.value));
    Some(format!(
        "argument '{path}' with value '{value}' {}",
        misfit.problem
    ))
}

/// Whether a value fits.
pub(super) fn fits(schema: &ApiSchema, expected: &Type, value: &Value) -> bool {
    find(schema, expected, value, &mut String::new()).is_none()
}

struct Misfit<'a> {
    /// The value that doesn't fit, where it is not the whole argument that is named.
    value: Option<&'a Value>,
    problem: String,
}

fn find<'a>(
    schema: &ApiSchema,
    expected: &Type,
    value: &'a Value,
    path: &mut String,
) -> Option<Misfit<'a>> {
    if value.as_variable().is_some() {
        return None;
    }
    if value.is_null() {
        return expected.is_non_null().then(|| Misfit {
            value: Some(value),
            problem: "must not be null".to_owned(),
        });
    }
    match expected {
        Type::List(item) | Type::NonNullList(item) => match value.as_list() {
            Some(items) => items.iter().enumerate().find_map(|(index, value)| {
                descend(path, &format!("[{index}]"), |path| {
                    find(schema, item, value, path)
                })
            }),
            None => find(schema, item, value, path),
        },
        Type::Named(name) | Type::NonNullNamed(name) => {
            let fits = match (schema.type_named(name)?, value) {
                (ExtendedType::InputObject(_), _) => return object(schema, name, value, path),
                (ExtendedType::Enum(definition), Value::Enum(value)) => {
                    definition.values.contains_key(value)
                }
                (ExtendedType::Scalar(_), _) => literal::misfit(schema, expected, value).is_none(),
                _ => false,
            };
            (!fits).then(|| Misfit {
                value: Some(value),
                problem: format!("is not a valid '{name}'"),
            })
        }
    }
}

fn object<'a>(
    schema: &ApiSchema,
    name: &str,
    value: &'a Value,
    path: &mut String,
) -> Option<Misfit<'a>> {
    let whole = |problem: String| {
        Some(Misfit {
            value: None,
            problem,
        })
    };
    let Some(members) = value.as_object() else {
        return whole("must be an object type".to_owned());
    };
    let fields: Vec<_> = schema.input_fields(name)?.collect();
    let missing: Vec<&str> = fields
        .iter()
        .filter(|field| field.ty.is_non_null() && field.default_value.is_none())
        .map(|field| field.name.as_str())
        .filter(|field| members.iter().all(|(name, _)| name != field))
        .collect();
    if !missing.is_empty() {
        return whole(format!(
            "is missing required fields '[{}]'",
            java_hash_set::in_order(missing).join(", ")
        ));
    }
    members.iter().find_map(|(member, value)| {
        match fields.iter().find(|field| field.name == *member) {
            None => whole(format!("contains a field not in '{name}': '{member}'")),
            Some(field) => descend(path, &format!(".{member}"), |path| {
                find(schema, &field.ty, value, path)
            }),
        }
    })
}

/// Looks one step further down; the step stays in the path when something was found there.
fn descend<'a>(
    path: &mut String,
    step: &str,
    look: impl FnOnce(&mut String) -> Option<Misfit<'a>>,
) -> Option<Misfit<'a>> {
    let length = path.len();
    path.push_str(step);
    let found = look(path);
    if found.is_none() {
        path.truncate(length);
    }
    found
}
