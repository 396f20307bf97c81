//! What two fields under one key are to each other, as far as they themselves go.

use apollo_compiler::ast::{Field, Type};
use apollo_compiler::schema::ExtendedType;
use apollo_compiler::{Name, Node};

use crate::appsync::schema::ApiSchema;

/// A field where it is selected.
#[derive(Clone, Copy)]
pub(super) struct Selected<'a> {
    pub(super) field: &'a Node<Field>,
    /// The type that it is selected on.
    pub(super) parent: Option<&'a Name>,
    /// The type that it returns; `None` for a field that the schema doesn't have.
    pub(super) returned: Option<&'a Type>,
}

impl Selected<'_> {
    /// Where it begins in the document.
    pub(super) fn begin(&self) -> Option<usize> {
        self.field.location().map(|span| span.offset())
    }
}

/// What two fields are to each other.
pub(super) enum Comparison {
    /// They can't be merged, for this reason.
    Different(String),
    /// No object has both of them.
    Apart,
    /// They are merged; what is in them may differ.
    Same,
}

/// The type that `field` returns on `parent`.
pub(super) fn returned<'a>(
    schema: &'a ApiSchema,
    parent: Option<&Name>,
    field: &Field,
) -> Option<&'a Type> {
    let definition = schema.valid().type_field(parent?, &field.name).ok()?;
    Some(&definition.ty)
}

pub(super) fn compare(schema: &ApiSchema, first: Selected<'_>, second: Selected<'_>) -> Comparison {
    let types = first.returned.zip(second.returned);
    if let Some(problem) = types.and_then(|(first, second)| shape_problem(first, second)) {
        return Comparison::Different(problem.to_owned());
    }
    let differing_names = types
        .map(|(first, second)| (first.inner_named_type(), second.inner_named_type()))
        .filter(|(first, second)| first != second);
    let differing_types = |(first, second)| {
        Comparison::Different(format!("they return differing types {first} and {second}"))
    };
    let is_leaf = |name: &Name| {
        let definition = schema.type_named(name);
        definition.is_some_and(ExtendedType::is_leaf)
    };
    if let Some(names) = differing_names
        && (is_leaf(names.0) || is_leaf(names.1))
    {
        return differing_types(names);
    }
    if never_meet(schema, first.parent, second.parent) {
        return Comparison::Apart;
    }
    if first.field.name != second.field.name {
        return Comparison::Different(format!(
            "{} and {} are different fields",
            first.field.name, second.field.name
        ));
    }
    if let Some(names) = differing_names {
        return differing_types(names);
    }
    if !same_arguments(first.field, second.field) {
        return Comparison::Different("they have differing arguments".to_owned());
    }
    Comparison::Same
}

/// How the wrappers of two types differ, from the outside in.
fn shape_problem(first: &Type, second: &Type) -> Option<&'static str> {
    if first.is_non_null() != second.is_non_null() {
        return Some("fields have different nullability shapes");
    }
    match (first.is_list(), second.is_list()) {
        (true, true) => shape_problem(first.item_type(), second.item_type()),
        (false, false) => None,
        _ => Some("fields have different list shapes"),
    }
}

/// No object is of two object types.
fn never_meet(schema: &ApiSchema, first: Option<&Name>, second: Option<&Name>) -> bool {
    let is_object = |name: Option<&Name>| {
        name.and_then(|name| schema.type_named(name))
            .is_some_and(ExtendedType::is_object)
    };
    first != second && is_object(first) && is_object(second)
}

fn same_arguments(first: &Field, second: &Field) -> bool {
    first.arguments.len() == second.arguments.len()
        && first.arguments.iter().all(|argument| {
            second
                .arguments
                .iter()
                .any(|other| other.name == argument.name && other.value == argument.value)
        })
}

#[cfg(test)]
mod tests {
    use apollo_compiler::ast::Type;

    use super::shape_problem;

    #[test]
    fn types_differ_in_their_outermost_wrapper_that_is_not_the_same() {
        let nullability = Some("fields have different nullability shapes");
        let list = Some("fields have different list shapes");
        for (first, second, expected) in [
            ("Int", "String", None),
            ("Int!", "Int", nullability),
            ("[Int]", "Int", list),
            ("[Int!]!", "[Int]!", nullability),
            ("[[Int]]", "[Int]", list),
        ] {
            let parsed = |text: &str| Type::parse(text, "type").unwrap();
            let actual = shape_problem(&parsed(first), &parsed(second));
            assert_eq!(actual, expected, "{first} {second}");
        }
    }
}
