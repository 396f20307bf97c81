//! Arguments and the values in them.

use apollo_compiler::Node;
use apollo_compiler::ast::{Argument, Value};

use super::Walk;
use crate::appsync::validation::context::Input;
use crate::appsync::validation::syntax::Syntax;

impl<'a> Walk<'a> {
    /// An argument of a directive that is not defined counts as one of the field around it,
    /// as in graphql-java.
    pub(super) fn argument(&mut self, argument: &'a Node<Argument>) {
        let place = self.at.place;
        let definition = match (place.directive, place.field) {
            (Some(directive), _) => directive.argument_by_name(&argument.name),
            (None, Some(field)) => field.argument_by_name(&argument.name),
            (None, None) => None,
        }
        .map(|definition| &**definition);
        self.inside(
            |place| {
                place.argument = definition;
                place.input = definition.map(Input::of);
            },
            |walk| {
                walk.enter(Syntax::Argument(argument));
                walk.value(&argument.value);
            },
        );
    }

    pub(super) fn value(&mut self, value: &'a Node<Value>) {
        match &**value {
            Value::Variable(name) => self.enter(Syntax::Variable(value, name)),
            Value::List(items) => {
                let item = self.at.place.input.filter(|input| input.ty.is_list());
                let input = item.map(|list| Input {
                    ty: list.ty.item_type(),
                    has_default: false,
                });
                self.inside(
                    |place| place.input = input,
                    |walk| items.iter().for_each(|item| walk.value(item)),
                );
            }
            Value::Object(members) => {
                self.enter(Syntax::Object(value, members));
                for (name, member) in members {
                    let input = self.member(name);
                    self.inside(|place| place.input = input, |walk| walk.value(member));
                }
            }
            Value::Null
            | Value::Enum(_)
            | Value::String(_)
            | Value::Float(_)
            | Value::Int(_)
            | Value::Boolean(_) => {}
        }
    }

    /// What the member `name` of an object at this place has to fit.
    fn member(&self, name: &str) -> Option<Input<'a>> {
        let object = self.at.place.input?.ty.inner_named_type();
        let mut fields = self.at.schema.input_fields(object)?;
        let field = fields.find(|field| field.name == name)?;
        Some(Input::of(field))
    }
}
