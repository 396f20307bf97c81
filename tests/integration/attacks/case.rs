//! A case: what is presented to an authorizer, how that is set up, and what must come of it.

use serde_json::{Value, json};

use crate::attacks::keys::{ISSUER, KEY_ID, jwk};
use crate::attacks::token::{AUDIENCE, Tenant, Token, token};

/// One row of the corpus.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub(super) name: String,
    presented: Presented,
    /// Variables that differ from the usual.
    variables: Vec<(&'static str, &'static str)>,
    /// What the issuer serves as its key set.
    pub(super) published: Value,
    /// `allow`, or the reason.
    pub(super) expected: &'static str,
}

#[derive(Clone, Debug)]
enum Presented {
    /// An event in place of AppSync's.
    Event(String),
    /// A value of the `Authorization` header. `{token}` stands for the token.
    Header(String, Token),
}

/// A token by itself, and the reason for which it is refused.
pub(super) fn case(name: impl Into<String>, token: Token, expected: &'static str) -> Case {
    header_case(name, "{token}", token, expected)
}

/// A token within a value of the header.
pub(super) fn header_case(
    name: impl Into<String>,
    value: impl Into<String>,
    token: Token,
    expected: &'static str,
) -> Case {
    Case {
        name: name.into(),
        presented: Presented::Header(value.into(), token),
        variables: Vec::new(),
        published: json!({"keys": [jwk(&ISSUER, KEY_ID)]}),
        expected,
    }
}

/// An event in place of AppSync's.
pub(super) fn event_case(
    name: impl Into<String>,
    event: impl Into<String>,
    expected: &'static str,
) -> Case {
    Case {
        presented: Presented::Event(event.into()),
        ..case(name, token(), expected)
    }
}

impl Case {
    pub(super) fn with(mut self, variable: &'static str, value: &'static str) -> Self {
        self.variables.push((variable, value));
        self
    }

    pub(super) fn publishing(mut self, keys: impl IntoIterator<Item = Value>) -> Self {
        let keys: Vec<_> = keys.into_iter().collect();
        self.published = json!({ "keys": keys });
        self
    }

    /// Whether it is an attack on the usual settings and keys, with a token in a header: one
    /// that any tenant's API can be shown.
    pub(super) fn fits_any_tenant(&self) -> bool {
        let usual = case("", token(), "");
        self.variables.is_empty()
            && self.published == usual.published
            && matches!(self.presented, Presented::Header(..))
    }

    /// The value of the `Authorization` header for that tenant, if there is one.
    pub(super) fn header(&self, tenant: &Tenant) -> Option<String> {
        match &self.presented {
            Presented::Event(_) => None,
            Presented::Header(value, token) => {
                Some(value.replace("{token}", &token.render(tenant)))
            }
        }
    }

    /// The event that AppSync would send.
    pub(super) fn event(&self, tenant: &Tenant) -> String {
        match &self.presented {
            Presented::Event(event) => event.clone(),
            Presented::Header(..) => {
                json!({"authorizationToken": self.header(tenant), "requestContext": {}}).to_string()
            }
        }
    }

    /// The value of a variable for that tenant.
    pub(super) fn variable(&self, name: &str, tenant: &Tenant) -> Option<String> {
        let own = self
            .variables
            .iter()
            .find(|(variable, _)| *variable == name);
        let value = match (own, name) {
            (Some((_, value)), _) => value,
            (None, "AUTH0_DOMAIN") => tenant.domain.as_str(),
            (None, "AUTH0_AUDIENCE") => AUDIENCE,
            (None, "FIELD_PERMISSIONS") => {
                r#"{"Query.me":null,"Query.getRecord":"read:records","Mutation.createRecord":"write:records"}"#
            }
            (None, _) => return None,
        };
        Some(value.to_owned())
    }
}
