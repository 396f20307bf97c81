//! Answers that are compressed, for clients that accept it.
//!
//! Source: <https://docs.aws.amazon.com/general/latest/gr/appsync.html>

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use http::{HeaderMap, header};

/// The sizes of answers that are compressed, in bytes.
const COMPRESSED: std::ops::RangeInclusive<usize> = 1_000..=10_000_000;

/// Whether the client takes gzip.
pub(super) fn is_accepted(request: &HeaderMap) -> bool {
    let values = request.get_all(header::ACCEPT_ENCODING).iter();
    values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|coding| {
            let mut parts = coding.split(';').map(str::trim);
            let is_gzip = parts
                .next()
                .is_some_and(|name| name.eq_ignore_ascii_case("gzip"));
            is_gzip && parts.all(|weight| !matches!(weight, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
        })
}

/// The answer compressed; `None` for one that AppSync sends as it is.
pub(super) fn gzip(answer: &[u8]) -> Option<Vec<u8>> {
    if !COMPRESSED.contains(&answer.len()) {
        return None;
    }
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    // Writing to memory has no way to fail.
    encoder.write_all(answer).ok()?;
    encoder.finish().ok()
}

#[cfg(test)]
mod tests {
    use super::gzip;

    #[test]
    fn answers_are_compressed_from_1000_to_10_million_bytes() {
        for (size, expected) in [
            (999, false),
            (1_000, true),
            (10_000_000, true),
            (10_000_001, false),
        ] {
            assert_eq!(gzip(&vec![b'a'; size]).is_some(), expected, "{size}");
        }
    }
}
