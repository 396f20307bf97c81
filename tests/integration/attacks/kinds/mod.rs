//! The corpus, a file for each kind of attack.

mod accepted;
mod algorithm;
mod audience;
mod base64url;
mod claims;
mod confusion;
mod critical;
mod duplicates;
mod embedded_keys;
mod events;
mod header_forms;
mod issuer;
mod key_id;
mod order;
mod policy;
mod profiles;
mod signature;
mod structure;
mod times;
mod typ;
mod weak_keys;

use crate::attacks::case::Case;

/// All that must be refused, or that nobody can decide about.
pub(super) fn attacks() -> Vec<Case> {
    let kinds = [
        algorithm::cases,
        audience::cases,
        base64url::cases,
        claims::cases,
        confusion::cases,
        critical::cases,
        duplicates::cases,
        embedded_keys::cases,
        events::cases,
        header_forms::cases,
        issuer::cases,
        key_id::cases,
        order::cases,
        policy::cases,
        profiles::cases,
        signature::cases,
        structure::cases,
        times::cases,
        typ::cases,
        weak_keys::cases,
    ];
    kinds.iter().flat_map(|cases| cases()).collect()
}

/// All that must be let in.
pub(super) fn accepted() -> Vec<Case> {
    accepted::cases()
}
