//! Why a decision fell as it did: stable codes for the log, never for the client. A code is
//! its variant's name; `docs/reasons.md` says what to do.

use shared::claim_set::ClaimError;
use strum::{Display, EnumIter};

use crate::token::malformed::Malformed;

/// Why a token is refused. The client learns none of it: AppSync answers every refusal
/// with the same sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Display, EnumIter, thiserror::Error)]
#[strum(serialize_all = "snake_case")]
pub enum Refusal {
    /// It speaks for an anonymous session of Auth0.
    AnonymousNotAllowed,
    /// The signature is not the issuer's.
    BadSignature,
    /// It speaks for a machine.
    ClientCredentialsNotAllowed,
    /// It was made for a client that is not on the list.
    ClientNotAllowed,
    /// The header names critical extensions, of which none is understood.
    CriticalHeader,
    /// The header or the claims have a member twice.
    DuplicateMember,
    /// The token has five parts: the API is configured for JWE in Auth0.
    EncryptedToken,
    /// Its time is over.
    Expired,
    /// It is an ID token, made for a client to read.
    IdTokenNotAllowed,
    /// A claim, which is named, has the wrong type or value.
    InvalidClaim(&'static str),
    /// It was issued in the future.
    IssuedInFuture,
    /// The event is none of AppSync's.
    MalformedEvent,
    /// It is no token in the compact form.
    MalformedToken(Malformed),
    /// A required claim, which is named, is absent.
    MissingClaim(&'static str),
    /// The header names no key.
    MissingKeyId,
    /// There is no token.
    NoToken,
    /// It is not valid yet.
    NotYetValid,
    /// The token has no parts: the client asked Auth0 for no audience.
    OpaqueToken,
    /// It is of an organisation that is not on the list, or of none.
    OrganizationNotAllowed,
    /// It is bound to a key of the client's, which AppSync can't check.
    SenderConstrained,
    /// It is longer than 8,192 bytes.
    TokenTooLong,
    /// The issuer has no such key.
    UnknownKey,
    /// The algorithm is not on the list.
    UnsupportedAlgorithm,
    /// The header asks for compression, encryption or an unencoded payload, or names its
    /// key in no usable way.
    UnsupportedHeader,
    /// It is a token of another kind.
    UnsupportedTyp,
    /// The issuer has such a key, but its size or exponent is refused.
    WeakKey,
    /// It is for another API.
    WrongAudience,
    /// It comes from somebody else.
    WrongIssuer,
    /// The configured prefix does not stand before it.
    WrongPrefix,
}

impl Refusal {
    /// What more there is to say than the code: words of our own, never the token's.
    pub fn detail(self) -> Option<String> {
        match self {
            Self::EncryptedToken => {
                Some("the API is configured for JSON Web Encryption in Auth0".to_owned())
            }
            Self::InvalidClaim(name) | Self::MissingClaim(name) => Some(name.to_owned()),
            Self::MalformedToken(malformed) => Some(malformed.to_string()),
            Self::OpaqueToken => {
                Some("the client must request an audience, this API's, from Auth0".to_owned())
            }
            _ => None,
        }
    }
}

impl From<ClaimError> for Refusal {
    fn from(error: ClaimError) -> Self {
        match error {
            ClaimError::Invalid(name) => Self::InvalidClaim(name),
            ClaimError::Missing(name) => Self::MissingClaim(name),
        }
    }
}

/// Why a decision can't be made: never the token's fault, and never a denial.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Display, EnumIter, thiserror::Error)]
#[strum(serialize_all = "snake_case")]
pub enum Unavailable {
    /// The keys that are held are too old to be believed.
    #[strum(serialize = "jwks_stale")]
    KeysStale,
    /// The issuer's keys can't be had.
    #[strum(serialize = "jwks_unreachable")]
    KeysUnreachable,
}

/// Why there is no permission to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// The token is refused.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Nobody can say.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

impl From<Malformed> for Refusal {
    fn from(malformed: Malformed) -> Self {
        Self::MalformedToken(malformed)
    }
}

impl From<ClaimError> for Reason {
    fn from(error: ClaimError) -> Self {
        Self::Refused(error.into())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use strum::IntoEnumIterator as _;

    use super::*;

    #[test]
    fn every_reason_stands_in_the_documentation_and_no_other() {
        let page = include_str!("../../docs/reasons.md");
        let (_, table) = page.split_once("| reason |").unwrap();
        let documented: BTreeSet<String> = table
            .lines()
            .filter_map(|line| line.strip_prefix("| `")?.split_once('`'))
            .map(|(code, _)| code.to_owned())
            .collect();
        let refusals = Refusal::iter().map(|refusal| refusal.to_string());
        let unavailable = Unavailable::iter().map(|unavailable| unavailable.to_string());
        let known: BTreeSet<String> = refusals.chain(unavailable).collect();
        assert_eq!(documented, known);
    }
}
