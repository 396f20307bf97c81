//! What is deployed is shown as AWS shows it, and what is published stays as it is.

use aws_lc_rs::digest;

use super::*;

#[tokio::test]
async fn a_function_is_shown_with_all_that_was_said_of_it() {
    let lambda = Lambda::new();
    let zip = BASE64_STANDARD.decode(program("1")).unwrap();
    let expected = json!({
        "FunctionName": "f",
        "FunctionArn": ARN,
        "Version": "1",
        "Architectures": [here()],
        "CodeSha256": BASE64_STANDARD.encode(digest::digest(&digest::SHA256, &zip)),
        "CodeSize": zip.len(),
        "Description": "",
        "Environment": {"Variables": {"TEST_FUNCTION": "serves", "SHARED": "own"}},
        "EphemeralStorage": {"Size": 512},
        "Handler": "bootstrap",
        "LastUpdateStatus": "Successful",
        "LoggingConfig": {
            "LogFormat": "JSON",
            "ApplicationLogLevel": "WARN",
            "SystemLogLevel": "WARN",
            "LogGroup": "group",
        },
        "MemorySize": 256,
        "PackageType": "Zip",
        "Role": "arn:aws:iam::000000000000:role/f",
        "Runtime": "provided.al2023",
        "State": "Active",
        "Timeout": 10,
        "TracingConfig": {"Mode": "Active"},
    });
    let changing = ["LastModified", "RevisionId"];
    let named = |arn: &str, version: &str| {
        let mut named = expected.clone();
        named["FunctionArn"] = arn.into();
        named["Version"] = version.into();
        named
    };

    let created = lambda
        .ask("POST", "/2015-03-31/functions", creation("1"))
        .await;
    assert_eq!(created.status, StatusCode::CREATED);
    assert!(created.headers.contains_key("x-amzn-requestid"));
    let form = regex::Regex::new(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$").unwrap();
    let time = created.body["LastModified"].as_str().unwrap();
    assert!(form.is_match(time), "{time}");
    // Without the version in its ARN, as AWS answers.
    assert_eq!(without_changing(created.body, &changing), named(ARN, "1"));

    lambda
        .done(
            "POST",
            &format!("{F}/aliases"),
            json!({"Name": "live", "FunctionVersion": "1"}),
        )
        .await;
    for (qualifier, version) in [("$LATEST", "$LATEST"), ("1", "1"), ("live", "1")] {
        let arn = format!("{ARN}:{qualifier}");
        let encoded = arn.replace(':', "%3A");
        for path in [
            format!("{F}/configuration?Qualifier={qualifier}"),
            format!("/2015-03-31/functions/{encoded}/configuration?Qualifier={qualifier}"),
        ] {
            let shown = lambda.done("GET", &path, Value::Null).await;
            let expected = named(&arn, version);
            assert_eq!(without_changing(shown, &changing), expected, "{path}");
        }
    }

    let mut whole = lambda.done("GET", F, Value::Null).await;
    let configuration = whole["Configuration"].take();
    let latest = named(ARN, "$LATEST");
    assert_eq!(without_changing(configuration, &changing), latest);
    let rest = json!({
        "Configuration": null,
        "Code": {"RepositoryType": "S3"},
        "Tags": {"one": "1"},
    });
    assert_eq!(whole, rest);
}

#[tokio::test]
async fn what_nothing_is_said_of_is_as_lambda_has_it() {
    let lambda = Lambda::new();
    let creation = json!({
        "FunctionName": "f",
        "Role": "arn:aws:iam::000000000000:role/f",
        "Runtime": "provided.al2",
        "Handler": "bootstrap",
        "Code": {"ZipFile": program("1")},
        "Architectures": [here()],
    });
    let created = lambda.done("POST", "/2015-03-31/functions", creation).await;
    for (member, expected) in [
        ("Version", json!("$LATEST")),
        ("Description", json!("")),
        ("Environment", Value::Null),
        ("EphemeralStorage", json!({"Size": 512})),
        (
            "LoggingConfig",
            json!({"LogFormat": "Text", "LogGroup": "/aws/lambda/f"}),
        ),
        ("MemorySize", json!(128)),
        ("Timeout", json!(3)),
        ("TracingConfig", json!({"Mode": "PassThrough"})),
    ] {
        assert_eq!(created[member], expected, "{member}");
    }
    let whole = lambda.done("GET", F, Value::Null).await;
    assert_eq!(whole.get("Tags"), None);
    let signing = "/2020-06-30/functions/f/code-signing-config";
    let signing = lambda.done("GET", signing, Value::Null).await;
    assert_eq!(signing, json!({"FunctionName": "f"}));
}

#[tokio::test]
async fn an_update_changes_what_it_names_in_latest_alone() {
    let lambda = Lambda::with_function().await;
    let before = lambda
        .done("GET", &format!("{F}/configuration"), Value::Null)
        .await;
    let published = format!("{F}/configuration?Qualifier=live");
    let version = lambda.done("GET", &published, Value::Null).await;
    let change = json!({
        "Environment": {"Variables": {"NEW": "1"}},
        "EphemeralStorage": {"Size": 1024},
        "MemorySize": 512,
        "Timeout": 20,
        "Handler": "other",
        "Role": "arn:aws:iam::000000000000:role/other",
        "Runtime": "provided.al2",
        "Description": "changed",
        "LoggingConfig": {"LogFormat": "Text"},
        "TracingConfig": {"Mode": "PassThrough"},
        "SnapStart": {"ApplyOn": "None"},
        "VpcConfig": {"SubnetIds": [], "SecurityGroupIds": []},
    });
    for (member, value) in change.as_object().unwrap() {
        let changed = json!({member: value});
        lambda
            .done("PUT", &format!("{F}/configuration"), changed)
            .await;
    }
    let mut after = lambda
        .done("GET", &format!("{F}/configuration"), Value::Null)
        .await;
    for (member, value) in change.as_object().unwrap() {
        let value = match member.as_str() {
            "SnapStart" | "VpcConfig" => continue,
            "LoggingConfig" => &json!({"LogFormat": "Text", "LogGroup": "group"}),
            _ => value,
        };
        assert_eq!(&after[member], value, "{member}");
        after[member] = before[member].clone();
    }
    let changing = ["LastModified", "RevisionId"];
    assert_ne!(after["RevisionId"], before["RevisionId"]);
    let (after, before) = [after, before]
        .map(|it| without_changing(it, &changing))
        .into();
    assert_eq!(after, before);
    // With its revision and its time.
    assert_eq!(lambda.done("GET", &published, Value::Null).await, version);
}

#[tokio::test]
async fn a_version_is_published_only_where_something_has_changed() {
    let lambda = Lambda::with_function().await;
    let versions = format!("{F}/versions");
    let publish = async || {
        let published = lambda.done("POST", &versions, json!({})).await;
        let version = published["Version"].as_str().unwrap().to_owned();
        assert_eq!(published["FunctionArn"], format!("{ARN}:{version}"));
        version
    };
    let same_code = json!({"ZipFile": program("1")});
    let other_code = json!({"ZipFile": program("2")});
    let same_memory = json!({"MemorySize": 256});
    let other_memory = json!({"MemorySize": 512});
    let (code, configuration) = (format!("{F}/code"), format!("{F}/configuration"));
    assert_eq!(publish().await, "1");
    for (path, change, version) in [
        (&code, same_code, "1"),
        (&code, other_code, "2"),
        (&configuration, other_memory, "3"),
        (&configuration, json!({"MemorySize": 512}), "3"),
        (&configuration, same_memory, "4"),
    ] {
        lambda.done("PUT", path, change.clone()).await;
        assert_eq!(publish().await, version, "{change}");
        assert_eq!(publish().await, version, "{change}");
    }
    let listed = lambda
        .done("GET", &format!("{versions}?MaxItems=10000"), Value::Null)
        .await;
    let listed = listed["Versions"].as_array().unwrap();
    let found: Vec<_> = listed
        .iter()
        .map(|it| {
            (
                it["Version"].as_str().unwrap(),
                it["MemorySize"].as_u64().unwrap(),
            )
        })
        .collect();
    let expected = [
        ("$LATEST", 256),
        ("1", 256),
        ("2", 256),
        ("3", 512),
        ("4", 256),
    ];
    assert_eq!(found, expected);
    assert_eq!(listed[0]["FunctionArn"], format!("{ARN}:$LATEST"));
    assert_eq!(listed[1]["FunctionArn"], format!("{ARN}:1"));
    assert_ne!(listed[1]["CodeSha256"], listed[2]["CodeSha256"]);

    // A number is never given twice.
    lambda
        .done("DELETE", &format!("{F}?Qualifier=4"), Value::Null)
        .await;
    assert_eq!(publish().await, "5");
}

#[tokio::test]
async fn new_code_can_be_published_at_once() {
    let lambda = Lambda::with_function().await;
    let update = json!({"ZipFile": program("2"), "Publish": true});
    let published = lambda.done("PUT", &format!("{F}/code"), update).await;
    assert_eq!(published["Version"], "2");
    assert_eq!(published["FunctionArn"], format!("{ARN}:2"));
    let described = json!({"Description": "described", "CodeSha256": published["CodeSha256"]});
    let again = lambda
        .done("POST", &format!("{F}/versions"), described)
        .await;
    assert_eq!(
        (&again["Version"], &again["Description"]),
        (&json!("2"), &json!(""))
    );
    let change = json!({"Timeout": 20});
    lambda
        .done("PUT", &format!("{F}/configuration"), change)
        .await;
    let described = json!({"Description": "described"});
    let third = lambda
        .done("POST", &format!("{F}/versions"), described)
        .await;
    assert_eq!(
        (&third["Version"], &third["Description"]),
        (&json!("3"), &json!("described"))
    );
}

#[tokio::test]
async fn aliases_are_made_led_elsewhere_listed_and_deleted() {
    let lambda = Lambda::with_function().await;
    lambda
        .done(
            "PUT",
            &format!("{F}/code"),
            json!({"ZipFile": program("2")}),
        )
        .await;
    lambda
        .done("POST", &format!("{F}/versions"), json!({}))
        .await;
    let aliases = format!("{F}/aliases");
    let beta = json!({"Name": "beta", "FunctionVersion": "$LATEST", "Description": "newest"});
    let created = lambda.done("POST", &aliases, beta).await;
    let expected = json!({
        "AliasArn": format!("{ARN}:beta"),
        "Name": "beta",
        "FunctionVersion": "$LATEST",
        "Description": "newest",
    });
    assert_eq!(without_changing(created, &["RevisionId"]), expected);

    let live = format!("{aliases}/live");
    let before = lambda.done("GET", &live, Value::Null).await;
    // As the provider sends what it does not use.
    let update = json!({"FunctionVersion": "2", "Description": "", "RoutingConfig": {}});
    let updated = lambda.done("PUT", &live, update).await;
    assert_ne!(updated["RevisionId"], before["RevisionId"]);
    assert_eq!(lambda.done("GET", &live, Value::Null).await, updated);
    assert_eq!(updated["FunctionVersion"], "2");
    let update = json!({"Description": "described", "RevisionId": updated["RevisionId"]});
    let updated = lambda.done("PUT", &live, update).await;
    assert_eq!(
        (&updated["FunctionVersion"], &updated["Description"]),
        (&json!("2"), &json!("described"))
    );

    for (query, expected) in [
        ("", vec!["beta", "live"]),
        ("?FunctionVersion=2", vec!["live"]),
        ("?FunctionVersion=1", vec![]),
    ] {
        let listed = lambda
            .done("GET", &format!("{aliases}{query}"), Value::Null)
            .await;
        let names = listed["Aliases"].as_array().unwrap().iter();
        let names: Vec<_> = names.map(|alias| alias["Name"].as_str().unwrap()).collect();
        assert_eq!(names, expected, "{query}");
    }
    for _ in 0..2 {
        let deleted = lambda.ask("DELETE", &live, Value::Null).await;
        assert_eq!(deleted.status, StatusCode::NO_CONTENT);
    }
    let gone = lambda.ask("GET", &live, Value::Null).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    assert_eq!(
        gone.headers["x-amzn-errortype"],
        "ResourceNotFoundException"
    );
}

#[tokio::test]
async fn tags_are_put_on_a_function_and_taken_off() {
    let lambda = Lambda::with_function().await;
    let tags = format!("/2017-03-31/tags/{}", ARN.replace(':', "%3A"));
    let tag = lambda
        .ask("POST", &tags, json!({"Tags": {"one": "2", "a b": "3"}}))
        .await;
    assert_eq!(
        (tag.status, tag.body),
        (StatusCode::NO_CONTENT, Value::Null)
    );
    let expected = json!({"Tags": {"one": "2", "a b": "3"}});
    assert_eq!(lambda.done("GET", &tags, Value::Null).await, expected);
    assert_eq!(
        lambda.done("GET", F, Value::Null).await["Tags"],
        expected["Tags"]
    );
    let keys = format!("{tags}?tagKeys=one&tagKeys=a%20b");
    let untag = lambda.ask("DELETE", &keys, Value::Null);
    assert_eq!(untag.await.status, StatusCode::NO_CONTENT);
    assert_eq!(
        lambda.done("GET", &tags, Value::Null).await,
        json!({"Tags": {}})
    );
}

#[tokio::test]
async fn functions_are_listed_and_deleted() {
    let lambda = Lambda::with_function().await;
    let mut second = creation("1");
    second["FunctionName"] = "e".into();
    lambda.done("POST", "/2015-03-31/functions", second).await;
    let names = async || {
        let path = "/2015-03-31/functions";
        let listed = lambda.done("GET", path, Value::Null).await;
        let with_slash = lambda.done("GET", &format!("{path}/"), Value::Null).await;
        assert_eq!(listed, with_slash);
        let functions = listed["Functions"].as_array().unwrap().iter();
        let names = functions.map(|it| it["FunctionName"].as_str().unwrap().to_owned());
        names.collect::<Vec<_>>()
    };
    assert_eq!(names().await, ["e", "f"]);
    let deleted = lambda.ask("DELETE", F, Value::Null).await;
    assert_eq!(
        (deleted.status, deleted.body),
        (StatusCode::NO_CONTENT, Value::Null)
    );
    assert_eq!(names().await, ["e"]);
    // Its name is free, and nothing of it is left.
    lambda
        .done("POST", "/2015-03-31/functions", creation("1"))
        .await;
    let aliases = lambda
        .done("GET", &format!("{F}/aliases"), Value::Null)
        .await;
    assert_eq!(aliases, json!({"Aliases": []}));
}
