//! A second opinion: generated documents with mistakes, and the errors that graphql-java 9.6
//! itself told of each.
//!
//! `Answers.java` wrote `documents.json`, and says how. Messages, places and order have to be
//! the same.

use apollo_compiler::ast::Document;
use serde::Deserialize;

use crate::appsync::errors::GraphqlError;
use crate::appsync::schema::ApiSchema;
use crate::appsync::validation;

#[derive(Deserialize)]
struct Case {
    query: String,
    errors: Vec<Told>,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Told {
    message: String,
    /// Line and column.
    places: Vec<(usize, usize)>,
}

fn told(error: &GraphqlError) -> Told {
    let GraphqlError::Plain(error) = error else {
        panic!("{error:?}")
    };
    Told {
        message: error.message.clone(),
        places: error
            .locations
            .iter()
            .flatten()
            .map(|place| (place.line, place.column))
            .collect(),
    }
}

#[test]
fn generated_mistakes_are_told_as_graphql_java_tells_them() {
    let schema = ApiSchema::parse(include_str!("schema.graphql")).unwrap();
    let cases: Vec<Case> = serde_json::from_str(include_str!("documents.json")).unwrap();
    let mut valid = 0;
    for Case { query, errors } in &cases {
        let document = Document::parse(query.as_str(), "request").unwrap();
        let ours: Vec<Told> = validation::errors(&schema, &document)
            .iter()
            .map(told)
            .collect();
        assert_eq!(&ours, errors, "{query}");
        if errors.is_empty() {
            valid += 1;
            let compiled = document.to_executable_validate(schema.valid());
            assert!(compiled.is_ok(), "{query}: {compiled:?}");
        }
    }
    assert_eq!((cases.len(), valid), (429, 1));
}
