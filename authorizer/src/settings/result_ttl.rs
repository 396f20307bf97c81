//! For how long AppSync may keep an answer.

use shared::environment::{Environment, SettingError};

/// Seconds for which AppSync may answer in the authorizer's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResultTtl(u32);

impl ResultTtl {
    /// The variable that holds it.
    pub const VARIABLE: &'static str = "AUTHORIZER_RESULT_TTL_SECONDS";

    /// Reads [`Self::VARIABLE`]: 0 to 3600, default 300.
    ///
    /// # Errors
    /// [`SettingError`] when it is no whole number or lies outside.
    pub fn from_environment(environment: &Environment<'_>) -> Result<Self, SettingError> {
        environment.number(Self::VARIABLE, 0..=3600, 300).map(Self)
    }

    /// The seconds that remain of it for a token that has `left` seconds to live: never
    /// past the token's end, never negative.
    pub fn within(self, left: i64) -> i64 {
        left.clamp(0, self.0.into())
    }
}
