//! Bytes in hexadecimal, as signatures and digests are written: two lower-case digits each.

/// Writes bytes.
pub(super) fn encode(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads bytes.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let digit = |digit: u8| match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    };
    text.as_bytes()
        .chunks(2)
        .map(|pair| match *pair {
            [high, low] => Some(digit(high)? << 4 | digit(low)?),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_lower_case_digits_are_a_byte() {
        let bytes = [0, 0x0a, 0x5f, 0xff];
        assert_eq!(encode(&bytes), "000a5fff");
        assert_eq!(decode("000a5fff"), Some(bytes.to_vec()));
        for text in ["0", "0A", "+1", "0g", "é"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
