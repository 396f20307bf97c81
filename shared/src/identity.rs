//! Who is asking: what the authorizer found out and the resolvers act on.
//!
//! AppSync carries it as `resolverContext`: flat strings, because nested values are not
//! supported, and members without a value are left out. Both directions stand here, so the
//! writer and the reader cannot differ.
//!
//! Source: <https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html>

use std::collections::BTreeMap;
use std::fmt::{self, Debug, Formatter};

use serde_json::{Map, Value};

use crate::claim_set::{ClaimError, ClaimSet};
use crate::numeric_date::NumericDate;
use crate::permission::Permissions;
use crate::subject::Subject;

/// A verified identity.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    /// Whom the token speaks for.
    pub subject: Subject,
    /// Who issued the token.
    pub issuer: String,
    /// All audiences of the token.
    pub audience: Vec<String>,
    /// The client that asked for the token.
    pub client_id: Option<String>,
    /// Auth0's id of the organisation that the user signed in to.
    pub organization: Option<String>,
    /// The effective permissions.
    pub permissions: Permissions,
    /// When the token was issued: seconds since 1970-01-01T00:00:00Z.
    pub issued_at: Option<i64>,
    /// When the token expires: seconds since 1970-01-01T00:00:00Z.
    pub expires_at: i64,
    /// All claims, as the text of a JSON object.
    pub claims: String,
}

impl Identity {
    /// The identity that `claims` describe, with `permissions` already made of them.
    /// `claims_json` is their text, to be passed on unchanged.
    ///
    /// # Errors
    /// [`ClaimError`] for a claim that is missing or has the wrong type.
    pub fn from_claims(
        claims: &ClaimSet,
        claims_json: String,
        permissions: Permissions,
    ) -> Result<Self, ClaimError> {
        Ok(Self {
            subject: claims.subject()?,
            issuer: claims.issuer()?.to_owned(),
            audience: claims.audience()?,
            client_id: claims.client_id()?.map(str::to_owned),
            organization: claims.organization()?.map(str::to_owned),
            permissions,
            issued_at: claims.issued_at()?.map(NumericDate::floor),
            expires_at: claims.expires_at()?.floor(),
            claims: claims_json,
        })
    }

    /// The members of `resolverContext`: `sub`, `issuer`, `audience` and `permissions`
    /// (space-separated), `clientId`, `organization`, `issuedAt` and `expiresAt` (decimal
    /// seconds), `claims` (JSON text).
    pub fn to_resolver_context(&self) -> BTreeMap<&'static str, String> {
        let members = [
            (member::SUB, Some(self.subject.to_string())),
            (member::ISSUER, Some(self.issuer.clone())),
            (member::AUDIENCE, Some(self.audience.join(" "))),
            (member::CLIENT_ID, self.client_id.clone()),
            (member::ORGANIZATION, self.organization.clone()),
            (member::PERMISSIONS, Some(self.permissions.to_string())),
            (
                member::ISSUED_AT,
                self.issued_at.map(|seconds| seconds.to_string()),
            ),
            (member::EXPIRES_AT, Some(self.expires_at.to_string())),
            (member::CLAIMS, Some(self.claims.clone())),
        ];
        members
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)))
            .collect()
    }

    /// Reads what [`Self::to_resolver_context`] wrote and AppSync carried. Members that it
    /// does not know are passed over, so that authorizer and resolvers may be deployed one
    /// after the other.
    ///
    /// # Errors
    /// [`InvalidResolverContext`] when a member is missing, no string or malformed.
    pub fn from_resolver_context(
        context: &Map<String, Value>,
    ) -> Result<Self, InvalidResolverContext> {
        let optional = |name: &'static str| match context.get(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.as_str())),
            Some(_) => Err(InvalidResolverContext(name)),
        };
        let required = |name| optional(name)?.ok_or(InvalidResolverContext(name));
        let seconds = |name, text: &str| {
            text.parse::<i64>()
                .map_err(|_| InvalidResolverContext(name))
        };
        let words = |text: &str| {
            text.split(' ')
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect()
        };
        Ok(Self {
            subject: required(member::SUB)?
                .parse()
                .map_err(|_| InvalidResolverContext(member::SUB))?,
            issuer: required(member::ISSUER)?.to_owned(),
            audience: words(required(member::AUDIENCE)?),
            client_id: optional(member::CLIENT_ID)?.map(str::to_owned),
            organization: optional(member::ORGANIZATION)?.map(str::to_owned),
            permissions: Permissions::from_space_separated(required(member::PERMISSIONS)?),
            issued_at: optional(member::ISSUED_AT)?
                .map(|text| seconds(member::ISSUED_AT, text))
                .transpose()?,
            expires_at: seconds(member::EXPIRES_AT, required(member::EXPIRES_AT)?)?,
            claims: required(member::CLAIMS)?.to_owned(),
        })
    }
}

