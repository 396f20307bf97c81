//! Further domains of the tenant: that they are the tenant's.
//!
//! Records belong to `sub`, which is unique only within a tenant. All domains of a tenant
//! publish the tenant's keys, so a domain whose key set shares none with the first domain's
//! belongs to somebody else, and its users would get at the records of others. This finds a
//! mistake in the settings, not an attack: keys are public, and anybody could publish them.

use std::sync::{Arc, Mutex, PoisonError};

use shared::issuer::Issuer;

use crate::algorithm::Algorithm;
use crate::keys::candidates::Candidates;
use crate::keys::held::{Held, serving};
use crate::keys::jwk_set::JwkSet;
use crate::keys::key_set::KeySet;
use crate::keys::patience::Patience;
use crate::reason::{Reason, Refusal, Unavailable};

/// A domain behind the first. Nothing that happens to it touches the first one's keys; at
/// most, within its own limits, it makes the first one's be refreshed.
pub(super) struct OtherDomain {
    first: Arc<KeySet>,
    set: Arc<KeySet>,
    /// Two sets that were fetched together and share nothing.
    foreign: Mutex<Option<Pair>>,
}

/// The first domain's keys and this one's.
type Pair = (Arc<JwkSet>, Arc<JwkSet>);

impl OtherDomain {
    pub(super) fn new(first: Arc<KeySet>, set: Arc<KeySet>) -> Self {
        Self {
            first,
            set,
            foreign: Mutex::default(),
        }
    }

    pub(super) fn issuer(&self) -> &Issuer {
        &self.set.issuer
    }

    pub(super) fn key_set(&self) -> &Arc<KeySet> {
        &self.set
    }

    /// The keys that a token of this domain names.
    ///
    /// # Errors
    /// Those of the key set; [`Refusal::WrongIssuer`] for a domain of another tenant;
    /// [`Unavailable::KeysUnreachable`] while the sets can't be compared.
    pub(super) async fn find(
        &self,
        key_id: &str,
        algorithm: Algorithm,
        patience: Patience,
    ) -> Result<Candidates, Reason> {
        self.first.state().is_used = true;
        let (held, candidates) = self.set.find(key_id, algorithm, patience).await?;
        match self.relation(&held) {
            Relation::SameTenant => return Ok(candidates),
            Relation::OtherTenant => return Err(Refusal::WrongIssuer.into()),
            Relation::Unclear => self.fetch_both(patience).await,
        }
        // What the token names is looked up again, in the set that was compared.
        let (held, now) = (self.set.held(), self.set.now());
        let held = serving(held.as_ref(), now)?;
        match self.relation(held) {
            Relation::SameTenant => {
                let found = held.candidates(key_id, algorithm, now)?;
                found.ok_or(Refusal::UnknownKey.into())
            }
            Relation::OtherTenant => Err(Refusal::WrongIssuer.into()),
            Relation::Unclear => Err(Unavailable::KeysUnreachable.into()),
        }
    }

    /// Says in the log, once both sets are there, if the domain is another tenant's.
    pub(super) fn compare(&self) {
        if let Some(held) = self.set.held() {
            self.relation(&held);
        }
    }

    fn relation(&self, held: &Held) -> Relation {
        let (first, now) = (self.first.held(), self.first.now());
        let Ok(first) = serving(first.as_ref(), now) else {
            return Relation::Unclear;
        };
        if first.keys.share_one_with(&held.keys) {
            return Relation::SameTenant;
        }
        let mut foreign = self.foreign.lock().unwrap_or_else(PoisonError::into_inner);
        let is_known = foreign.as_ref().is_some_and(|(of_first, of_other)| {
            Arc::ptr_eq(of_first, &first.keys) && Arc::ptr_eq(of_other, &held.keys)
        });
        if is_known {
            return Relation::OtherTenant;
        }
        // One of them may be from before a rotation: only two that were fetched just now count.
        if !first.is_proof(now) || !held.is_proof(now) {
            return Relation::Unclear;
        }
        *foreign = Some((first.keys.clone(), held.keys.clone()));
        drop(foreign);
        tracing::error!(
            issuer = %self.issuer(),
            first = %self.first.issuer,
            "the key set shares no key with the first domain's, so this is a domain of another \
             tenant, whose tokens are refused; take it out of AUTH0_DOMAIN"
        );
        Relation::OtherTenant
    }

    /// Within the limits of this domain: its tokens must not cost the first one anything.
    async fn fetch_both(&self, patience: Patience) {
        if !self.set.take_token() {
            return;
        }
        let landings = [&self.first, &self.set].map(|set| {
            let is_proof = set.held().is_some_and(|held| held.is_proof(set.now()));
            if is_proof { None } else { set.refresh() }
        });
        for landing in landings.into_iter().flatten() {
            patience.wait(landing).await;
        }
    }
}

/// What two key sets say of their domains.
enum Relation {
    SameTenant,
    OtherTenant,
    Unclear,
}

impl std::fmt::Debug for OtherDomain {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("OtherDomain")
            .field("issuer", &self.issuer())
            .finish_non_exhaustive()
    }
}
