//! `AWSPhone`: a number whose digits may be set apart by spaces or hyphens; one without a
//! country code belongs to the North American plan.

/// The most digits that a number has, country code included (E.164).
const MAXIMUM: usize = 15;
/// The fewest digits of a number with a country code.
const MINIMUM: usize = 7;
/// The digits of a number of the North American plan.
const NORTH_AMERICAN: usize = 10;

pub(super) fn is_valid(text: &str) -> bool {
    let (international, rest) = match text.strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let starts_and_ends_with_digits = rest.starts_with(|first: char| first.is_ascii_digit())
        && rest.ends_with(|last: char| last.is_ascii_digit());
    if !starts_and_ends_with_digits
        || !rest
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b' ' || byte == b'-')
    {
        return false;
    }
    let digits = rest.bytes().filter(u8::is_ascii_digit).count();
    if international {
        (MINIMUM..=MAXIMUM).contains(&digits)
    } else {
        digits == NORTH_AMERICAN
    }
}
