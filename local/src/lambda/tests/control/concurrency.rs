//! How many environments a function has, and which are started before anybody calls.

use super::*;

const RESERVED: &str = "/2017-10-31/functions/f/concurrency";
const SHOWN: &str = "/2019-09-30/functions/f/concurrency";
const PROVISIONED: &str = "/2019-09-30/functions/f/provisioned-concurrency?Qualifier=live";

impl Lambda {
    async fn reserve(&self, number: usize) {
        let reserved = json!({"ReservedConcurrentExecutions": number});
        assert_eq!(self.done("PUT", RESERVED, reserved.clone()).await, reserved);
        assert_eq!(self.done("GET", SHOWN, Value::Null).await, reserved);
    }

    /// The status of a call by the alias.
    async fn call_status(&self, what: &str) -> StatusCode {
        let path = "/2015-03-31/functions/f:live/invocations";
        let answered = self.ask("POST", path, json!({"do": what})).await;
        if answered.status == StatusCode::TOO_MANY_REQUESTS {
            assert_eq!(
                answered.headers["x-amzn-errortype"],
                "TooManyRequestsException"
            );
        }
        answered.status
    }

    /// What was provisioned for the alias, once that is no longer in progress.
    async fn provisioned(&self) -> Value {
        let provisioned = async {
            loop {
                let shown = self.done("GET", PROVISIONED, Value::Null).await;
                if shown["Status"] != "IN_PROGRESS" {
                    return shown;
                }
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        };
        let patience = Duration::from_secs(10);
        tokio::time::timeout(patience, provisioned).await.unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn reserved_concurrency_bounds_all_versions_together_and_zero_stops_the_function() {
    let lambda = Lambda::with_function().await;
    lambda.reserve(0).await;
    assert_eq!(lambda.call_status("").await, StatusCode::TOO_MANY_REQUESTS);
    let whole = lambda.done("GET", F, Value::Null).await;
    assert_eq!(
        whole["Concurrency"],
        json!({"ReservedConcurrentExecutions": 0})
    );

    lambda.reserve(1).await;
    let file = absent_file();
    // Of $LATEST: the place is taken until the work after the answer has ended.
    lambda.call("f", &format!("work-after {file}")).await;
    assert_eq!(lambda.call_status("").await, StatusCode::TOO_MANY_REQUESTS);
    std::fs::write(&file, "").unwrap();
    assert!(eventually(|| !Path::new(&file).exists()).await);
    let mut status = lambda.call_status("").await;
    while status == StatusCode::TOO_MANY_REQUESTS {
        // It asks for its next event at once.
        status = lambda.call_status("").await;
    }
    assert_eq!(status, StatusCode::OK);

    lambda.reserve(0).await;
    let deleted = lambda.ask("DELETE", RESERVED, Value::Null).await;
    assert_eq!(deleted.status, StatusCode::NO_CONTENT);
    assert_eq!(lambda.done("GET", SHOWN, Value::Null).await, json!({}));
    assert_eq!(lambda.call_status("").await, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn provisioned_environments_wait_for_the_first_call_of_the_version() {
    let lambda = Lambda::with_function().await;
    let number = json!({"ProvisionedConcurrentExecutions": 2});
    let asked = lambda.ask("PUT", PROVISIONED, number).await;
    assert_eq!(asked.status, StatusCode::ACCEPTED);
    assert_eq!(asked.body["Status"], "IN_PROGRESS");
    let shown = without_changing(lambda.provisioned().await, &["LastModified"]);
    let expected = json!({
        "RequestedProvisionedConcurrentExecutions": 2,
        "AllocatedProvisionedConcurrentExecutions": 2,
        "AvailableProvisionedConcurrentExecutions": 2,
        "Status": "READY",
    });
    assert_eq!(shown, expected);
    let kind = async || {
        let answer = lambda.call("f:live", "").await.1;
        answer["variables"]["AWS_LAMBDA_INITIALIZATION_TYPE"].clone()
    };
    assert_eq!(kind().await, "provisioned-concurrency");

    // They follow the alias.
    let update = json!({"ZipFile": program("2"), "Publish": true});
    lambda.done("PUT", &format!("{F}/code"), update).await;
    let alias = format!("{F}/aliases/live");
    lambda
        .done("PUT", &alias, json!({"FunctionVersion": "2"}))
        .await;
    assert_eq!(lambda.provisioned().await["Status"], "READY");
    assert_eq!(kind().await, "provisioned-concurrency");

    for _ in 0..2 {
        let deleted = lambda.ask("DELETE", PROVISIONED, Value::Null).await;
        assert_eq!(deleted.status, StatusCode::NO_CONTENT);
    }
    let gone = lambda.ask("GET", PROVISIONED, Value::Null).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_being_started_is_not_started_again() {
    let lambda = Lambda::with_function().await;
    for number in [1, 2, 3] {
        let number = json!({"ProvisionedConcurrentExecutions": number});
        lambda.done("PUT", PROVISIONED, number).await;
    }
    let shown = lambda.provisioned().await;
    assert_eq!(shown["AllocatedProvisionedConcurrentExecutions"], 3);
    // Each is still at work when the next is called.
    let work = format!("work-after {}", absent_file());
    let mut kinds = Vec::new();
    for _ in 0..4 {
        let answer = lambda.call("f:live", &work).await.1;
        kinds.push(answer["variables"]["AWS_LAMBDA_INITIALIZATION_TYPE"].clone());
    }
    let provisioned = "provisioned-concurrency";
    assert_eq!(kinds, [provisioned, provisioned, provisioned, "on-demand"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_ended_is_not_provisioned() {
    let lambda = Lambda::with_function().await;
    let process = lambda.process_of("f:live").await;
    let id = rustix::process::Pid::from_raw(process.as_i64().unwrap().try_into().unwrap());
    rustix::process::kill_process(id.unwrap(), rustix::process::Signal::KILL).unwrap();
    let number = json!({"ProvisionedConcurrentExecutions": 1});
    let missed = async {
        // It is ready until its end is known.
        while lambda.done("PUT", PROVISIONED, number.clone()).await["Status"] == "READY" {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    let patience = Duration::from_secs(10);
    assert!(tokio::time::timeout(patience, missed).await.is_ok());
    assert_eq!(lambda.provisioned().await["Status"], "READY");
    let answer = lambda.call("f:live", "").await.1;
    let kind = &answer["variables"]["AWS_LAMBDA_INITIALIZATION_TYPE"];
    assert_eq!(kind, "provisioned-concurrency");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_that_can_not_be_started_is_not_provisioned() {
    let lambda = Lambda::new();
    let mut creation = creation("1");
    creation["Environment"]["Variables"]["TEST_FUNCTION"] = "fails-to-start".into();
    lambda.done("POST", "/2015-03-31/functions", creation).await;
    let alias = json!({"Name": "live", "FunctionVersion": "1"});
    lambda.done("POST", &format!("{F}/aliases"), alias).await;
    let number = json!({"ProvisionedConcurrentExecutions": 1});
    lambda.done("PUT", PROVISIONED, number).await;
    let shown = lambda.provisioned().await;
    assert_eq!(shown["Status"], "FAILED");
    let reason = shown["StatusReason"].as_str().unwrap();
    assert!(reason.contains("ConfigurationError"), "{reason}");
}
