//! The functions as AppSync calls them, over the real SDK against an embedded DynamoDB.

#![expect(clippy::unwrap_used, reason = "a test may end where its tools fail")]

use std::collections::HashSet;
use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, KeySchemaElement, KeyType, LocalSecondaryIndex, Projection,
    ProjectionType, ScalarAttributeType,
};
use resolvers::Function;
use resolvers::error::ResolverError;
use resolvers::handler::answer;
use resolvers::resolver::Resolver;
use resolvers::settings::AuthorizationMode;
use resolvers::store::{Store, attribute};
use serde_json::value::RawValue;
use serde_json::{Value, json};
use shared::time::SetClock;

const NOW: i64 = 1_800_000_000;

/// Both functions on one empty table.
struct Api {
    query: Resolver,
    mutation: Resolver,
    clock: Arc<SetClock>,
}

impl Api {
    async fn new() -> Self {
        let client = client().await;
        create_table(&client).await;
        let clock = Arc::new(SetClock::at(NOW));
        let resolver = |function| {
            let store = Store::new(client.clone(), "records".to_owned(), clock.clone());
            Resolver::new(function, AuthorizationMode::Lambda, store).unwrap()
        };
        Self {
            query: resolver(Function::Query),
            mutation: resolver(Function::Mutation),
            clock,
        }
    }

    /// Calls the function that serves `field` as `sub`, with both permissions.
    async fn call(&self, sub: &str, field: &str, arguments: Value) -> Result<Value, ResolverError> {
        let event = event(sub, field, &arguments, "read:records write:records");
        let resolver = if field.starts_with("Mutation") {
            &self.mutation
        } else {
            &self.query
        };
        answer(resolver, &event, "request-1").await
    }

    async fn create(&self, sub: &str, id: &str, kind: &str) -> Value {
        let input = json!({"input": {"id": id, "kind": kind, "data": {"n": 1}}});
        self.call(sub, "Mutation.createRecord", input)
            .await
            .unwrap()
    }
}

async fn client() -> Client {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let database = dynoxide::Database::memory().unwrap();
    tokio::spawn(async move { dynoxide::server::serve_on(listener, database).await });
    let config = aws_sdk_dynamodb::Config::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::new("eu-central-1"))
        .credentials_provider(Credentials::new("test", "test", None, None, "test"))
        .endpoint_url(endpoint)
        .build();
    Client::from_conf(config)
}

async fn create_table(client: &Client) {
    let schema = |sort_key: &str| {
        [
            (attribute::OWNER, KeyType::Hash),
            (sort_key, KeyType::Range),
        ]
        .map(|(name, kind)| {
            KeySchemaElement::builder()
                .attribute_name(name)
                .key_type(kind)
                .build()
                .unwrap()
        })
    };
    let mut table = client
        .create_table()
        .table_name("records")
        .billing_mode(BillingMode::PayPerRequest);
    for name in [
        attribute::OWNER,
        attribute::ID,
        attribute::CREATION_KEY,
        attribute::KIND_KEY,
    ] {
        let definition = AttributeDefinition::builder()
            .attribute_name(name)
            .attribute_type(ScalarAttributeType::S);
        table = table.attribute_definitions(definition.build().unwrap());
    }
    for (name, sort_key) in [
        (attribute::BY_CREATION, attribute::CREATION_KEY),
        (attribute::BY_KIND, attribute::KIND_KEY),
    ] {
        let projection = Projection::builder()
            .projection_type(ProjectionType::All)
            .build();
        let index = LocalSecondaryIndex::builder()
            .index_name(name)
            .projection(projection);
        let index = index.set_key_schema(Some(schema(sort_key).into()));
        table = table.local_secondary_indexes(index.build().unwrap());
    }
    table
        .set_key_schema(Some(schema(attribute::ID).into()))
        .send()
        .await
        .unwrap();
}

/// Source: the captured direct resolver event of AppSync.
fn context(sub: &str, field: &str, arguments: &Value, permissions: &str) -> Value {
    let (parent, name) = field.split_once('.').unwrap();
    json!({
        "arguments": arguments,
        "identity": {"resolverContext": {
            "sub": sub, "issuer": "https://a.example/", "audience": "https://api", "clientId": "client",
            "permissions": permissions, "issuedAt": "10", "expiresAt": "20", "claims": "{\"x\":1}"
        }},
        "source": null,
        "request": {"domainName": null, "headers": {"x-twice": ["a", "b"], "authorization": "secret"}},
        "prev": null,
        "info": {"fieldName": name, "parentTypeName": parent, "variables": {},
            "selectionSetList": [], "selectionSetGraphQL": ""},
        "stash": {}
    })
}

fn event(sub: &str, field: &str, arguments: &Value, permissions: &str) -> Box<RawValue> {
    raw(&context(sub, field, arguments, permissions))
}

