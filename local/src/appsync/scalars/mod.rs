//! Every scalar's rule, in both directions: GraphQL's own and AppSync's.
//!
//! Source: <https://docs.aws.amazon.com/appsync/latest/devguide/scalars.html>

mod aws_date;
mod aws_date_time;
mod aws_email;
mod aws_ip_address;
mod aws_json;
mod aws_phone;
mod aws_time;
mod aws_timestamp;
mod aws_url;
mod built_in;
mod offset;

use super::json::{JsonValue, java_class, java_text};

/// A scalar type of an AppSync API; there are no others, custom scalars are not supported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scalar {
    Int,
    Float,
    String,
    Boolean,
    Id,
    AwsDate,
    AwsTime,
    AwsDateTime,
    AwsTimestamp,
    AwsEmail,
    AwsJson,
    AwsUrl,
    AwsPhone,
    AwsIpAddress,
}

impl Scalar {
    /// The scalar of that name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "Int" => Self::Int,
            "Float" => Self::Float,
            "String" => Self::String,
            "Boolean" => Self::Boolean,
            "ID" => Self::Id,
            "AWSDate" => Self::AwsDate,
            "AWSTime" => Self::AwsTime,
            "AWSDateTime" => Self::AwsDateTime,
            "AWSTimestamp" => Self::AwsTimestamp,
            "AWSEmail" => Self::AwsEmail,
            "AWSJSON" => Self::AwsJson,
            "AWSURL" => Self::AwsUrl,
            "AWSPhone" => Self::AwsPhone,
            "AWSIPAddress" => Self::AwsIpAddress,
            _ => return None,
        })
    }

    /// What a resolver is given for a value that a client sent.
    ///
    /// # Errors
    /// What is wrong with the value, as a sentence for the client.
    pub(super) fn input(self, value: &JsonValue) -> Result<JsonValue, String> {
        match self {
            Self::Int => built_in::int_input(value),
            Self::Float => built_in::float_input(value),
            Self::String => built_in::string_input(value),
            Self::Boolean => built_in::boolean_input(value),
            Self::Id => built_in::id_input(value),
            Self::AwsTimestamp if aws_timestamp::is_valid(value) => Ok(value.clone()),
            Self::AwsJson => value
                .as_str()
                .and_then(aws_json::parse)
                .ok_or_else(|| self.refusal("parse", value)),
            _ if self.accepts_text(value) => Ok(value.clone()),
            _ => Err(self.refusal("parse", value)),
        }
    }

    /// What a client is given for a value that a resolver returned.
    ///
    /// # Errors
    /// What is wrong with the value, as a sentence for the client.
    pub(super) fn output(self, value: &JsonValue) -> Result<JsonValue, String> {
        match self {
            Self::Int => built_in::int_output(value),
            Self::Float => built_in::float_output(value),
            Self::String | Self::Id => {
                built_in::string_output(value, if self == Self::Id { "ID" } else { "String" })
            }
            Self::Boolean => built_in::boolean_output(value),
            Self::AwsJson => Ok(aws_json::serialize(value)),
            Self::AwsTimestamp if aws_timestamp::is_valid(value) => Ok(value.clone()),
            _ if self.accepts_text(value) => Ok(value.clone()),
            _ => Err(self.refusal("serialize", value)),
        }
    }

    fn accepts_text(self, value: &JsonValue) -> bool {
        let Some(text) = value.as_str() else {
            return false;
        };
        match self {
            Self::AwsDate => aws_date::is_valid(text),
            Self::AwsTime => aws_time::is_valid(text),
            Self::AwsDateTime => aws_date_time::is_valid(text),
            Self::AwsEmail => aws_email::is_valid(text),
            Self::AwsUrl => aws_url::is_valid(text),
            Self::AwsPhone => aws_phone::is_valid(text),
            Self::AwsIpAddress => aws_ip_address::is_valid(text),
            Self::Int
            | Self::Float
            | Self::String
            | Self::Boolean
            | Self::Id
            | Self::AwsTimestamp
            | Self::AwsJson => false,
        }
    }

    fn refusal(self, verb: &str, value: &JsonValue) -> String {
        let what = match self {
            Self::AwsDate => "date",
            Self::AwsTime => "time",
            Self::AwsDateTime => "DateTime Object",
            Self::AwsTimestamp => "timestamp",
            Self::AwsEmail => "email address",
            Self::AwsJson => "JSON",
            Self::AwsUrl => "URL",
            Self::AwsPhone => "phone number",
            Self::AwsIpAddress => "IP address",
            Self::Int | Self::Float | Self::String | Self::Boolean | Self::Id => "value",
        };
        format!("Unable to {verb} `{}` as a valid {what}.", java_text(value))
    }
}

/// The sentence for a value of the wrong kind.
pub(super) fn wrong_kind(expected: &str, value: &JsonValue) -> String {
    format!(
        "Expected type '{expected}' but was '{}'.",
        java_class(value)
    )
}

#[cfg(test)]
mod tests;
