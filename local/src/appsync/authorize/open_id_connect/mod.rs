//! The `OPENID_CONNECT` mode: AppSync verifies the token itself.
//!
//! Its own checks and no more: an API with this mode alone doesn't compare `iss`, and
//! without a client id nobody looks at `aud`.
//!
//! Source: <https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#openid-connect-authorization>

mod claims;
mod keys;

use std::collections::HashSet;
use std::sync::Arc;

use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use regex::Regex;

use super::Decision;
use crate::appsync::cache::Clock;
use crate::appsync::caller::{Caller, Mode};
use crate::appsync::json::{JsonMap, JsonValue};
use crate::appsync::model::{ApiError, OpenIdConnect};
use crate::appsync::transport_error::TransportError;
use keys::IssuerKeys;

/// The algorithms that AppSync lists and that a published key can verify.
const ALGORITHMS: [Algorithm; 8] = [
    Algorithm::RS256,
    Algorithm::RS384,
    Algorithm::RS512,
    Algorithm::PS256,
    Algorithm::PS384,
    Algorithm::PS512,
    Algorithm::ES256,
    Algorithm::ES384,
];

/// One issuer, ready to verify its tokens.
pub(in crate::appsync) struct OpenIdConnectMode {
    settings: OpenIdConnect,
    client_id: Option<Regex>,
    /// Whether `iss` is compared: only on an API with several modes.
    compare_issuer: bool,
    keys: IssuerKeys,
    clock: Arc<dyn Clock>,
}

impl OpenIdConnectMode {
    /// # Errors
    /// [`ApiError`] for a bad expression or an issuer that may not be asked.
    pub(in crate::appsync) fn new(
        settings: OpenIdConnect,
        compare_issuer: bool,
        client: reqwest::Client,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, ApiError> {
        // Assumed: the whole of `aud` or `azp` has to match.
        let client_id = settings
            .client_id
            .as_deref()
            .map(|expression| Regex::new(&format!("^(?:{expression})$")))
            .transpose()
            .map_err(|source| ApiError::Expression {
                setting: "clientId",
                source: Box::new(source),
            })?;
        let keys = IssuerKeys::new(&settings.issuer, client)?;
        Ok(Self {
            settings,
            client_id,
            compare_issuer,
            keys,
            clock,
        })
    }

    /// Decides on `token`, which has the form of a JSON Web Token.
    ///
    /// # Errors
    /// [`TransportError::UnparsableToken`] when its header can't be read.
    pub(in crate::appsync) async fn decide(&self, token: &str) -> Result<Decision, TransportError> {
        let header = decode_header(token).map_err(|_| TransportError::UnparsableToken)?;
        let Some(key) = self.key(&header).await else {
            return Ok(Decision::Denied);
        };
        let mut validation = Validation::new(header.alg);
        // Time and audience are checked with the API's own clock and expression.
        validation.validate_exp = false;
        validation.validate_aud = false;
        validation.required_spec_claims = HashSet::new();
        let Ok(verified) = decode::<JsonMap>(token, &key, &validation) else {
            return Ok(Decision::Denied);
        };
        if let Err(problem) = self.check(&verified.claims) {
            tracing::info!(%problem, "token refused");
            return Ok(Decision::Denied);
        }
        Ok(Decision::Allowed(Caller {
            mode: Mode::OpenIdConnect,
            identity: identity(&verified.claims),
            denied_fields: HashSet::new(),
        }))
    }

    async fn key(&self, header: &jsonwebtoken::Header) -> Option<DecodingKey> {
        if !ALGORITHMS.contains(&header.alg) {
            return None;
        }
        let key = self.keys.find(header.kid.as_deref()?).await?;
        DecodingKey::from_jwk(&key).ok()
    }
}

/// `{sub, issuer, claims}`, without the source address that other modes have.
fn identity(claims: &JsonMap) -> JsonValue {
    let claim = |name: &str| claims.get(name).cloned().unwrap_or_default();
    let mut identity = JsonMap::new();
    identity.insert("sub", claim("sub"));
    identity.insert("issuer", claim("iss"));
    identity.insert("claims", JsonValue::Object(claims.clone()));
    JsonValue::Object(identity)
}
