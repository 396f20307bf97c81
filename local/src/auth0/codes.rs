//! Authorization codes: each is good once and for a minute.
//!
//! A spent code is remembered for the rest of its minute, because whoever presents it
//! again has stolen it, or the first one had: the refresh tokens that came of it end
//! (RFC 6749, section 4.1.2).

use std::time::Duration;

use secrecy::SecretString;

use super::clock::NumericDate;
use super::error::InternalError;
use super::expiring_map::ExpiringMap;
use super::grant::Grant;
use super::pkce::CodeChallenge;
use super::random::{Fingerprint, random_token};
use super::refresh_tokens::FamilyId;

const LIFETIME: Duration = Duration::from_mins(1);
const CAPACITY: usize = 1_000;

/// What a code stands for.
#[derive(Debug)]
pub(super) struct Authorization {
    pub(super) grant: Grant,
    pub(super) nonce: Option<String>,
    pub(super) redirect_uri: String,
    pub(super) challenge: CodeChallenge,
}

/// What came of presenting a code.
#[derive(Debug)]
pub(super) enum Redemption {
    Authorized(Authorization),
    /// The code was spent before; these refresh tokens came of it.
    Replayed(Option<FamilyId>),
    Unknown,
}

/// Every code, by its digest.
#[derive(Debug)]
pub(super) struct Codes(ExpiringMap<Fingerprint, Code>);

#[derive(Debug)]
enum Code {
    Fresh(Box<Authorization>),
    Spent(Option<FamilyId>),
}

impl Codes {
    pub(super) fn new() -> Self {
        Self(ExpiringMap::with_capacity(CAPACITY))
    }

    pub(super) fn issue(
        &mut self,
        authorization: Authorization,
        now: NumericDate,
    ) -> Result<SecretString, InternalError> {
        let code = random_token()?;
        let fresh = Code::Fresh(Box::new(authorization));
        self.0
            .insert(Fingerprint::of(&code), fresh, now, now.after(LIFETIME));
        Ok(code)
    }

    /// Spends a code, whatever the caller then finds wrong with the request.
    pub(super) fn redeem(&mut self, code: &SecretString, now: NumericDate) -> Redemption {
        let Some(entry) = self.0.get_mut(&Fingerprint::of(code), now) else {
            return Redemption::Unknown;
        };
        match std::mem::replace(entry, Code::Spent(None)) {
            Code::Fresh(authorization) => Redemption::Authorized(*authorization),
            Code::Spent(family) => Redemption::Replayed(family),
        }
    }

    /// Notes which refresh tokens came of a spent code.
    pub(super) fn link(&mut self, code: &SecretString, family: FamilyId, now: NumericDate) {
        if let Some(entry) = self.0.get_mut(&Fingerprint::of(code), now) {
            *entry = Code::Spent(Some(family));
        }
    }
}
