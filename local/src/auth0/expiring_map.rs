//! A map whose entries end by themselves, of a bounded size.
//!
//! Anyone who can reach the tenant can make it remember things; neither their number nor
//! their life may be without end.

use std::collections::HashMap;
use std::hash::Hash;

use super::clock::NumericDate;

/// Entries that are gone when their time has come or, before that, when the map is full
/// and they are the ones that would end first.
#[derive(Debug)]
pub(super) struct ExpiringMap<K, V> {
    capacity: usize,
    entries: HashMap<K, Entry<V>>,
}

#[derive(Debug)]
struct Entry<V> {
    value: V,
    expires_at: NumericDate,
}

impl<K: Copy + Eq + Hash, V> ExpiringMap<K, V> {
    pub(super) fn with_capacity(capacity: usize) -> Self {
        Self {
            capacity,
            entries: HashMap::new(),
        }
    }

    /// Keeps `value` until `expires_at`.
    pub(super) fn insert(&mut self, key: K, value: V, now: NumericDate, expires_at: NumericDate) {
        self.entries.retain(|_, entry| now < entry.expires_at);
        if self.entries.len() >= self.capacity
            && let Some(first) = self.first_to_expire()
        {
            self.entries.remove(&first);
        }
        self.entries.insert(key, Entry { value, expires_at });
    }

    pub(super) fn remove(&mut self, key: &K, now: NumericDate) -> Option<V> {
        self.entries
            .remove(key)
            .filter(|entry| now < entry.expires_at)
            .map(|entry| entry.value)
    }

    pub(super) fn get(&self, key: &K, now: NumericDate) -> Option<&V> {
        self.entries
            .get(key)
            .filter(|entry| now < entry.expires_at)
            .map(|entry| &entry.value)
    }

    pub(super) fn get_mut(&mut self, key: &K, now: NumericDate) -> Option<&mut V> {
        self.entries
            .get_mut(key)
            .filter(|entry| now < entry.expires_at)
            .map(|entry| &mut entry.value)
    }

    fn first_to_expire(&self) -> Option<K> {
        self.entries
            .iter()
            .min_by_key(|(_, entry)| entry.expires_at)
            .map(|(key, _)| *key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> NumericDate {
        NumericDate::from_seconds(seconds)
    }

    #[test]
    fn an_entry_ends_at_its_time() {
        let mut map = ExpiringMap::with_capacity(2);
        map.insert("key", 1, at(0), at(10));
        assert_eq!(map.get(&"key", at(9)), Some(&1));
        assert_eq!(map.get(&"key", at(10)), None);
        assert_eq!(map.get_mut(&"key", at(10)), None);
        assert_eq!(map.remove(&"key", at(10)), None);
    }

    #[test]
    fn a_full_map_forgets_what_would_end_first() {
        let mut map = ExpiringMap::with_capacity(2);
        map.insert("long", 1, at(0), at(30));
        map.insert("short", 2, at(0), at(10));
        map.insert("new", 3, at(1), at(20));
        assert_eq!(
            ["long", "short", "new"].map(|key| map.get(&key, at(1)).copied()),
            [Some(1), None, Some(3)]
        );
    }

    #[test]
    fn an_ended_entry_makes_room() {
        let mut map = ExpiringMap::with_capacity(2);
        map.insert("ended", 1, at(0), at(10));
        map.insert("kept", 2, at(0), at(20));
        map.insert("new", 3, at(10), at(30));
        assert_eq!(
            ["ended", "kept", "new"].map(|key| map.get(&key, at(10)).copied()),
            [None, Some(2), Some(3)]
        );
    }
}
