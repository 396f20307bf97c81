//! What is deployed: from the same schema and field table that Terraform reads.

use std::collections::BTreeMap;
use std::time::Duration;

use shared::deployed_fields;

use crate::appsync::{Api, Authentication, LambdaAuthorizer, Resolver};
use crate::auth0::AUDIENCE;
use crate::aws::{ACCOUNT, REGION};
use crate::failure::Failure;
use crate::lambda::FunctionSettings;
use crate::listeners::Addresses;
use crate::options::Options;

/// The table of the records.
pub(crate) const TABLE_NAME: &str = "records";

/// The API's settings, those of `infra/`, with what the command line says of AppSync.
///
/// # Errors
/// When the field table that was built in can't be read.
pub(crate) fn api(options: &Options) -> Result<Api, serde_json::Error> {
    let resolvers = deployed_fields::table()?
        .into_iter()
        .map(|(field, deployed)| {
            let resolver = Resolver {
                function: deployed.function,
                role: None,
                max_batch_size: 100,
            };
            (field.to_string(), resolver)
        });
    let authorizer = LambdaAuthorizer {
        function: "authorizer".to_owned(),
        // The authorizer's own answer decides.
        result_ttl: Duration::ZERO,
        identity_validation_expression: Some(r"^[!-~]{1,8192}( [!-~]{1,8192})?$".to_owned()),
    };
    Ok(Api {
        id: "localapi".to_owned(),
        account_id: ACCOUNT.to_owned(),
        region: REGION.to_owned(),
        schema: include_str!("../../infra/schema.graphql").to_owned(),
        authentication: vec![Authentication::Lambda(authorizer)],
        resolvers: resolvers.collect(),
        introspection: true,
        query_depth_limit: 15,
        resolver_count_limit: 100,
        strict: options.strict,
        token_limit: options.token_limit,
    })
}

/// The functions, each with its own settings: this executable, started again.
pub(crate) fn functions(addresses: &Addresses) -> Result<Vec<FunctionSettings>, Failure> {
    let command = std::env::current_exe().map_err(Failure::Executable)?;
    let field_permissions = deployed_fields::permissions()?.to_json();
    let (domain, dynamodb) = (addresses.auth0_domain(), addresses.dynamodb());
    let authorizer = [
        ("AUTH0_DOMAIN", domain.as_str()),
        ("AUTH0_AUDIENCE", AUDIENCE),
        ("FIELD_PERMISSIONS", &field_permissions),
    ];
    let resolver = [
        ("TABLE_NAME", TABLE_NAME),
        ("AUTHORIZATION_MODE", "lambda"),
        ("AWS_ENDPOINT_URL_DYNAMODB", &dynamodb),
    ];
    let function = |name: &str, environment: &[(&str, &str)], timeout| FunctionSettings {
        name: name.to_owned(),
        command: command.clone(),
        arguments: vec!["function".to_owned(), name.to_owned()],
        environment: environment
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect::<BTreeMap<_, _>>(),
        timeout: Duration::from_secs(timeout),
    };
    Ok(vec![
        // Below the 10 seconds that AppSync waits for it.
        function("authorizer", &authorizer, 8),
        function("query-resolver", &resolver, 10),
        function("mutation-resolver", &resolver, 10),
    ])
}
