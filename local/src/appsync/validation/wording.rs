//! The parts of graphql-java's sentences that have to be looked up.

use apollo_compiler::ast::{Definition, Document, FragmentDefinition, Type, VariableDefinition};
use apollo_compiler::parser::SourceSpan;
use apollo_compiler::{Name, Node};

use super::literal_text::java_text;

/// The names are the fragment's, unless it is an inline one, and the two types'.
pub(super) fn impossible_spread(names: &[&str]) -> String {
    match names {
        [fragment, condition, parent] => format!(
            "Fragment {fragment} cannot be spread here as objects of type {parent} can never be of type {condition}"
        ),
        [condition, parent] => format!(
            "Fragment cannot be spread here as objects of type {parent} can never be of type {condition}"
        ),
        _ => "Fragment cannot be spread here".to_owned(),
    }
}

/// `arg` of `Type.field(arg:)` or `directive(arg:)`.
pub(super) fn argument_of(coordinate: &str) -> &str {
    coordinate
        .split_once('(')
        .map_or(coordinate, |(_, argument)| {
            argument.trim_end_matches([':', ')'])
        })
}

/// The fragment of that name.
pub(super) fn fragment_named<'a>(
    document: &'a Document,
    name: &str,
) -> Option<&'a Node<FragmentDefinition>> {
    let definitions = document.definitions.iter();
    definitions
        .filter_map(Definition::as_fragment_definition)
        .find(|fragment| fragment.name == name)
}

/// Whether a fragment is defined at `span`, where an inline one would stand further inside.
pub(super) fn is_fragment_definition(document: &Document, span: Option<SourceSpan>) -> bool {
    let begin = |span: Option<SourceSpan>| span.map(|span| span.offset());
    document
        .definitions
        .iter()
        .filter_map(Definition::as_fragment_definition)
        .any(|fragment| begin(fragment.location()) == begin(span))
}

/// What graphql-java 9 says where it asks a type for its name: a list or a type that is not
/// null has none.
pub(super) fn java_name(ty: &Type) -> &str {
    match ty {
        Type::Named(name) => name.as_str(),
        Type::NonNullNamed(_) | Type::List(_) | Type::NonNullList(_) => "null",
    }
}

/// The type that a variable counts as: with a default it is never null.
pub(super) fn effective_type(document: &Document, variable: &str, declared: &str) -> String {
    let has_default = variables(document)
        .any(|definition| definition.name == variable && definition.default_value.is_some());
    if has_default && !declared.ends_with('!') {
        format!("{declared}!")
    } else {
        declared.to_owned()
    }
}

/// The definition of a variable around `span`.
pub(super) fn variable_at(
    document: &Document,
    span: SourceSpan,
) -> Option<&Node<VariableDefinition>> {
    variables(document).find(|definition| {
        definition.location().is_some_and(|around| {
            around.offset() <= span.offset() && span.offset() < around.end_offset()
        })
    })
}

/// The sentence for a default that doesn't fit its variable.
pub(super) fn bad_default(definition: &VariableDefinition) -> Option<String> {
    Some(format!(
        "Bad default value {} for type {}",
        java_text(definition.default_value.as_ref()?),
        java_name(&definition.ty)
    ))
}

fn variables(document: &Document) -> impl Iterator<Item = &Node<VariableDefinition>> {
    document
        .definitions
        .iter()
        .filter_map(Definition::as_operation_definition)
        .flat_map(|operation| &operation.variables)
}

/// Which operation is one too many depends on which comes first.
pub(super) fn anonymous_operation(document: &Document) -> String {
    let mut names = document
        .definitions
        .iter()
        .filter_map(Definition::as_operation_definition)
        .map(|operation| operation.name.as_ref());
    match (names.next(), names.next()) {
        (Some(None), Some(Some(name))) => {
            format!("Operation {name} is following anonymous operation.")
        }
        _ => "Anonymous operation with other operations.".to_owned(),
    }
}

/// The name of the type that is defined at `span`.
pub(super) fn definition_name(document: &Document, span: Option<SourceSpan>) -> &str {
    let definition = document
        .definitions
        .iter()
        .find(|definition| definition.location() == span);
    match definition {
        Some(Definition::SchemaDefinition(_)) => "schema",
        Some(Definition::DirectiveDefinition(_)) | None => "provided",
        Some(definition) => definition.name().map_or("provided", Name::as_str),
    }
}
