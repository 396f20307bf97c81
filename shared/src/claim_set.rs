//! The claims of a token, each read by its type.
//!
//! A claim of the wrong type is refused rather than ignored, because whoever reads the token
//! next may understand it differently (RFC 8725, section 2.8). The authorizer reads them
//! from a token whose signature it verified, the resolvers from AppSync's identity.

use std::fmt::{self, Debug, Formatter};

use serde_json::{Map, Value};

use crate::numeric_date::NumericDate;
use crate::subject::Subject;

/// A JSON object of claims. Source: RFC 7519, section 4, and Auth0's own claims.
#[derive(Clone, PartialEq)]
pub struct ClaimSet(Map<String, Value>);

impl ClaimSet {
    /// Wraps an object that the caller has checked for duplicates.
    pub fn new(object: Map<String, Value>) -> Self {
        Self(object)
    }

    /// `aud`: the audiences, one or several.
    ///
    /// # Errors
    /// [`ClaimError`] when it is absent or no string and no array of strings.
    pub fn audience(&self) -> Result<Vec<String>, ClaimError> {
        match self.required("aud")? {
            Value::String(one) => Ok(vec![one.clone()]),
            value => strings(value).ok_or(ClaimError::Invalid("aud")),
        }
    }

    /// The client that asked for the token: `azp` (OpenID Connect, and Auth0's default
    /// profile), else `client_id` (RFC 9068, section 2.2).
    ///
    /// # Errors
    /// [`ClaimError`] when one of them is no string or they differ.
    pub fn client_id(&self) -> Result<Option<&str>, ClaimError> {
        match (self.string("azp")?, self.string("client_id")?) {
            (Some(party), Some(client)) if party != client => Err(ClaimError::Invalid("client_id")),
            (party, client) => Ok(party.or(client)),
        }
    }

    /// `exp`: from then on the token is invalid. RFC 7519, section 4.1.4.
    ///
    /// # Errors
    /// [`ClaimError`] when it is absent or no date.
    pub fn expires_at(&self) -> Result<NumericDate, ClaimError> {
        self.date("exp")?.ok_or(ClaimError::Missing("exp"))
    }

    /// `iat`: when it was issued. RFC 7519, section 4.1.6.
    ///
    /// # Errors
    /// [`ClaimError`] when it is no date.
    pub fn issued_at(&self) -> Result<Option<NumericDate>, ClaimError> {
        self.date("iat")
    }

    /// `iss`: who issued it. RFC 7519, section 4.1.1.
    ///
    /// # Errors
    /// [`ClaimError`] when it is absent or no single string.
    pub fn issuer(&self) -> Result<&str, ClaimError> {
        self.string("iss")?.ok_or(ClaimError::Missing("iss"))
    }

    /// `nbf`: before then the token is not valid yet. RFC 7519, section 4.1.5.
    ///
    /// # Errors
    /// [`ClaimError`] when it is no date.
    pub fn not_before(&self) -> Result<Option<NumericDate>, ClaimError> {
        self.date("nbf")
    }

    /// `org_id`: the organisation that the user signed in to (Auth0).
    ///
    /// # Errors
    /// [`ClaimError`] when it is no string.
    pub fn organization(&self) -> Result<Option<&str>, ClaimError> {
        self.string("org_id")
    }

    /// `sub`: whom it speaks for. RFC 7519, section 4.1.2.
    ///
    /// # Errors
    /// [`ClaimError`] when it is absent or no string of 1 to 255 bytes.
    pub fn subject(&self) -> Result<Subject, ClaimError> {
        let text = self.string("sub")?.ok_or(ClaimError::Missing("sub"))?;
        text.parse().map_err(|_| ClaimError::Invalid("sub"))
    }

    /// A claim that is a space-separated list, as `scope` is (RFC 8693, section 4.2).
    ///
    /// # Errors
    /// [`ClaimError`] when it is no string.
    pub fn words(&self, name: &'static str) -> Result<Option<Vec<&str>>, ClaimError> {
        Ok(self
            .string(name)?
            .map(|text| text.split(' ').filter(|word| !word.is_empty()).collect()))
    }

    /// A claim that is an array of strings, as Auth0's `permissions` is.
    ///
    /// # Errors
    /// [`ClaimError`] when it is anything else.
    pub fn strings(&self, name: &'static str) -> Result<Option<Vec<String>>, ClaimError> {
        let value = self.0.get(name);
        value
            .map(|value| strings(value).ok_or(ClaimError::Invalid(name)))
            .transpose()
    }

    /// A claim that is a string.
    ///
    /// # Errors
    /// [`ClaimError`] when it is anything else.
    pub fn string(&self, name: &'static str) -> Result<Option<&str>, ClaimError> {
        let value = self.0.get(name);
        value
            .map(|value| value.as_str().ok_or(ClaimError::Invalid(name)))
            .transpose()
    }

