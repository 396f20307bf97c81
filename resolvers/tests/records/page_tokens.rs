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
