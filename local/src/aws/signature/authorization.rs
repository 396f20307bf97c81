//! The header `Authorization`: who signed, for what, which headers, and the signature.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html>

use std::collections::{BTreeMap, BTreeSet};

use http::{HeaderMap, header};

use super::hex;
use super::problem::Problem;

/// The one algorithm that is accepted.
pub(super) const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// What a request says of its signature. None of it is believed yet.
#[derive(Debug)]
pub(super) struct Authorization {
    pub(super) access_key_id: String,
    pub(super) scope: ClaimedScope,
    /// In lower case and in their order.
    pub(super) signed_headers: BTreeSet<String>,
    pub(super) signature: Vec<u8>,
}

/// What the signature is said to be for.
#[derive(Debug)]
pub(super) struct ClaimedScope {
    pub(super) date: String,
    pub(super) region: String,
    pub(super) service: String,
    pub(super) terminator: String,
}

impl Authorization {
    /// Reads the one header.
    pub(super) fn read(headers: &HeaderMap) -> Result<Self, Problem> {
        let mut values = headers.get_all(header::AUTHORIZATION).iter();
        let value = values.next().ok_or(Problem::Missing)?;
        if values.next().is_some() {
            return Err(Problem::Twice("Authorization"));
        }
        let value = value.to_str().unwrap_or_default();
        let parameters = value.strip_prefix(ALGORITHM);
        let parameters = read_parameters(parameters.ok_or(Problem::Algorithm(ALGORITHM))?)?;
        let required = |name| {
            let value = parameters.get(name).copied();
            value.ok_or(Problem::ParameterMissing(name))
        };
        let (access_key_id, scope) = read_credential(required("Credential")?)?;
        let signed_headers = required("SignedHeaders")?.split(';');
        Ok(Self {
            access_key_id,
            scope,
            signed_headers: signed_headers.map(str::to_owned).collect(),
            // What is no signature is a wrong one.
            signature: hex::decode(required("Signature")?).ok_or(Problem::Mismatch)?,
        })
    }
}

fn read_parameters(text: &str) -> Result<BTreeMap<&str, &str>, Problem> {
    let mut parameters = BTreeMap::new();
    for parameter in text.split(',').map(str::trim) {
        let (name, value) = parameter.split_once('=').ok_or(Problem::NoParameter)?;
        if parameters.insert(name, value).is_some() {
            return Err(Problem::NoParameter);
        }
    }
    Ok(parameters)
}

fn read_credential(text: &str) -> Result<(String, ClaimedScope), Problem> {
    let elements: Vec<_> = text.split('/').map(str::to_owned).collect();
    let elements = <[String; 5]>::try_from(elements);
    let [access_key_id, date, region, service, terminator] =
        elements.map_err(|_| Problem::Credential)?;
    let scope = ClaimedScope {
        date,
        region,
        service,
        terminator,
    };
    Ok((access_key_id, scope))
}
