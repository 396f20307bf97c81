//! Whether a request may be executed, and what of it.

mod answer;
mod denied_field;
mod event;
mod lambda;
mod modes;
mod open_id_connect;

use super::caller::Caller;

pub(super) use event::{AuthorizerEvent, RequestContext};
pub(super) use modes::Modes;

use denied_field::ApiArn;
use lambda::LambdaMode;
use open_id_connect::OpenIdConnectMode;

/// What an authorizer decided.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Decision {
    /// The request is executed for this caller.
    Allowed(Caller),
    /// The request is refused.
    Denied,
}
