//! Whether a role grants a call, asked over IAM's Query API.

mod service;

use serde_json::{Value, json};
use shared::log::recording::Recording;
use tracing::level_filters::LevelFilter;
use url::Url;

use self::service::{ROLE, Service, policy};
use super::*;
use crate::http_client;

const API: &str = "arn:aws:appsync:eu-central-1:000000000000:apis/abc";
const FUNCTION: &str =
    "arn:aws:lambda:eu-central-1:000000000000:function:example-query-resolver:live";

/// The trust of infra/resolvers.tf.
fn trust() -> Value {
    json!({
        "Effect": "Allow", "Principal": {"Service": "appsync.amazonaws.com"},
        "Action": "sts:AssumeRole", "Condition": {"ArnEquals": {"aws:SourceArn": API}},
    })
}

/// The permission of infra/resolvers.tf.
fn permission() -> Value {
    json!({"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": FUNCTION})
}

fn service() -> Service {
    Service::new(&policy(&trust()), &policy(&permission()))
}

fn text(statements: &Value) -> String {
    policy(statements).to_string()
}

/// The decision, and what the log says of it.
async fn decide(endpoint: Url, role: &str, api: &str, function: &str) -> (bool, String) {
    let roles = Roles::new(http_client::new().unwrap(), endpoint);
    let recording = Recording::default();
    let logging = tracing::subscriber::set_default(recording.subscriber(LevelFilter::WARN));
    let granted = roles.may_invoke(role, api, function).await;
    drop(logging);
    (granted, recording.text())
}

async fn granted_by(service: Service) -> (bool, String) {
    decide(service.start().await, ROLE, API, FUNCTION).await
}

/// The refusal stands in one line of the log, with the role, the API and the function.
fn assert_refused((granted, log): &(bool, String), because: &str) {
    assert!(!granted, "{because}");
    let lines: Vec<_> = log.lines().collect();
    let [line] = lines.as_slice() else {
        panic!("{because}: {log}");
    };
    let line: Value = serde_json::from_str(line).unwrap();
    let message = line["message"].as_str().unwrap();
    assert!(message.contains(because), "{because}: {message}");
    for name in ["role", "api", "function"] {
        assert!(line[name].is_string(), "{because}: {line}");
    }
}

#[tokio::test]
async fn the_roles_of_the_deployment_grant_their_one_call() {
    assert_eq!(granted_by(service()).await, (true, String::new()));
    let endpoint = service().start().await;
    let other_api = API.replace("abc", "abd");
    let refused = decide(endpoint.clone(), ROLE, &other_api, FUNCTION).await;
    assert_refused(&refused, "no trust: the role's trust policy does not let");
    let other_function = FUNCTION.replace("query", "mutation");
    let refused = decide(endpoint, ROLE, API, &other_function).await;
    assert_refused(&refused, "no permission: no policy of the role allows");
}

#[tokio::test]
async fn what_is_missing_or_denied_is_said() {
    let deny = |statement: Value| {
        let mut statement = statement;
        statement["Effect"] = "Deny".into();
        statement
    };
    let with = |change: &dyn Fn(&mut Service)| {
        let mut service = service();
        change(&mut service);
        service
    };
    for (because, service) in [
        (
            "no trust: the role's trust policy does not let appsync.amazonaws.com assume it",
            with(&|it| it.trust = it.trust.replace("appsync.", "lambda.")),
        ),
        (
            "no trust: the role's trust policy denies",
            with(&|it| it.trust = text(&json!([trust(), deny(trust())]))),
        ),
        (
            "no permission: no policy of the role allows lambda:InvokeFunction",
            with(&|it| it.inline.clear()),
        ),
        (
            "no permission: a policy of the role denies lambda:InvokeFunction",
            with(&|it| it.inline.push(("deny".into(), text(&deny(permission()))))),
        ),
        (
            "no permission: a policy of the role denies lambda:InvokeFunction",
            with(&|it| {
                it.attached = vec![("arn:a".into(), text(&deny(permission())))];
            }),
        ),
        (
            "no permission: the role's boundary does not allow",
            with(&|it| {
                let others = json!({"Effect": "Allow", "Action": "s3:*", "Resource": "*"});
                it.boundary = Some(("arn:b".into(), text(&others)));
            }),
        ),
        (
            "its policy invoke can't be read: unknown variant `Permit`",
            with(&|it| it.inline[0].1 = it.inline[0].1.replace("Allow", "Permit")),
        ),
        (
            "its policy more can't be read: EOF",
            with(&|it| it.inline.push(("more".into(), "{".into()))),
        ),
        (
            "its policy of trust can't be read: a trust policy has Principal",
            with(&|it| it.trust = text(&permission())),
        ),
        (
            "the role of that name is arn:aws:iam::000000000000:role/a/example",
            with(&|it| it.arn = it.arn.replace("role/", "role/a/")),
        ),
        (
            "IAM refuses GetRole: NoSuchEntity: The role <a> cannot be found.",
            with(&|it| it.arn = "arn:aws:iam::000000000000:role/other".into()),
        ),
    ] {
        assert_refused(&granted_by(service).await, because);
    }
}

#[tokio::test]
async fn every_page_and_every_kind_of_policy_counts() {
    let none = text(&json!([]));
    let mut later = service();
    later.inline.insert(0, ("first".into(), none.clone()));
    later.inline.insert(0, ("before".into(), none.clone()));
    assert_eq!(granted_by(later).await, (true, String::new()));

    let mut attached = service();
    let (_, permission) = attached.inline.remove(0);
    attached.attached = vec![("arn:none".into(), none), ("arn:invoke".into(), permission)];
    attached.boundary = Some(("arn:invoke".into(), String::new()));
    assert_eq!(granted_by(attached).await, (true, String::new()));
}

#[tokio::test]
async fn an_arn_that_is_no_roles_is_not_asked_for() {
    let nobody = Url::parse("http://127.0.0.1:9/").unwrap();
    for role in [
        "",
        "example-query-resolver-invoke",
        "arn:aws:iam::111111111111:role/example-query-resolver-invoke",
        "arn:aws:iam::000000000000:user/example",
        "arn:aws:iam::000000000000:role/",
    ] {
        let refused = decide(nobody.clone(), role, API, FUNCTION).await;
        assert_refused(&refused, "that is no ARN of a role of account 000000000000");
    }
}

#[tokio::test]
async fn a_service_that_is_not_there_or_none_of_iams_grants_nothing() {
    let closed = {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        listener.local_addr().unwrap()
    };
    let closed = Url::parse(&format!("http://{closed}/")).unwrap();
    let refused = decide(closed, ROLE, API, FUNCTION).await;
    assert_refused(&refused, "IAM does not answer GetRole: Connection refused");

    let endpoint = service().start().await.join("/elsewhere").unwrap();
    let refused = decide(endpoint, ROLE, API, FUNCTION).await;
    assert_refused(&refused, "what answers GetRole is not IAM");
}
