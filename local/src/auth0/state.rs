//! Everything the tenant remembers, behind one lock.

use super::codes::Codes;
use super::logins::Logins;
use super::opaque_tokens::OpaqueTokens;
use super::refresh_tokens::RefreshTokens;
use super::sessions::Sessions;

/// The tenant's memory; each part bounds itself.
#[derive(Debug)]
pub(super) struct TenantState {
    pub(super) codes: Codes,
    pub(super) logins: Logins,
    pub(super) opaque_tokens: OpaqueTokens,
    pub(super) refresh_tokens: RefreshTokens,
    pub(super) sessions: Sessions,
}

impl TenantState {
    pub(super) fn new() -> Self {
        Self {
            codes: Codes::new(),
            logins: Logins::new(),
            opaque_tokens: OpaqueTokens::new(),
            refresh_tokens: RefreshTokens::new(),
            sessions: Sessions::new(),
        }
    }
}
