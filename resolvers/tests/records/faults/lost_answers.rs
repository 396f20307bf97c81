//! Writes whose answer is lost on its way: the SDK sends them again, and they are done once.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::http::HttpResponse;
use aws_sdk_dynamodb::config::interceptors::{
    BeforeDeserializationInterceptorContextMut, BeforeTransmitInterceptorContextMut,
};
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::{
    AsyncSleep, ConfigBag, Intercept, RuntimeComponents, Sleep, StalledStreamProtectionConfig,
};
use aws_sdk_dynamodb::error::BoxError;
use resolvers::dynamodb_client::with_limits;
use resolvers::settings::AuthorizationMode;
use serde_json::{Value, json};

use crate::api::{Api, code};
use crate::engine;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Loss {
    /// The engine did it and its answer is lost.
    Answer,
    /// The request never arrives.
    Request,
}

/// Loses the first write that passes.
#[derive(Clone, Debug)]
struct Losing {
    planned: Arc<Mutex<Option<Loss>>>,
    is_write: Arc<AtomicBool>,
}

impl Losing {
    fn new(loss: Loss) -> Self {
        Self {
            planned: Arc::new(Mutex::new(Some(loss))),
            is_write: Arc::default(),
        }
    }

    fn takes(&self, loss: Loss) -> bool {
        let mut planned = self.planned.lock().unwrap();
        self.is_write.load(Ordering::SeqCst)
            && planned.take_if(|planned| *planned == loss).is_some()
    }
}

impl Intercept for Losing {
    fn name(&self) -> &'static str {
        "Losing"
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request_mut();
        let target = request.headers().get("x-amz-target").unwrap();
        let is_write = !target.ends_with(".GetItem");
        self.is_write.store(is_write, Ordering::SeqCst);
        if self.takes(Loss::Request) {
            // Nobody listens there.
            request.set_uri("http://127.0.0.1:1/")?;
        }
        Ok(())
    }

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if self.takes(Loss::Answer) {
            *context.response_mut() = HttpResponse::new(500.try_into()?, "".into());
        }
        Ok(())
    }
}

/// What happens while the SDK waits before it sends a request again.
type Meanwhile = Vec<(&'static str, Value)>;

/// Waits by doing what others do meanwhile.
#[derive(Clone)]
struct Others {
    api: Arc<Api>,
    meanwhile: Arc<Mutex<Meanwhile>>,
}

impl std::fmt::Debug for Others {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Others")
    }
}

impl AsyncSleep for Others {
    fn sleep(&self, duration: Duration) -> Sleep {
        if duration >= Duration::from_secs(1) {
            // A timeout, which does not come.
            return Sleep::new(std::future::pending());
        }
        let others = self.clone();
        let done = tokio::spawn(async move {
            let meanwhile = std::mem::take(&mut *others.meanwhile.lock().unwrap());
            for (field, arguments) in meanwhile {
                others.api.user("u1").call(field, arguments).await.unwrap();
            }
        });
        Sleep::new(async move { done.await.unwrap() })
    }
}

/// An API whose first write is lost, and one on the same table that loses nothing.
async fn losing(loss: Loss, meanwhile: Meanwhile) -> (Api, Arc<Api>) {
    let config = engine::configuration().await;
    let sound = Client::from_conf(config.clone().build());
    let sound = Arc::new(Api::over(sound, AuthorizationMode::Lambda).await);
    let others = Others {
        api: sound.clone(),
        meanwhile: Arc::new(Mutex::new(meanwhile)),
    };
    let config = with_limits(config)
        .retry_config(RetryConfig::standard().with_initial_backoff(Duration::from_millis(1)))
        // It would wait too.
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .sleep_impl(others)
        .interceptor(Losing::new(loss));
    let client = Client::from_conf(config.build());
    let table = sound.table.clone();
    (Api::on(client, table, AuthorizationMode::Lambda), sound)
}

fn update(input: Value) -> (&'static str, Value) {
    ("Mutation.updateRecord", json!({"input": input}))
}

fn delete() -> (&'static str, Value) {
    ("Mutation.deleteRecord", json!({"input": {"id": "a"}}))
}

fn create() -> (&'static str, Value) {
    let input = json!({"id": "a", "kind": "other", "data": ["other"]});
    ("Mutation.createRecord", json!({"input": input}))
}

#[tokio::test]
async fn a_create_is_done_once_and_returns_its_own_result() {
    for loss in [Loss::Answer, Loss::Request] {
        for input in [
            json!({"id": "a", "kind": "note", "data": [1]}),
            json!({"kind": "note", "data": [1]}),
        ] {
            let (losing, sound) = losing(loss, Vec::new()).await;
            let created = losing.user("u1").create(input.clone()).await.unwrap();
            assert_eq!(created["version"], 1, "{loss:?} {input}");
            assert_eq!(created["data"], "[1]");
            assert_eq!(sound.items_of("u1").await, 1);
            let id = created["id"].as_str().unwrap();
            assert_eq!(sound.user("u1").get(id).await.unwrap(), created);
        }
    }
}

#[tokio::test]
async fn a_create_that_others_built_upon_returns_its_own_result() {
    let meanwhile = vec![update(json!({"id": "a", "kind": "memo"}))];
    let (losing, sound) = losing(Loss::Answer, meanwhile).await;
    let input = json!({"id": "a", "kind": "note", "data": [1]});
    let created = losing.user("u1").create(input).await.unwrap();
    assert_eq!(
        (&created["version"], &created["kind"]),
        (&json!(1), &json!("note"))
    );
    let now = sound.user("u1").get("a").await.unwrap();
    assert_eq!((&now["version"], &now["kind"]), (&json!(2), &json!("memo")));
}