    /// Any claim, unread.
    pub fn value(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// All of them as JSON text.
    pub fn to_json(&self) -> String {
        // The keys are strings, which is all that could fail.
        serde_json::to_string(&self.0).unwrap_or_default()
    }

    fn date(&self, name: &'static str) -> Result<Option<NumericDate>, ClaimError> {
        let value = self.0.get(name);
        value
            .map(|value| NumericDate::from_json(value).ok_or(ClaimError::Invalid(name)))
            .transpose()
    }

    fn required(&self, name: &'static str) -> Result<&Value, ClaimError> {
        self.0.get(name).ok_or(ClaimError::Missing(name))
    }
}

/// What a token says of its user is shown nowhere by accident.
impl Debug for ClaimSet {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ClaimSet").finish_non_exhaustive()
    }
}

/// Why a claim can't be read. The name comes from the code, never from the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClaimError {
    /// It has the wrong type or an impossible value.
    #[error("the claim {0} has a wrong type or value")]
    Invalid(&'static str),
    /// It is required and absent.
    #[error("the claim {0} is missing")]
    Missing(&'static str),
}

fn strings(value: &Value) -> Option<Vec<String>> {
    value
        .as_array()?
        .iter()
        .map(|element| element.as_str().map(str::to_owned))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn claims(value: &Value) -> ClaimSet {
        ClaimSet::new(value.as_object().unwrap().clone())
    }

    #[test]
    fn an_audience_is_a_string_or_an_array_of_strings() {
        for (audience, expected) in [
            (json!("a"), Ok(vec!["a".to_owned()])),
            (json!(["a", "b"]), Ok(vec!["a".to_owned(), "b".to_owned()])),
            (json!([]), Ok(vec![])),
            (json!(null), Err(ClaimError::Invalid("aud"))),
            (json!(1), Err(ClaimError::Invalid("aud"))),
            (json!(["a", 1]), Err(ClaimError::Invalid("aud"))),
            (json!([["a"]]), Err(ClaimError::Invalid("aud"))),
            (json!({"a": "a"}), Err(ClaimError::Invalid("aud"))),
        ] {
            assert_eq!(claims(&json!({ "aud": audience })).audience(), expected);
        }
        assert_eq!(
            claims(&json!({})).audience(),
            Err(ClaimError::Missing("aud"))
        );
    }

    #[test]
    fn the_client_stands_in_azp_or_client_id_and_they_agree() {
        for (value, expected) in [
            (json!({}), Ok(None)),
            (json!({"azp": "a"}), Ok(Some("a"))),
            (json!({"client_id": "a"}), Ok(Some("a"))),
            (json!({"azp": "a", "client_id": "a"}), Ok(Some("a"))),
            (
                json!({"azp": "a", "client_id": "b"}),
                Err(ClaimError::Invalid("client_id")),
            ),
            (json!({"azp": 1}), Err(ClaimError::Invalid("azp"))),
        ] {
            assert_eq!(claims(&value).client_id(), expected, "{value}");
        }
    }

    #[test]
    fn required_claims_are_told_from_wrong_ones() {
        let empty = claims(&json!({}));
        assert_eq!(empty.issuer(), Err(ClaimError::Missing("iss")));
        assert_eq!(empty.expires_at(), Err(ClaimError::Missing("exp")));
        assert_eq!(empty.subject(), Err(ClaimError::Missing("sub")));
        assert_eq!(empty.issued_at(), Ok(None));
        let wrong = claims(&json!({"iss": ["a"], "exp": "1", "sub": "", "iat": null, "org_id": 1}));
        assert_eq!(wrong.issuer(), Err(ClaimError::Invalid("iss")));
        assert_eq!(wrong.expires_at(), Err(ClaimError::Invalid("exp")));
        assert_eq!(wrong.subject(), Err(ClaimError::Invalid("sub")));
        assert_eq!(wrong.issued_at(), Err(ClaimError::Invalid("iat")));
        assert_eq!(wrong.organization(), Err(ClaimError::Invalid("org_id")));
    }

    #[test]
    fn what_a_token_says_is_not_shown() {
        let set = claims(&json!({"email": "user@example.com"}));
        assert_eq!(format!("{set:?}"), "ClaimSet { .. }");
    }

    #[test]
    fn a_scope_is_split_at_spaces_alone() {
        let set = claims(&json!({"scope": "read:records  write:records", "permissions": ["a b"]}));
        assert_eq!(
            set.words("scope"),
            Ok(Some(vec!["read:records", "write:records"]))
        );
        assert_eq!(set.strings("permissions"), Ok(Some(vec!["a b".to_owned()])));
        assert_eq!(set.strings("scope"), Err(ClaimError::Invalid("scope")));
    }
}
