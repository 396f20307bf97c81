//! A second opinion: generated documents, and whether the GraphQL compiler finds the same
//! ones invalid as the rules do.
//!
//! The documents are those that were recorded for the other second opinions, with words and
//! values exchanged. What only the compiler refuses would be told without what is wrong and
//! where; what only the rules refuse could be executed.

use std::sync::LazyLock;

use apollo_compiler::ast::Document;
use regex::Regex;
use serde::Deserialize;

use crate::appsync::errors::GraphqlError;
use crate::appsync::schema::ApiSchema;
use crate::appsync::validation;

/// How many documents are made of each that was recorded.
const VARIANTS: usize = 3;

static TOKEN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"\.\.\.|[$@]?[A-Za-z_]\w*|-?\d[\d.eE+-]*|"[^"]*"|\S"#).unwrap());

#[derive(Deserialize)]
struct Recorded {
    query: String,
}

/// The same numbers every time (Knuth's MMIX generator).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

fn tokens(query: &str) -> Vec<&str> {
    TOKEN.find_iter(query).map(|found| found.as_str()).collect()
}

/// Tokens of one kind often stand where others do.
fn kind(token: &str) -> u8 {
    match token.as_bytes()[0] {
        b'a'..=b'z' | b'A'..=b'Z' | b'_' => 0,
        b'0'..=b'9' | b'-' | b'"' => 1,
        sign => sign,
    }
}

/// Up to three times one token is exchanged for another of its kind, left out or said twice.
fn vary<'a>(numbers: &mut Numbers, query: &'a str, others: &[&'a str]) -> String {
    let mut tokens = tokens(query);
    for _ in 0..=numbers.below(3) {
        let at = numbers.below(tokens.len());
        match numbers.below(8) {
            0 if tokens.len() > 1 => {
                tokens.remove(at);
            }
            1 => tokens.insert(at, tokens[at]),
            _ => {
                let other = others[numbers.below(others.len())];
                if kind(other) == kind(tokens[at]) {
                    tokens[at] = other;
                }
            }
        }
    }
    tokens.join(" ")
}

/// Against the specification the compiler lets a variable pass that may be null where an
/// item of a list may not.
fn is_unknown_to_the_compiler(error: &GraphqlError) -> bool {
    let GraphqlError::Plain(error) = error else {
        return false;
    };
    error
        .message
        .starts_with("Validation error of type VariableTypeMismatch: ")
}

#[test]
fn the_rules_and_the_graphql_compiler_refuse_the_same_documents() {
    let mut numbers = Numbers(1);
    let (mut valid, mut invalid) = (0, 0);
    for (schema, recorded) in [
        (
            include_str!("graphql_java/schema.graphql"),
            include_str!("graphql_java/documents.json"),
        ),
        (
            include_str!("graphql_js/schema.graphql"),
            include_str!("graphql_js/documents.json"),
        ),
    ] {
        let schema = ApiSchema::parse(schema).unwrap();
        let recorded: Vec<Recorded> = serde_json::from_str(recorded).unwrap();
        let others: Vec<&str> = recorded.iter().flat_map(|it| tokens(&it.query)).collect();
        for Recorded { query } in &recorded {
            for _ in 0..VARIANTS {
                let query = vary(&mut numbers, query, &others);
                let Ok(document) = Document::parse(query.as_str(), "request") else {
                    continue;
                };
                let errors = validation::errors(&schema, &document);
                let compiled = document.to_executable_validate(schema.valid());
                match (errors.first(), compiled) {
                    (None, Ok(_)) => valid += 1,
                    (Some(_), Err(_)) => invalid += 1,
                    (None, Err(refused)) => panic!("{query}\n{}", refused.errors),
                    (Some(error), Ok(_)) => {
                        assert!(is_unknown_to_the_compiler(error), "{query}\n{error:?}");
                    }
                }
            }
        }
    }
    // That there are enough of both.
    assert!(valid > 500 && invalid > 900, "{valid} {invalid}");
}
