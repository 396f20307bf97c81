//! The rules, one a file, in the order in which graphql-java asks them.

mod arguments_of_correct_type;
mod executable_definitions;
mod fields_on_correct_type;
mod fragments_on_composite_type;
mod known_argument_names;
mod known_directives;
mod known_fragment_names;
mod known_type_names;
mod lone_anonymous_operation;
mod no_fragment_cycles;
mod no_undefined_variables;
mod no_unused_fragments;
mod no_unused_variables;
mod overlapping_fields_can_be_merged;
mod possible_fragment_spreads;
mod provided_non_null_arguments;
mod scalar_leafs;
mod subscription_unique_root_field;
mod unique_argument_names;
mod unique_directive_names_per_location;
mod unique_fragment_names;
mod unique_object_field_name;
mod unique_operation_names;
mod unique_variable_names;
mod variable_default_values_of_correct_type;
mod variable_types_match;
mod variables_are_input_types;

use std::collections::HashSet;

use super::context::Context;
use super::syntax::Syntax;

/// What looks for one kind of mistake.
pub(super) trait Rule<'a> {
    /// Whether it looks at a fragment where that is spread, and not where it is defined.
    fn follows_spreads(&self) -> bool {
        false
    }

    /// Looks at a part of the document before what is in it.
    fn enter(&mut self, _syntax: Syntax<'a>, _at: &mut Context<'a>) {}

    /// Looks at a document, an operation, a fragment's definition or a selection set after
    /// what is in it; the definitions are those around it.
    fn leave(&mut self, _syntax: Syntax<'a>, _at: &mut Context<'a>) {}
}

/// All rules, for one document. Their order is that of the mistakes of one part.
pub(super) fn all<'a>(at: &Context<'a>) -> Vec<Box<dyn Rule<'a> + 'a>> {
    vec![
        Box::new(executable_definitions::ExecutableDefinitions),
        Box::new(arguments_of_correct_type::ArgumentsOfCorrectType),
        Box::new(fields_on_correct_type::FieldsOnCorrectType),
        Box::new(fragments_on_composite_type::FragmentsOnCompositeType),
        Box::new(known_argument_names::KnownArgumentNames),
        Box::new(known_directives::KnownDirectives),
        Box::new(known_fragment_names::KnownFragmentNames),
        Box::new(known_type_names::KnownTypeNames),
        Box::new(no_fragment_cycles::NoFragmentCycles::new(at)),
        Box::new(no_undefined_variables::NoUndefinedVariables::default()),
        Box::new(no_unused_fragments::NoUnusedFragments::default()),
        Box::new(no_unused_variables::NoUnusedVariables::default()),
        Box::new(overlapping_fields_can_be_merged::OverlappingFieldsCanBeMerged::default()),
        Box::new(possible_fragment_spreads::PossibleFragmentSpreads),
        Box::new(provided_non_null_arguments::ProvidedNonNullArguments),
        Box::new(scalar_leafs::ScalarLeafs),
        Box::new(variable_default_values_of_correct_type::VariableDefaultValuesOfCorrectType),
        Box::new(variables_are_input_types::VariablesAreInputTypes),
        Box::new(variable_types_match::VariableTypesMatch::default()),
        Box::new(lone_anonymous_operation::LoneAnonymousOperation::default()),
        Box::new(unique_operation_names::UniqueOperationNames::default()),
        // Those of later versions, in their order.
        Box::new(unique_fragment_names::UniqueFragmentNames::default()),
        Box::new(unique_directive_names_per_location::UniqueDirectiveNamesPerLocation),
        Box::new(unique_argument_names::UniqueArgumentNames),
        Box::new(unique_variable_names::UniqueVariableNames),
        Box::new(subscription_unique_root_field::SubscriptionUniqueRootField),
        Box::new(unique_object_field_name::UniqueObjectFieldName),
    ]
}

/// The items whose name another one before them has.
fn repeated<'t, T: 't>(
    items: impl IntoIterator<Item = &'t T>,
    name: impl Fn(&'t T) -> &'t str,
) -> impl Iterator<Item = &'t T> {
    let mut seen = HashSet::new();
    items
        .into_iter()
        .filter(move |&item| !seen.insert(name(item)))
}