fn raw(value: &Value) -> Box<RawValue> {
    RawValue::from_string(value.to_string()).unwrap()
}

fn code(outcome: Result<Value, ResolverError>) -> &'static str {
    outcome.unwrap_err().code()
}

#[tokio::test]
async fn a_record_is_created_read_updated_and_deleted() {
    let api = Api::new().await;
    let input = json!({"input": {"id": "a", "kind": "note", "data": "{\"b\":1.0,\"a\":1e2}", "expiresAt": NOW + 60}});
    let created = api
        .call("u1", "Mutation.createRecord", input)
        .await
        .unwrap();
    let expected = json!({
        "owner": "u1", "id": "a", "kind": "note", "data": "{\"b\":1.0,\"a\":1e2}", "version": 1,
        "createdAt": "2027-01-15T08:00:00.000Z", "updatedAt": "2027-01-15T08:00:00.000Z",
        "expiresAt": NOW + 60
    });
    assert_eq!(created, expected);
    assert_eq!(
        api.call("u1", "Query.getRecord", json!({"id": "a"})).await,
        Ok(created)
    );

    api.clock.advance(1);
    let input = json!({"input": {"id": "a", "kind": "memo", "expiresAt": null}});
    let updated = api
        .call("u1", "Mutation.updateRecord", input)
        .await
        .unwrap();
    let expected = json!({
        "owner": "u1", "id": "a", "kind": "memo", "data": "{\"b\":1.0,\"a\":1e2}", "version": 2,
        "createdAt": "2027-01-15T08:00:00.000Z", "updatedAt": "2027-01-15T08:00:01.000Z",
        "expiresAt": null
    });
    assert_eq!(updated, expected);

    let input = json!({"input": {"id": "a", "expectedVersion": 2}});
    assert_eq!(
        api.call("u1", "Mutation.deleteRecord", input).await,
        Ok(updated)
    );
    assert_eq!(
        api.call("u1", "Query.getRecord", json!({"id": "a"})).await,
        Ok(Value::Null)
    );
}

#[tokio::test]
async fn another_users_record_is_as_good_as_missing() {
    let api = Api::new().await;
    let created = api.create("u1", "a", "note").await;
    for sub in ["u2", "U1", "u1 ", "u"] {
        assert_eq!(
            api.call(sub, "Query.getRecord", json!({"id": "a"})).await,
            Ok(Value::Null),
            "{sub}"
        );
        let page = api.call(sub, "Query.listRecords", json!({})).await;
        assert_eq!(page, Ok(json!({"items": [], "nextToken": null})), "{sub}");
        for field in ["Mutation.updateRecord", "Mutation.deleteRecord"] {
            let theirs = api.call(sub, field, json!({"input": {"id": "a"}})).await;
            let missing = api.call("u1", field, json!({"input": {"id": "b"}})).await;
            assert_eq!(
                theirs,
                Err(ResolverError::RecordNotFound("a".to_owned())),
                "{sub}"
            );
            assert_eq!(missing, Err(ResolverError::RecordNotFound("b".to_owned())));
        }
    }
    assert_eq!(api.create("u2", "a", "other").await["owner"], "u2");
    assert_eq!(
        api.call("u1", "Query.getRecord", json!({"id": "a"})).await,
        Ok(created)
    );
}

#[tokio::test]
async fn a_repeated_create_gives_what_is_there_and_another_is_refused() {
    let api = Api::new().await;
    let created = api.create("u1", "a", "note").await;
    api.clock.advance(1);
    assert_eq!(api.create("u1", "a", "note").await, created);
    let other = json!({"input": {"id": "a", "kind": "note", "data": {"n": 2}}});
    assert_eq!(
        code(api.call("u1", "Mutation.createRecord", other).await),
        "RecordAlreadyExists"
    );
    let unnamed = json!({"input": {"kind": "note", "data": []}});
    let created = api
        .call("u1", "Mutation.createRecord", unnamed)
        .await
        .unwrap();
    let id: uuid::Uuid = created["id"].as_str().unwrap().parse().unwrap();
    assert_eq!(id.get_version_num(), 7);
}

#[tokio::test]
async fn a_version_that_was_not_expected_is_a_conflict_that_shows_the_record() {
    let api = Api::new().await;
    let created = api.create("u1", "a", "note").await;
    for field in ["Mutation.updateRecord", "Mutation.deleteRecord"] {
        let input = json!({"input": {"id": "a", "expectedVersion": 2}});
        let conflict = ResolverError::VersionConflict {
            current: 1,
            record: Box::new(created.clone()),
        };
        assert_eq!(api.call("u1", field, input).await, Err(conflict));
    }
}

