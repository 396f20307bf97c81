//! Waiting before something is tried again, a random time so that those who wait for the
//! same thing come back one after the other.

use std::time::Duration;

/// Waits before attempt `round` + 1: up to `first`, doubled with every round, at most
/// 32 times `first`.
pub(super) async fn wait(first: Duration, round: u32) {
    let longest = first.saturating_mul(1 << round.min(5));
    tokio::time::sleep(longest.mul_f64(fastrand::f64())).await;
}
