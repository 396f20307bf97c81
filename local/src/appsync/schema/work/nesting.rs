//! Types and directives inside of each other: the compiler looks for cycles among them by
//! following every way that passes none of them twice.

use std::collections::HashMap;

use apollo_compiler::Schema;
use apollo_compiler::ast::{Directive, InputValueDefinition, Type};
use apollo_compiler::schema::ExtendedType;

use super::{Steps, TooMany};

/// Where the compiler gives a way up: so many input types inside of each other, and with
/// directives as many of each.
const LONGEST_WAY: usize = 32;

pub(super) fn count(schema: &Schema, steps: &mut Steps) -> Result<(), TooMany> {
    let inputs = Graph::of_inputs(schema);
    for node in 0..inputs.nodes.len() {
        inputs.follow(node, &mut Vec::new(), LONGEST_WAY, steps)?;
    }
    let directives = Graph::of_directives(schema);
    // The directives come first.
    for node in 0..schema.directive_definitions.len() {
        directives.follow(node, &mut Vec::new(), 2 * LONGEST_WAY, steps)?;
    }
    Ok(())
}

#[derive(Clone, Copy, Eq, Hash, PartialEq)]
enum Name<'a> {
    Directive(&'a str),
    Type(&'a str),
}

struct Node {
    /// How many members are looked at.
    members: usize,
    inside: Vec<usize>,
}

/// What is directly inside of what.
struct Graph {
    nodes: Vec<Node>,
}

impl Graph {
    /// Input objects that a field must hold: the others may end a cycle.
    fn of_inputs(schema: &Schema) -> Self {
        let objects = || {
            let types = schema.types.values();
            types.filter_map(ExtendedType::as_input_object)
        };
        Self::new(objects().map(|object| {
            let required = object.fields.values().filter_map(|field| match &*field.ty {
                Type::NonNullNamed(name) => Some(Name::Type(name)),
                _ => None,
            });
            let members = object.fields.len();
            (Name::Type(&object.name), members, required.collect())
        }))
    }

    fn of_directives(schema: &Schema) -> Self {
        let definitions = schema.directive_definitions.values().map(|directive| {
            let arguments = directive.arguments.iter().map(|argument| &**argument);
            (Name::Directive(&directive.name), members(arguments))
        });
        let types = schema.types.values().filter_map(|definition| {
            let mut inside = applied(definition.directives().iter().map(|each| &***each));
            match definition {
                ExtendedType::InputObject(object) => {
                    inside.extend(members(object.fields.values().map(|field| &***field)));
                }
                ExtendedType::Enum(kind) => {
                    let directives = kind.values.values().flat_map(|value| &value.directives.0);
                    inside.extend(applied(directives.map(|each| &**each)));
                }
                _ => return None,
            }
            Some((Name::Type(definition.name()), inside))
        });
        let all = definitions.chain(types);
        Self::new(all.map(|(name, inside)| (name, inside.len(), inside)))
    }

    fn new<'a>(found: impl Iterator<Item = (Name<'a>, usize, Vec<Name<'a>>)>) -> Self {
        let found: Vec<_> = found.collect();
        let names = found
            .iter()
            .enumerate()
            .map(|(node, (name, ..))| (*name, node));
        let names: HashMap<Name<'a>, usize> = names.collect();
        let node = |(_, members, inside): &(_, usize, Vec<Name<'a>>)| Node {
            members: *members,
            inside: inside
                .iter()
                .filter_map(|name| names.get(name).copied())
                .collect(),
        };
        Self {
            nodes: found.iter().map(node).collect(),
        }
    }

    /// Counts every way on from `node`; `way` leads to it.
    fn follow(
        &self,
        node: usize,
        way: &mut Vec<usize>,
        longest: usize,
        steps: &mut Steps,
    ) -> Result<(), TooMany> {
        let Some(Node { members, inside }) = self.nodes.get(node) else {
            return Ok(());
        };
        steps.spend(members.saturating_add(1))?;
        if way.len() == longest {
            return Ok(());
        }
        way.push(node);
        for next in inside {
            if !way.contains(next) {
                self.follow(*next, way, longest, steps)?;
            }
        }
        way.pop();
        Ok(())
    }
}

/// The types of arguments or fields, and the directives on them.
fn members<'a>(values: impl Iterator<Item = &'a InputValueDefinition>) -> Vec<Name<'a>> {
    let mut names = Vec::new();
    for value in values {
        names.push(Name::Type(value.ty.inner_named_type()));
        names.extend(applied(value.directives.iter().map(|each| &**each)));
    }
    names
}

fn applied<'a>(directives: impl Iterator<Item = &'a Directive>) -> Vec<Name<'a>> {
    directives.map(|each| Name::Directive(&each.name)).collect()
}
