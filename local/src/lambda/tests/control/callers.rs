//! Who calls decides what has to permit the call.

use super::*;

impl Lambda {
    async fn call_for(&self, caller: Caller<'_>, name: &str) -> Result<Value, InvokeError> {
        let payload = Bytes::from_static(b"{}");
        match self.functions.invoke(caller, name, payload).await? {
            Invocation::Answered(answer) => Ok(serde_json::from_slice(&answer).unwrap()),
            Invocation::Failed(failure) => panic!("{failure:?}"),
        }
    }

    /// Lets AppSync call `qualifier` of the function for `source`.
    async fn permit(&self, qualifier: &str, source: &str) {
        let statement = json!({
            "StatementId": "appsync",
            "Action": "lambda:InvokeFunction",
            "Principal": "appsync.amazonaws.com",
            "SourceArn": source,
        });
        let path = format!("{F}/policy{qualifier}");
        self.done("POST", &path, statement).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_api_calls_what_the_policy_of_that_version_or_alias_permits() {
    let lambda = Lambda::with_function().await;
    let denied = |name: &str| Err(InvokeError::AccessDenied(name.to_owned()));
    let live = format!("{ARN}:live");
    let outcome = async |name: &str| {
        let answer = lambda.call_for(Caller::Api(API), name).await;
        answer.map(|answer| answer["arn"].as_str().unwrap().to_owned())
    };
    assert_eq!(outcome(&live).await, denied(&live));
    // Neither the function's own permission nor that of another API is one for the alias.
    lambda.permit("", API).await;
    lambda.permit("?Qualifier=1", API).await;
    lambda
        .permit(
            "?Qualifier=live",
            "arn:aws:appsync:eu-central-1:000000000000:apis/two",
        )
        .await;
    assert_eq!(outcome(&live).await, denied(&live));
    assert_eq!(outcome(ARN).await, Ok(ARN.to_owned()));
    assert_eq!(outcome("f:1").await, Ok(format!("{ARN}:1")));

    let path = format!("{F}/policy/appsync?Qualifier=live");
    lambda.done("DELETE", &path, Value::Null).await;
    lambda.permit("?Qualifier=live", API).await;
    assert_eq!(outcome(&live).await, Ok(live.clone()));
    assert_eq!(outcome("f:live").await, Ok(live.clone()));

    lambda.done("DELETE", &path, Value::Null).await;
    assert_eq!(outcome(&live).await, denied(&live));
}

#[tokio::test]
async fn a_permission_goes_with_the_alias_or_version_that_it_was_put_on() {
    let lambda = Lambda::with_function().await;
    let update = json!({"ZipFile": program("2"), "Publish": true});
    lambda.done("PUT", &format!("{F}/code"), update).await;
    for qualifier in ["?Qualifier=live", "?Qualifier=2"] {
        lambda.permit(qualifier, API).await;
    }
    let alias = format!("{F}/aliases/live");
    let version = format!("{F}?Qualifier=2");
    for path in [&alias, &version] {
        lambda.done("DELETE", path, Value::Null).await;
    }
    // What has the same name later has no permission.
    let again = json!({"Name": "live", "FunctionVersion": "1"});
    lambda.done("POST", &format!("{F}/aliases"), again).await;
    for qualifier in ["live", "2"] {
        let path = format!("{F}/policy?Qualifier={qualifier}");
        let gone = lambda.ask("GET", &path, Value::Null).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND, "{qualifier}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_data_source_calls_what_its_role_may_call() {
    let lambda = Lambda::with_function().await;
    let live = format!("{ARN}:live");
    let (role, api) = ("role", API);
    for (role, api, name, is_permitted) in [
        (role, api, live.as_str(), true),
        ("other role", api, &live, false),
        (role, "other API", &live, false),
        (role, api, ARN, false),
    ] {
        let outcome = lambda
            .call_for(Caller::DataSource { role, api }, name)
            .await;
        let outcome = outcome.map(|answer| answer["arn"].as_str().unwrap().to_owned());
        let expected = match is_permitted {
            true => Ok(name.to_owned()),
            false => Err(InvokeError::AccessDenied(name.to_owned())),
        };
        assert_eq!(outcome, expected, "{role} {api} {name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_account_calls_everything_and_nobody_what_is_not_there() {
    let lambda = Lambda::with_function().await;
    for name in ["f", "f:$LATEST", "f:1", "f:live", ARN] {
        let answer = lambda.call_for(Caller::Account, name).await;
        assert!(answer.is_ok(), "{name}");
    }
    let elsewhere = "arn:aws:lambda:us-east-1:000000000000:function:f";
    for (name, shown) in [
        (
            "g",
            "arn:aws:lambda:eu-central-1:000000000000:function:g".to_owned(),
        ),
        ("f:2", format!("{ARN}:2")),
        ("f:beta", format!("{ARN}:beta")),
        (elsewhere, elsewhere.to_owned()),
    ] {
        for caller in [
            Caller::Account,
            Caller::Api(API),
            Caller::DataSource {
                role: "role",
                api: API,
            },
        ] {
            let outcome = lambda.call_for(caller, name).await;
            assert_eq!(outcome, Err(InvokeError::FunctionNotFound(shown.clone())));
        }
    }
}

#[tokio::test]
async fn a_policy_is_shown_as_aws_shows_it() {
    let lambda = Lambda::with_function().await;
    let policy = format!("{F}/policy?Qualifier=live");
    let before = lambda
        .done("GET", &format!("{F}/aliases/live"), Value::Null)
        .await;
    lambda.permit("?Qualifier=live", API).await;
    let anyone = json!({
        "StatementId": "anyone",
        "Action": "lambda:InvokeFunction",
        "Principal": "*",
        "SourceAccount": "000000000000",
        "RevisionId": lambda.done("GET", &policy, Value::Null).await["RevisionId"],
    });
    let added = lambda.done("POST", &policy, anyone).await;
    let statement: Value = serde_json::from_str(added["Statement"].as_str().unwrap()).unwrap();
    let expected = json!({
        "Sid": "anyone",
        "Effect": "Allow",
        "Principal": "*",
        "Action": "lambda:InvokeFunction",
        "Resource": format!("{ARN}:live"),
        "Condition": {"StringEquals": {"AWS:SourceAccount": "000000000000"}},
    });
    assert_eq!(statement, expected);
    let shown = lambda.done("GET", &policy, Value::Null).await;
    let document: Value = serde_json::from_str(shown["Policy"].as_str().unwrap()).unwrap();
    let expected = json!({
        "Version": "2012-10-17",
        "Id": "default",
        "Statement": [
            {
                "Sid": "appsync",
                "Effect": "Allow",
                "Principal": {"Service": "appsync.amazonaws.com"},
                "Action": "lambda:InvokeFunction",
                "Resource": format!("{ARN}:live"),
                "Condition": {"ArnLike": {"AWS:SourceArn": API}},
            },
            expected,
        ],
    });
    assert_eq!(document, expected);
    // A permission is a change of what it is put on.
    let after = lambda
        .done("GET", &format!("{F}/aliases/live"), Value::Null)
        .await;
    assert_eq!(after["RevisionId"], shown["RevisionId"]);
    assert_ne!(after["RevisionId"], before["RevisionId"]);

    for statement in ["anyone", "appsync"] {
        let path = format!("{F}/policy/{statement}?Qualifier=live");
        let removed = lambda.ask("DELETE", &path, Value::Null).await;
        assert_eq!(removed.status, StatusCode::NO_CONTENT);
    }
    let gone = lambda.ask("GET", &policy, Value::Null).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    assert_eq!(
        gone.headers["x-amzn-errortype"],
        "ResourceNotFoundException"
    );
}
