//! Answers as text: what was heard beside what is written.

use std::io::Read as _;

use flate2::read::GzDecoder;
use uuid::Uuid;

use super::exchange::Message;
use super::notation::{self, EVERY_ANSWER, JSON};
use crate::appsync::tests::socket::RawAnswer;

/// An answer that was heard: the headers sorted, what differs from call to call by its name,
/// and the body as it was before it was compressed.
pub(super) fn text(answer: &RawAnswer) -> String {
    let mut lines = answer.head.split("\r\n");
    let status = lines.next().unwrap();
    let length = format!("content-length: {}", answer.body.len());
    let headers = lines.map(|line| {
        let value = line.split_once(": ").map_or("", |(_, value)| value);
        match line {
            _ if line == length => "content-length: «length»".to_owned(),
            _ if line.starts_with("date: ") && is_date(value) => "date: «date»".to_owned(),
            _ if line.starts_with("x-amzn-requestid: ") && is_random(value) => {
                "x-amzn-requestid: «uuid»".to_owned()
            }
            _ => line.to_owned(),
        }
    });
    let mut body = answer.body.clone();
    if answer.head.contains("\r\ncontent-encoding: gzip") {
        body.clear();
        GzDecoder::new(&*answer.body)
            .read_to_end(&mut body)
            .unwrap();
    }
    laid_out(status, headers.collect(), &String::from_utf8(body).unwrap())
}

/// An answer that is written, in the same layout.
pub(super) fn expected(answer: &Message<'_>, host: &str) -> String {
    let (status, headers) = answer.head.split_first().unwrap();
    let mut lines = Vec::new();
    for line in headers {
        match *line {
            "«every answer»" => lines.extend(EVERY_ANSWER.map(str::to_owned)),
            "«JSON»" => lines.extend(JSON.map(str::to_owned)),
            line => lines.push(plain(line, host)),
        }
    }
    laid_out(
        status,
        lines,
        &plain(answer.body.as_deref().unwrap_or_default(), host),
    )
}

fn plain(text: &str, host: &str) -> String {
    String::from_utf8(notation::bytes(text, host)).unwrap()
}

fn laid_out(status: &str, mut headers: Vec<String>, body: &str) -> String {
    headers.sort_unstable();
    format!("{status}\n{}\n\n{body}", headers.join("\n"))
}

/// Of the form that RFC 9110 prefers (section 5.6.7).
fn is_date(value: &str) -> bool {
    jiff::fmt::rfc2822::parse(value).is_ok() && value.ends_with(" GMT") && value.len() == 29
}

fn is_random(value: &str) -> bool {
    Uuid::parse_str(value).is_ok_and(|id| id.get_version_num() == 4 && id.to_string() == value)
}
