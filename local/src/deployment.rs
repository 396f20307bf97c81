//! The API as it is deployed: from the same schema and field table that Terraform reads.

use std::time::Duration;

use shared::deployed_fields;

use crate::appsync::{Api, Authentication, LambdaAuthorizer, Resolver};

/// The API's settings.
///
/// # Errors
/// When the field table that was built in can't be read.
pub(crate) fn api() -> Result<Api, serde_json::Error> {
    let resolvers = deployed_fields::table()?
        .into_iter()
        .map(|(field, deployed)| {
            let resolver = Resolver {
                function: deployed.function,
                max_batch_size: 100,
            };
            (field.to_string(), resolver)
        });
    let authorizer = LambdaAuthorizer {
        function: "authorizer".to_owned(),
        // The authorizer's own answer decides.
        result_ttl: Duration::ZERO,
        identity_validation_expression: None,
    };
    Ok(Api {
        id: "localapi".to_owned(),
        account_id: "000000000000".to_owned(),
        region: "eu-central-1".to_owned(),
        schema: include_str!("../../infra/schema.graphql").to_owned(),
        authentication: vec![Authentication::Lambda(authorizer)],
        resolvers: resolvers.collect(),
        introspection: true,
        query_depth_limit: 0,
        resolver_count_limit: 0,
        strict: false,
        token_limit: None,
    })
}
