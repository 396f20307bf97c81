//! The parts of a document that a rule may have something to say about.

use apollo_compiler::ast::{
    Argument, Directive, DirectiveLocation, Document, Field, FragmentDefinition, FragmentSpread,
    InlineFragment, OperationDefinition, Selection, Value, VariableDefinition,
};
use apollo_compiler::parser::SourceSpan;
use apollo_compiler::{Name, Node};

/// A part of a document that the walk has come to.
#[derive(Clone, Copy)]
pub(super) enum Syntax<'a> {
    Document(&'a Document),
    Operation(&'a Node<OperationDefinition>),
    Fragment(&'a Node<FragmentDefinition>),
    VariableDefinition(&'a Node<VariableDefinition>),
    /// The name of a type where one is asked for, without list and non-null, and its place.
    TypeName(&'a Name, Option<SourceSpan>),
    SelectionSet(&'a [Selection]),
    Field(&'a Node<Field>),
    InlineFragment(&'a Node<InlineFragment>),
    FragmentSpread(&'a Node<FragmentSpread>),
    /// A directive and what it stands on; `None` in the definition of a type.
    Directive(&'a Node<Directive>, Option<DirectiveLocation>),
    Argument(&'a Node<Argument>),
    /// A variable that is used, and its name.
    Variable(&'a Node<Value>, &'a Name),
    /// An object that is written out, and its members.
    Object(&'a Node<Value>, &'a [(Name, Node<Value>)]),
}
