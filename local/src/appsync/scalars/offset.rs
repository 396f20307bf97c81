//! The offset that may follow a date or a time: `Z`, `±hh:mm` or `±hh:mm:ss`.

/// Splits `text` before its offset; `None` when what looks like one is not one.
///
/// `minimum` is the length below which a `-` belongs to the date.
pub(super) fn split(text: &str, minimum: usize) -> Option<(&str, bool)> {
    if let Some(rest) = text.strip_suffix('Z') {
        return Some((rest, true));
    }
    match text
        .char_indices()
        .find(|(index, character)| *index >= minimum && matches!(character, '+' | '-'))
    {
        None => Some((text, false)),
        Some((index, _)) => {
            let (rest, offset) = text.split_at_checked(index)?;
            is_offset(offset).then_some((rest, true))
        }
    }
}

fn is_offset(text: &str) -> bool {
    let Some(digits) = text.strip_prefix(['+', '-']) else {
        return false;
    };
    let parts: Vec<&str> = digits.split(':').collect();
    match parts.as_slice() {
        [hours, minutes] => two_digits(hours, 18) && two_digits(minutes, 59),
        [hours, minutes, seconds] => {
            two_digits(hours, 18) && two_digits(minutes, 59) && two_digits(seconds, 59)
        }
        _ => false,
    }
}

/// Whether `text` is two digits of at most `maximum`.
pub(super) fn two_digits(text: &str, maximum: u8) -> bool {
    text.len() == 2
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && text.parse::<u8>().is_ok_and(|number| number <= maximum)
}
