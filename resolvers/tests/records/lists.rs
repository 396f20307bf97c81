//! `Query.listRecords`: full pages, in order, without gaps and repetitions.

use serde_json::{Value, json};

use crate::api::{Api, ids_of};

#[tokio::test]
async fn lists_go_by_creation_in_both_directions_and_by_kind() {
    let api = Api::new().await;
    let user = api.user("u1");
    for (id, kind) in [
        ("r9", "even"),
        ("r1", "odd"),
        ("r8", "even"),
        ("r2", "odd"),
        ("r7", "eve"),
    ] {
        user.has(id, kind).await;
        api.user("u2").has(id, "even").await;
        api.clock.advance_milliseconds(1);
    }
    for (list, expected) in [
        (json!({}), vec!["r7", "r2", "r8", "r1", "r9"]),
        (
            json!({"sortDirection": "DESC"}),
            vec!["r7", "r2", "r8", "r1", "r9"],
        ),
        (
            json!({"sortDirection": "ASC"}),
            vec!["r9", "r1", "r8", "r2", "r7"],
        ),
        (json!({"kind": "even"}), vec!["r8", "r9"]),
        (
            json!({"kind": "even", "sortDirection": "ASC"}),
            vec!["r9", "r8"],
        ),
        (json!({"kind": "eve"}), vec!["r7"]),
        (json!({"kind": "ev"}), vec![]),
        (json!({"kind": "even."}), vec![]),
    ] {
        for limit in 1..=6 {
            let mut list = list.clone();
            list["limit"] = json!(limit);
            assert_eq!(user.ids(list.clone()).await, expected, "{list}");
        }
    }
}

#[tokio::test]
async fn records_of_one_moment_go_by_id() {
    let api = Api::new().await;
    let user = api.user("u1");
    for id in ["b", "B", "a:1", "a", "a.1", "_", "0", "a-1"] {
        user.has(id, "note").await;
    }
    let expected = ["0", "B", "_", "a", "a-1", "a.1", "a:1", "b"];
    for kind in [json!(null), json!("note")] {
        for limit in [1, 3, 8] {
            let list = json!({"kind": kind, "limit": limit, "sortDirection": "ASC"});
            assert_eq!(user.ids(list.clone()).await, expected, "{list}");
        }
    }
}

#[tokio::test]
async fn null_means_the_default_of_20_newest_first() {
    let api = Api::new().await;
    let user = api.user("u1");
    for number in 0..21 {
        user.has(&format!("r{number:02}"), "note").await;
        api.clock.advance_milliseconds(1);
    }
    let null = json!({"kind": null, "limit": null, "sortDirection": null, "nextToken": null});
    for list in [json!({}), null] {
        let page = user.list(list.clone()).await.unwrap();
        let ids = ids_of(&page);
        assert_eq!((ids.len(), ids[0].as_str()), (20, "r20"), "{list}");
        assert!(page["nextToken"].is_string(), "{list}");
    }
}

#[tokio::test]
async fn a_full_page_without_a_successor_is_the_last() {
    let api = Api::new().await;
    let user = api.user("u1");
    for id in ["a", "b", "c"] {
        user.has(id, "note").await;
    }
    let page = user.list(json!({"limit": 3})).await.unwrap();
    assert_eq!((ids_of(&page).len(), &page["nextToken"]), (3, &Value::Null));
    let page = user.list(json!({"limit": 2})).await.unwrap();
    assert!(page["nextToken"].is_string());
}

#[tokio::test]
async fn what_comes_and_goes_between_pages_disturbs_no_other_record() {
    let api = Api::new().await;
    let user = api.user("u1");
    for number in 0..9 {
        user.has(&format!("r{number}"), "note").await;
        api.clock.advance_milliseconds(1);
    }
    let list = |token: &Value| json!({"limit": 3, "sortDirection": "ASC", "nextToken": token});
    let first = user.list(list(&Value::Null)).await.unwrap();
    assert_eq!(ids_of(&first), ["r0", "r1", "r2"]);
    // The last one of the page before, and one that was not shown yet.
    for id in ["r2", "r4"] {
        user.delete(json!({"id": id})).await.unwrap();
    }
    user.update(json!({"id": "r5", "kind": "memo"}))
        .await
        .unwrap();
    user.has("new", "note").await;
    let second = user.list(list(&first["nextToken"])).await.unwrap();
    assert_eq!(ids_of(&second), ["r3", "r5", "r6"]);
    let third = user.list(list(&second["nextToken"])).await.unwrap();
    assert_eq!(ids_of(&third), ["r7", "r8", "new"]);
    assert_eq!(third["nextToken"], Value::Null);
}

#[tokio::test]
async fn a_page_ends_before_3_megabytes() {
    const LONG: usize = 128 * 1_024;
    let api = Api::new().await;
    let user = api.user("u1");
    let data = json!(["a".repeat(LONG - 4)]);
    for number in 0..30 {
        let input = json!({"id": format!("r{number:02}"), "kind": "note", "data": data});
        user.create(input).await.unwrap();
    }
    let list = json!({"limit": 100, "sortDirection": "ASC"});
    let first = user.list(list.clone()).await.unwrap();
    // 24 of 128 KB are 3 MB.
    let on_first = ids_of(&first).len();
    assert!((20..=24).contains(&on_first), "{on_first}");
    let mut next = list;
    next["nextToken"] = first["nextToken"].clone();
    let second = user.list(next).await.unwrap();
    assert_eq!(second["nextToken"], Value::Null);
    let ids: Vec<_> = [ids_of(&first), ids_of(&second)].concat();
    let expected: Vec<_> = (0..30).map(|number| format!("r{number:02}")).collect();
    assert_eq!(ids, expected);
}