/// What a token says of its user is shown nowhere by accident.
impl Debug for Identity {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Identity")
            .field("subject", &self.subject)
            .field("permissions", &self.permissions)
            .finish_non_exhaustive()
    }
}

/// A `resolverContext` that the authorizer did not write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the member {0} of resolverContext is missing or malformed")]
pub struct InvalidResolverContext(pub &'static str);

/// The members' names.
mod member {
    pub(super) const AUDIENCE: &str = "audience";
    pub(super) const CLAIMS: &str = "claims";
    pub(super) const CLIENT_ID: &str = "clientId";
    pub(super) const EXPIRES_AT: &str = "expiresAt";
    pub(super) const ISSUED_AT: &str = "issuedAt";
    pub(super) const ISSUER: &str = "issuer";
    pub(super) const ORGANIZATION: &str = "organization";
    pub(super) const PERMISSIONS: &str = "permissions";
    pub(super) const SUB: &str = "sub";
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn identity() -> Identity {
        let claims = json!({
            "sub": "auth0|1", "iss": "https://a.example/", "aud": ["https://api", "https://a.example/userinfo"],
            "azp": "client", "org_id": "org_1", "iat": 10.9, "exp": 20.9
        });
        let set = ClaimSet::new(claims.as_object().unwrap().clone());
        Identity::from_claims(
            &set,
            claims.to_string(),
            Permissions::from_space_separated("b a"),
        )
        .unwrap()
    }

    #[test]
    fn the_context_is_flat_strings_under_fixed_names() {
        let context = json!(identity().to_resolver_context());
        assert_eq!(
            context,
            json!({
                "sub": "auth0|1", "issuer": "https://a.example/",
                "audience": "https://api https://a.example/userinfo", "clientId": "client",
                "organization": "org_1", "permissions": "a b", "issuedAt": "10", "expiresAt": "20",
                "claims": identity().claims
            })
        );
    }

    #[test]
    fn members_without_a_value_are_left_out_and_read_back_as_none() {
        let sparse = Identity {
            client_id: None,
            organization: None,
            issued_at: None,
            ..identity()
        };
        let context = json!(sparse.to_resolver_context());
        let names: Vec<_> = context
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        assert_eq!(
            names,
            [
                "audience",
                "claims",
                "expiresAt",
                "issuer",
                "permissions",
                "sub"
            ]
        );
        assert_eq!(
            Identity::from_resolver_context(context.as_object().unwrap()),
            Ok(sparse)
        );
    }

    #[test]
    fn what_was_written_is_read_back() {
        let context = json!(identity().to_resolver_context());
        assert_eq!(
            Identity::from_resolver_context(context.as_object().unwrap()),
            Ok(identity())
        );
    }

    #[test]
    fn what_a_token_says_is_not_shown() {
        let shown = format!("{:?}", identity());
        assert!(
            shown.starts_with(r#"Identity { subject: Subject("auth0|1"), "#),
            "{shown}"
        );
        assert!(!shown.contains("org_1"), "{shown}");
    }

    #[test]
    fn a_malformed_context_is_refused_by_member() {
        for (name, value) in [
            ("sub", json!("")),
            ("sub", json!(1)),
            ("expiresAt", json!("soon")),
            ("issuedAt", json!(10)),
            ("clientId", json!(null)),
            ("permissions", json!(["a"])),
        ] {
            let mut context = json!(identity().to_resolver_context());
            context[name] = value;
            let read = Identity::from_resolver_context(context.as_object().unwrap());
            assert_eq!(read, Err(InvalidResolverContext(name)));
        }
        assert_eq!(
            Identity::from_resolver_context(&Map::new()),
            Err(InvalidResolverContext("sub"))
        );
    }
}
