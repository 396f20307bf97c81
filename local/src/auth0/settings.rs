//! What a tenant is told when it starts: its own address and the URLs that it trusts.

use std::time::Duration;

use url::Url;

use super::keys::KeyError;

/// A tenant's settings, as text; [`Tenant::new`](super::Tenant::new) parses them.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The issuer, with its trailing slash: `http://127.0.0.1:4001/`.
    pub issuer: String,
    /// How long an access token is good for: the API's token lifetime in Auth0, whole
    /// seconds, 86,400 by default there.
    pub access_token_lifetime: Duration,
    /// Allowed Web Origins: pages that may call the tenant, such as `http://127.0.0.1:4000`.
    pub web_origins: Vec<String>,
    /// Allowed Callback URLs: where a sign-in may end, compared exactly.
    pub callbacks: Vec<String>,
    /// Allowed Logout URLs: where a sign-out may end, compared exactly; the first is the
    /// default.
    pub logout_urls: Vec<String>,
}

/// Why a tenant can't start.
#[derive(Debug, thiserror::Error)]
pub enum TenantError {
    /// The issuer is not an http or https origin followed by one slash.
    #[error("not an issuer, which is an origin and a slash: {0:?}")]
    Issuer(String),
    /// The keys could not be made.
    #[error("the signing keys could not be made")]
    Keys(#[from] KeyError),
    /// A callback or logout URL is not an absolute http or https URL without a fragment.
    #[error("not a URL to return to: {0:?}")]
    ReturnUrl(String),
    /// A web origin is not an http or https origin without a path.
    #[error("not a web origin: {0:?}")]
    WebOrigin(String),
}

/// [`Settings`], parsed.
#[derive(Debug)]
pub(super) struct Registrations {
    pub(super) issuer: Issuer,
    pub(super) access_token_lifetime: Duration,
    pub(super) web_origins: Vec<String>,
    pub(super) callbacks: Vec<ReturnUrl>,
    pub(super) logout_urls: Vec<ReturnUrl>,
}

impl TryFrom<Settings> for Registrations {
    type Error = TenantError;

    fn try_from(settings: Settings) -> Result<Self, TenantError> {
        let return_urls = |texts: Vec<String>| {
            texts
                .into_iter()
                .map(ReturnUrl::parse)
                .collect::<Result<Vec<_>, _>>()
        };
        Ok(Self {
            issuer: Issuer::parse(settings.issuer)?,
            access_token_lifetime: settings.access_token_lifetime,
            web_origins: settings
                .web_origins
                .into_iter()
                .map(parse_origin)
                .collect::<Result<_, _>>()?,
            callbacks: return_urls(settings.callbacks)?,
            logout_urls: return_urls(settings.logout_urls)?,
        })
    }
}

/// The issuer, always with its trailing slash.
#[derive(Debug)]
pub(super) struct Issuer {
    text: String,
    origin: String,
}

impl Issuer {
    fn parse(text: String) -> Result<Self, TenantError> {
        match http_url(&text) {
            Some(url) if format!("{}/", url.origin().ascii_serialization()) == text => Ok(Self {
                text,
                origin: url.origin().ascii_serialization(),
            }),
            Some(_) | None => Err(TenantError::Issuer(text)),
        }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// The issuer without its slash, as browsers send it in `Origin`.
    pub(super) fn origin(&self) -> &str {
        &self.origin
    }

    /// The URL of an endpoint, named by its path without a leading slash.
    pub(super) fn endpoint(&self, path: &str) -> String {
        format!("{}{path}", self.text)
    }
}

/// A registered URL that a browser may be sent back to.
#[derive(Clone, Debug)]
pub(super) struct ReturnUrl {
    text: String,
    url: Url,
}

impl ReturnUrl {
    fn parse(text: String) -> Result<Self, TenantError> {
        match http_url(&text) {
            Some(url) if url.fragment().is_none() => Ok(Self { text, url }),
            Some(_) | None => Err(TenantError::ReturnUrl(text)),
        }
    }

    /// The URL as it was registered, with which a request's must agree to the letter.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    pub(super) fn origin(&self) -> String {
        self.url.origin().ascii_serialization()
    }

    /// The URL with `parameters` added to its query.
    pub(super) fn with_query(&self, parameters: &[(&str, &str)]) -> Url {
        let mut url = self.url.clone();
        url.query_pairs_mut().extend_pairs(parameters);
        url
    }
}

fn parse_origin(text: String) -> Result<String, TenantError> {
    match http_url(&text) {
        Some(url) if url.origin().ascii_serialization() == text => Ok(text),
        Some(_) | None => Err(TenantError::WebOrigin(text)),
    }
}

fn http_url(text: &str) -> Option<Url> {
    Url::parse(text)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issuer_is_an_origin_and_a_slash() {
        let cases = [
            ("an issuer", "http://127.0.0.1:4001/", true),
            ("no slash", "http://127.0.0.1:4001", false),
            ("a path", "http://127.0.0.1:4001/tenant/", false),
            ("upper case", "HTTP://127.0.0.1:4001/", false),
            ("a user", "http://user@127.0.0.1:4001/", false),
            ("a default port", "http://127.0.0.1:80/", false),
            ("another scheme", "file:///", false),
            ("no URL", "127.0.0.1:4001", false),
        ];
        for (name, text, expected) in cases {
            assert_eq!(Issuer::parse(text.to_owned()).is_ok(), expected, "{name}");
        }
    }

    #[test]
    fn a_web_origin_has_no_path() {
        let cases = [
            ("an origin", "http://127.0.0.1:4000", true),
            ("a slash", "http://127.0.0.1:4000/", false),
            ("everything", "*", false),
            ("null", "null", false),
        ];
        for (name, text, expected) in cases {
            assert_eq!(parse_origin(text.to_owned()).is_ok(), expected, "{name}");
        }
    }

    #[test]
    fn a_return_url_is_absolute_and_has_no_fragment() {
        let cases = [
            ("a URL", "http://127.0.0.1:4000/console", true),
            ("a query", "http://127.0.0.1:4000/?from=auth0", true),
            ("a fragment", "http://127.0.0.1:4000/#there", false),
            ("a path alone", "/console", false),
            ("a script", "javascript:alert(1)", false),
        ];
        for (name, text, expected) in cases {
            assert_eq!(
                ReturnUrl::parse(text.to_owned()).is_ok(),
                expected,
                "{name}"
            );
        }
    }
}
