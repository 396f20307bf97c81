//! Types and their interfaces: the compiler compares each with each, field by field.

use apollo_compiler::ast::FieldDefinition;
use apollo_compiler::collections::{IndexMap, IndexSet};
use apollo_compiler::schema::{Component, ComponentName, ExtendedType};
use apollo_compiler::{Name, Schema};

use super::{Steps, TooMany};

type Fields = IndexMap<Name, Component<FieldDefinition>>;

pub(super) fn count(schema: &Schema, steps: &mut Steps) -> Result<(), TooMany> {
    for definition in schema.types.values() {
        let (fields, interfaces): (&Fields, &IndexSet<ComponentName>) = match definition {
            ExtendedType::Object(object) => (&object.fields, &object.implements_interfaces),
            ExtendedType::Interface(interface) => {
                (&interface.fields, &interface.implements_interfaces)
            }
            _ => continue,
        };
        for name in interfaces {
            let Some(interface) = schema.get_interface(name) else {
                continue;
            };
            steps.spend(interface.implements_interfaces.len().saturating_add(1))?;
            for field in interface.fields.values() {
                steps.spend(1)?;
                if let Some(own) = fields.get(&field.name) {
                    steps.spend(field.arguments.len().saturating_mul(own.arguments.len()))?;
                }
            }
        }
    }
    Ok(())
}
