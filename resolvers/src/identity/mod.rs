//! Who asks: exactly one shape of identity, chosen by the deployment.
//!
//! AppSync fills `identity` differently for each way of authorization. Reading whatever
//! comes would let an API with a second, weaker way in.

mod owner;

use serde_json::Value;
use shared::claim_set::ClaimSet;
use shared::field_permissions::FieldPermissions;
use shared::identity::Identity;

use crate::error::ResolverError;
use crate::settings::AuthorizationMode;

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
/// [`ResolverError::Unauthorized`] for any other shape, issuer or audience. The cause is
/// in the log.
pub fn read(
    value: &Value,
    mode: &AuthorizationMode,
    fields: &FieldPermissions,
) -> Result<Caller, ResolverError> {
    let read = match mode {
        AuthorizationMode::Lambda => from_lambda(value),
        AuthorizationMode::OpenIdConnect { .. } => from_open_id_connect(value, mode, fields),
    };
    match read {
        Ok(identity) => Ok(Caller {
            owner: Owner::of(&identity.subject),
            identity,
        }),
        Err(cause) => {
            tracing::warn!(cause, "the identity is refused");
            Err(ResolverError::Unauthorized)
        }
    }
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
    mode: &AuthorizationMode,
    fields: &FieldPermissions,
) -> Result<Identity, String> {
    let AuthorizationMode::OpenIdConnect {
        issuers,
        audiences,
        permissions,
    } = mode
    else {
        return Err("the mode is another".to_owned());
    };
    let members = value.as_object().ok_or("there is no identity")?;
    let claims = members
        .get("claims")
        .and_then(Value::as_object)
        .ok_or("it has no claims")?;
    if members.len() != 3 {
        return Err("it is not of the OpenID Connect mode".to_owned());
    }
    let claims = ClaimSet::new(claims.clone());
    let granted = permissions
        .granted(&claims)
        .map_err(|error| error.to_string())?;
    let identity = Identity::from_claims(&claims, claims.to_json(), fields.effective(&granted))
        .map_err(|error| error.to_string())?;
    let agrees = |name: &str, text: &str| members.get(name).and_then(Value::as_str) == Some(text);
    if !agrees("sub", identity.subject.as_str()) || !agrees("issuer", &identity.issuer) {
        return Err("it contradicts its own claims".to_owned());
    }
    if !issuers
        .iter()
        .any(|issuer| issuer.as_str() == identity.issuer)
    {
        return Err("it has another issuer".to_owned());
    }
    if !audiences.accept(&identity.audience) {
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
        AuthorizationMode::OpenIdConnect {
            issuers: vec!["a.example".parse().unwrap()],
            audiences: Audiences::new("https://api".parse().unwrap(), []),
            permissions: PermissionSource::Permissions,
        }
    }

    fn subject(value: &Value, mode: &AuthorizationMode) -> Result<String, ResolverError> {
        let caller = read(value, mode, &deployed_fields::permissions().unwrap())?;
        assert_eq!(caller.identity().permissions.to_string(), "read:records");
        Ok(caller.owner().as_str().to_owned())
    }

    #[test]
    fn each_mode_takes_its_own_shape_and_no_other() {
        let sub = Ok("auth0|1".to_owned());
        let refused = Err(ResolverError::Unauthorized);
        assert_eq!(subject(&lambda(), &AuthorizationMode::Lambda), sub);
        assert_eq!(subject(&open_id_connect(), &mode()), sub);
        assert_eq!(subject(&lambda(), &mode()), refused);
        assert_eq!(
            subject(&open_id_connect(), &AuthorizationMode::Lambda),
            refused
        );
        let mut mixed = lambda();
        mixed["sub"] = json!("auth0|2");
        for value in [
            json!(null),
            json!({}),
            json!({"resolverContext": null}),
            json!({"sourceIp": []}),
            mixed,
        ] {
            assert_eq!(
                subject(&value, &AuthorizationMode::Lambda),
                refused,
                "{value}"
            );
            assert_eq!(subject(&value, &mode()), refused, "{value}");
        }
    }

    #[test]
    fn issuer_and_audience_are_checked_again() {
        for (pointer, value) in [
            ("/issuer", json!("https://b.example/")),
            ("/sub", json!("auth0|2")),
            ("/claims/sub", json!("auth0|2")),
            ("/claims/aud", json!("https://other")),
            ("/claims/aud", json!(null)),
            ("/claims/permissions", json!("read:records")),
        ] {
            let mut identity = open_id_connect();
            *identity.pointer_mut(pointer).unwrap() = value;
            assert_eq!(
                subject(&identity, &mode()),
                Err(ResolverError::Unauthorized),
                "{pointer}"
            );
        }
        let mut foreign = open_id_connect();
        foreign["issuer"] = json!("https://b.example/");
        foreign["claims"]["iss"] = json!("https://b.example/");
        assert_eq!(subject(&foreign, &mode()), Err(ResolverError::Unauthorized));
    }
}
