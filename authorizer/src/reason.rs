//! Why a decision fell as it did: stable codes for the log, never for the client.

use shared::claim_set::ClaimError;

/// Why a token is refused. The client learns none of it: AppSync answers every refusal
/// with the same sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Refusal {
    /// The signature is not the issuer's.
    #[error("bad_signature")]
    BadSignature,
    /// The header names critical extensions, of which none is understood.
    #[error("critical_header")]
    CriticalHeader,
    /// The header or the claims have a member twice.
    #[error("duplicate_member")]
    DuplicateMember,
    /// The token has five parts: the API is configured for JWE in Auth0.
    #[error("encrypted_token")]
    EncryptedToken,
    /// Its time is over.
    #[error("expired")]
    Expired,
    /// A claim has the wrong type.
    #[error("invalid_claim")]
    InvalidClaim(&'static str),
    /// It was issued in the future.
    #[error("issued_in_future")]
    IssuedInFuture,
    /// The event is none of AppSync's.
    #[error("malformed_event")]
    MalformedEvent,
    /// It is no token in the compact form.
    #[error("malformed_token")]
    MalformedToken,
    /// A required claim is absent.
    #[error("missing_claim")]
    MissingClaim(&'static str),
    /// The header names no key.
    #[error("missing_key_id")]
    MissingKeyId,
    /// There is no token.
    #[error("no_token")]
    NoToken,
    /// It is not valid yet.
    #[error("not_yet_valid")]
    NotYetValid,
    /// The token has no parts: the client asked Auth0 for no audience.
    #[error("opaque_token")]
    OpaqueToken,
    /// It is bound to a key of the client's, which AppSync can't check.
    #[error("sender_constrained")]
    SenderConstrained,
    /// It is longer than 8,192 bytes.
    #[error("token_too_long")]
    TokenTooLong,
    /// The issuer has no such key.
    #[error("unknown_key")]
    UnknownKey,
    /// The algorithm is not RS256.
    #[error("unsupported_algorithm")]
    UnsupportedAlgorithm,
    /// The header asks for compression or an unencoded payload.
    #[error("unsupported_header")]
    UnsupportedHeader,
    /// It is a token of another kind.
    #[error("unsupported_typ")]
    UnsupportedType,
    /// It is for another API.
    #[error("wrong_audience")]
    WrongAudience,
    /// It comes from somebody else.
    #[error("wrong_issuer")]
    WrongIssuer,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unavailable {
    /// The issuer's keys can't be had.
    #[error("jwks_unreachable")]
    KeysUnreachable,
    /// The keys that are held are too old to be believed.
    #[error("jwks_stale")]
    KeysStale,
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

impl From<ClaimError> for Reason {
    fn from(error: ClaimError) -> Self {
        Self::Refused(error.into())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn all() -> Vec<Reason> {
        let refusals = [
            Refusal::BadSignature,
            Refusal::CriticalHeader,
            Refusal::DuplicateMember,
            Refusal::EncryptedToken,
            Refusal::Expired,
            Refusal::InvalidClaim("sub"),
            Refusal::IssuedInFuture,
            Refusal::MalformedEvent,
            Refusal::MalformedToken,
            Refusal::MissingClaim("sub"),
            Refusal::MissingKeyId,
            Refusal::NoToken,
            Refusal::NotYetValid,
            Refusal::OpaqueToken,
            Refusal::SenderConstrained,
            Refusal::TokenTooLong,
            Refusal::UnknownKey,
            Refusal::UnsupportedAlgorithm,
            Refusal::UnsupportedHeader,
            Refusal::UnsupportedType,
            Refusal::WrongAudience,
            Refusal::WrongIssuer,
        ];
        let unavailable = [Unavailable::KeysUnreachable, Unavailable::KeysStale];
        refusals
            .map(Reason::from)
            .into_iter()
            .chain(unavailable.map(Reason::from))
            .collect()
    }

    #[test]
    fn every_reason_stands_in_the_documentation_and_no_other() {
        let page = include_str!("../../docs/reasons.md");
        let documented: BTreeSet<String> = page
            .lines()
            .filter_map(|line| line.strip_prefix("| `")?.split_once('`'))
            .map(|(code, _)| code.to_owned())
            .collect();
        let known: BTreeSet<String> = all().iter().map(Reason::to_string).collect();
        assert_eq!(documented, known);
    }
}
