//! Whole numbers that have a smallest and a largest value.

use std::time::Duration;

use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

use crate::aws::Refusal;
use crate::lambda::refusals;

/// A function's memory in MB, which a process is told of; it is not held to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct MemorySize(u32);

/// How long a function may work on an event, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Timeout(u32);

/// The size of a function's `/tmp` in MB. Here it is the machine's, and has no such limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StorageSize(u32);

impl MemorySize {
    pub(crate) fn new(number: i64) -> Result<Self, Refusal> {
        bounded("memorySize", number, 128, 10_240).map(Self)
    }

    /// In MB.
    pub(crate) fn mb(self) -> u32 {
        self.0
    }
}

impl Timeout {
    pub(crate) fn new(number: i64) -> Result<Self, Refusal> {
        bounded("timeout", number, 1, 900).map(Self)
    }

    pub(crate) fn duration(self) -> Duration {
        Duration::from_secs(self.0.into())
    }
}

impl StorageSize {
    pub(crate) fn new(number: i64) -> Result<Self, Refusal> {
        bounded("ephemeralStorage.size", number, 512, 10_240).map(Self)
    }
}

/// What a function has of which nothing is said.
impl Default for MemorySize {
    fn default() -> Self {
        Self(128)
    }
}

impl Default for Timeout {
    fn default() -> Self {
        Self(3)
    }
}

impl Default for StorageSize {
    fn default() -> Self {
        Self(512)
    }
}

impl Serialize for StorageSize {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut storage = serializer.serialize_struct("EphemeralStorage", 1)?;
        storage.serialize_field("Size", &self.0)?;
        storage.end()
    }
}

fn bounded(member: &str, number: i64, smallest: u32, largest: u32) -> Result<u32, Refusal> {
    let (direction, bound) = if number < smallest.into() {
        ("greater than or equal to", smallest)
    } else {
        ("less than or equal to", largest)
    };
    let refused = || {
        let constraint = format!("have value {direction} {bound}");
        refusals::constraint(member, number, &constraint)
    };
    let fitting = u32::try_from(number).ok();
    fitting
        .filter(|number| (smallest..=largest).contains(number))
        .ok_or_else(refused)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_has_its_bounds() {
        let message = |refusal: Result<u32, Refusal>| refusal.unwrap_err().message;
        for (number, fits) in [(127, false), (128, true), (10_240, true), (10_241, false)] {
            assert_eq!(MemorySize::new(number).is_ok(), fits, "{number}");
        }
        for (number, fits) in [(0, false), (1, true), (900, true), (901, false)] {
            assert_eq!(Timeout::new(number).is_ok(), fits, "{number}");
        }
        for (number, fits) in [(511, false), (512, true), (10_240, true), (10_241, false)] {
            assert_eq!(StorageSize::new(number).is_ok(), fits, "{number}");
        }
        assert_eq!(
            message(bounded("memorySize", 64, 128, 10_240)),
            "1 validation error detected: Value '64' at 'memorySize' failed to satisfy \
             constraint: Member must have value greater than or equal to 128"
        );
        assert_eq!(
            message(bounded("timeout", i64::MAX, 1, 900)),
            "1 validation error detected: Value '9223372036854775807' at 'timeout' failed to \
             satisfy constraint: Member must have value less than or equal to 900"
        );
    }
}
