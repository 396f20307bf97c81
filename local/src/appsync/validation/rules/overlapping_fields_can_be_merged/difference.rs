//! What two fields under one key are to each other, as far as they themselves go.

use apollo_compiler::ast::{Field, Type};
use apollo_compiler::schema::ExtendedType;
use apollo_compiler::{Name, Node};

use crate::appsync::schema::ApiSchema;
use crate::appsync::validation::context::Output;

/// A field where it is selected.
#[derive(Clone, Copy)]
pub(super) struct Selected<'a> {
    pub(super) field: &'a Node<Field>,
    /// The type that it is selected on.
    parent: Option<Output<'a>>,
    /// The type that it returns; `None` for a field that the type doesn't define, as
    /// `__typename`.
    pub(super) returned: Option<&'a Type>,
}

impl<'a> Selected<'a> {
    pub(super) fn new(
        schema: &'a ApiSchema,
        parent: Option<Output<'a>>,
        field: &'a Node<Field>,
    ) -> Self {
        let definition = parent.and_then(|parent| schema.field(parent.name, &field.name));
        Self {
            field,
            parent,
            returned: definition.map(|definition| &definition.ty),
        }
    }

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

pub(super) fn compare(schema: &ApiSchema, first: Selected<'_>, second: Selected<'_>) -> Comparison {
    if let Some(problem) = shape_problem(first.returned, second.returned) {
        return Comparison::Different(problem.to_owned());
    }
    let differing_names = first
        .returned
        .zip(second.returned)
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

/// How the wrappers of two types differ, from the outside in. What is not known counts as a
/// type that can be null.
fn shape_problem(first: Option<&Type>, second: Option<&Type>) -> Option<&'static str> {
    let is_non_null = |ty: Option<&Type>| ty.is_some_and(Type::is_non_null);
    if is_non_null(first) != is_non_null(second) {
        return Some("fields have different nullability shapes");
    }
    let is_list = |ty: Option<&Type>| ty.is_some_and(Type::is_list);
    match (is_list(first), is_list(second)) {
        (true, true) => shape_problem(first.map(Type::item_type), second.map(Type::item_type)),
        (false, false) => None,
        _ => Some("fields have different list shapes"),
    }
}

/// No object is of two object types. For graphql-java a list of objects is none.
fn never_meet(schema: &ApiSchema, first: Option<Output<'_>>, second: Option<Output<'_>>) -> bool {
    let is_object = |output: Output<'_>| {
        let definition = schema.type_named(output.name);
        !output.is_wrapped && definition.is_some_and(ExtendedType::is_object)
    };
    first.zip(second).is_some_and(|(first, second)| {
        first.name != second.name && is_object(first) && is_object(second)
    })
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
            let actual = shape_problem(Some(&parsed(first)), Some(&parsed(second)));
            assert_eq!(actual, expected, "{first} {second}");
        }
    }
}
