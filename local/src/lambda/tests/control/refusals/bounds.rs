//! What is outside of the documented bounds.

use super::*;
use crate::lambda::code::Architecture;
use crate::lambda::limits::LARGEST_REQUEST;

const FUNCTIONS_ONLY: &str = "This operation is permitted on Lambda functions only.";

/// The one that this machine does not have.
fn other_architecture() -> &'static str {
    match here() {
        Architecture::Arm64 => Architecture::X86_64.name(),
        Architecture::X86_64 => Architecture::Arm64.name(),
    }
}

#[tokio::test]
async fn a_function_that_can_not_be_is_not_created() {
    let lambda = Lambda::new();
    let other = other_architecture();
    let set = format!("set `-var architecture={}`.", here().name());
    let long = "a".repeat(4_096);
    let variables = |name: &str, value: &str| json!({"Variables": {name: value}});
    for (member, value, kind, message) in [
        ("FunctionName", json!("a b"), CONSTRAINT, "'functionName'"),
        ("FunctionName", json!("g:1"), INVALID, FUNCTIONS_ONLY),
        ("MemorySize", json!(64), CONSTRAINT, "'64' at 'memorySize'"),
        ("Timeout", json!(901), CONSTRAINT, "'901' at 'timeout'"),
        ("Role", json!("role"), CONSTRAINT, "'role'"),
        ("Role", Value::Null, INVALID, "Role is required."),
        ("Runtime", json!("python3.14"), INVALID, "not python3.14."),
        ("Runtime", Value::Null, INVALID, "Runtime is required."),
        ("Handler", json!("a b"), CONSTRAINT, "'handler'"),
        ("Handler", Value::Null, INVALID, "Handler is required."),
        ("Description", json!(long), CONSTRAINT, "'description'"),
        (
            "EphemeralStorage",
            json!({"Size": 511}),
            CONSTRAINT,
            "'ephemeralStorage.size'",
        ),
        (
            "Environment",
            variables("AWS_REGION", ""),
            INVALID,
            "Reserved keys used in this request: AWS_REGION",
        ),
        (
            "Environment",
            variables("LONG", &long),
            INVALID,
            "exceeded the 4KB limit",
        ),
        ("Environment", variables("1", ""), CONSTRAINT, "'1'"),
        ("Tags", json!({"aws:a": ""}), INVALID, "are AWS's own"),
        ("PackageType", json!("Image"), UNREADABLE, "Image"),
        ("Architectures", json!(["mips"]), UNREADABLE, "mips"),
        (
            "Architectures",
            json!(["x86_64", "arm64"]),
            CONSTRAINT,
            "'architectures'",
        ),
        ("Architectures", json!([other]), INVALID, &set),
        ("Code", json!({}), INVALID, "provide a zip as ZipFile"),
        ("Code", json!({"ZipFile": "?"}), INVALID, "not Base64"),
        (
            "Code",
            json!({"ZipFile": "AAAA"}),
            INVALID,
            "Could not unzip uploaded file.",
        ),
        ("Code", Value::Null, UNREADABLE, "invalid type"),
        ("LoggingConfig", json!({"Other": 1}), UNREADABLE, "Other"),
        (
            "SnapStart",
            json!({"ApplyOn": "PublishedVersions"}),
            UNREADABLE,
            "PublishedVersions",
        ),
    ] {
        let creation = creation_with(member, value);
        each_is_refused(&lambda, [case("POST", CREATE, creation, kind, message)]).await;
    }
    for (body, message) in [(json!([]), "invalid"), (json!({}), "missing field")] {
        each_is_refused(&lambda, [case("POST", CREATE, body, UNREADABLE, message)]).await;
    }
    let listed = lambda
        .done("GET", "/2015-03-31/functions/", Value::Null)
        .await;
    assert_eq!(listed, json!({"Functions": []}));
}

#[tokio::test]
async fn a_function_is_not_changed_into_one_that_can_not_be() {
    let lambda = Lambda::with_function().await;
    let before = lambda.done("GET", F, Value::Null).await;
    let (code, configuration) = (format!("{F}/code"), format!("{F}/configuration"));
    let other = json!({"ZipFile": program("2"), "Architectures": [other_architecture()]});
    let unzip = "Could not unzip uploaded file.";
    let sha256 = "CodeSHA256 (a) is different from current CodeSHA256 in $LATEST (";
    let qualified = format!("{F}:1/configuration");
    let storage = json!({"EphemeralStorage": {"Size": 0}});
    each_is_refused(
        &lambda,
        [
            case("PUT", &code, json!({"ZipFile": "AAAA"}), INVALID, unzip),
            case("PUT", &code, json!({}), INVALID, "a zip as ZipFile"),
            case("PUT", &code, other, INVALID, "-var architecture="),
            case(
                "PUT",
                &configuration,
                storage,
                CONSTRAINT,
                "Size".to_lowercase(),
            ),
            case("PUT", &qualified, json!({}), INVALID, FUNCTIONS_ONLY),
            case(
                "POST",
                format!("{F}/versions"),
                json!({"CodeSha256": "a"}),
                INVALID,
                sha256,
            ),
        ],
    )
    .await;
    assert_eq!(lambda.done("GET", F, Value::Null).await, before);
}

