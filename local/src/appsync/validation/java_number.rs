//! Numbers as Java prints them: those of a document are kept exactly, without their layout.
//!
//! Source: OpenJDK, `BigInteger.toString` and `BigDecimal.toString`

/// The text of a `BigInteger` that is written as `text`.
pub(super) fn big_integer(text: &str) -> &str {
    if text == "-0" { "0" } else { text }
}

/// The text of a `BigDecimal` that is written as `text`; `None` when its exponent is out of
/// all range.
pub(super) fn big_decimal(text: &str) -> Option<String> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let exponent: i32 = exponent.parse().ok()?;
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(mantissa) => ("-", mantissa),
        None => ("", mantissa),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = format!("{whole}{fraction}");
    let significant = all.trim_start_matches('0');
    let (sign, digits) = match significant {
        "" => ("", "0"),
        digits => (sign, digits),
    };
    let scale = i32::try_from(fraction.len()).ok()?.checked_sub(exponent)?;
    let further_digits = i32::try_from(digits.len()).ok()?.checked_sub(1)?;
    let adjusted = further_digits.checked_sub(scale)?;
    // From a millionth on the number is written out, unless zeros have to be added at its end.
    let number = match usize::try_from(scale) {
        Ok(0) => digits.to_owned(),
        Ok(decimals) if adjusted >= -6 => {
            let width = decimals.saturating_add(1);
            let padded = format!("{digits:0>width$}");
            let (whole, fraction) = padded.split_at(padded.len().saturating_sub(decimals));
            format!("{whole}.{fraction}")
        }
        _ => {
            let (first, rest) = digits.split_at(1);
            let point = if rest.is_empty() { "" } else { "." };
            let exponent = match adjusted {
                0 => String::new(),
                adjusted => format!("E{adjusted:+}"),
            };
            format!("{first}{point}{rest}{exponent}")
        }
    };
    Some(format!("{sign}{number}"))
}

#[cfg(test)]
mod tests {
    use super::{big_decimal, big_integer};

    /// The texts are those that OpenJDK 17 prints.
    #[test]
    fn numbers_read_as_java_prints_them() {
        for (written, printed) in [
            ("1.50", "1.50"),
            ("1e2", "1E+2"),
            ("12.5e1", "125"),
            ("12.5E3", "1.25E+4"),
            ("-2.5E-9", "-2.5E-9"),
            ("0.000001", "0.000001"),
            ("0.0000001", "1E-7"),
            ("1.5e-3", "0.0015"),
            ("-0.0", "0.0"),
            ("0e3", "0E+3"),
            ("007e-2", "0.07"),
        ] {
            assert_eq!(big_decimal(written).as_deref(), Some(printed), "{written}");
        }
        assert_eq!(big_decimal("1e99999999999"), None);
        assert_eq!(big_integer("-0"), "0");
        assert_eq!(big_integer("-10"), "-10");
    }
}
