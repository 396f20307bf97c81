//! What runs is what was deployed, and ends with it.

use super::*;

/// Waits until the processes have ended.
async fn end(processes: &[&Value]) -> bool {
    for process in processes {
        if !becomes(process, None).await {
            return false;
        }
    }
    true
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_has_the_settings_of_its_version() {
    let lambda = Lambda::with_function().await;
    let change = json!({
        "MemorySize": 512,
        "Environment": {"Variables": {"TEST_FUNCTION": "serves", "OWN": "changed"}},
        "LoggingConfig": {"LogFormat": "Text"},
    });
    lambda
        .done("PUT", &format!("{F}/configuration"), change)
        .await;
    let text = |text: &str| Value::from(text);
    for (name, version, expected) in [
        (
            "f:live",
            "1",
            [
                ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", text("256")),
                ("AWS_LAMBDA_FUNCTION_NAME", text("f")),
                ("AWS_LAMBDA_FUNCTION_VERSION", text("1")),
                ("AWS_LAMBDA_LOG_FORMAT", text("JSON")),
                ("AWS_LAMBDA_LOG_GROUP_NAME", text("group")),
                ("AWS_LAMBDA_LOG_LEVEL", text("WARN")),
                ("GIVEN", text("given")),
                ("OWN", Value::Null),
                ("SHARED", text("own")),
            ],
        ),
        (
            "f",
            "$LATEST",
            [
                ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", text("512")),
                ("AWS_LAMBDA_FUNCTION_NAME", text("f")),
                ("AWS_LAMBDA_FUNCTION_VERSION", text("$LATEST")),
                ("AWS_LAMBDA_LOG_FORMAT", Value::Null),
                ("AWS_LAMBDA_LOG_GROUP_NAME", text("group")),
                ("AWS_LAMBDA_LOG_LEVEL", Value::Null),
                ("GIVEN", text("given")),
                ("OWN", text("changed")),
                ("SHARED", text("given")),
            ],
        ),
    ] {
        let (executed, answer) = lambda.call(name, "").await;
        assert_eq!(executed, version);
        for (variable, value) in expected {
            assert_eq!(answer["variables"][variable], value, "{name} {variable}");
        }
        assert_eq!(answer["folder"], answer["variables"]["LAMBDA_TASK_ROOT"]);
        let qualifier = name.strip_prefix('f').unwrap();
        assert_eq!(answer["arn"], format!("{ARN}{qualifier}"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alias_leads_new_calls_to_the_version_that_it_points_to() {
    let lambda = Lambda::with_function().await;
    let first = lambda.call("f:live", "").await;
    let update = json!({"ZipFile": program("2"), "Publish": true});
    lambda.done("PUT", &format!("{F}/code"), update).await;
    // Nothing has changed for those who call the alias.
    let same = lambda.call("f:live", "").await;
    for (version, answer) in [&first, &same] {
        assert_eq!(
            (version.as_str(), &answer["variables"]["MARK"]),
            ("1", &json!("1"))
        );
    }
    let alias = format!("{F}/aliases/live");
    lambda
        .done("PUT", &alias, json!({"FunctionVersion": "2"}))
        .await;
    let (version, answer) = lambda.call("f:live", "").await;
    assert_eq!(
        (version.as_str(), &answer["variables"]["MARK"]),
        ("2", &json!("2"))
    );
    // The way back.
    lambda
        .done("PUT", &alias, json!({"FunctionVersion": "1"}))
        .await;
    let (version, answer) = lambda.call("f:live", "").await;
    assert_eq!(
        (version.as_str(), &answer["variables"]["MARK"]),
        ("1", &json!("1"))
    );
    assert!(becomes(&first.1["process"], Some('T')).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn replaced_code_ends_the_processes_of_latest_and_no_others() {
    let lambda = Lambda::with_function().await;
    let (latest, live) = (
        lambda.process_of("f").await,
        lambda.process_of("f:live").await,
    );
    let folder = lambda.call("f", "").await.1["folder"].take();
    lambda
        .done(
            "PUT",
            &format!("{F}/code"),
            json!({"ZipFile": program("2")}),
        )
        .await;
    assert!(end(&[&latest]).await);
    assert_eq!(lambda.process_of("f:live").await, live);
    assert_eq!(lambda.call("f", "").await.1["variables"]["MARK"], "2");
    // Version 1 still has the first zip.
    assert!(Path::new(folder.as_str().unwrap()).exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_works_ends_after_its_work_and_what_waits_at_once() {
    let lambda = Lambda::with_function().await;
    let files = [absent_file(), absent_file()];
    let mut working = Vec::new();
    for file in &files {
        let answer = lambda.call("f:live", &format!("work-after {file}")).await.1;
        working.push(answer["process"].clone());
    }
    let waiting = lambda.process_of("f:live").await;
    lambda.done("DELETE", F, Value::Null).await;
    assert!(end(&[&waiting]).await);
    for (file, process) in files.iter().zip(&working) {
        std::fs::write(file, "").unwrap();
        // The process removes it.
        assert!(eventually(|| !Path::new(file).exists()).await);
        assert!(end(&[process]).await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_function_ends_with_its_processes_and_files() {
    let lambda = Lambda::with_function().await;
    let (latest, live) = (
        lambda.process_of("f").await,
        lambda.process_of("f:live").await,
    );
    let folder = lambda.call("f", "").await.1["folder"].take();
    lambda.done("DELETE", F, Value::Null).await;
    assert!(end(&[&latest, &live]).await);
    let folder = Path::new(folder.as_str().unwrap());
    assert!(eventually(|| !folder.exists()).await);
    let gone = lambda
        .ask("POST", &format!("{F}:live/invocations"), json!({}))
        .await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_version_ends_with_its_processes() {
    let lambda = Lambda::with_function().await;
    let (latest, first) = (lambda.process_of("f").await, lambda.process_of("f:1").await);
    lambda
        .done("DELETE", &format!("{F}/aliases/live"), Value::Null)
        .await;
    lambda
        .done("DELETE", &format!("{F}?Qualifier=1"), Value::Null)
        .await;
    assert!(end(&[&first]).await);
    assert_eq!(lambda.process_of("f").await, latest);
}