#[tokio::test]
async fn names_of_versions_and_aliases_are_bounded() {
    let lambda = Lambda::with_function().await;
    let other_qualifier = "The derived qualifier from the function name does not match the \
                           specified qualifier.";
    let latest = "$LATEST version cannot be deleted without deleting the function.";
    let number = json!({"Name": "2", "FunctionVersion": "1"});
    let none = || Value::Null;
    each_is_refused(
        &lambda,
        [
            case(
                "GET",
                format!("{F}:1?Qualifier=2"),
                none(),
                INVALID,
                other_qualifier,
            ),
            case(
                "GET",
                format!("{F}?Qualifier=a.b"),
                none(),
                CONSTRAINT,
                "'qualifier'",
            ),
            case(
                "DELETE",
                format!("{F}?Qualifier=$LATEST"),
                none(),
                INVALID,
                latest,
            ),
            case(
                "DELETE",
                format!("{F}?Qualifier=live"),
                none(),
                INVALID,
                "of aliases",
            ),
            case(
                "POST",
                format!("{F}/aliases"),
                number,
                CONSTRAINT,
                "'2' at 'name'",
            ),
        ],
    )
    .await;
}

#[tokio::test]
async fn a_statement_has_a_form() {
    let lambda = Lambda::with_function().await;
    let policy = format!("{F}/policy");
    for (member, value, kind, message) in [
        ("StatementId", "a.b", CONSTRAINT, "'statementId'"),
        ("Action", "s3:GetObject", CONSTRAINT, "'action'"),
        ("Principal", "appsync", INVALID, "principal was invalid"),
        ("SourceArn", "one", CONSTRAINT, "'sourceArn'"),
        ("SourceAccount", "1", CONSTRAINT, "'sourceAccount'"),
    ] {
        let mut statement = json!({"StatementId": "s", "Action": "*", "Principal": "*"});
        statement[member] = value.into();
        each_is_refused(&lambda, [case("POST", &policy, statement, kind, message)]).await;
    }
    let statement = json!({"StatementId": "s", "Action": "*", "Principal": "*"});
    let path = format!("{policy}?Qualifier=$LATEST");
    let message = "We currently do not support adding policies for $LATEST.";
    each_is_refused(&lambda, [case("POST", path, statement, INVALID, message)]).await;
}

#[tokio::test]
async fn concurrency_is_bounded() {
    let lambda = Lambda::with_function().await;
    let reserved = "/2017-10-31/functions/f/concurrency";
    let of_alias = "/2017-10-31/functions/f:live/concurrency";
    let provisioned = "/2019-09-30/functions/f/provisioned-concurrency?Qualifier=";
    let live = format!("{provisioned}live");
    let latest = format!("{provisioned}$LATEST");
    let reserve = |number: i64| json!({"ReservedConcurrentExecutions": number});
    let provision = |number: i64| json!({"ProvisionedConcurrentExecutions": number});
    let unpublished = "cannot be applied to unpublished function versions.";
    let published = "must be an alias or a published version.";
    each_is_refused(
        &lambda,
        [
            case("PUT", reserved, reserve(-1), CONSTRAINT, "'reservedConc"),
            case(
                "PUT",
                reserved,
                reserve(901),
                INVALID,
                "minimum value of [100].",
            ),
            case("PUT", of_alias, reserve(1), INVALID, FUNCTIONS_ONLY),
            case("PUT", &live, provision(0), CONSTRAINT, "Value '0' at"),
            case("PUT", &live, provision(11), INVALID, "no more than 10"),
            case("PUT", &latest, provision(1), INVALID, unpublished),
            case("GET", &latest, Value::Null, INVALID, published),
            case("DELETE", &latest, Value::Null, INVALID, published),
        ],
    )
    .await;
}

#[tokio::test]
async fn tags_belong_to_functions() {
    let lambda = Lambda::with_function().await;
    let tags = format!("/2017-03-31/tags/{ARN}");
    let of_alias = format!("{tags}:live");
    let one = json!({"Tags": {"a": "b"}});
    let none = json!({"Tags": {}});
    let functions = "Tags on function aliases and versions are not supported. Please specify a \
                     function ARN.";
    each_is_refused(
        &lambda,
        [
            case("POST", &of_alias, one, INVALID, functions),
            case("POST", &tags, none, INVALID, "An error occurred"),
            case(
                "GET",
                "/2017-03-31/tags/f",
                Value::Null,
                CONSTRAINT,
                "'f' at",
            ),
            case("DELETE", &tags, Value::Null, CONSTRAINT, "'tagKeys'"),
        ],
    )
    .await;
}

#[tokio::test]
async fn a_request_has_a_largest_size() {
    let lambda = Lambda::new();
    let too_large = "RequestEntityTooLargeException";
    for (bytes, status, code) in [
        (LARGEST_REQUEST, 400, "SerializationException"),
        (LARGEST_REQUEST + 1, 413, too_large),
    ] {
        let request = Request::post(CREATE).body(Body::from(vec![b' '; bytes]));
        let response = lambda.router.clone().oneshot(request.unwrap()).await;
        let response = response.unwrap();
        assert_eq!(response.status().as_u16(), status);
        assert_eq!(response.headers()["x-amzn-errortype"], code);
    }
}
