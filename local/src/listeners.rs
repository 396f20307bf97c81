//! The four listeners, on 127.0.0.1 only, and the addresses that follow from them.
//!
//! All are bound before anything starts, so a taken port is found at once and nobody
//! announces an address that does not answer.

use std::net::{Ipv4Addr, SocketAddr};

use tokio::net::TcpListener;

use crate::failure::Failure;

/// The sockets of the stack.
#[derive(Debug)]
pub(crate) struct Listeners {
    pub(crate) appsync: TcpListener,
    pub(crate) auth0: TcpListener,
    pub(crate) dynamodb: TcpListener,
    pub(crate) lambda: TcpListener,
}

impl Listeners {
    /// Binds `port` and the three behind it, or four free ones for 0.
    pub(crate) async fn bind(port: u16) -> Result<Self, Failure> {
        let nth = |offset: u16| {
            if port == 0 {
                0
            } else {
                port.saturating_add(offset)
            }
        };
        Ok(Self {
            appsync: bind(nth(0)).await?,
            auth0: bind(nth(1)).await?,
            dynamodb: bind(nth(2)).await?,
            lambda: bind(nth(3)).await?,
        })
    }

    /// Where they listen.
    pub(crate) fn addresses(&self) -> Result<Addresses, Failure> {
        let port = |listener: &TcpListener| listener.local_addr().map(|address| address.port());
        let all = || {
            Ok(Addresses {
                appsync: port(&self.appsync)?,
                auth0: port(&self.auth0)?,
                dynamodb: port(&self.dynamodb)?,
                lambda: port(&self.lambda)?,
            })
        };
        all().map_err(Failure::Runtime)
    }
}

/// The ports of the stack and the addresses that they make.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Addresses {
    pub(crate) appsync: u16,
    pub(crate) auth0: u16,
    pub(crate) dynamodb: u16,
    pub(crate) lambda: u16,
}

impl Addresses {
    /// AppSync's endpoint.
    pub(crate) fn appsync(&self) -> String {
        format!("http://127.0.0.1:{}", self.appsync)
    }

    /// The GraphQL endpoint of the API that the stack deploys.
    pub(crate) fn graphql(&self) -> String {
        format!("{}/graphql", self.appsync())
    }

    /// The domain that the authorizer is given.
    pub(crate) fn auth0_domain(&self) -> String {
        format!("http://127.0.0.1:{}", self.auth0)
    }

    /// The issuer, with its trailing slash.
    pub(crate) fn issuer(&self) -> String {
        format!("{}/", self.auth0_domain())
    }

    /// DynamoDB's endpoint.
    pub(crate) fn dynamodb(&self) -> String {
        format!("http://127.0.0.1:{}", self.dynamodb)
    }

    /// Lambda's endpoint.
    pub(crate) fn lambda(&self) -> String {
        format!("http://127.0.0.1:{}", self.lambda)
    }
}

async fn bind(port: u16) -> Result<TcpListener, Failure> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    TcpListener::bind(address)
        .await
        .map_err(|cause| Failure::Port { port, cause })
}
