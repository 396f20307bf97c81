//! Fields and fragments.

use apollo_compiler::Node;
use apollo_compiler::ast::{DirectiveLocation, Field, FragmentSpread, InlineFragment, Selection};

use super::{Part, Walk};
use crate::appsync::validation::context::Output;
use crate::appsync::validation::syntax::Syntax;

impl<'a> Walk<'a> {
    /// Walks through the selections of what is around, if there are any.
    pub(super) fn selection_set(&mut self, selections: &'a [Selection]) {
        if selections.is_empty() {
            return;
        }
        let output = self.at.place.output;
        let parent = output
            .map(|output| output.name)
            .filter(|name| self.at.composite(name).is_some());
        self.inside(
            |place| place.parent = parent,
            |walk| {
                walk.enter(Syntax::SelectionSet(selections));
                for selection in selections {
                    if walk.at.report.is_full() {
                        return;
                    }
                    match selection {
                        Selection::Field(field) => walk.field(field),
                        Selection::InlineFragment(fragment) => walk.inline_fragment(fragment),
                        Selection::FragmentSpread(spread) => walk.fragment_spread(spread),
                    }
                }
            },
        );
        self.leave(Syntax::SelectionSet(selections));
    }

    fn field(&mut self, field: &'a Node<Field>) {
        let schema = self.at.schema.valid();
        let parent = self.at.place.parent;
        let definition = parent.and_then(|parent| schema.type_field(parent, &field.name).ok());
        self.at.path.push(&field.name);
        self.inside(
            |place| {
                place.field = definition.map(|definition| &***definition);
                place.output = definition.map(|definition| Output::of(&definition.ty));
            },
            |walk| {
                walk.enter(Syntax::Field(field));
                for argument in &field.arguments {
                    walk.argument(argument);
                }
                walk.directives(&field.directives, Some(DirectiveLocation::Field));
                walk.selection_set(&field.selection_set);
            },
        );
        self.at.path.pop();
    }

    fn inline_fragment(&mut self, fragment: &'a Node<InlineFragment>) {
        let output = match &fragment.type_condition {
            Some(condition) => self.output_of(condition),
            None => self.at.place.parent.map(Output::named),
        };
        self.inside(
            |place| place.output = output,
            |walk| {
                walk.enter(Syntax::InlineFragment(fragment));
                if let Some(condition) = &fragment.type_condition {
                    walk.type_condition(condition);
                }
                let location = DirectiveLocation::InlineFragment;
                walk.directives(&fragment.directives, Some(location));
                walk.selection_set(&fragment.selection_set);
            },
        );
    }

    fn fragment_spread(&mut self, spread: &'a Node<FragmentSpread>) {
        self.enter(Syntax::FragmentSpread(spread));
        // What is spread comes before the directives of the spread.
        if self.part != Part::Fragment
            && let Some(fragment) = self.at.fragments.get(&spread.fragment_name).copied()
            && self.followed.begin(&fragment.name)
        {
            let part = std::mem::replace(&mut self.part, Part::SpreadFragment);
            self.fragment(fragment);
            self.part = part;
            self.followed.end();
        }
        self.directives(&spread.directives, Some(DirectiveLocation::FragmentSpread));
    }
}
