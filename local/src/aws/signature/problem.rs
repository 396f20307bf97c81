//! Why a request is not accepted, in AWS's words, which never tell the right signature.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/api/CommonErrors.html> and
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html>

use http::StatusCode;

use crate::aws::Refusal;

/// A reason.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Problem {
    /// Nobody signed it.
    #[error("Missing Authentication Token")]
    Missing,
    /// Signed in another way.
    #[error("Authorization header requires the algorithm '{0}'.")]
    Algorithm(&'static str),
    /// Something among the parameters that is none, or one of them again.
    #[error("Authorization header requires name=value parameters, each once, with commas between.")]
    NoParameter,
    /// One parameter less.
    #[error("Authorization header requires '{0}' parameter.")]
    ParameterMissing(&'static str),
    /// The key and what it signed for can't be told apart.
    #[error(
        "Credential must have exactly 5 slash-delimited elements, \
         e.g. keyid/date/region/service/term."
    )]
    Credential,
    /// No date that can be signed.
    #[error(
        "Authorization header requires existence of a 'X-Amz-Date' header \
         in the form YYYYMMDD'T'HHMMSS'Z'."
    )]
    DateMissing,
    /// A header that says two things.
    #[error("There is more than one {0} header.")]
    Twice(&'static str),
    /// Another key than the stack's.
    #[error(
        "The security token included in the request is invalid. \
         This stack takes the access key that it printed at its start."
    )]
    UnknownKey,
    /// Signed for another region.
    #[error("Credential should be scoped to a valid region: '{0}'.")]
    Region(&'static str),
    /// Signed for another service.
    #[error("Credential should be scoped to correct service: '{0}'.")]
    Service(&'static str),
    /// Signed for something else than a request.
    #[error("Credential should be scoped with a valid terminator: '{0}'.")]
    Terminator(&'static str),
    /// Signed for another day than the request's.
    #[error(
        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP."
    )]
    ScopeDate,
    /// Signed too long ago.
    #[error("Signature expired: {signed} is now earlier than {earliest} ({now} - 5 min.)")]
    Expired {
        /// When it was signed.
        signed: String,
        /// When it could have been at the earliest.
        earliest: String,
        /// The time.
        now: String,
    },
    /// Signed in the future.
    #[error("Signature not yet current: {signed} is still later than {latest} ({now} + 5 min.)")]
    NotYetCurrent {
        /// When it was signed.
        signed: String,
        /// When it could have been at the latest.
        latest: String,
        /// The time.
        now: String,
    },
    /// The signature leaves open who is asked.
    #[error("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.")]
    HostNotSigned,
    /// The signature leaves out another header that it must hold.
    #[error("'{0}' must be a 'SignedHeader' in the AWS Authorization.")]
    HeaderNotSigned(String),
    /// The signature is that of another request, or of another secret.
    #[error(
        "The request signature we calculated does not match the signature you provided. \
         Check your AWS Secret Access Key and signing method. \
         Consult the service documentation for details."
    )]
    Mismatch,
    /// The body did not come to an end within the limit.
    #[error("Request must be smaller than {0} bytes")]
    TooLarge(usize),
}

impl Problem {
    /// What clients read.
    fn code(&self) -> &'static str {
        match self {
            Self::Missing => "MissingAuthenticationTokenException",
            Self::Algorithm(_)
            | Self::NoParameter
            | Self::ParameterMissing(_)
            | Self::Credential
            | Self::DateMissing
            | Self::Twice(_) => "IncompleteSignatureException",
            Self::UnknownKey => "UnrecognizedClientException",
            Self::TooLarge(_) => "RequestEntityTooLargeException",
            Self::Region(_)
            | Self::Service(_)
            | Self::Terminator(_)
            | Self::ScopeDate
            | Self::Expired { .. }
            | Self::NotYetCurrent { .. }
            | Self::HostNotSigned
            | Self::HeaderNotSigned(_)
            | Self::Mismatch => "InvalidSignatureException",
        }
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        let status = match problem {
            Problem::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            _ => StatusCode::FORBIDDEN,
        };
        Self::new(status, problem.code(), problem.to_string())
    }
}
