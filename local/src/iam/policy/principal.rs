//! `Principal`: of whom a policy of a resource speaks.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::iam::policy::matching::Match;
use crate::iam::policy::one_or_many::OneOrMany;

/// The kind of a service.
const SERVICE: &str = "Service";

/// Everybody, in place of a kind or a name.
const EVERYBODY: &str = "*";

/// `"*"`, or names by kind: accounts, roles and users (`AWS`), services, and others.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Principal {
    Everybody(String),
    Named(BTreeMap<String, OneOrMany<String>>),
}

impl Principal {
    /// Whether the service of that name is meant.
    pub(super) fn includes(&self, service: &str) -> Match {
        let is_meant = |kind: &str, name: &str| {
            // Whether everybody includes a service is documented nowhere.
            if name == EVERYBODY {
                return Match::Unknown;
            }
            (kind == SERVICE && name == service).into()
        };
        match self {
            Self::Everybody(sign) => is_meant("", sign),
            Self::Named(kinds) => Match::any(kinds.iter().flat_map(|(kind, names)| {
                let names = names.0.iter();
                names.map(move |name| is_meant(kind, name))
            })),
        }
    }
}
