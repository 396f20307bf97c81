//! `Subscription.*`, asked when somebody subscribes.

use resolvers::Function;
use serde_json::{Value, json};

use crate::api::{Api, code};
use crate::event::{context, raw};

const FIELDS: [&str; 3] = [
    "Subscription.onCreateRecord",
    "Subscription.onUpdateRecord",
    "Subscription.onDeleteRecord",
];

#[tokio::test]
async fn a_user_subscribes_to_their_own_records_alone() {
    let api = Api::new().await;
    let user = api.user("auth0|1");
    for field in FIELDS {
        let own = user.call(field, json!({"owner": "auth0|1"})).await;
        assert_eq!(own.unwrap(), Value::Null, "{field}");
        for owner in ["auth0|2", "auth0|", "AUTH0|1", "auth0|1 ", "", "*"] {
            let answer = user.call(field, json!({"owner": owner})).await;
            assert_eq!(code(answer), "Unauthorized", "{field} {owner:?}");
        }
        for arguments in [
            json!({}),
            json!({"owner": null}),
            json!({"owner": ["auth0|1"]}),
        ] {
            let answer = user.call(field, arguments.clone()).await;
            assert!(answer.is_err(), "{field} {arguments}");
        }
    }
}

#[tokio::test]
async fn reading_is_what_it_takes() {
    let api = Api::new().await;
    for field in FIELDS {
        let own = json!({"owner": "u1"});
        for (permissions, is_allowed) in [("read:records", true), ("write:records", false)] {
            let event = raw(&context("u1", field, &own, permissions));
            let answer = api.invoke(Function::Query, &event).await;
            assert_eq!(answer.is_ok(), is_allowed, "{field} {permissions}");
        }
    }
}
