//! The sign-in page: a name, a password and the state that ties the form to this sign-in.

use axum::response::Response;
use http::StatusCode;
use secrecy::{ExposeSecret as _, SecretString};

use super::authorize_request::AuthorizationRequest;
use super::html::{escape, page};
use super::users::{PASSWORD, USERS};

/// What the page shows.
pub(super) struct SignInPage<'a> {
    pub(super) request: &'a AuthorizationRequest,
    pub(super) state: &'a SecretString,
    /// What stands in the name's field already.
    pub(super) username: &'a str,
    /// Why the page is shown again.
    pub(super) error: Option<&'static str>,
}

impl SignInPage<'_> {
    pub(super) fn render(&self, status: StatusCode) -> Response {
        let alert = self
            .error
            .map(|error| format!("<p role=\"alert\">{}</p>\n", escape(error)))
            .unwrap_or_default();
        let users = USERS
            .iter()
            .map(|user| escape(user.email))
            .collect::<Vec<_>>()
            .join("<br>");
        let body = format!(
            "<h1>Sign in</h1>\n<p>to {client}</p>\n{alert}\
             <form method=\"post\" action=\"/u/login\">\n\
             <input type=\"hidden\" name=\"state\" value=\"{state}\">\n\
             <label for=\"username\">Email address</label>\n\
             <input id=\"username\" name=\"username\" type=\"email\" autocomplete=\"username\" required \
             autofocus value=\"{username}\">\n\
             <label for=\"password\">Password</label>\n\
             <input id=\"password\" name=\"password\" type=\"password\" autocomplete=\"current-password\" required>\n\
             <button type=\"submit\">Continue</button>\n</form>\n\
             <p>Test users, all with the password <code>{password}</code>:<br>{users}</p>",
            client = escape(self.request.client.id),
            state = escape(self.state.expose_secret()),
            username = escape(self.username),
            password = escape(PASSWORD),
        );
        // Browsers apply `form-action` to the redirect that follows the form as well.
        let callback_origin = self.request.reply_to.redirect_uri.origin();
        let policy = format!("form-action 'self' {callback_origin}; frame-ancestors 'none'");
        page(status, "Sign in", &body, &policy)
    }
}
