//! How an exchange is written.
//!
//! ```text
//! ### A title, which is a sentence
//! source: where it is known from
//! grade: captured                 or another of GRADES
//! api: without batches            what is other than usual about it; `setting` knows the words
//! authorizer: answers {}          the default allows everything
//! resolver: fails {}              in the order of its calls, the last one again and again
//! calls: authorizer, resolver     all that were called, or none
//! each: one ⇒ a                   once for each such line, with «each» and «then» replaced
//! each: other ⇒ b
//!
//! > a line of a request
//!
//! < a line of its answer
//!
//! + more of a request, without lines of a head
//!
//! hang up
//! ```
//!
//! Lines of a head end in CRLF on the wire, lines of a body in LF, the last one in nothing. The
//! headers of answers are compared without their order. What is not written as it is sent
//! stands between guillemets:
//!
//! - `«host»`: the server's host and port; `«port»`: its port
//! - `«length»`: how long the body is
//! - `«a × 3»`: `aaa`
//! - `«0xFF»`: that byte; `«0x20 × 3»` is as good
//! - `«crlf»`
//! - `«date»`, `«uuid»`: any of them, in an answer
//! - `«every answer»`: the headers of [`EVERY_ANSWER`]; `«JSON»`: those of [`JSON`]

/// How well something is known: AWS says so, a real API was seen to do so, HTTP or another
/// standard has it so, nobody knows, or AWS has no such thing.
pub(super) const GRADES: [&str; 5] = ["documented", "captured", "standard", "assumed", "local"];

/// What AppSync adds to all its answers.
///
/// Source: a captured refusal, <https://github.com/aws-amplify/amplify-js/issues/5518>
pub(super) const EVERY_ANSWER: [&str; 4] = [
    "access-control-allow-origin: *",
    "access-control-expose-headers: x-amzn-RequestId,x-amzn-ErrorType,x-amz-user-agent,x-amzn-ErrorMessage,Date,x-amz-schema-version",
    "date: «date»",
    "x-amzn-requestid: «uuid»",
];

/// What it adds to those with a body.
///
/// Source: as before.
pub(super) const JSON: [&str; 2] = [
    "content-type: application/json;charset=UTF-8",
    "content-length: «length»",
];

/// The bytes that a text stands for. What only an answer may have is left as it is.
pub(super) fn bytes(text: &str, host: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('«') {
        let (name, after) = close(after).unwrap_or_else(|| panic!("not closed: «{after}"));
        bytes.extend_from_slice(before.as_bytes());
        bytes.extend(named(name, host));
        rest = after;
    }
    bytes.extend_from_slice(rest.as_bytes());
    bytes
}

/// What stands up to where the open guillemets close, and behind; there may be others between.
fn close(text: &str) -> Option<(&str, &str)> {
    let mut open = 1;
    let end = text.char_indices().find(|(_, character)| {
        match character {
            '«' => open += 1,
            '»' => open -= 1,
            _ => {}
        }
        open == 0
    });
    let (inside, rest) = text.split_at_checked(end?.0)?;
    Some((inside, rest.strip_prefix('»')?))
}

fn named(name: &str, host: &str) -> Vec<u8> {
    match name.rsplit_once(" × ") {
        Some((part, count)) => byte(part)
            .unwrap_or_else(|| bytes(part, host))
            .repeat(count.parse().expect("a count")),
        None => match name {
            "host" => host.as_bytes().to_vec(),
            "port" => {
                let (_, port) = host.split_once(':').expect("a port");
                port.as_bytes().to_vec()
            }
            "crlf" => b"\r\n".to_vec(),
            "date" | "uuid" | "length" => format!("«{name}»").into_bytes(),
            _ => byte(name).unwrap_or_else(|| panic!("«{name}» stands for nothing")),
        },
    }
}

fn byte(name: &str) -> Option<Vec<u8>> {
    let digits = name.strip_prefix("0x")?;
    Some(vec![u8::from_str_radix(digits, 16).expect("a byte")])
}
