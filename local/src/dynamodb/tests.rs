//! The table and its front, asked with requests of the wire format and by the AWS SDK.

use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_dynamodb::types::AttributeValue;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};
use tower::ServiceExt as _;

use super::*;
use crate::guard::Guard;

fn tables() -> DynamoDb {
    let tables = DynamoDb::open(&Storage::Memory).unwrap();
    tables.create_records_table("records").unwrap();
    tables
}

fn request(headers: &[(&str, &str)], body: impl Into<Body>) -> Request<Body> {
    let request = Request::post("/").header("host", "127.0.0.1:4002");
    let with = |request: http::request::Builder, (name, value): &(&str, &str)| {
        request.header(*name, *value)
    };
    headers
        .iter()
        .fold(request, with)
        .body(body.into())
        .unwrap()
}

async fn send(router: &Router, request: Request<Body>) -> (StatusCode, Value) {
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, serde_json::from_slice(&body).unwrap_or_default())
}

const SIGNATURE: (&str, &str) = (
    "authorization",
    "AWS4-HMAC-SHA256 Credential=local/20260101/eu-central-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
);
const DATE: (&str, &str) = ("x-amz-date", "20260101T000000Z");

async fn perform(router: &Router, operation: &str, body: Value) -> (StatusCode, Value) {
    let target = format!("DynamoDB_20120810.{operation}");
    let headers = [("x-amz-target", target.as_str()), SIGNATURE, DATE];
    send(router, request(&headers, body.to_string())).await
}

fn item(id: &str, kind: &str) -> Value {
    json!({
        "owner": {"S": "auth0|1"}, "id": {"S": id},
        "creationKey": {"S": format!("2026#{id}")}, "kindKey": {"S": format!("{kind}#2026#{id}")},
    })
}

#[tokio::test]
async fn the_records_table_has_its_keys_indexes_and_time_to_live() {
    let router = router(tables());
    let (status, described) =
        perform(&router, "DescribeTable", json!({"TableName": "records"})).await;
    assert_eq!(status, StatusCode::OK);
    let table = &described["Table"];
    let schema = |sort_key: &str| {
        json!([
            {"AttributeName": "owner", "KeyType": "HASH"},
            {"AttributeName": sort_key, "KeyType": "RANGE"},
        ])
    };
    assert_eq!(table["KeySchema"], schema("id"));
    assert_eq!(
        table["BillingModeSummary"]["BillingMode"],
        "PAY_PER_REQUEST"
    );
    for (name, sort_key) in [("by-creation", "creationKey"), ("by-kind", "kindKey")] {
        let indexes = table["LocalSecondaryIndexes"].as_array().unwrap();
        let index = indexes
            .iter()
            .find(|index| index["IndexName"] == name)
            .unwrap();
        assert_eq!(index["KeySchema"], schema(sort_key), "{name}");
        assert_eq!(
            index["Projection"],
            json!({"ProjectionType": "ALL"}),
            "{name}"
        );
    }
    let (_, time_to_live) = perform(
        &router,
        "DescribeTimeToLive",
        json!({"TableName": "records"}),
    )
    .await;
    let expected = json!({"AttributeName": "expiresAt", "TimeToLiveStatus": "ENABLED"});
    assert_eq!(time_to_live["TimeToLiveDescription"], expected);
}

#[tokio::test]
async fn items_are_written_on_condition_and_read_in_the_order_of_an_index() {
    let router = router(tables());
    for (id, kind) in [("1", "b"), ("2", "a")] {
        let put = json!({
            "TableName": "records", "Item": item(id, kind),
            "ConditionExpression": "attribute_not_exists(id)",
        });
        let (status, _) = perform(&router, "PutItem", put.clone()).await;
        assert_eq!(status, StatusCode::OK);
        let (status, refused) = perform(&router, "PutItem", put).await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        let code = refused["__type"].as_str().unwrap();
        assert!(code.ends_with("#ConditionalCheckFailedException"), "{code}");
    }
    let query = json!({
        "TableName": "records", "IndexName": "by-kind",
        "KeyConditionExpression": "#owner = :owner",
        "ExpressionAttributeNames": {"#owner": "owner"},
        "ExpressionAttributeValues": {":owner": {"S": "auth0|1"}},
    });
    let (_, found) = perform(&router, "Query", query).await;
    assert_eq!(found["Items"], json!([item("2", "a"), item("1", "b")]));
}

