//! Browser sessions: who has signed in here, so that the next sign-in asks nothing.

use std::time::Duration;

use http::header::COOKIE;
use http::{HeaderMap, HeaderValue};
use secrecy::{ExposeSecret as _, SecretString};

use super::clock::NumericDate;
use super::error::InternalError;
use super::expiring_map::ExpiringMap;
use super::random::{Fingerprint, random_token};
use super::users::User;

/// Auth0's cookie of the same purpose.
const COOKIE_NAME: &str = "auth0";
/// Auth0's default for an idle session; here a session that is in use ends then as well.
const LIFETIME: Duration = Duration::from_hours(72);
const CAPACITY: usize = 1_000;

/// A browser in which a user has signed in.
#[derive(Clone, Debug)]
pub(super) struct Session {
    /// The `sid` claim. It names the session and opens nothing.
    pub(super) id: String,
    pub(super) user: &'static User,
    pub(super) authenticated_at: NumericDate,
}

/// The value of the session cookie.
#[derive(Debug)]
pub(super) struct SessionCookie(SecretString);

impl SessionCookie {
    /// Finds the cookie among those that the browser sent.
    pub(super) fn from_headers(headers: &HeaderMap) -> Option<Self> {
        headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|cookies| cookies.split(';'))
            .filter_map(|cookie| cookie.trim().split_once('='))
            .find(|(name, _)| *name == COOKIE_NAME)
            .map(|(_, value)| Self(value.into()))
    }

    /// The `Set-Cookie` value that makes the browser keep this cookie.
    ///
    /// No `Secure`: the tenant has no TLS. `Lax` lets the cookie come along when another
    /// site's page sends the browser here to sign in, and with nothing else.
    pub(super) fn to_header(&self) -> Option<HeaderValue> {
        let value = self.0.expose_secret();
        let seconds = LIFETIME.as_secs();
        let mut header = HeaderValue::try_from(format!(
            "{COOKIE_NAME}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax"
        ))
        .ok()?;
        header.set_sensitive(true);
        Some(header)
    }

    /// The `Set-Cookie` value that makes the browser forget the cookie.
    pub(super) fn removal_header() -> HeaderValue {
        HeaderValue::from_static("auth0=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax")
    }
}

/// Every session, by its cookie.
#[derive(Debug)]
pub(super) struct Sessions(ExpiringMap<Fingerprint, Session>);

impl Sessions {
    pub(super) fn new() -> Self {
        Self(ExpiringMap::with_capacity(CAPACITY))
    }

    /// Starts a session of `user`, always under a new cookie.
    pub(super) fn start(
        &mut self,
        user: &'static User,
        now: NumericDate,
    ) -> Result<(SessionCookie, Session), InternalError> {
        let cookie = SessionCookie(random_token()?);
        let session = Session {
            id: random_token()?.expose_secret().to_owned(),
            user,
            authenticated_at: now,
        };
        self.0.insert(
            Fingerprint::of(&cookie.0),
            session.clone(),
            now,
            now.after(LIFETIME),
        );
        Ok((cookie, session))
    }

    pub(super) fn find(&self, cookie: &SessionCookie, now: NumericDate) -> Option<&Session> {
        self.0.get(&Fingerprint::of(&cookie.0), now)
    }

    pub(super) fn end(&mut self, cookie: &SessionCookie, now: NumericDate) {
        self.0.remove(&Fingerprint::of(&cookie.0), now);
    }
}
