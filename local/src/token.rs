//! An access token of a test user, from the running stack.
//!
//! For a `curl`, and for the AppSync console's habit of asking for a token to paste.

use serde::Deserialize;

use crate::announcement;
use crate::auth0::{AUDIENCE, PASSWORD, PUBLIC_CLIENT_ID};
use crate::failure::Failure;
use crate::http_client;

/// Prints a token of `user` (`user1`, or the whole address) from the stack whose first
/// port is `port`.
pub(crate) async fn print(port: u16, user: &str) -> Result<(), Failure> {
    let port = port.saturating_add(1);
    let failure = |cause: String| Failure::Token { port, cause };
    let token = request(port, user).await.map_err(failure)?;
    announcement::token(&token);
    Ok(())
}

/// Asks the Auth0 stand-in on `port` by the password grant.
///
/// Source: RFC 6749, section 4.3, with Auth0's `audience`.
pub(crate) async fn request(port: u16, user: &str) -> Result<String, String> {
    let username = if user.contains('@') {
        user.to_owned()
    } else {
        format!("{user}@example.com")
    };
    let form = [
        ("grant_type", "password"),
        ("client_id", PUBLIC_CLIENT_ID),
        ("audience", AUDIENCE),
        ("username", &username),
        ("password", PASSWORD),
    ];
    let body = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(form)
        .finish();
    let response = http_client::new()
        .map_err(|error| error.to_string())?
        .post(format!("http://127.0.0.1:{port}/oauth/token"))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body)
        .send()
        .await
        .map_err(|_| "nothing answers there; is the stack running?".to_owned())?;
    let body = response.bytes().await.map_err(|error| error.to_string())?;
    match serde_json::from_slice(&body) {
        Ok(Answer::Token { access_token }) => Ok(access_token),
        Ok(Answer::Refusal { error_description }) => {
            Err(format!("{error_description} ({username})"))
        }
        Err(_) => Err("what answers there is not the stack".to_owned()),
    }
}

/// Source: RFC 6749, sections 5.1 and 5.2.
#[derive(Deserialize)]
#[serde(untagged)]
enum Answer {
    Token { access_token: String },
    Refusal { error_description: String },
}
