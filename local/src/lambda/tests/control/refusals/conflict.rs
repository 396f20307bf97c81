//! What is in the way of a request.

use super::*;

const OTHER_REVISION: &str = "The Revision Id provided does not match the latest Revision Id. \
                              Call the GetFunction/GetAlias API to retrieve the latest Revision \
                              Id";

#[tokio::test]
async fn what_is_in_the_way_is_a_conflict() {
    let lambda = Lambda::with_function().await;
    let statement = json!({"StatementId": "s", "Action": "*", "Principal": "*"});
    lambda
        .done("POST", &format!("{F}/policy"), statement.clone())
        .await;
    let alias = json!({"Name": "live", "FunctionVersion": "1"});
    let number = json!({"ProvisionedConcurrentExecutions": 1});
    let provisioned = "/2019-09-30/functions/f/provisioned-concurrency";
    lambda
        .done("PUT", &format!("{provisioned}?Qualifier=1"), number.clone())
        .await;
    let stale = json!("00000000-0000-0000-0000-000000000000");
    let with_stale = |mut body: Value| {
        body["RevisionId"] = stale.clone();
        body
    };
    let stale_query = "RevisionId=00000000-0000-0000-0000-000000000000";
    each_is_refused(
        &lambda,
        [
            case(
                "POST",
                CREATE,
                creation("1"),
                CONFLICT,
                "Function already exist: f",
            ),
            case(
                "POST",
                format!("{F}/aliases"),
                alias,
                CONFLICT,
                format!("Alias already exists: {ARN}:live"),
            ),
            case(
                "POST",
                format!("{F}/policy"),
                statement.clone(),
                CONFLICT,
                "The statement id (s) provided already exists. Please provide a new statement \
                 id, or remove the existing statement.",
            ),
            case(
                "DELETE",
                format!("{F}?Qualifier=1"),
                Value::Null,
                CONFLICT,
                "Unable to delete version because the following aliases reference it: [live]",
            ),
            case(
                "PUT",
                format!("{provisioned}?Qualifier=live"),
                number.clone(),
                CONFLICT,
                "Alias can't be used for Provisioned Concurrency configuration on an already \
                 Provisioned version",
            ),
            case(
                "PUT",
                format!("{F}/code"),
                with_stale(json!({})),
                STALE,
                OTHER_REVISION,
            ),
            case(
                "PUT",
                format!("{F}/configuration"),
                with_stale(json!({})),
                STALE,
                OTHER_REVISION,
            ),
            case(
                "POST",
                format!("{F}/versions"),
                with_stale(json!({})),
                STALE,
                OTHER_REVISION,
            ),
            case(
                "PUT",
                format!("{F}/aliases/live"),
                with_stale(json!({})),
                STALE,
                OTHER_REVISION,
            ),
            case(
                "POST",
                format!("{F}/policy"),
                with_stale(statement),
                STALE,
                OTHER_REVISION,
            ),
            case(
                "DELETE",
                format!("{F}/policy/s?{stale_query}"),
                Value::Null,
                STALE,
                OTHER_REVISION,
            ),
        ],
    )
    .await;
    lambda
        .done("DELETE", &format!("{provisioned}?Qualifier=1"), Value::Null)
        .await;
    lambda
        .done(
            "PUT",
            &format!("{provisioned}?Qualifier=live"),
            number.clone(),
        )
        .await;
    let pointed = "Version is pointed by a Provisioned Concurrency alias";
    let path = format!("{provisioned}?Qualifier=1");
    each_is_refused(&lambda, [case("PUT", path, number, CONFLICT, pointed)]).await;
    // Nothing of all that has changed anything.
    let policy = lambda
        .done("GET", &format!("{F}/policy"), Value::Null)
        .await;
    assert_eq!(policy["Policy"].as_str().unwrap().matches("Sid").count(), 1);
}

#[tokio::test]
async fn provisioned_environments_fit_into_the_reserved() {
    let lambda = Lambda::with_function().await;
    let concurrency = "/2017-10-31/functions/f/concurrency";
    let provisioned = "/2019-09-30/functions/f/provisioned-concurrency?Qualifier=live";
    let reserved = |number: u32| json!({"ReservedConcurrentExecutions": number});
    let number = |number: u32| json!({"ProvisionedConcurrentExecutions": number});
    lambda.done("PUT", concurrency, reserved(2)).await;
    let too_many = "Requested Provisioned Concurrency should not be greater than the \
                    reservedConcurrentExecution for function";
    let too_few = "ReservedConcurrentExecutions 1 should not be lower than function's total \
                   provisioned concurrency [2].";
    each_is_refused(
        &lambda,
        [case("PUT", provisioned, number(3), INVALID, too_many)],
    )
    .await;
    lambda.done("PUT", provisioned, number(2)).await;
    each_is_refused(
        &lambda,
        [case("PUT", concurrency, reserved(1), INVALID, too_few)],
    )
    .await;
    // All versions together.
    let update = json!({"ZipFile": program("2"), "Publish": true});
    lambda.done("PUT", &format!("{F}/code"), update).await;
    let second = "/2019-09-30/functions/f/provisioned-concurrency?Qualifier=2";
    each_is_refused(&lambda, [case("PUT", second, number(1), INVALID, too_many)]).await;
    lambda.done("PUT", concurrency, reserved(3)).await;
    lambda.done("PUT", second, number(1)).await;
}
