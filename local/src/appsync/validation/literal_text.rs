//! Literals as graphql-java prints them in its messages.

use apollo_compiler::ast::Value;

use super::java_number::{big_decimal, big_integer};

/// For example `ObjectValue{objectFields=[ObjectField{name='a', value=IntValue{value=1}}]}`.
pub(super) fn java_text(value: &Value) -> String {
    match value {
        Value::Null => "NullValue{}".to_owned(),
        Value::Enum(name) => format!("EnumValue{{name='{name}'}}"),
        Value::Variable(name) => format!("VariableReference{{name='{name}'}}"),
        Value::String(text) => format!("StringValue{{value='{text}'}}"),
        Value::Int(number) => format!("IntValue{{value={}}}", big_integer(number.as_str())),
        Value::Float(number) => {
            let written = number.as_str();
            let printed = big_decimal(written);
            format!(
                "FloatValue{{value={}}}",
                printed.as_deref().unwrap_or(written)
            )
        }
        Value::Boolean(boolean) => format!("BooleanValue{{value={boolean}}}"),
        Value::List(items) => format!(
            "ArrayValue{{values=[{}]}}",
            joined(items.iter().map(|item| java_text(item)))
        ),
        Value::Object(members) => {
            let members = members.iter().map(|(name, value)| {
                format!("ObjectField{{name='{name}', value={}}}", java_text(value))
            });
            format!("ObjectValue{{objectFields=[{}]}}", joined(members))
        }
    }
}

fn joined(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(", ")
}
