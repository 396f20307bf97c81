//! Texts of any length in lines that have a longest length.

use std::borrow::Cow;

/// `text`, or its beginning and an ellipsis, so that it takes `most` bytes at most once it
/// is written as JSON.
pub(super) fn excerpt(text: &str, most: usize) -> Cow<'_, str> {
    const ELLIPSIS: char = '…';
    if text.chars().map(written_length).sum::<usize>() <= most {
        return text.into();
    }
    let mut length = ELLIPSIS.len_utf8();
    let beginning = text.chars().take_while(|character| {
        length += written_length(*character);
        length <= most
    });
    beginning.chain([ELLIPSIS]).collect::<String>().into()
}

/// As `serde_json` writes it.
fn written_length(character: char) -> usize {
    match character {
        '"' | '\\' | '\n' | '\r' | '\t' | '\u{8}' | '\u{c}' => 2,
        '\0'..='\u{1f}' => "\\u0000".len(),
        _ => character.len_utf8(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::*;

    #[test]
    fn a_short_text_stays_and_a_long_one_is_cut_between_characters() {
        for (text, most, expected) in [
            ("abc", 3, "abc"),
            ("abcdef", 5, "ab…"),
            ("ééé", 5, "é…"),
            ("\"\"\"", 5, "\"…"),
            ("\0\0", 9, "\0…"),
        ] {
            assert_eq!(excerpt(text, most), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn an_excerpt_never_takes_more_bytes_than_it_may(text in any::<String>(), most in 3_usize..40) {
            let written = serde_json::to_string(&excerpt(&text, most)).unwrap();
            assert!(written.len() - "\"\"".len() <= most, "{written}");
        }
    }
}
