//! The tenant: its settings, keys and memory, and the router over them.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use axum::{Router, middleware};

use super::api::Audience;
use super::claims::AccessTokenClaims;
use super::clients::PUBLIC_CLIENT;
use super::clock::{Clock, NumericDate};
use super::error::InternalError;
use super::grant::Grant;
use super::keys::SigningKeys;
use super::scope::Scope;
use super::settings::{Issuer, Registrations, Settings, TenantError};
use super::state::TenantState;
use super::users::User;
use super::{authorize, cors, discovery, jwks, logout, sign_in, token, userinfo};

/// Far above every form that the tenant takes, in bytes.
const BODY_LIMIT: usize = 16 * 1024;

/// An Auth0 tenant; clones share everything.
#[derive(Clone, Debug)]
pub struct Tenant(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    registrations: Registrations,
    keys: Arc<SigningKeys>,
    clock: Clock,
    state: Mutex<TenantState>,
}

/// Why [`Tenant::issue_access_token`] gave no token.
#[derive(Debug, thiserror::Error)]
pub enum IssueError {
    /// The token could not be signed.
    #[error(transparent)]
    Internal(#[from] InternalError),
    /// No user has that email address.
    #[error("no such user: {0:?}")]
    UnknownUser(String),
}

impl Tenant {
    /// A tenant with new keys and nobody signed in.
    ///
    /// # Errors
    /// [`TenantError`] when a setting is not what it should be or no key could be made.
    pub fn new(settings: Settings) -> Result<Self, TenantError> {
        Self::with_keys(
            settings,
            Clock::system(),
            Arc::new(SigningKeys::generate()?),
        )
    }

    /// A tenant that lives by `clock` and signs with `keys`.
    pub(super) fn with_keys(
        settings: Settings,
        clock: Clock,
        keys: Arc<SigningKeys>,
    ) -> Result<Self, TenantError> {
        let registrations = settings.try_into()?;
        let state = Mutex::new(TenantState::new());
        Ok(Self(Arc::new(Inner {
            registrations,
            keys,
            clock,
            state,
        })))
    }

    /// Every endpoint of the tenant, at Auth0's paths. Whoever serves it checks `Host`.
    pub fn router(&self) -> Router {
        Router::new()
            .route(
                "/.well-known/openid-configuration",
                get(discovery::openid_configuration),
            )
            .route("/.well-known/jwks.json", get(jwks::jwks))
            .route("/authorize", get(authorize::authorize))
            .route("/u/login", post(sign_in::sign_in))
            .route("/oauth/token", post(token::token))
            .route(
                "/userinfo",
                get(userinfo::userinfo).post(userinfo::userinfo),
            )
            .route("/v2/logout", get(logout::logout))
            .layer(DefaultBodyLimit::max(BODY_LIMIT))
            .layer(middleware::from_fn_with_state(
                self.clone(),
                cors::answer_registered_origins_only,
            ))
            .with_state(self.clone())
    }

    /// The issuer, with its trailing slash.
    #[must_use]
    pub fn issuer(&self) -> &str {
        self.issuer_url().as_str()
    }

    /// The keys, for tests that build tokens of their own.
    #[must_use]
    pub fn signing_keys(&self) -> &SigningKeys {
        &self.0.keys
    }

    /// An access token for the user of this email address, as the public client gets it
    /// when it asks for all that the user may do.
    ///
    /// # Errors
    /// [`IssueError`] when there is no such user or signing fails.
    pub fn issue_access_token(&self, email: &str) -> Result<String, IssueError> {
        let user =
            User::with_email(email).ok_or_else(|| IssueError::UnknownUser(email.to_owned()))?;
        let grant = Grant {
            client: &PUBLIC_CLIENT,
            user,
            audience: Audience::Records,
            scope: Scope::of_permissions(user.permissions),
            session_id: None,
            authenticated_at: None,
        };
        let claims = AccessTokenClaims::of_user(self.registrations(), &grant, None, self.now());
        Ok(self.signing_keys().current().sign(&claims)?)
    }

    pub(super) fn issuer_url(&self) -> &Issuer {
        &self.registrations().issuer
    }

    pub(super) fn registrations(&self) -> &Registrations {
        &self.0.registrations
    }

    pub(super) fn now(&self) -> NumericDate {
        self.0.clock.now()
    }

    /// The tenant's memory. Every change to it is whole before anything can fail, so a
    /// panic elsewhere leaves nothing half-done behind.
    pub(super) fn state(&self) -> MutexGuard<'_, TenantState> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
