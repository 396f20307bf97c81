//! The checks after the form, in a fixed order: issuer, key, signature, type, audience,
//! time, claims. The first that fails names the reason.

mod times;

use jsonwebtoken::{Algorithm, crypto};
use shared::claim_set::ClaimSet;
use shared::identity::Identity;
use shared::strict_json;

use crate::keys::KeySet;
use crate::reason::{Reason, Refusal};
use crate::settings::Settings;
use crate::token::compact::Compact;
use crate::token::header::Header;

/// Turns a token into the identity that it proves.
///
/// # Errors
/// The [`Reason`] of the first check that fails.
pub(crate) async fn verify(
    token: &Compact,
    settings: &Settings,
    keys: &KeySet,
    now: i64,
) -> Result<Identity, Reason> {
    let header = Header::parse(&token.header)?;
    let claims = ClaimSet::new(strict_json::object(&token.payload).map_err(Refusal::from)?);

    // Unverified, and good for nothing but to refuse before a key is looked for.
    if claims.issuer()? != settings.issuer.as_str() {
        return Err(Refusal::WrongIssuer.into());
    }
    let key = keys.find(&header.key_id).await?;
    let input = token.signing_input.as_bytes();
    if !crypto::verify(&token.signature, input, &key, Algorithm::RS256).unwrap_or(false) {
        return Err(Refusal::BadSignature.into());
    }

    if !header.is_access_token {
        return Err(Refusal::UnsupportedType.into());
    }
    if !settings.audiences.accept(&claims.audience()?) {
        return Err(Refusal::WrongAudience.into());
    }
    times::check(&claims, now)?;
    // Sender-constrained: as a bearer token it would be worth what a stolen one is.
    if claims.value("cnf").is_some() {
        return Err(Refusal::SenderConstrained.into());
    }
    let granted = settings.permissions.granted(&claims)?;
    let permissions = settings.field_permissions.effective(&granted);
    // Decoded as JSON above, so it is UTF-8.
    let text = String::from_utf8_lossy(&token.payload).into_owned();
    Ok(Identity::from_claims(&claims, text, permissions)?)
}