#[tokio::test]
async fn an_update_is_done_once_and_returns_its_own_result() {
    for loss in [Loss::Answer, Loss::Request] {
        for expected_version in [json!(null), json!(1)] {
            let (losing, sound) = losing(loss, Vec::new()).await;
            sound.user("u1").has("a", "note").await;
            let input = json!({"id": "a", "data": [2], "expectedVersion": expected_version});
            let updated = losing.user("u1").update(input).await.unwrap();
            assert_eq!(updated["version"], 2, "{loss:?} {expected_version}");
            assert_eq!(updated["data"], "[2]");
            assert_eq!(sound.user("u1").get("a").await.unwrap(), updated);
        }
    }
}

#[tokio::test]
async fn an_update_that_others_built_upon_is_not_done_again() {
    for others in [1, 7] {
        for expected_version in [json!(null), json!(1)] {
            let change = |number| update(json!({"id": "a", "data": ["other", number]}));
            let meanwhile = (0..others).map(change).collect();
            let (losing, sound) = losing(Loss::Answer, meanwhile).await;
            sound.user("u1").has("a", "note").await;
            let input = json!({"id": "a", "data": ["own"], "expectedVersion": expected_version});
            let updated = losing.user("u1").update(input).await.unwrap();
            assert_eq!(updated["version"], 2, "{others}");
            assert_eq!(updated["data"], r#"["own"]"#, "{others}");
            let now = sound.user("u1").get("a").await.unwrap();
            assert_eq!(now["version"], 2 + others);
            assert_eq!(now["data"], json!(["other", others - 1]).to_string());
        }
    }
}

#[tokio::test]
async fn an_update_that_never_arrived_builds_upon_what_others_did_or_is_a_conflict() {
    let meanwhile = || vec![update(json!({"id": "a", "data": ["other"]}))];
    let (losing_, sound) = losing(Loss::Request, meanwhile()).await;
    sound.user("u1").has("a", "note").await;
    let input = json!({"id": "a", "kind": "memo"});
    let updated = losing_.user("u1").update(input).await.unwrap();
    assert_eq!(updated["version"], 3);
    assert_eq!(updated["data"], r#"["other"]"#);

    let (losing, sound) = losing(Loss::Request, meanwhile()).await;
    sound.user("u1").has("a", "note").await;
    let input = json!({"id": "a", "kind": "memo", "expectedVersion": 1});
    assert_eq!(
        code(losing.user("u1").update(input).await),
        "VersionConflict"
    );
    assert_eq!(sound.user("u1").get("a").await.unwrap()["kind"], "note");
}

#[tokio::test]
async fn a_delete_returns_what_it_removed() {
    for loss in [Loss::Answer, Loss::Request] {
        for expected_version in [json!(null), json!(1)] {
            let (losing, sound) = losing(loss, Vec::new()).await;
            let record = sound.user("u1").has("a", "note").await;
            let input = json!({"id": "a", "expectedVersion": expected_version});
            assert_eq!(losing.user("u1").delete(input).await.unwrap(), record);
            assert_eq!(sound.items_of("u1").await, 0, "{loss:?}");
        }
    }
}

#[tokio::test]
async fn a_delete_that_never_arrived_removes_what_others_made_of_it_or_is_a_conflict() {
    let meanwhile = || vec![update(json!({"id": "a", "data": ["other"]}))];
    let (losing_, sound) = losing(Loss::Request, meanwhile()).await;
    sound.user("u1").has("a", "note").await;
    let removed = losing_.user("u1").delete(json!({"id": "a"})).await.unwrap();
    assert_eq!(
        (&removed["version"], &removed["data"]),
        (&json!(2), &json!(r#"["other"]"#))
    );
    assert_eq!(sound.items_of("u1").await, 0);

    let (losing, sound) = losing(Loss::Request, meanwhile()).await;
    sound.user("u1").has("a", "note").await;
    let input = json!({"id": "a", "expectedVersion": 1});
    assert_eq!(
        code(losing.user("u1").delete(input).await),
        "VersionConflict"
    );
    assert_eq!(sound.user("u1").get("a").await.unwrap()["version"], 2);
}

#[tokio::test]
async fn a_delete_does_not_remove_what_was_made_anew() {
    let (losing, sound) = losing(Loss::Answer, vec![create()]).await;
    let record = sound.user("u1").has("a", "note").await;
    let removed = losing.user("u1").delete(json!({"id": "a"})).await.unwrap();
    assert_eq!(removed, record);
    assert_eq!(sound.user("u1").get("a").await.unwrap()["kind"], "other");
}

#[tokio::test]
async fn an_update_does_not_touch_what_was_made_anew_with_the_same_version() {
    let (losing, sound) = losing(Loss::Request, vec![delete(), create()]).await;
    sound.user("u1").has("a", "note").await;
    let input = json!({"id": "a", "data": ["own"]});
    let updated = losing.user("u1").update(input).await.unwrap();
    // It builds on the new record and takes nothing of the old one with it.
    assert_eq!(
        (&updated["kind"], &updated["version"]),
        (&json!("other"), &json!(2))
    );
    assert_eq!(sound.user("u1").get("a").await.unwrap(), updated);
}
