//! The tenant's signing keys: the current one and the next, both published.
//!
//! Auth0 publishes the key that it will sign with next, so that a verifier knows it
//! before its first token; whoever takes any key of the set for the right one fails here.

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jsonwebtoken::jwk::{Jwk, JwkSet, PublicKeyUse, ThumbprintHash};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde::Serialize;

use super::error::InternalError;

/// Why no key could be made.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The library could not generate a key or write it down.
    #[error("no RSA key could be generated")]
    Generation,
    /// The generated key was not understood.
    #[error("the generated RSA key could not be read")]
    Encoding(#[source] jsonwebtoken::errors::Error),
}

/// The keys of a tenant, made when it starts.
#[derive(Debug)]
pub struct SigningKeys {
    current: SigningKey,
    next: SigningKey,
}

impl SigningKeys {
    pub(super) fn generate() -> Result<Self, KeyError> {
        Ok(Self {
            current: SigningKey::generate()?,
            next: SigningKey::generate()?,
        })
    }

    /// The key that signs.
    #[must_use]
    pub fn current(&self) -> &SigningKey {
        &self.current
    }

    /// The key that will sign after a rotation; it is published and signs nothing yet.
    #[must_use]
    pub fn next(&self) -> &SigningKey {
        &self.next
    }

    /// What `/.well-known/jwks.json` publishes.
    pub(super) fn public_keys(&self) -> JwkSet {
        JwkSet {
            keys: vec![self.current.jwk.clone(), self.next.jwk.clone()],
        }
    }
}

/// An RSA key of 2048 bits for RS256.
pub struct SigningKey {
    jwk: Jwk,
    /// The thumbprint of the public half (RFC 7638).
    kid: String,
    encoding_key: EncodingKey,
}

impl SigningKey {
    fn generate() -> Result<Self, KeyError> {
        let key_pair =
            KeyPair::generate(KeySize::Rsa2048).map_err(|_unspecified| KeyError::Generation)?;
        let pkcs8: Pkcs8V1Der<'_> = key_pair
            .as_der()
            .map_err(|_unspecified| KeyError::Generation)?;
        // The library takes PKCS #8 as PEM only.
        let pem = format!(
            "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
            STANDARD.encode(pkcs8.as_ref())
        );
        let encoding_key = EncodingKey::from_rsa_pem(pem.as_bytes()).map_err(KeyError::Encoding)?;

        let mut jwk =
            Jwk::from_encoding_key(&encoding_key, Algorithm::RS256).map_err(KeyError::Encoding)?;
        let kid = jwk
            .thumbprint(ThumbprintHash::SHA256)
            .map_err(KeyError::Encoding)?;
        jwk.common.public_key_use = Some(PublicKeyUse::Signature);
        jwk.common.key_id = Some(kid.clone());
        Ok(Self {
            jwk,
            kid,
            encoding_key,
        })
    }

    /// The public half, as published.
    #[must_use]
    pub fn jwk(&self) -> &Jwk {
        &self.jwk
    }

    /// A JWT of `claims`, whatever they say, with Auth0's header: `alg`, `typ` and `kid`.
    ///
    /// # Errors
    /// [`InternalError::Signing`] when the claims are no JSON object or signing fails.
    pub fn sign(&self, claims: &impl Serialize) -> Result<String, InternalError> {
        let header = Header {
            kid: Some(self.kid.clone()),
            ..Header::new(Algorithm::RS256)
        };
        jsonwebtoken::encode(&header, claims, &self.encoding_key).map_err(InternalError::Signing)
    }
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("SigningKey")
            .field("kid", &self.kid)
            .finish_non_exhaustive()
    }
}
