//! Operations and fragments where they are defined; fragments where they are spread as well.

use apollo_compiler::ast::{
    DirectiveLocation, FragmentDefinition, OperationDefinition, OperationType, Type,
    VariableDefinition,
};
use apollo_compiler::{Name, Node};

use super::Walk;
use crate::appsync::validation::context::{Input, Output};
use crate::appsync::validation::syntax::Syntax;

impl<'a> Walk<'a> {
    pub(super) fn operation(&mut self, operation: &'a Node<OperationDefinition>) {
        let schema = self.at.schema.valid();
        let output = schema
            .root_operation(operation.operation_type)
            .map(Output::named);
        self.followed.begin_operation();
        self.inside(
            |place| place.output = output,
            |walk| {
                walk.enter(Syntax::Operation(operation));
                for variable in &operation.variables {
                    walk.variable_definition(variable);
                }
                let location = match operation.operation_type {
                    OperationType::Query => DirectiveLocation::Query,
                    OperationType::Mutation => DirectiveLocation::Mutation,
                    OperationType::Subscription => DirectiveLocation::Subscription,
                };
                walk.directives(&operation.directives, Some(location));
                walk.selection_set(&operation.selection_set);
                walk.leave(Syntax::Operation(operation));
            },
        );
    }

    fn variable_definition(&mut self, variable: &'a Node<VariableDefinition>) {
        let input = self.input_of(&variable.ty);
        self.inside(
            |place| place.input = input,
            |walk| {
                walk.enter(Syntax::VariableDefinition(variable));
                walk.type_name(variable.ty.inner_named_type());
                if let Some(default) = &variable.default_value {
                    walk.value(default);
                }
                let location = DirectiveLocation::VariableDefinition;
                walk.directives(&variable.directives, Some(location));
            },
        );
    }

    /// `None` for a type that there is not, or that no value has. That of a list is not found
    /// out here, as in graphql-java.
    fn input_of(&self, ty: &'a Type) -> Option<Input<'a>> {
        let definition = self.at.schema.type_named(ty.inner_named_type())?;
        let is_of_values = definition.is_input_type() || !matches!(ty, Type::Named(_));
        is_of_values.then_some(Input {
            ty,
            has_default: false,
        })
    }

    pub(super) fn fragment(&mut self, fragment: &'a Node<FragmentDefinition>) {
        let condition = self.output_of(&fragment.type_condition);
        self.at.path.push(&fragment.name);
        self.inside(
            |place| place.output = condition,
            |walk| {
                walk.enter(Syntax::Fragment(fragment));
                walk.type_condition(&fragment.type_condition);
                let location = DirectiveLocation::FragmentDefinition;
                walk.directives(&fragment.directives, Some(location));
                walk.selection_set(&fragment.selection_set);
                walk.leave(Syntax::Fragment(fragment));
            },
        );
        self.at.path.pop();
    }

    /// `None` for a type that there is not, or that no answer has.
    pub(super) fn output_of(&self, name: &'a Name) -> Option<Output<'a>> {
        let definition = self.at.schema.type_named(name)?;
        definition.is_output_type().then(|| Output::named(name))
    }

    /// The type that a fragment is on. graphql-java's parser forgets where it stands.
    pub(super) fn type_condition(&mut self, name: &'a Name) {
        self.enter(Syntax::TypeName(name, None));
    }
}
