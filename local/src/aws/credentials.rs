//! The access key of the stack, which is another one after every start.

use aws_lc_rs::error::Unspecified;
use aws_lc_rs::rand;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::SecretString;

/// What access key ids are made of.
const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// An access key: an id, which is no secret, and the secret that requests are signed with.
#[derive(Clone, Debug)]
pub(crate) struct Credentials {
    access_key_id: String,
    secret_access_key: SecretString,
}

/// The random source of the machine failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the machine has no random numbers")]
pub(crate) struct NoRandomNumbers;

impl Credentials {
    /// An access key that nobody can guess, as long as those of AWS: an id of 20 characters,
    /// whose begin says that it is none of AWS, and a secret of 40, of 240 random bits.
    /// Neither needs quotes in a shell.
    ///
    /// # Errors
    /// [`NoRandomNumbers`] when the machine's random source fails.
    pub(crate) fn random() -> Result<Self, NoRandomNumbers> {
        let mut id = "AKIALOCAL".to_owned();
        // 256 is a multiple of 32, so every character is as likely.
        let letter = |byte: u8| {
            ALPHABET
                .get(usize::from(byte % 32))
                .copied()
                .map(char::from)
        };
        id.extend(random_bytes::<11>()?.into_iter().filter_map(letter));
        let secret = URL_SAFE_NO_PAD.encode(random_bytes::<30>()?);
        Ok(Self::new(id, secret.into()))
    }

    pub(super) fn new(access_key_id: String, secret_access_key: SecretString) -> Self {
        Self {
            access_key_id,
            secret_access_key,
        }
    }

    /// The id.
    pub(crate) fn access_key_id(&self) -> &str {
        &self.access_key_id
    }

    /// The secret.
    pub(crate) fn secret_access_key(&self) -> &SecretString {
        &self.secret_access_key
    }
}

fn random_bytes<const N: usize>() -> Result<[u8; N], NoRandomNumbers> {
    let mut bytes = [0; N];
    rand::fill(&mut bytes).map_err(|Unspecified| NoRandomNumbers)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret as _;

    use super::*;

    #[test]
    fn a_key_is_as_long_as_those_of_aws_and_needs_no_quotes() {
        let credentials = Credentials::random().unwrap();
        let (id, secret) = (
            credentials.access_key_id(),
            credentials.secret_access_key().expose_secret(),
        );
        assert_eq!((id.len(), secret.len()), (20, 40));
        assert!(id.starts_with("AKIALOCAL"), "{id}");
        assert!(
            id.chars()
                .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
        );
        assert!(
            secret
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
        );
    }

    #[test]
    fn every_start_has_another_key_that_debug_output_does_not_show() {
        let (first, second) = (
            Credentials::random().unwrap(),
            Credentials::random().unwrap(),
        );
        assert_ne!(first.access_key_id(), second.access_key_id());
        let secret = first.secret_access_key().expose_secret();
        assert_ne!(secret, second.secret_access_key().expose_secret());
        assert!(!format!("{first:?}").contains(secret));
    }
}
