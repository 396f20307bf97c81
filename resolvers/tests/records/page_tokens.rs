//! A page token moves users within their own records, or is refused.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::api::{Api, code, ids_of};

/// What a token says.
fn opened(token: &Value) -> Value {
    let decoded = URL_SAFE_NO_PAD.decode(token.as_str().unwrap()).unwrap();
    serde_json::from_slice(&decoded).unwrap()
}

fn sealed(content: &Value) -> Value {
    json!(URL_SAFE_NO_PAD.encode(content.to_string()))
}

async fn two_users() -> Api {
    let api = Api::new().await;
    for id in ["a", "b", "c"] {
        for sub in ["u1", "u2"] {
            api.user(sub).has(id, "note").await;
        }
        api.clock.advance_milliseconds(1);
    }
    api
}

#[tokio::test]
async fn no_owner_is_in_a_token() {
    let api = two_users().await;
    for (list, names) in [
        (json!({"limit": 1}), "by creation"),
        (json!({"limit": 1, "kind": "note"}), "by kind"),
    ] {
        let page = api.user("u1").list(list).await.unwrap();
        let content = opened(&page["nextToken"]).to_string();
        assert!(!content.contains("u1"), "{names}: {content}");
    }
}

#[tokio::test]
async fn another_users_token_is_a_position_in_ones_own_list() {
    let api = two_users().await;
    for kind in [json!(null), json!("note")] {
        let list = json!({"limit": 1, "kind": kind});
        let first = api.user("u1").list(list).await.unwrap();
        let list = json!({"limit": 5, "kind": kind, "nextToken": first["nextToken"]});
        let page = api.user("u2").list(list).await.unwrap();
        assert_eq!(ids_of(&page), ["b", "a"]);
        assert_eq!(page["items"][0]["owner"], "u2");
    }
}

#[tokio::test]
async fn a_token_that_is_none_or_of_another_list_is_refused() {
    let api = two_users().await;
    let user = api.user("u1");
    let token = user.list(json!({"limit": 1})).await.unwrap()["nextToken"].clone();
    let of_kind = user
        .list(json!({"limit": 1, "kind": "note"}))
        .await
        .unwrap();
    let text = token.as_str().unwrap();
    for list in [
        json!({"nextToken": ""}),
        json!({"nextToken": "x"}),
        json!({"nextToken": "e30"}),
        json!({"nextToken": "bnVsbA"}),
        json!({"nextToken": format!("{text}=")}),
        json!({"nextToken": format!(" {text}")}),
        json!({"nextToken": text[1..]}),
        json!({"nextToken": text[..text.len() - 1]}),
        json!({"nextToken": token, "kind": "note"}),
        json!({"nextToken": token, "sortDirection": "ASC"}),
        json!({"nextToken": of_kind["nextToken"]}),
        json!({"nextToken": of_kind["nextToken"], "kind": "other"}),
    ] {
        let refused = user.list(list.clone()).await;
        assert_eq!(code(refused), "InvalidNextToken", "{list}");
    }
}

#[tokio::test]
async fn whatever_is_written_into_a_token_is_refused_or_stays_with_the_caller() {
    let api = two_users().await;
    let user = api.user("u1");
    for kind in [json!(null), json!("note")] {
        let first = user.list(json!({"limit": 1, "kind": kind})).await.unwrap();
        let content = opened(&first["nextToken"]);
        let members: Vec<String> = content.as_object().unwrap().keys().cloned().collect();
        for member in members
            .iter()
            .map(String::as_str)
            .chain(["owner", "partition"])
        {
            for value in strange_values() {
                let mut forged = content.clone();
                forged[member] = value.clone();
                let list = json!({"limit": 5, "kind": kind, "nextToken": sealed(&forged)});
                match user.list(list).await {
                    Ok(page) => {
                        for record in page["items"].as_array().unwrap() {
                            assert_eq!(record["owner"], "u1", "{forged}");
                        }
                    }
                    Err(error) => assert_eq!(error.code(), "InvalidNextToken", "{forged}"),
                }
            }
        }
    }
}

fn strange_values() -> Vec<Value> {
    vec![
        json!(null),
        json!(""),
        json!("u2"),
        json!("a"),
        json!("~"),
        json!("note#2027-01-15T08:00:00.000Z#a"),
        json!("2027-01-15T08:00:00.000Z#a"),
        json!("other#"),
        json!("\u{0}"),
        json!("\u{10ffff}"),
        json!("a".repeat(1_025)),
        json!("a".repeat(5_000)),
        json!(2),
        json!(-1),
        json!(1e300),
        json!([]),
        json!({"S": "u2"}),
        json!("DESC"),
        json!("ASC"),
    ]
}
