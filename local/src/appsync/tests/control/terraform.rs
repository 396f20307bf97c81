//! What Terraform deploys from `infra/` is what the stack deploys by itself.
//!
//! `infra/tests/requests.json` has what the provider sends; a check beside it holds it to
//! what Terraform plans.

use std::collections::BTreeMap;

use clap::Parser as _;
use http::Method;
use serde_json::{Value, json};
use shared::deployed_fields;

use super::{Account, with};
use crate::appsync::{Api, Authentication};
use crate::deployment;
use crate::options::Options;

const REQUESTS: &str = include_str!("../../../../../infra/tests/requests.json");
const SCHEMA: &str = include_str!("../../../../../infra/schema.graphql");

#[tokio::test]
async fn terraform_deploys_what_the_stack_deploys_by_itself() {
    let options = Options::parse_from(["local", "--strict", "--token-limit", "2048"]);
    let expected = deployment::api(&options).unwrap();
    let account = Account::new();
    let id = deploy(&account).await;
    assert_eq!(under_the_stacks_names(account.model(&id)), expected);
}

/// Sends what the provider sends, in its order, and gives the API's id.
async fn deploy(account: &Account) -> String {
    let requests: Value = serde_json::from_str(REQUESTS).unwrap();
    let id = account
        .create_api(requests["CreateGraphqlApi"].clone())
        .await;
    let created = account.create_schema(&id, SCHEMA).await;
    assert_eq!(created["status"], "SUCCESS", "{created}");
    let path = format!("/v1/apis/{id}");
    let fields = deployed_fields::table().unwrap();
    let functions: BTreeMap<&str, String> = fields
        .values()
        .map(|field| field.function.as_str())
        .map(|function| (function, function.replace('-', "_")))
        .collect();
    for (function, name) in &functions {
        let arn =
            format!("arn:aws:lambda:eu-central-1:000000000000:function:example-{function}:live");
        let source = json!({
            "name": name,
            "type": "AWS_LAMBDA",
            "serviceRoleArn": format!("arn:aws:iam::123456789012:role/example-{function}-invoke"),
            "lambdaConfig": { "lambdaFunctionArn": arn },
        });
        account
            .done(Method::POST, &format!("{path}/datasources"), source)
            .await;
    }
    for (field, deployed) in &fields {
        let name = field.to_string();
        let (type_name, field_name) = name.split_once('.').unwrap();
        let resolver = with(
            requests["CreateResolver"].clone(),
            json!({
                "fieldName": field_name,
                "dataSourceName": functions[deployed.function.as_str()],
            }),
        );
        let path = format!("{path}/types/{type_name}/resolvers");
        account.done(Method::POST, &path, resolver).await;
    }
    id
}

/// The model without what only names: the stack's functions have other names and no roles.
fn under_the_stacks_names(mut api: Api) -> Api {
    let bare = |arn: &str| {
        arn.strip_prefix("arn:aws:lambda:eu-central-1:000000000000:function:example-")
            .and_then(|rest| rest.strip_suffix(":live"))
            .unwrap_or(arn)
            .to_owned()
    };
    "localapi".clone_into(&mut api.id);
    for authentication in &mut api.authentication {
        if let Authentication::Lambda(authorizer) = authentication {
            authorizer.function = bare(&authorizer.function);
        }
    }
    for resolver in api.resolvers.values_mut() {
        resolver.function = bare(&resolver.function);
        assert!(resolver.role.take().is_some(), "{}", resolver.function);
    }
    api
}
