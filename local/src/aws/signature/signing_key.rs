//! The key of one day, region and service, derived from the secret.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>,
//! step 3.

use aws_lc_rs::hmac::{self, HMAC_SHA256, Key};
use secrecy::{ExposeSecret as _, SecretString};

use super::problem::Problem;
use super::scope::{Scope, TERMINATOR};

/// A key that verifies signatures.
pub(super) struct SigningKey(Key);

impl SigningKey {
    /// The key for a day `YYYYMMDD`.
    pub(super) fn derive(secret: &SecretString, scope: &Scope, day: &str) -> Self {
        let secret = SecretString::from(format!("AWS4{}", secret.expose_secret()));
        let begin = Key::new(HMAC_SHA256, secret.expose_secret().as_bytes());
        let steps = [day, scope.region, scope.service, TERMINATOR];
        Self(steps.iter().fold(begin, |key, step| {
            Key::new(HMAC_SHA256, hmac::sign(&key, step.as_bytes()).as_ref())
        }))
    }

    /// Compares in a time that says nothing about the right signature.
    pub(super) fn verify(&self, text: &str, signature: &[u8]) -> Result<(), Problem> {
        hmac::verify(&self.0, text.as_bytes(), signature).map_err(|_unspecified| Problem::Mismatch)
    }
}
