//! The key sets of all issuers, each of them for its own tokens alone.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::Arc;
use std::time::Duration;

use shared::environment::SettingError;
use shared::issuer::Issuer;
use shared::time::Clock;
use tokio::time::Instant;

use crate::algorithm::Algorithm;
use crate::keys::candidates::Candidates;
use crate::keys::counts::Counts;
use crate::keys::fetch::Http;
use crate::keys::flight::Landing;
use crate::keys::held::{Held, REFRESH_AFTER};
use crate::keys::key_set::KeySet;
use crate::keys::moment::Moment;
use crate::keys::patience::Patience;
use crate::keys::settings::KeySettings;
use crate::keys::tenant::OtherDomain;
use crate::reason::{Reason, Refusal};

/// For so long one decision waits for keys, whatever it has to wait for.
const WAIT_OF_A_DECISION: Duration = Duration::from_secs(3);

/// For so long the next event waits for a refresh.
const WAIT_AFTER_AN_ANSWER: Duration = Duration::from_secs(1);

/// The keys of the tenant's domains.
#[derive(Debug)]
pub(crate) struct KeySets {
    first: Arc<KeySet>,
    others: Vec<OtherDomain>,
}

impl KeySets {
    /// Sets that hold what is preloaded.
    ///
    /// # Errors
    /// [`SettingError`] when the settings allow no connection.
    pub(crate) fn new(
        settings: &KeySettings,
        clock: &Arc<dyn Clock>,
    ) -> Result<Self, SettingError> {
        let plain_text = settings.issuers.iter().any(Issuer::is_loopback);
        let http = Http::new(settings.roots.clone(), plain_text)?;
        let mut sets = settings.issuers.iter().map(|issuer| {
            let held = preloaded(settings, issuer, Moment::now(clock.as_ref()));
            let (http, issuer) = (http.clone(), issuer.clone());
            Arc::new(KeySet::new(
                issuer,
                http,
                held,
                settings.max_stale,
                clock.clone(),
            ))
        });
        let first = sets
            .next()
            .ok_or_else(|| SettingError::new(Issuer::VARIABLE, "names no domain"))?;
        let others = sets
            .map(|set| OtherDomain::new(first.clone(), set))
            .collect();
        Ok(Self { first, others })
    }

    /// Fetches what is not held, before the first event. A failure is logged, and tried
    /// again when a key is needed.
    pub(crate) async fn warm_up(&self) {
        let patience = Patience::lasting(WAIT_OF_A_DECISION);
        let landings: Vec<_> = self.all().filter_map(KeySet::refresh_if_unusable).collect();
        for landing in landings {
            patience.wait(landing).await;
        }
        for other in &self.others {
            other.compare();
        }
    }

    /// The keys of `issuer` that a token's header names.
    ///
    /// # Errors
    /// [`Refusal::UnknownKey`], [`Refusal::WeakKey`], [`Refusal::WrongIssuer`] for an issuer
    /// that is none of ours or of another tenant, and
    /// [`Unavailable`](crate::reason::Unavailable) where nobody can say.
    pub(crate) async fn find(
        &self,
        issuer: &Issuer,
        key_id: &str,
        algorithm: Algorithm,
    ) -> Result<Candidates, Reason> {
        let patience = Patience::lasting(WAIT_OF_A_DECISION);
        if self.first.issuer == *issuer {
            let found = self.first.find(key_id, algorithm, patience).await;
            return found.map(|(_, candidates)| candidates);
        }
        let is_of_issuer = |other: &&OtherDomain| other.issuer() == issuer;
        match self.others.iter().find(is_of_issuer) {
            Some(other) => other.find(key_id, algorithm, patience).await,
            None => Err(Refusal::WrongIssuer.into()),
        }
    }

    /// Refreshes what is due, once an answer has been posted. Never takes longer than a
    /// second; what is not there by then comes while the next event is served.
    pub(crate) async fn refresh_after_answer(&self) {
        let end = Instant::now() + WAIT_AFTER_AN_ANSWER;
        let landings: Vec<Landing> = self.all().filter_map(KeySet::refresh_if_due).collect();
        for landing in landings {
            landing.wait_until(end).await;
        }
    }

    /// What happened since the last call, for the metrics.
    pub(crate) fn take_counts(&self) -> Counts {
        self.all()
            .map(|set| set.take_counts())
            .fold(Counts::default(), Counts::with)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Arc<KeySet>> {
        let others = self.others.iter().map(OtherDomain::key_set);
        std::iter::once(&self.first).chain(others)
    }
}

fn preloaded(settings: &KeySettings, issuer: &Issuer, now: Moment) -> Option<Held> {
    let set = settings.preloaded.get(issuer)?;
    Some(Held::preloaded(
        set,
        now,
        random_delay(),
        settings.max_stale,
    ))
}

/// A random part of the time between two refreshes, so that a thousand environments which
/// start together don't ask together. The standard library's hasher is seeded by the
/// operating system; nothing depends on it being hard to guess.
pub(super) fn random_delay() -> Duration {
    let random = RandomState::new().hash_one(());
    #[expect(
        clippy::cast_precision_loss,
        reason = "a part of ten minutes needs no 64 bits"
    )]
    let part = random as f64 / u64::MAX as f64;
    REFRESH_AFTER.mul_f64(part)
}
