//! `AWSURL`: a URL as RFC 1738 has it, with a scheme, and without `//` in its path.

use url::Url;

pub(super) fn is_valid(text: &str) -> bool {
    text.chars()
        .all(|character| !character.is_whitespace() && !character.is_control())
        && Url::parse(text).is_ok_and(|url| !url.path().contains("//"))
}
