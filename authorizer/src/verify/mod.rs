//! The checks after the form, in a fixed order; the first that fails names the reason.
//!
//! [`authenticate`] believes nothing: header, issuer, key, signature. [`accept`] judges
//! what the issuer signed: type, audience, time, claims, policy. Each rule is a file.

mod anonymous;
mod audience;
mod claims;
mod client;
mod client_credentials;
mod organization;
mod sender_constraint;
mod signature;
mod times;
mod typ;

use shared::claim_set::ClaimSet;
use shared::identity::Identity;
use shared::issuer::Issuer;

use crate::keys::{KeySets, Source};
use crate::reason::{Reason, Refusal};
use crate::settings::Settings;
use crate::token;
use crate::token::compact::Compact;
use crate::token::header::Header;
use crate::token::malformed::Malformed;

/// A token whose signature is its issuer's: the only kind that later rules and the log see.
pub(crate) struct SignedToken {
    pub(crate) header: Header,
    pub(crate) issuer: Issuer,
    pub(crate) claims: ClaimSet,
    /// The claims as they were signed.
    pub(crate) claims_text: String,
    /// Where the key set is from that holds the key.
    pub(crate) keys_source: Source,
    /// The age of that key set, in whole seconds.
    pub(crate) keys_age_seconds: u64,
}

/// Turns a token into one that is proven to be its issuer's.
///
/// # Errors
/// The [`Reason`] of the first check that fails.
pub(crate) async fn authenticate(
    token: &Compact,
    settings: &Settings,
    keys: &KeySets,
) -> Result<SignedToken, Reason> {
    let header = Header::parse(&token.header, &settings.algorithms)?;
    let claims = ClaimSet::new(token::json_object(&token.payload, Malformed::Payload)?);
    // Unverified, and good for nothing but to choose among the configured issuers.
    let issuer = settings
        .keys
        .issuer(claims.issuer()?)
        .ok_or(Refusal::WrongIssuer)?
        .clone();
    let candidates = keys.find(&issuer, &header.key_id, header.algorithm).await?;
    signature::check(token, &candidates.keys)?;
    // Read as JSON above, so it is UTF-8.
    let claims_text = String::from_utf8_lossy(&token.payload).into_owned();
    Ok(SignedToken {
        header,
        issuer,
        claims,
        claims_text,
        keys_source: candidates.source,
        keys_age_seconds: candidates.age_seconds,
    })
}

/// Turns a signed token into the identity that it proves, if it is one for this API at
/// `now`, in seconds since 1970.
///
/// # Errors
/// The [`Refusal`] of the first rule that it breaks.
pub(crate) fn accept(
    token: SignedToken,
    settings: &Settings,
    now: i64,
) -> Result<Identity, Refusal> {
    let claims = &token.claims;
    let profile = settings.expected.profile;
    typ::check(token.header.typ, claims, profile)?;
    audience::check(claims, &settings.expected.audiences)?;
    times::check(claims, settings.clock_skew, now)?;
    claims::check(claims, profile)?;
    let granted = settings.permissions.granted(claims)?;
    sender_constraint::check(claims)?;
    client::check(claims, &settings.clients, profile)?;
    organization::check(claims, &settings.organizations)?;
    client_credentials::check(claims, settings.client_credentials)?;
    anonymous::check(claims)?;
    let permissions = settings.field_permissions.effective(&granted);
    Ok(Identity::from_claims(
        &token.claims,
        token.claims_text,
        permissions,
    )?)
}
