//! An Auth0 tenant on this machine: sign-in, tokens and keys at Auth0's paths.
//!
//! The authorizer must not know whether it talks to Auth0 or to this module, so the
//! tokens, the key set and the refusals follow Auth0's default token profile with
//! role-based access control (`access_token_authz`). A browser's library, a command-line
//! client and a machine client sign in here as they do at Auth0.
//!
//! Everything lives in memory, bounded in number and in time; the keys are new at every
//! start. The test users, clients and the API are in `users`, `clients` and `api`.
//!
//! Source: <https://auth0.com/docs/api/authentication>

mod api;
mod authorization_response;
mod authorize;
mod authorize_request;
mod claims;
mod clients;
mod clock;
mod codes;
mod cors;
mod discovery;
mod error;
mod error_page;
mod expiring_map;
mod grant;
mod html;
mod jwks;
mod keys;
mod logins;
mod logout;
mod opaque_tokens;
mod parameter;
mod pkce;
mod random;
mod refresh_tokens;
mod scope;
mod sessions;
mod settings;
mod sign_in;
mod sign_in_page;
mod state;
mod tenant;
mod token;
mod userinfo;
mod users;
mod web_message_page;

#[cfg(test)]
mod tests;

pub use error::InternalError;
pub use keys::{KeyError, SigningKey, SigningKeys};
pub use settings::{Settings, TenantError};
pub use tenant::{IssueError, Tenant};

pub(crate) use api::AUDIENCE;
pub(crate) use clients::PUBLIC_CLIENT_ID;
pub(crate) use users::PASSWORD;
