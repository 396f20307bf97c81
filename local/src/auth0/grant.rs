//! What a user has allowed a client: the common source of every token for a user.

use super::api::Audience;
use super::clients::Client;
use super::clock::NumericDate;
use super::scope::Scope;
use super::users::User;

/// A user's permission for one client, one audience and one scope.
#[derive(Clone, Debug)]
pub(super) struct Grant {
    pub(super) client: &'static Client,
    pub(super) user: &'static User,
    pub(super) audience: Audience,
    pub(super) scope: Scope,
    /// The `sid` of the browser session; the password grant has none.
    pub(super) session_id: Option<String>,
    /// The `auth_time` claim, which a client gets by asking for `max_age` or `prompt=login`.
    ///
    /// Source: <https://auth0.com/docs/authenticate/login/max-age-reauthentication>
    pub(super) authenticated_at: Option<NumericDate>,
}
