//! A tenant: its keys, which the authorizer fetches over HTTP, and its signature under
//! anything.

use std::sync::Arc;

use authorizer::authorizer::Authorizer;
use authorizer::settings::Settings;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256, RSA_PSS_SHA256, RsaEncoding};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use shared::environment::Environment;
use shared::time::SetClock;

use crate::key_server::KeyServer;
use crate::setup::Setup;

/// The name of its only key.
pub const KEY_ID: &str = "k";

/// When everything happens, in milliseconds since 1970: in the middle of a second.
pub const NOW_MILLISECONDS: i64 = 1_800_000_000_500;

pub struct Tenant {
    key: KeyPair,
    server: KeyServer,
}

impl Tenant {
    pub fn start() -> Self {
        let key = KeyPair::generate(KeySize::Rsa2048).expect("there is a key");
        // RFC 8017, appendix A.1.1: the modulus of 2,048 bits stands behind nine bytes.
        let modulus = URL_SAFE_NO_PAD.encode(&key.public_key().as_ref()[9..265]);
        let jwk = json!({"kty": "RSA", "kid": KEY_ID, "n": modulus, "e": "AQAB"});
        Self {
            key,
            server: KeyServer::start(&jwk),
        }
    }

    /// As `iss` has it.
    pub fn issuer(&self) -> String {
        format!("{}/", self.server.domain)
    }

    /// An authorizer that believes this tenant and has no keys yet.
    pub fn authorizer(&self, setup: &Setup) -> Authorizer {
        let lookup = |name: &str| match name {
            "AUTH0_DOMAIN" => Some(self.server.domain.clone()),
            _ => setup.variable(name).map(str::to_owned),
        };
        let settings = Settings::from_environment(&Environment::new(&lookup));
        let clock = SetClock::at(0);
        clock.advance_milliseconds(NOW_MILLISECONDS);
        Authorizer::new(settings.expect("the setup is right"), Arc::new(clock))
            .expect("a client can be built")
    }

    /// A token with the tenant's signature, made as the header says.
    pub fn sign(&self, header: &[u8], claims: &[u8]) -> String {
        let part = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let input = format!("{}.{}", part(header), part(claims));
        let mut signature = vec![0; self.key.public_modulus_len()];
        let random = SystemRandom::new();
        let signed = self
            .key
            .sign(padding(header), &random, input.as_bytes(), &mut signature);
        signed.expect("the key signs");
        format!("{input}.{}", part(&signature))
    }
}

fn padding(header: &[u8]) -> &'static dyn RsaEncoding {
    let header: Value = serde_json::from_slice(header).unwrap_or_default();
    if header["alg"] == "PS256" {
        &RSA_PSS_SHA256
    } else {
        &RSA_PKCS1_SHA256
    }
}
