//! The issuers' keys: fetched once, kept while they may be believed, replaced as a whole.
//!
//! A token's header names a key and its claims an issuer; `KeySets::find` gives the keys
//! that may verify it. Reading a key that is held and fresh never waits. What the network
//! does is the work of `refresh`, which a layer around Lambda's loop starts after an
//! answer, so that decisions rarely wait for it.

mod back_off;
mod candidates;
mod counts;
mod fetch;
mod flight;
mod held;
mod jwk;
mod jwk_set;
mod key_set;
mod key_sets;
mod moment;
mod patience;
mod preloaded;
mod refresh;
mod roots;
mod settings;
mod source;
mod tenant;
mod token_bucket;
mod verifying_key;

#[cfg(test)]
mod tests;

pub use crate::keys::jwk_set::JwkSet;
pub use crate::keys::settings::KeySettings;
pub use crate::keys::verifying_key::VerifyingKey;

pub(crate) use crate::keys::counts::Counts;
pub(crate) use crate::keys::key_sets::KeySets;
pub(crate) use crate::keys::source::Source;
