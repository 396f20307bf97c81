//! By how much the issuer's clock may be ahead.

use shared::environment::{Environment, SettingError};

/// Seconds of tolerance for `nbf` and `iat`. `exp` has none: a tolerance there would
/// lengthen every token's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockSkew(u32);

impl ClockSkew {
    /// The variable that holds it.
    pub const VARIABLE: &'static str = "CLOCK_SKEW_SECONDS";

    /// Where nothing is set.
    pub const DEFAULT: Self = Self(5);

    /// Reads [`Self::VARIABLE`]: 0 to 60, default 5.
    ///
    /// # Errors
    /// [`SettingError`] when it is no whole number or lies outside.
    pub fn from_environment(environment: &Environment<'_>) -> Result<Self, SettingError> {
        let Self(default) = Self::DEFAULT;
        environment
            .number(Self::VARIABLE, 0..=60, default)
            .map(Self)
    }

    /// In seconds.
    pub fn seconds(self) -> i64 {
        self.0.into()
    }
}
