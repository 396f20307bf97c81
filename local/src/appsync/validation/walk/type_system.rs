//! Definitions that are not executed. They are refused as such; the names of types and the
//! directives in them are looked at all the same, as in graphql-java.

use apollo_compiler::ast::{
    Definition, Directive, EnumValueDefinition, FieldDefinition, InputValueDefinition,
    OperationType,
};
use apollo_compiler::{Name, Node};

use super::Walk;

impl<'a> Walk<'a> {
    pub(super) fn type_system(&mut self, definition: &'a Definition) {
        match definition {
            Definition::OperationDefinition(_) | Definition::FragmentDefinition(_) => {}
            Definition::SchemaDefinition(it) => self.schema(&it.directives, &it.root_operations),
            Definition::SchemaExtension(it) => self.schema(&it.directives, &it.root_operations),
            Definition::DirectiveDefinition(it) => self.input_values(&it.arguments),
            Definition::ScalarTypeDefinition(it) => self.directives(&it.directives, None),
            Definition::ScalarTypeExtension(it) => self.directives(&it.directives, None),
            Definition::ObjectTypeDefinition(it) => {
                self.object(&it.implements_interfaces, &it.directives, &it.fields);
            }
            Definition::ObjectTypeExtension(it) => {
                self.object(&it.implements_interfaces, &it.directives, &it.fields);
            }
            Definition::InterfaceTypeDefinition(it) => self.interface(&it.fields, &it.directives),
            Definition::InterfaceTypeExtension(it) => self.interface(&it.fields, &it.directives),
            Definition::UnionTypeDefinition(it) => self.union(&it.directives, &it.members),
            Definition::UnionTypeExtension(it) => self.union(&it.directives, &it.members),
            Definition::EnumTypeDefinition(it) => self.enumeration(&it.values, &it.directives),
            Definition::EnumTypeExtension(it) => self.enumeration(&it.values, &it.directives),
            Definition::InputObjectTypeDefinition(it) => {
                self.directives(&it.directives, None);
                self.input_values(&it.fields);
            }
            Definition::InputObjectTypeExtension(it) => {
                self.directives(&it.directives, None);
                self.input_values(&it.fields);
            }
        }
    }

    fn schema(
        &mut self,
        directives: &'a [Node<Directive>],
        roots: &'a [Node<(OperationType, Name)>],
    ) {
        self.directives(directives, None);
        for root in roots {
            self.type_name(&root.1);
        }
    }

    fn object(
        &mut self,
        interfaces: &'a [Name],
        directives: &'a [Node<Directive>],
        fields: &'a [Node<FieldDefinition>],
    ) {
        for interface in interfaces {
            self.type_name(interface);
        }
        self.directives(directives, None);
        self.fields(fields);
    }

    fn interface(
        &mut self,
        fields: &'a [Node<FieldDefinition>],
        directives: &'a [Node<Directive>],
    ) {
        self.fields(fields);
        self.directives(directives, None);
    }

    fn union(&mut self, directives: &'a [Node<Directive>], members: &'a [Name]) {
        self.directives(directives, None);
        for member in members {
            self.type_name(member);
        }
    }

    fn enumeration(
        &mut self,
        values: &'a [Node<EnumValueDefinition>],
        directives: &'a [Node<Directive>],
    ) {
        for value in values {
            self.directives(&value.directives, None);
        }
        self.directives(directives, None);
    }

    fn fields(&mut self, fields: &'a [Node<FieldDefinition>]) {
        for field in fields {
            self.type_name(field.ty.inner_named_type());
            self.input_values(&field.arguments);
            self.directives(&field.directives, None);
        }
    }

    fn input_values(&mut self, values: &'a [Node<InputValueDefinition>]) {
        for definition in values {
            self.type_name(definition.ty.inner_named_type());
            if let Some(default) = &definition.default_value {
                self.value(default);
            }
            self.directives(&definition.directives, None);
        }
    }
}
