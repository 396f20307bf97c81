//! What is not there.

use super::*;

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let lambda = Lambda::with_function().await;
    let other = ARN.replace(":function:f", ":function:g");
    let g = F.replace("/f", "/g").replace("/gunctions", "/functions");
    let missing = format!("Function not found: {other}");
    let version = format!("Function not found: {ARN}:2");
    let alias = format!("Cannot find alias arn: {ARN}:beta");
    let statement = json!({"StatementId": "s", "Action": "*", "Principal": "*"});
    let number = json!({"ProvisionedConcurrentExecutions": 1});
    let no_policy = "The resource you requested does not exist.";
    let provisioned = "/2019-09-30/functions/f/provisioned-concurrency";
    let none = Value::Null;
    each_is_refused(
        &lambda,
        [
            case("GET", &g, none.clone(), NOT_FOUND, &missing),
            case(
                "GET",
                format!("{F}?Qualifier=2"),
                none.clone(),
                NOT_FOUND,
                &version,
            ),
            case(
                "GET",
                format!("{F}?Qualifier=01"),
                none.clone(),
                NOT_FOUND,
                "function:f:01",
            ),
            case(
                "GET",
                format!("{F}:beta"),
                none.clone(),
                NOT_FOUND,
                "function:f:beta",
            ),
            case("DELETE", &g, none.clone(), NOT_FOUND, &missing),
            case(
                "GET",
                format!("{g}/configuration"),
                none.clone(),
                NOT_FOUND,
                &missing,
            ),
            case(
                "PUT",
                format!("{g}/configuration"),
                json!({}),
                NOT_FOUND,
                &missing,
            ),
            case(
                "PUT",
                format!("{g}/code"),
                json!({"ZipFile": ""}),
                NOT_FOUND,
                &missing,
            ),
            case(
                "GET",
                format!("{g}/versions"),
                none.clone(),
                NOT_FOUND,
                &missing,
            ),
            case(
                "POST",
                format!("{g}/versions"),
                json!({}),
                NOT_FOUND,
                &missing,
            ),
            case(
                "GET",
                format!("{g}/aliases"),
                none.clone(),
                NOT_FOUND,
                &missing,
            ),
            case(
                "GET",
                format!("{g}/aliases/live"),
                none.clone(),
                NOT_FOUND,
                &missing,
            ),
            case(
                "GET",
                format!("{F}/aliases/beta"),
                none.clone(),
                NOT_FOUND,
                &alias,
            ),
            case(
                "DELETE",
                format!("{g}/aliases/live"),
                none.clone(),
                NOT_FOUND,
                &missing,
            ),
            case(
                "PUT",
                format!("{F}/aliases/beta"),
                json!({}),
                NOT_FOUND,
                format!("Alias not found: {ARN}:beta"),
            ),
            case(
                "PUT",
                format!("{F}/aliases/live"),
                json!({"FunctionVersion": "2"}),
                NOT_FOUND,
                &version,
            ),
            case(
                "POST",
                format!("{F}/aliases"),
                json!({"Name": "beta", "FunctionVersion": "2"}),
                NOT_FOUND,
                &version,
            ),
            case(
                "GET",
                format!("{g}/policy"),
                none.clone(),
                NOT_FOUND,
                no_policy,
            ),
            case(
                "GET",
                format!("{F}/policy"),
                none.clone(),
                NOT_FOUND,
                no_policy,
            ),
            case(
                "GET",
                format!("{F}/policy?Qualifier=2"),
                none.clone(),
                NOT_FOUND,
                no_policy,
            ),
            case(
                "POST",
                format!("{g}/policy"),
                statement.clone(),
                NOT_FOUND,
                &missing,
            ),
            case(
                "POST",
                format!("{F}/policy?Qualifier=2"),
                statement.clone(),
                NOT_FOUND,
                &version,
            ),
            case(
                "POST",
                format!("{F}/policy?Qualifier=beta"),
                statement,
                NOT_FOUND,
                &alias,
            ),
            case(
                "DELETE",
                format!("{g}/policy/s"),
                none.clone(),
                NOT_FOUND,
                format!("No policy found for: {other}"),
            ),
            case(
                "DELETE",
                format!("{F}/policy/s"),
                none.clone(),
                NOT_FOUND,
                "No policy is associated with the given resource.",
            ),
            case(
                "DELETE",
                format!("{F}/policy/s?Qualifier=beta"),
                none.clone(),
                NOT_FOUND,
                &alias,
            ),
            case(
                "PUT",
                "/2017-10-31/functions/g/concurrency",
                json!({"ReservedConcurrentExecutions": 1}),
                NOT_FOUND,
                &missing,
            ),
            case(
                "GET",
                "/2019-09-30/functions/g/concurrency",
                none.clone(),
                NOT_FOUND,
                &missing,
            ),
            case(
                "DELETE",
                "/2017-10-31/functions/g/concurrency",
                none.clone(),
                NOT_FOUND,
                &missing,
            ),
            case(
                "GET",
                format!("{provisioned}?Qualifier=live"),
                none.clone(),
                (404, "ProvisionedConcurrencyConfigNotFoundException"),
                "No Provisioned Concurrency Config found for this function",
            ),
            case(
                "PUT",
                format!("{provisioned}?Qualifier=2"),
                number.clone(),
                NOT_FOUND,
                &version,
            ),
            case(
                "PUT",
                format!("{provisioned}?Qualifier=beta"),
                number,
                NOT_FOUND,
                &alias,
            ),
            case(
                "DELETE",
                format!("{provisioned}?Qualifier=beta"),
                none.clone(),
                NOT_FOUND,
                &alias,
            ),
            case(
                "GET",
                "/2020-06-30/functions/g/code-signing-config",
                none.clone(),
                NOT_FOUND,
                &missing,
            ),
            case(
                "GET",
                format!("/2017-03-31/tags/{other}"),
                none.clone(),
                NOT_FOUND,
                &missing,
            ),
            case(
                "GET",
                format!("{F}/url"),
                none.clone(),
                (404, "UnknownOperationException"),
                "no operation GET /2015-03-31/functions/f/url",
            ),
            case(
                "PATCH",
                F,
                none,
                (404, "UnknownOperationException"),
                "no operation PATCH",
            ),
        ],
    )
    .await;
}
