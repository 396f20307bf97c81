//! Reads the exchanges of a file.

use super::notation;

/// What happens on one connection.
#[derive(Default)]
pub(super) struct Exchange<'a> {
    pub(super) title: &'a str,
    pub(super) source: &'a str,
    pub(super) grade: &'a str,
    /// What is other than usual about the API.
    pub(super) api: Vec<&'a str>,
    pub(super) authorizer: Vec<&'a str>,
    pub(super) resolver: Vec<&'a str>,
    /// The functions that are called, in order.
    pub(super) calls: Vec<&'a str>,
    pub(super) steps: Vec<Step<'a>>,
}

pub(super) enum Step<'a> {
    Send(Message<'a>),
    SendMore(String),
    Hear(Message<'a>),
    HangUp,
}

/// The lines of a request or of an answer.
pub(super) struct Message<'a> {
    pub(super) head: Vec<&'a str>,
    /// `None` when not even the head ends.
    pub(super) body: Option<String>,
}

impl Message<'_> {
    pub(super) fn is_head(&self) -> bool {
        self.head[0].starts_with("HEAD ")
    }

    pub(super) fn bytes(&self, host: &str) -> Vec<u8> {
        let body = notation::bytes(self.body.as_deref().unwrap_or_default(), host);
        let length = body.len().to_string();
        let lines = self
            .head
            .iter()
            .map(|line| line.replace("«length»", &length) + "«crlf»");
        let end = if self.body.is_some() { "«crlf»" } else { "" };
        let head = lines.collect::<String>() + end;
        [notation::bytes(&head, host), body].concat()
    }
}

/// The texts of a file's exchanges, one for each of their variants. What stands before the first
/// one is for the reader.
pub(super) fn texts(file: &str) -> impl Iterator<Item = String> {
    file.split("\n### ").skip(1).flat_map(variants)
}

fn variants(text: &str) -> Vec<String> {
    let (mut rest, mut variants) = (String::new(), Vec::new());
    for line in text.lines() {
        match line.strip_prefix("each:") {
            Some(variant) => variants.push(variant.strip_prefix(' ').unwrap_or(variant)),
            None => rest = rest + line + "\n",
        }
    }
    if variants.is_empty() {
        return vec![rest];
    }
    let variant = |text: &str| {
        let (each, then) = text.split_once(" ⇒ ").unwrap_or((text, ""));
        rest.replace("«each»", each).replace("«then»", then)
    };
    variants.into_iter().map(variant).collect()
}

impl<'a> Exchange<'a> {
    /// Reads the text of an exchange.
    pub(super) fn read(text: &'a str) -> Self {
        let mut blocks = text.split("\n\n").map(|block| block.trim_matches('\n'));
        let mut lines = blocks.next().unwrap().lines();
        let mut exchange = Self {
            title: lines.next().unwrap(),
            ..Self::default()
        };
        for line in lines {
            exchange.set(line);
        }
        exchange.steps = blocks.filter(|block| !block.is_empty()).map(step).collect();
        exchange
    }

    fn set(&mut self, line: &'a str) {
        let (name, value) = line
            .split_once(": ")
            .unwrap_or_else(|| panic!("no attribute: {line}"));
        match name {
            "source" => self.source = value,
            "grade" => self.grade = value,
            "api" => self.api.push(value),
            "authorizer" => self.authorizer.push(value),
            "resolver" => self.resolver.push(value),
            "calls" => self.calls = value.split(", ").filter(|name| *name != "none").collect(),
            _ => panic!("{}: no attribute: {name}", self.title),
        }
    }
}

fn step(block: &str) -> Step<'_> {
    match block.chars().next().unwrap() {
        '>' => Step::Send(message(&lines(block, '>'))),
        '<' => Step::Hear(message(&lines(block, '<'))),
        '+' => Step::SendMore(lines(block, '+').join("\n")),
        _ if block == "hang up" => Step::HangUp,
        _ => panic!("no step: {block}"),
    }
}

fn lines(block: &str, mark: char) -> Vec<&str> {
    block
        .lines()
        .map(|text| {
            let text = text
                .strip_prefix(mark)
                .unwrap_or_else(|| panic!("not after {mark}: {text}"));
            text.strip_prefix(' ').unwrap_or(text)
        })
        .collect()
}

fn message<'a>(lines: &[&'a str]) -> Message<'a> {
    let mut parts = lines.splitn(2, |line| line.is_empty());
    Message {
        head: parts.next().unwrap().to_vec(),
        body: parts.next().map(|lines| lines.join("\n")),
    }
}
