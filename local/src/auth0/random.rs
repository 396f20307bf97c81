//! Random values that nobody can guess: codes, refresh tokens, sessions, states.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::{ExposeSecret as _, SecretString};

use super::error::InternalError;

/// 256 random bits, written in 43 characters that need no escaping in a URL or a cookie.
pub(super) fn random_token() -> Result<SecretString, InternalError> {
    let mut bytes = [0_u8; 32];
    rand::fill(&mut bytes).map_err(|_unspecified| InternalError::Random)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes).into())
}

/// The SHA-256 digest of a secret value.
///
/// The tenant's memory is searched by digest: the values themselves are not kept, and the
/// time a search takes says nothing about them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Fingerprint([u8; 32]);

impl Fingerprint {
    pub(super) fn of(secret: &SecretString) -> Self {
        let mut fingerprint = [0; 32];
        for (target, source) in fingerprint
            .iter_mut()
            .zip(digest(&SHA256, secret.expose_secret().as_bytes()).as_ref())
        {
            *target = *source;
        }
        Self(fingerprint)
    }
}
