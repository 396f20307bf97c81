//! A second opinion: generated documents and variables with mistakes, and the errors that
//! graphql-java 9.6 itself told of each.
//!
//! `Documents.java` wrote `documents.json` and `Variables.java` `variables.json`; `Common.java`
//! says how. Messages, places and order have to be the same.

use apollo_compiler::ExecutableDocument;
use apollo_compiler::ast::Document;
use serde::Deserialize;

use crate::appsync::errors::GraphqlError;
use crate::appsync::json::JsonMap;
use crate::appsync::schema::ApiSchema;
use crate::appsync::{validation, variables};

#[derive(Deserialize)]
struct Case {
    query: String,
    #[serde(default)]
    variables: JsonMap,
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

fn schema() -> ApiSchema {
    ApiSchema::parse(include_str!("schema.graphql")).unwrap()
}

#[test]
fn generated_mistakes_are_told_as_graphql_java_tells_them() {
    let schema = schema();
    let cases: Vec<Case> = serde_json::from_str(include_str!("documents.json")).unwrap();
    assert_eq!(cases.len(), 431);
    for Case { query, errors, .. } in &cases {
        let document = Document::parse(query.as_str(), "request").unwrap();
        let ours = validation::errors(&schema, &document);
        assert_eq!(
            &ours.iter().map(told).collect::<Vec<_>>(),
            errors,
            "{query}"
        );
    }
}

#[test]
fn generated_variables_are_refused_as_graphql_java_refuses_them() {
    let schema = schema();
    let cases: Vec<Case> = serde_json::from_str(include_str!("variables.json")).unwrap();
    assert_eq!(cases.len(), 300);
    for case in &cases {
        let document =
            ExecutableDocument::parse_and_validate(schema.valid(), case.query.as_str(), "request")
                .unwrap();
        let operation = document.operations.get(None).unwrap();
        let coerced = variables::coerce(&schema, operation, &case.variables, &document.sources);
        assert_eq!(
            &coerced.err().iter().map(told).collect::<Vec<_>>(),
            &case.errors,
            "{} {:?}",
            case.query,
            case.variables
        );
    }
}