#[tokio::test]
async fn of_many_who_expect_one_version_exactly_one_wins() {
    let api = Arc::new(Api::new().await);
    api.create("u1", "a", "note").await;
    for round in 1..=3 {
        let input = json!({"input": {"id": "a", "expectedVersion": round}});
        let tasks: Vec<_> = (0..30)
            .map(|_| {
                let (api, input) = (api.clone(), input.clone());
                tokio::spawn(async move { api.call("u1", "Mutation.updateRecord", input).await })
            })
            .collect();
        let mut winners = 0;
        for task in tasks {
            match task.await.unwrap() {
                Ok(record) => {
                    assert_eq!(record["version"], round + 1);
                    winners += 1;
                }
                Err(error) => assert_eq!(error.code(), "VersionConflict"),
            }
        }
        assert_eq!(winners, 1);
    }
}

#[tokio::test]
async fn a_record_whose_time_is_over_does_not_exist() {
    let api = Api::new().await;
    let input = json!({"input": {"id": "a", "kind": "note", "data": {}, "expiresAt": NOW + 10}});
    api.call("u1", "Mutation.createRecord", input)
        .await
        .unwrap();
    api.clock.advance(10);
    assert_eq!(
        api.call("u1", "Query.getRecord", json!({"id": "a"})).await,
        Ok(Value::Null)
    );
    let page = api.call("u1", "Query.listRecords", json!({})).await;
    assert_eq!(page, Ok(json!({"items": [], "nextToken": null})));
    for field in ["Mutation.updateRecord", "Mutation.deleteRecord"] {
        assert_eq!(
            code(api.call("u1", field, json!({"input": {"id": "a"}})).await),
            "RecordNotFound"
        );
    }
    assert_eq!(api.create("u1", "a", "note").await["version"], 1);
}

#[tokio::test]
async fn pages_are_full_and_lose_and_repeat_nothing() {
    let api = Api::new().await;
    let expiring = |id: String| json!({"input": {"id": id, "kind": "even", "data": {}, "expiresAt": NOW + 15}});
    for number in 0..10 {
        let kind = if number % 2 == 0 { "even" } else { "odd" };
        api.create("u1", &format!("r{number}"), kind).await;
        api.call(
            "u1",
            "Mutation.createRecord",
            expiring(format!("x{number}")),
        )
        .await
        .unwrap();
        api.clock.advance(1);
    }
    api.create("u2", "r5", "even").await;
    api.clock.advance(10);
    for (kind, direction, limit, expected) in [
        (
            json!(null),
            "ASC",
            3,
            vec!["r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9"],
        ),
        (
            json!(null),
            "DESC",
            10,
            vec!["r9", "r8", "r7", "r6", "r5", "r4", "r3", "r2", "r1", "r0"],
        ),
        (json!("even"), "DESC", 2, vec!["r8", "r6", "r4", "r2", "r0"]),
        (json!("eve"), "ASC", 2, vec![]),
    ] {
        let mut token = Value::Null;
        let mut seen: Vec<String> = Vec::new();
        for _ in 0..20 {
            let arguments = json!({"kind": kind, "sortDirection": direction, "limit": limit, "nextToken": token});
            let page = api
                .call("u1", "Query.listRecords", arguments)
                .await
                .unwrap();
            let items = page["items"].as_array().unwrap();
            seen.extend(
                items
                    .iter()
                    .map(|item| item["id"].as_str().unwrap().to_owned()),
            );
            token = page["nextToken"].clone();
            if token.is_null() {
                break;
            }
            assert_eq!(items.len(), limit);
        }
        assert_eq!(seen, expected, "{kind} {direction} {limit}");
    }
}

