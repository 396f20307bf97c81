//! Who signs tokens in the name of a test's issuers.

use std::time::Duration;

use local::auth0::{Settings, SigningKey, Tenant};
use serde_json::Value;

/// A tenant whose keys others publish: its own address is nobody's.
pub(crate) fn signer() -> Tenant {
    let tenant = Tenant::new(Settings {
        issuer: "http://127.0.0.1:1/".to_owned(),
        access_token_lifetime: Duration::from_secs(60),
        web_origins: Vec::new(),
        callbacks: Vec::new(),
        logout_urls: Vec::new(),
    });
    tenant.unwrap()
}

/// The public half as a JWK.
pub(crate) fn public(key: &SigningKey) -> Value {
    serde_json::to_value(key.jwk()).unwrap()
}
