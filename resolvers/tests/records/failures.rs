//! Failures of ours: the client learns the request's id and nothing else.

use resolvers::settings::AuthorizationMode;
use serde_json::json;

use crate::api::{Api, data};
use crate::engine;

#[tokio::test]
async fn a_table_that_is_not_there_shows_the_request_and_nothing_else() {
    let client = engine::client().await;
    let api = Api::on(client, "absent".to_owned(), AuthorizationMode::Lambda);
    let user = api.user("u1");
    for answer in [
        user.get("a").await,
        user.list(json!({})).await,
        user.create(json!({"id": "a", "kind": "note", "data": {}}))
            .await,
        user.update(json!({"id": "a"})).await,
        user.delete(json!({"id": "a"})).await,
    ] {
        let error = answer.unwrap_err();
        assert_eq!(error.code(), "InternalError");
        let sentence = "Something went wrong on our side. The request is request-1.";
        assert_eq!(error.to_string(), sentence);
        assert!(data(&error).is_null());
    }
}
