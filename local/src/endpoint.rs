//! The address of a server on this machine, as the command line gives it.

use std::fmt;
use std::str::FromStr;

use url::{Host, Url};

/// An address that leads nowhere else: `http://127.0.0.1:5000` or `http://localhost:5000`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LocalEndpoint(Url);

/// An address that is none of this machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("give a server on this machine, for example http://127.0.0.1:5000")]
pub(crate) struct NotLocal;

impl LocalEndpoint {
    /// The address, with a `/` for its path.
    pub(crate) fn url(&self) -> &Url {
        &self.0
    }
}

impl FromStr for LocalEndpoint {
    type Err = NotLocal;

    fn from_str(text: &str) -> Result<Self, NotLocal> {
        let url = Url::parse(text).map_err(|_| NotLocal)?;
        let is_here = match url.host() {
            Some(Host::Ipv4(address)) => address == std::net::Ipv4Addr::LOCALHOST,
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv6(_)) | None => false,
        };
        // Nothing but scheme, host and port: all that a shell line or a client could misread.
        let plain = format!("http://{}/", url.authority());
        let has_user = !url.username().is_empty() || url.password().is_some();
        if !is_here || has_user || url.as_str() != plain {
            return Err(NotLocal);
        }
        Ok(Self(url))
    }
}

/// Without the `/`, as variables of AWS's clients have it.
impl fmt::Display for LocalEndpoint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_to_this_machine_and_to_nothing_but_a_port() {
        for (text, endpoint) in [
            ("http://127.0.0.1:5000", Some("http://127.0.0.1:5000")),
            ("http://localhost:5000/", Some("http://localhost:5000")),
            ("http://LOCALHOST", Some("http://localhost")),
            ("https://127.0.0.1:5000", None),
            ("http://127.0.0.2:5000", None),
            ("http://0.0.0.0:5000", None),
            ("http://[::1]:5000", None),
            ("http://localhost.evil.example", None),
            ("http://127.0.0.1@evil.example", None),
            ("http://user@127.0.0.1:5000", None),
            ("http://127.0.0.1:5000/iam", None),
            ("http://127.0.0.1:5000/?a=$(id)", None),
            ("http://127.0.0.1:5000/#a", None),
            ("http://127.0.0.1:99999", None),
            ("127.0.0.1:5000", None),
            ("", None),
        ] {
            let parsed = text.parse::<LocalEndpoint>();
            assert_eq!(
                parsed.map(|endpoint| endpoint.to_string()).ok().as_deref(),
                endpoint,
                "{text}"
            );
        }
    }
}
