//! Which headers must be signed, and how they are written for it.

use std::collections::BTreeSet;

use http::{HeaderMap, header};

use super::problem::Problem;

/// Refuses a request with a header that must be signed and isn't: one that leads it, dates
/// it, or says what it holds.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>,
/// step 1: `host`, `content-type` where it is there, and every `x-amz-` header.
pub(super) fn are_signed(headers: &HeaderMap, signed: &BTreeSet<String>) -> Result<(), Problem> {
    if !signed.contains(header::HOST.as_str()) {
        return Err(Problem::HostNotSigned);
    }
    let must_be_signed =
        |name: &&str| *name == header::CONTENT_TYPE.as_str() || name.starts_with("x-amz-");
    let mut names = headers.keys().map(header::HeaderName::as_str);
    let unsigned = names.find(|name| must_be_signed(name) && !signed.contains(*name));
    match unsigned {
        Some(name) => Err(Problem::HeaderNotSigned(name.to_owned())),
        None => Ok(()),
    }
}

/// The lines of the signed headers; nothing for a header that is not there, or that holds
/// what no client writes.
pub(super) fn canonical(headers: &HeaderMap, signed: &BTreeSet<String>) -> Option<String> {
    let mut lines = String::new();
    for name in signed {
        let values = headers.get_all(name).iter();
        let values = values.map(|value| Some(without_excess_spaces(value.to_str().ok()?)));
        let values: Vec<_> = values.collect::<Option<_>>()?;
        if values.is_empty() {
            return None;
        }
        lines.push_str(&format!("{name}:{}\n", values.join(",")));
    }
    Some(lines)
}

fn without_excess_spaces(value: &str) -> String {
    value.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}
