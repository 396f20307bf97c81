//! A public key that is ready to verify: parsed once for a fetch, not once for a token.

use aws_lc_rs::rsa::PublicKeyComponents;
use aws_lc_rs::signature::ParsedPublicKey;
use jsonwebtoken::crypto::JwtVerifier;
use jsonwebtoken::signature::{self, Verifier};

use crate::algorithm::Algorithm;

/// An RSA key for one algorithm. It is a verifier of jsonwebtoken's, whose own would parse
/// the key again for each token.
#[derive(Clone, Debug)]
pub struct VerifyingKey {
    algorithm: Algorithm,
    key: ParsedPublicKey,
}

impl VerifyingKey {
    /// Parses big-endian modulus and exponent; nothing where they make no key. Their
    /// strength is the caller's to judge.
    pub(super) fn new(modulus: &[u8], exponent: &[u8], algorithm: Algorithm) -> Option<Self> {
        let components = PublicKeyComponents {
            n: modulus,
            e: exponent,
        };
        let key = components
            .to_parsed_public_key(algorithm.parameters())
            .ok()?;
        Some(Self { algorithm, key })
    }

    /// The algorithm that it is for, and no other.
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The key as DER (RFC 5280, `SubjectPublicKeyInfo`), by which keys are compared.
    pub fn to_der(&self) -> &[u8] {
        self.key.as_ref()
    }
}

impl Verifier<Vec<u8>> for VerifyingKey {
    fn verify(&self, message: &[u8], signature: &Vec<u8>) -> Result<(), signature::Error> {
        self.key
            .verify_sig(message, signature)
            .map_err(|_| signature::Error::new())
    }
}

impl JwtVerifier for VerifyingKey {
    fn algorithm(&self) -> jsonwebtoken::Algorithm {
        self.algorithm.into()
    }
}

impl PartialEq for VerifyingKey {
    fn eq(&self, other: &Self) -> bool {
        self.algorithm == other.algorithm && self.to_der() == other.to_der()
    }
}
