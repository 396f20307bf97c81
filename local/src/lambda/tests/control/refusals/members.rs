//! What the local Lambda lacks.

use super::*;

#[tokio::test]
async fn a_member_that_is_not_there_is_never_dropped() {
    let lambda = Lambda::with_function().await;
    let statement = json!({"StatementId": "s", "Action": "*", "Principal": "*"});
    let subnets = json!({"SubnetIds": ["subnet-1"], "SecurityGroupIds": ["sg-1"]});
    let number = json!({"ProvisionedConcurrentExecutions": 1});
    let reserved = json!({"ReservedConcurrentExecutions": 1});
    let weights = json!({"AdditionalVersionWeights": {"1": 0.5}});
    let alias = json!({"Name": "beta", "FunctionVersion": "1"});
    let configuration = format!("{F}/configuration");
    for (method, path, body, member, value) in [
        (
            "POST",
            CREATE.to_owned(),
            creation_with("Layers", json!([])),
            "Layers",
            json!(["arn"]),
        ),
        (
            "POST",
            CREATE.to_owned(),
            creation_with("Layers", json!([])),
            "VpcConfig",
            subnets.clone(),
        ),
        (
            "POST",
            CREATE.to_owned(),
            creation_with("Layers", json!([])),
            "KMSKeyArn",
            json!("arn"),
        ),
        (
            "PUT",
            configuration.clone(),
            json!({}),
            "VpcConfig",
            subnets,
        ),
        (
            "PUT",
            configuration,
            json!({}),
            "DeadLetterConfig",
            json!({"TargetArn": "arn"}),
        ),
        (
            "PUT",
            format!("{F}/code"),
            json!({"ZipFile": program("2")}),
            "S3Bucket",
            json!("bucket"),
        ),
        (
            "PUT",
            format!("{F}/code"),
            json!({"ZipFile": program("2")}),
            "DryRun",
            json!(true),
        ),
        (
            "POST",
            format!("{F}/versions"),
            json!({}),
            "PublishTo",
            json!("LATEST_PUBLISHED"),
        ),
        (
            "POST",
            format!("{F}/aliases"),
            alias,
            "RoutingConfig",
            weights.clone(),
        ),
        (
            "PUT",
            format!("{F}/aliases/live"),
            json!({}),
            "RoutingConfig",
            weights,
        ),
        (
            "POST",
            format!("{F}/policy"),
            statement.clone(),
            "PrincipalOrgID",
            json!("o-1"),
        ),
        (
            "POST",
            format!("{F}/policy"),
            statement,
            "FunctionUrlAuthType",
            json!("NONE"),
        ),
        (
            "PUT",
            "/2017-10-31/functions/f/concurrency".to_owned(),
            reserved,
            "Other",
            json!(1),
        ),
        (
            "PUT",
            "/2019-09-30/functions/f/provisioned-concurrency?Qualifier=live".to_owned(),
            number,
            "Other",
            json!(1),
        ),
        (
            "POST",
            format!("/2017-03-31/tags/{ARN}"),
            json!({"Tags": {"a": "b"}}),
            "Other",
            json!(1),
        ),
    ] {
        let mut body = body;
        body[member] = value;
        let message = format!("The local Lambda has no {member}: leave it out.");
        each_is_refused(&lambda, [case(method, path, body, INVALID, message)]).await;
    }
    for member in ["ImageUri", "S3Bucket"] {
        let code = json!({"ZipFile": program("1"), member: "a"});
        let message = format!("The local Lambda has no {member}: leave it out.");
        let creation = creation_with("Code", code);
        each_is_refused(&lambda, [case("POST", CREATE, creation, INVALID, message)]).await;
    }
}
