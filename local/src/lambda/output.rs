//! What a process writes, line by line, in the stack's own output.

use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _, BufReader};

use crate::announcement;

/// The longest line with its end, in bytes; the rest of a longer one is another line, so that a process that
/// never ends a line does not fill the memory.
///
/// Source: <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html>,
/// "Event size"
const LONGEST_LINE: u64 = 1_024 * 1_024;

/// Shows what `function` writes, until it writes no more.
pub(super) fn forward(function: &str, output: Option<impl AsyncRead + Send + Unpin + 'static>) {
    let (Some(output), function) = (output, function.to_owned()) else {
        return;
    };
    tokio::spawn(each_line(output, LONGEST_LINE, move |line| {
        announcement::function_line(&function, line);
    }));
}

async fn each_line(output: impl AsyncRead + Unpin, longest: u64, show: impl Fn(&str)) {
    let mut output = BufReader::new(output);
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = (&mut output)
            .take(longest)
            .read_until(b'\n', &mut line)
            .await;
        match read {
            Ok(0) | Err(_) => return,
            Ok(_) => {
                let text = line.strip_suffix(b"\n").unwrap_or(&line);
                show(&String::from_utf8_lossy(text));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[tokio::test]
    async fn a_line_has_a_largest_length() {
        for (written, expected) in [
            ("", vec![]),
            ("a\n\nb\n", vec!["a", "", "b"]),
            ("a", vec!["a"]),
            ("abc\nd", vec!["abc", "d"]),
            ("abcdefghij\n", vec!["abcd", "efgh", "ij"]),
        ] {
            let shown = RefCell::new(Vec::new());
            each_line(written.as_bytes(), 4, |line| {
                shown.borrow_mut().push(line.to_owned());
            })
            .await;
            assert_eq!(shown.into_inner(), expected, "{written:?}");
        }
    }
}
