//! The schema and the field table, which Terraform and the functions read apart.

use std::collections::BTreeSet;

use apollo_compiler::Schema;
use shared::deployed_fields;

/// What AppSync knows without being told.
const PRELUDE: &str = "
    scalar AWSDateTime
    scalar AWSJSON
    scalar AWSTimestamp
    directive @aws_subscribe(mutations: [String!]!) on FIELD_DEFINITION
";

#[test]
fn every_root_field_of_the_schema_stands_in_the_field_table_and_no_other() {
    let text = format!("{PRELUDE}{}", include_str!("../../infra/schema.graphql"));
    let schema = Schema::parse_and_validate(text, "schema.graphql").unwrap();
    let in_schema: BTreeSet<String> = ["Query", "Mutation", "Subscription"]
        .into_iter()
        .flat_map(|root| {
            let fields = schema.get_object(root).unwrap().fields.keys();
            fields.map(move |field| format!("{root}.{field}"))
        })
        .collect();
    let in_table: BTreeSet<String> = deployed_fields::table()
        .unwrap()
        .into_keys()
        .map(String::from)
        .collect();
    assert_eq!(in_schema, in_table);
}

#[test]
fn every_subscription_returns_what_its_mutation_returns() {
    let text = format!("{PRELUDE}{}", include_str!("../../infra/schema.graphql"));
    let schema = Schema::parse_and_validate(text, "schema.graphql").unwrap();
    let mutations = &schema.get_object("Mutation").unwrap().fields;
    for (name, field) in &schema.get_object("Subscription").unwrap().fields {
        let directive = field.directives.get("aws_subscribe").unwrap();
        let named = directive
            .specified_argument_by_name("mutations")
            .unwrap()
            .as_list()
            .unwrap();
        for mutation in named {
            let mutation = &mutations[mutation.as_str().unwrap()];
            assert_eq!(mutation.ty, field.ty, "{name}");
        }
    }
}
