//! The applications that are registered with the tenant.

use aws_lc_rs::constant_time::verify_slices_are_equal;

use super::api::Permission;

/// The public client: the console in a browser and the command line.
pub(crate) const PUBLIC_CLIENT_ID: &str = "local-console";
/// The machine client, which acts for itself.
pub(super) const MACHINE_CLIENT_ID: &str = "local-machine";
/// The machine client's secret. It protects nothing but data on this machine.
pub(super) const MACHINE_CLIENT_SECRET: &str = "local-secret";

/// A registered application.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Client {
    pub(super) id: &'static str,
    pub(super) authentication: ClientAuthentication,
    /// The grants that the client may use.
    pub(super) grants: &'static [GrantType],
    /// Whether people sign in through the client, so that it has callback URLs.
    pub(super) interactive: bool,
    /// What a machine client was granted for the API.
    pub(super) permissions: &'static [Permission],
}

/// How a client proves who it is at the token endpoint.
#[derive(PartialEq, Eq)]
pub(super) enum ClientAuthentication {
    /// A public client, which can keep no secret.
    None,
    /// `client_secret_post` or `client_secret_basic`.
    Secret(&'static str),
}

/// The grants of the token endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GrantType {
    AuthorizationCode,
    ClientCredentials,
    Password,
    RefreshToken,
}

/// See [`PUBLIC_CLIENT_ID`].
pub(super) static PUBLIC_CLIENT: Client = Client {
    id: PUBLIC_CLIENT_ID,
    authentication: ClientAuthentication::None,
    grants: &[
        GrantType::AuthorizationCode,
        GrantType::RefreshToken,
        GrantType::Password,
    ],
    interactive: true,
    permissions: &[],
};

/// See [`MACHINE_CLIENT_ID`].
static MACHINE_CLIENT: Client = Client {
    id: MACHINE_CLIENT_ID,
    authentication: ClientAuthentication::Secret(MACHINE_CLIENT_SECRET),
    grants: &[GrantType::ClientCredentials],
    interactive: false,
    permissions: &Permission::ALL,
};

impl Client {
    /// The client of this id.
    pub(super) fn with_id(id: &str) -> Option<&'static Self> {
        [&PUBLIC_CLIENT, &MACHINE_CLIENT]
            .into_iter()
            .find(|client| client.id == id)
    }

    /// Whether the client proves itself with `secret`; a public client must not send one.
    pub(super) fn accepts_secret(&self, secret: Option<&str>) -> bool {
        match (&self.authentication, secret) {
            (ClientAuthentication::None, None) => true,
            (ClientAuthentication::Secret(expected), Some(secret)) => {
                verify_slices_are_equal(secret.as_bytes(), expected.as_bytes()).is_ok()
            }
            (ClientAuthentication::None, Some(_)) | (ClientAuthentication::Secret(_), None) => {
                false
            }
        }
    }
}

impl std::fmt::Debug for ClientAuthentication {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::None => "None",
            Self::Secret(_) => "Secret(***)",
        })
    }
}

impl GrantType {
    /// Every grant.
    pub(super) const ALL: [Self; 4] = [
        Self::AuthorizationCode,
        Self::ClientCredentials,
        Self::Password,
        Self::RefreshToken,
    ];

    /// Parses the `grant_type` parameter.
    pub(super) fn parse(parameter: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|grant_type| grant_type.as_str() == parameter)
    }

    /// The grant as the `grant_type` parameter spells it.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::AuthorizationCode => "authorization_code",
            Self::ClientCredentials => "client_credentials",
            Self::Password => "password",
            Self::RefreshToken => "refresh_token",
        }
    }
}
