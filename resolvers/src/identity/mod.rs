//! Who asks: exactly one shape of identity, chosen by the deployment.
//!
//! AppSync fills `identity` differently for each way of authorization. Reading whatever
//! comes would let an API with a second, weaker way in.

mod owner;

use serde_json::Value;
use shared::claim_set::ClaimSet;
use shared::field_permissions::FieldPermissions;
use shared::identity::Identity;
use shared::issuer::Issuer;

use crate::error::Refused;
use crate::settings::{AuthorizationMode, OpenIdConnect};

pub use crate::identity::owner::Owner;

/// Who asks: an identity that was checked, and the owner that it makes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    identity: Identity,
    owner: Owner,
}

impl Caller {
    /// The identity, as the API saw it.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// Whose records the caller reads and writes: their own.
    pub fn owner(&self) -> &Owner {
        &self.owner
    }
}

/// Reads the identity of a context.
///
/// # Errors
/// [`Refused`] for any other shape, issuer or audience.
pub fn read(
    value: &Value,
    mode: &AuthorizationMode,
    fields: &FieldPermissions,
) -> Result<Caller, Refused> {
    let identity = match mode {
        AuthorizationMode::Lambda => from_lambda(value),
        AuthorizationMode::OpenIdConnect(expected) => from_open_id_connect(value, expected, fields),
    };
    let identity =
        identity.map_err(|cause| Refused(format!("the identity does not count: {cause}")))?;
    Ok(Caller {
        owner: Owner::of(&identity.subject),
        identity,
    })
}

fn from_lambda(value: &Value) -> Result<Identity, String> {
    let members = value.as_object().ok_or("there is no identity")?;
    let context = members.get("resolverContext").and_then(Value::as_object);
    match (context, members.len()) {
        (Some(context), 1) => {
            Identity::from_resolver_context(context).map_err(|error| error.to_string())
        }
        _ => Err("it is not the authorizer's".to_owned()),
    }
}

fn from_open_id_connect(
    value: &Value,
    expected: &OpenIdConnect,
    fields: &FieldPermissions,
) -> Result<Identity, String> {
    let members = value.as_object().ok_or("there is no identity")?;
    let claims = members
        .get("claims")
        .and_then(Value::as_object)
        .ok_or("it has no claims")?;
    if members.len() != 3 {
        return Err("it is not of the OpenID Connect mode".to_owned());
    }
    let claims = ClaimSet::new(claims.clone());
    let granted = expected
        .permissions
        .granted(&claims)
        .map_err(|error| error.to_string())?;
    let identity = Identity::from_claims(&claims, claims.to_json(), fields.effective(&granted))
        .map_err(|error| error.to_string())?;
    let agrees = |name: &str, text: &str| members.get(name).and_then(Value::as_str) == Some(text);
    if !agrees("sub", identity.subject.as_str()) || !agrees("issuer", &identity.issuer) {
        return Err("it contradicts its own claims".to_owned());
    }
    let is_issuer = |issuer: &Issuer| issuer.as_str() == identity.issuer;
    if !expected.issuers.iter().any(is_issuer) {
        return Err("it has another issuer".to_owned());
    }
    if !expected.audiences.accept(&identity.audience) {
        return Err("it is for another audience".to_owned());
    }
    Ok(identity)
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use shared::audience::Audiences;
    use shared::deployed_fields;
    use shared::permission_source::PermissionSource;

    use super::*;

    fn lambda() -> Value {
        json!({"resolverContext": {
            "sub": "auth0|1", "issuer": "https://a.example/", "audience": "https://api",
            "permissions": "read:records", "expiresAt": "20", "claims": "{}"
        }})
    }

    fn open_id_connect() -> Value {
        json!({"sub": "auth0|1", "issuer": "https://a.example/", "claims": {
            "sub": "auth0|1", "iss": "https://a.example/", "aud": ["https://api"], "exp": 20,
            "permissions": ["read:records", "other"]
        }})
    }

    fn mode() -> AuthorizationMode {
        AuthorizationMode::OpenIdConnect(OpenIdConnect {
            issuers: vec!["a.example".parse().unwrap()],
            audiences: Audiences::new("https://api".parse().unwrap(), []),
            permissions: PermissionSource::Permissions,
        })
    }

    fn subject(value: &Value, mode: &AuthorizationMode) -> Result<String, String> {
        let caller = read(value, mode, &deployed_fields::permissions().unwrap());
        let caller = caller.map_err(|refused| refused.to_string())?;
        assert_eq!(caller.identity().permissions.to_string(), "read:records");
        Ok(caller.owner().as_str().to_owned())
    }

    fn refused(cause: &str) -> Result<String, String> {
        Err(format!("the identity does not count: {cause}"))
    }

    #[test]
    fn each_mode_takes_its_own_shape_and_no_other() {
        const LAMBDA: AuthorizationMode = AuthorizationMode::Lambda;
        let sub = Ok("auth0|1".to_owned());
        assert_eq!(subject(&lambda(), &LAMBDA), sub);
        assert_eq!(subject(&open_id_connect(), &mode()), sub);
        let mut mixed = lambda();
        mixed["sub"] = json!("auth0|2");
        let absent = "there is no identity";
        let (no_authorizer, no_claims) = ("it is not the authorizer's", "it has no claims");
        for (value, of_lambda, of_open_id_connect) in [
            (json!(null), absent, absent),
            (json!({}), no_authorizer, no_claims),
            (json!({"resolverContext": null}), no_authorizer, no_claims),
            (json!({"sourceIp": []}), no_authorizer, no_claims),
            (mixed, no_authorizer, no_claims),
        ] {
            assert_eq!(subject(&value, &LAMBDA), refused(of_lambda), "{value}");
            let expected = refused(of_open_id_connect);
            assert_eq!(subject(&value, &mode()), expected, "{value}");
        }
        assert_eq!(subject(&lambda(), &mode()), refused(no_claims));
        let expected = refused(no_authorizer);
        assert_eq!(subject(&open_id_connect(), &LAMBDA), expected);
    }

    #[test]
    fn issuer_and_audience_are_checked_again() {
        let contradiction = "it contradicts its own claims";
        for (pointer, value, cause) in [
            ("/issuer", json!("https://b.example/"), contradiction),
            ("/sub", json!("auth0|2"), contradiction),
            ("/claims/sub", json!("auth0|2"), contradiction),
            (
                "/claims/aud",
                json!("https://other"),
                "it is for another audience",
            ),
            (
                "/claims/aud",
                json!(null),
                "the claim aud has a wrong type or value",
            ),
            (
                "/claims/permissions",
                json!("read:records"),
                "the claim permissions has a wrong type or value",
            ),
        ] {
            let mut identity = open_id_connect();
            *identity.pointer_mut(pointer).unwrap() = value;
            assert_eq!(subject(&identity, &mode()), refused(cause), "{pointer}");
        }
        let mut more = open_id_connect();
        more["username"] = json!("auth0|1");
        let expected = refused("it is not of the OpenID Connect mode");
        assert_eq!(subject(&more, &mode()), expected);
        let mut foreign = open_id_connect();
        foreign["issuer"] = json!("https://b.example/");
        foreign["claims"]["iss"] = json!("https://b.example/");
        let expected = refused("it has another issuer");
        assert_eq!(subject(&foreign, &mode()), expected);
    }
}