#[tokio::test]
async fn a_page_token_moves_a_user_within_their_own_records_or_is_refused() {
    let api = Api::new().await;
    for id in ["a", "b", "c"] {
        api.create("u1", id, "note").await;
        api.create("u2", id, "note").await;
    }
    let first = api
        .call("u1", "Query.listRecords", json!({"limit": 1}))
        .await
        .unwrap();
    let token = first["nextToken"].clone();
    let theirs = api
        .call(
            "u2",
            "Query.listRecords",
            json!({"limit": 1, "nextToken": token}),
        )
        .await
        .unwrap();
    let owners: HashSet<_> = theirs["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["owner"].clone())
        .collect();
    assert_eq!(owners, HashSet::from([json!("u2")]));
    for arguments in [
        json!({"nextToken": "x"}),
        json!({"nextToken": ""}),
        json!({"nextToken": token, "kind": "note"}),
        json!({"nextToken": token, "sortDirection": "ASC"}),
    ] {
        assert_eq!(
            code(api.call("u1", "Query.listRecords", arguments).await),
            "InvalidNextToken"
        );
    }
}

#[tokio::test]
async fn an_argument_that_breaks_a_rule_is_refused_by_name() {
    let api = Api::new().await;
    let create = |name: &str, value: Value| {
        let mut input = json!({"id": "a", "kind": "note", "data": {}});
        input[name] = value;
        ("Mutation.createRecord", json!({ "input": input }))
    };
    for ((field, arguments), code, named) in [
        (create("id", json!("a b")), "ValidationError", "id "),
        (
            create("id", json!("a".repeat(129))),
            "ValidationError",
            "id ",
        ),
        (create("kind", json!("a#b")), "ValidationError", "kind "),
        (create("data", json!("text")), "ValidationError", "data "),
        (
            create("data", json!(["a".repeat(131_072)])),
            "RecordTooLarge",
            "data ",
        ),
        (
            create("expiresAt", json!(NOW)),
            "ValidationError",
            "expiresAt ",
        ),
        (
            create("expiresAt", json!(NOW * 1000)),
            "ValidationError",
            "expiresAt ",
        ),
        (
            ("Query.listRecords", json!({"limit": 0})),
            "ValidationError",
            "limit ",
        ),
        (
            ("Query.listRecords", json!({"limit": 101})),
            "ValidationError",
            "limit ",
        ),
    ] {
        let error = api.call("u1", field, arguments).await.unwrap_err();
        assert_eq!(error.code(), code, "{error}");
        assert!(error.to_string().starts_with(named), "{error}");
    }
}

#[tokio::test]
async fn a_field_is_refused_without_its_permission_and_by_the_other_function() {
    let api = Api::new().await;
    let id = json!({"id": "a"});
    for (resolver, field, permissions) in [
        (&api.query, "Query.getRecord", "write:records"),
        (&api.mutation, "Mutation.deleteRecord", "read:records"),
        (
            &api.query,
            "Mutation.deleteRecord",
            "read:records write:records",
        ),
        (
            &api.mutation,
            "Query.getRecord",
            "read:records write:records",
        ),
        (&api.query, "Query.secret", "read:records write:records"),
    ] {
        let outcome = answer(resolver, &event("u1", field, &id, permissions), "r").await;
        assert_eq!(
            outcome,
            Err(ResolverError::Unauthorized),
            "{field} {permissions}"
        );
    }
    let me = answer(&api.query, &event("u1", "Query.me", &json!({}), ""), "r")
        .await
        .unwrap();
    let expected = json!({
        "sub": "u1", "issuer": "https://a.example/", "audience": ["https://api"], "clientId": "client",
        "organization": null, "permissions": [], "issuedAt": 10, "expiresAt": 20, "claims": "{\"x\":1}"
    });
    assert_eq!(me, expected);
}

#[tokio::test]
async fn a_user_subscribes_to_their_own_records_alone() {
    let api = Api::new().await;
    let field = "Subscription.onUpdateRecord";
    assert_eq!(
        api.call("u1", field, json!({"owner": "u1"})).await,
        Ok(Value::Null)
    );
    assert_eq!(
        api.call("u1", field, json!({"owner": "u2"})).await,
        Err(ResolverError::Unauthorized)
    );
}

#[tokio::test]
async fn in_a_batch_each_context_has_its_own_result() {
    let api = Api::new().await;
    let created = api.create("u1", "a", "note").await;
    let get = |id: &str| context("u1", "Query.getRecord", &json!({"id": id}), "read:records");
    let batch = json!([get("a"), null, get("b"), get(" ")]);
    let results = answer(&api.query, &raw(&batch), "r").await.unwrap();
    let failed = |code: &str, sentence: &str| json!({"data": null, "errorType": code, "errorMessage": sentence});
    let expected = json!([
        {"data": created, "errorType": null, "errorMessage": null},
        failed("ValidationError", "The event is not a context of AppSync's."),
        {"data": null, "errorType": null, "errorMessage": null},
        failed("ValidationError", "id must be 1 to 128 characters: letters, digits, _ . : -."),
    ]);
    assert_eq!(results, expected);

    let input = json!({"input": {"id": "a", "expectedVersion": 9}});
    let batch = json!([context(
        "u1",
        "Mutation.deleteRecord",
        &input,
        "write:records"
    )]);
    let results = answer(&api.mutation, &raw(&batch), "r").await.unwrap();
    assert_eq!(results[0]["errorType"], "VersionConflict");
    assert_eq!(results[0]["data"], created);
}

#[tokio::test]
async fn a_failure_of_ours_shows_the_request_and_nothing_else() {
    let client = client().await;
    let store = Store::new(client, "absent".to_owned(), Arc::new(SetClock::at(NOW)));
    let resolver = Resolver::new(Function::Query, AuthorizationMode::Lambda, store).unwrap();
    let event = event("u1", "Query.getRecord", &json!({"id": "a"}), "read:records");
    let error = answer(&resolver, &event, "request-7").await.unwrap_err();
    assert_eq!(error.code(), "InternalError");
    assert_eq!(
        error.to_string(),
        "Something went wrong on our side. The request is request-7."
    );
}
