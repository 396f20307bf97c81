//! The names by which an authorizer denies fields: `Type.field`, or the field's ARN.

use crate::appsync::model::Api;

/// The API that ARNs are compared with.
#[derive(Clone, Debug)]
pub(in crate::appsync) struct ApiArn(String);

impl ApiArn {
    pub(in crate::appsync) fn new(api: &Api) -> Self {
        Self(api.arn())
    }

    /// The ARN itself.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// The type and field that `name` stands for; `None` when it is neither form, or of
    /// another API. Assumed: upper and lower case differ.
    pub(super) fn field(&self, name: &str) -> Option<(String, String)> {
        let (type_name, field) = match name.strip_prefix(&self.0) {
            Some(rest) => rest.strip_prefix("/types/")?.split_once("/fields/")?,
            None => name.split_once('.')?,
        };
        Some((type_name.to_owned(), field.to_owned()))
    }
}
