//! How many events a function may work on at a time, all its versions together.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

use crate::lambda::limits::MOST_ENVIRONMENTS;

/// The places of a function; how many there are can change while some are taken.
#[derive(Debug)]
pub(crate) struct Concurrency {
    places: Mutex<Places>,
    freed: Notify,
}

#[derive(Debug)]
struct Places {
    limit: usize,
    taken: usize,
}

/// The right to work on one event; it ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Place(Arc<Concurrency>);

impl Concurrency {
    /// As many places as this machine gives a function.
    pub(crate) fn new() -> Self {
        let limit = MOST_ENVIRONMENTS;
        Self {
            places: Mutex::new(Places { limit, taken: 0 }),
            freed: Notify::new(),
        }
    }

    /// Gives the function `reserved` places, or again as many as this machine gives where
    /// nothing is reserved; never more. Calls that are under way go on.
    pub(crate) fn reserve(&self, reserved: Option<usize>) {
        let reserved = reserved.unwrap_or(MOST_ENVIRONMENTS);
        self.places().limit = reserved.min(MOST_ENVIRONMENTS);
        self.freed.notify_one();
    }

    /// Waits for a place.
    pub(crate) async fn place(self: &Arc<Self>) -> Place {
        loop {
            let freed = self.freed.notified();
            if self.take() {
                // There may be another one, and another who waits for it.
                self.freed.notify_one();
                return Place(self.clone());
            }
            freed.await;
        }
    }

    fn take(&self) -> bool {
        let mut places = self.places();
        let is_free = places.taken < places.limit;
        if is_free {
            places.taken += 1;
        }
        is_free
    }

    fn places(&self) -> MutexGuard<'_, Places> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.places().taken -= 1;
        self.0.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;

    fn take_all(concurrency: &Arc<Concurrency>) -> Vec<Place> {
        std::iter::from_fn(|| concurrency.place().now_or_never()).collect()
    }

    #[test]
    fn there_are_as_many_places_as_are_reserved_and_never_more_than_the_machine_gives() {
        for (reserved, places) in [
            (None, MOST_ENVIRONMENTS),
            (Some(0), 0),
            (Some(1), 1),
            (Some(MOST_ENVIRONMENTS + 1), MOST_ENVIRONMENTS),
        ] {
            let concurrency = Arc::new(Concurrency::new());
            concurrency.reserve(reserved);
            assert_eq!(take_all(&concurrency).len(), places, "{reserved:?}");
        }
    }

    #[test]
    fn calls_that_are_under_way_count_against_a_changed_limit() {
        let concurrency = Arc::new(Concurrency::new());
        concurrency.reserve(Some(3));
        let mut taken = take_all(&concurrency);
        concurrency.reserve(Some(2));
        drop(taken.pop());
        assert_eq!(take_all(&concurrency).len(), 0);
        drop(taken.pop());
        assert_eq!(take_all(&concurrency).len(), 1);
    }

    #[tokio::test]
    async fn whoever_waits_gets_the_place_that_becomes_free() {
        let concurrency = Arc::new(Concurrency::new());
        concurrency.reserve(Some(1));
        let taken = concurrency.place().await;
        let waiting = tokio::spawn({
            let concurrency = concurrency.clone();
            async move { concurrency.place().await }
        });
        tokio::task::yield_now().await;
        drop(taken);
        waiting.await.unwrap();
    }
}