#[tokio::test]
async fn the_aws_sdk_writes_reads_and_understands_a_refusal() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let guarded = Guard::new(port).without_web_pages(router(tables()));
    tokio::spawn(async move { axum::serve(listener, guarded).await });
    let config = aws_sdk_dynamodb::Config::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::new("eu-central-1"))
        .credentials_provider(Credentials::new("local", "local", None, None, "test"))
        .endpoint_url(format!("http://127.0.0.1:{port}"));
    let client = aws_sdk_dynamodb::Client::from_conf(config.build());
    let text = |text: &str| AttributeValue::S(text.to_owned());
    let put = || {
        let put = client.put_item().table_name("records");
        let put = put.item("owner", text("auth0|1")).item("id", text("1"));
        put.item("data", text(r#"{"ä": "\u0000"}"#))
            .condition_expression("attribute_not_exists(id)")
    };
    put().send().await.unwrap();
    let refused = put().send().await.unwrap_err().into_service_error();
    assert!(
        refused.is_conditional_check_failed_exception(),
        "{refused:?}"
    );
    let get = client.get_item().table_name("records");
    let get = get.key("owner", text("auth0|1")).key("id", text("1"));
    let item = get.send().await.unwrap().item.unwrap();
    assert_eq!(item["data"], text(r#"{"ä": "\u0000"}"#));
}

#[tokio::test]
async fn what_is_no_request_of_dynamodbs_gets_its_errors() {
    let router = router(tables());
    let get = ("x-amz-target", "DynamoDB_20120810.GetItem");
    let unknown = ("x-amz-target", "DynamoDB_20120810.Explode");
    for (name, headers, body, code) in [
        (
            "no JSON",
            vec![get, SIGNATURE, DATE],
            &b"{"[..],
            "SerializationException",
        ),
        (
            "no text",
            vec![get, SIGNATURE, DATE],
            b"{\"TableName\":\"\xff\"}",
            "SerializationException",
        ),
        (
            "no body",
            vec![get, SIGNATURE, DATE],
            b"",
            "SerializationException",
        ),
        (
            "no operation",
            vec![SIGNATURE, DATE],
            b"{}",
            "UnknownOperationException",
        ),
        (
            "an unknown one",
            vec![unknown, SIGNATURE, DATE],
            b"{}",
            "UnknownOperationException",
        ),
        (
            "no signature",
            vec![get],
            b"{}",
            "MissingAuthenticationToken",
        ),
        (
            "no key",
            vec![get, SIGNATURE, DATE],
            br#"{"TableName":"records"}"#,
            "ValidationException",
        ),
        (
            "no such table",
            vec![get, SIGNATURE, DATE],
            br#"{"TableName":"others","Key":{"id":{"S":"1"}}}"#,
            "ResourceNotFoundException",
        ),
    ] {
        let (status, refused) = send(&router, request(&headers, body)).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{name}");
        let found = refused["__type"].as_str().unwrap_or_default();
        assert!(found.contains(code), "{name}: {refused}");
    }
}

#[tokio::test]
async fn a_web_page_elsewhere_reads_nothing() {
    let router = Guard::new(4002).without_web_pages(router(tables()));
    let scan = ("x-amz-target", "DynamoDB_20120810.ListTables");
    for attack in [
        ("origin", "https://evil.example"),
        ("sec-fetch-site", "cross-site"),
        ("host", "evil.example:4002"),
    ] {
        let headers = [scan, SIGNATURE, DATE, attack];
        let (status, body) = send(&router, request(&headers, "{}".to_owned())).await;
        assert_eq!(
            (status, body),
            (StatusCode::FORBIDDEN, Value::Null),
            "{attack:?}"
        );
    }
    let (status, _) = send(&router, request(&[scan, SIGNATURE, DATE], "{}".to_owned())).await;
    assert_eq!(status, StatusCode::OK);
}

#[tokio::test]
async fn a_folder_keeps_the_records() {
    let directory = std::env::temp_dir().join(uuid::Uuid::new_v4().to_string());
    std::fs::create_dir(&directory).unwrap();
    let storage = Storage::Directory(directory.clone());
    let key = json!({"owner": {"S": "auth0|1"}, "id": {"S": "1"}});
    for put in [true, false] {
        let tables = DynamoDb::open(&storage).unwrap();
        tables.create_records_table("records").unwrap();
        let router = router(tables);
        if put {
            let put = json!({"TableName": "records", "Item": item("1", "a")});
            perform(&router, "PutItem", put).await;
        }
        let get = json!({"TableName": "records", "Key": key});
        let (_, found) = perform(&router, "GetItem", get).await;
        assert_eq!(found["Item"], item("1", "a"), "written just now: {put}");
    }
    std::fs::remove_dir_all(directory).unwrap();
}

#[test]
fn a_folder_that_is_not_there_is_an_error() {
    let directory = std::env::temp_dir().join(uuid::Uuid::new_v4().to_string());
    let refused = DynamoDb::open(&Storage::Directory(directory)).unwrap_err();
    assert!(matches!(refused, DynamoDbError::Open(_)), "{refused:?}");
}

#[tokio::test]
async fn point_in_time_recovery_is_a_setting_of_its_table_and_goes_with_it() {
    let router = router(tables());
    let update = |enabled: bool, days: Option<u64>| {
        let mut specification = json!({"PointInTimeRecoveryEnabled": enabled});
        if let Some(days) = days {
            specification["RecoveryPeriodInDays"] = days.into();
        }
        json!({"TableName": "records", "PointInTimeRecoverySpecification": specification})
    };
    let description = |recovery: Value| {
        json!({"ContinuousBackupsDescription": {
            "ContinuousBackupsStatus": "ENABLED", "PointInTimeRecoveryDescription": recovery,
        }})
    };
    let disabled = description(json!({"PointInTimeRecoveryStatus": "DISABLED"}));
    let enabled = |days: u64| {
        let status = "ENABLED";
        description(json!({"PointInTimeRecoveryStatus": status, "RecoveryPeriodInDays": days}))
    };
    let records = json!({"TableName": "records"});
    let describe = || perform(&router, "DescribeContinuousBackups", records.clone());

    assert_eq!(describe().await, (StatusCode::OK, disabled.clone()));
    for (request, expected) in [
        (update(true, None), enabled(35)),
        (update(true, Some(7)), enabled(7)),
        (update(false, None), disabled.clone()),
        (update(true, Some(1)), enabled(1)),
    ] {
        let answer = perform(&router, "UpdateContinuousBackups", request.clone()).await;
        assert_eq!(answer, (StatusCode::OK, expected.clone()), "{request}");
        assert_eq!(describe().await, (StatusCode::OK, expected), "{request}");
    }
    for days in [0, 36] {
        let (status, refused) =
            perform(&router, "UpdateContinuousBackups", update(true, Some(days))).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{days}");
        let validation = "com.amazon.coral.validate#ValidationException";
        assert_eq!(refused["__type"], validation, "{days}: {refused}");
        assert_eq!(describe().await.1, enabled(1), "{days}");
    }

    perform(&router, "DeleteTable", records.clone()).await;
    let not_found = json!({
        "__type": "com.amazonaws.dynamodb.v20120810#TableNotFoundException",
        "message": "Table not found: records",
    });
    assert_eq!(
        describe().await,
        (StatusCode::BAD_REQUEST, not_found.clone())
    );
    let updated = perform(&router, "UpdateContinuousBackups", update(true, None)).await;
    assert_eq!(updated, (StatusCode::BAD_REQUEST, not_found));
    perform(&router, "CreateTable", records_table::definition("records")).await;
    assert_eq!(describe().await, (StatusCode::OK, disabled));
}

#[tokio::test]
async fn a_table_is_in_the_region_of_everything_else_wherever_it_is_described() {
    let router = router(tables());
    let table = "arn:aws:dynamodb:eu-central-1:000000000000:table/records";
    let records = json!({"TableName": "records"});
    let tagged = json!({"ResourceArn": table, "Tags": [{"Key": "application", "Value": "a"}]});
    perform(&router, "TagResource", tagged).await;
    let (_, tags) = perform(&router, "ListTagsOfResource", json!({"ResourceArn": table})).await;
    assert_eq!(tags["Tags"], json!([{"Key": "application", "Value": "a"}]));
    let stream = json!({
        "TableName": "records",
        "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "KEYS_ONLY"},
    });
    for (operation, request, member) in [
        ("DescribeTable", &records, "Table"),
        ("UpdateTable", &stream, "TableDescription"),
        ("DeleteTable", &records, "TableDescription"),
        (
            "CreateTable",
            &records_table::definition("records"),
            "TableDescription",
        ),
    ] {
        let (status, answer) = perform(&router, operation, request.clone()).await;
        assert_eq!(status, StatusCode::OK, "{operation}: {answer}");
        let described = &answer[member];
        assert_eq!(described["TableArn"], table, "{operation}");
        if operation == "UpdateTable" {
            let arn = described["LatestStreamArn"].as_str().unwrap();
            assert!(arn.starts_with(&format!("{table}/stream/")), "{arn}");
        }
        for index in described["LocalSecondaryIndexes"].as_array().unwrap() {
            let name = index["IndexName"].as_str().unwrap();
            assert_eq!(
                index["IndexArn"],
                format!("{table}/index/{name}"),
                "{operation}"
            );
        }
    }
}
