//! A record whose time is over while a mutation is at it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use resolvers::Function;
use resolvers::handler;
use resolvers::resolver::Resolver;
use resolvers::settings::AuthorizationMode;
use resolvers::store::Store;
use serde_json::{Value, json};
use shared::time::Clock;

use crate::api::{Api, HOUR, NOW, request};
use crate::event::{ALL, context, raw};

/// Shows the same time for some looks and an hour later from then on.
struct JumpingClock(AtomicI64);

impl Clock for JumpingClock {
    fn now_milliseconds(&self) -> i64 {
        let is_later = self.0.fetch_sub(1, Ordering::SeqCst) <= 0;
        (NOW + if is_later { 3_600 } else { 0 }) * 1_000
    }
}

/// A mutation during which the clock jumps after `looks` looks at it.
async fn mutate(api: &Api, field: &str, looks: i64) -> Result<Value, &'static str> {
    let clock = Arc::new(JumpingClock(looks.into()));
    let store = Store::new(api.client.clone(), api.table.clone(), clock);
    let resolver = Resolver::new(Function::Mutation, AuthorizationMode::Lambda, store).unwrap();
    let input = json!({"input": {"id": "a", "kind": "memo"}});
    let context = raw(&context("u1", field, &input, ALL));
    let answer = handler::answer(&resolver, &context, request(HOUR)).await;
    let answer = answer.map_err(|error| error.code())?;
    Ok(serde_json::from_str(answer.get()).unwrap())
}

#[tokio::test]
async fn whenever_its_time_ends_before_the_write_it_is_not_written() {
    // How often each looks at the clock from the start to the write.
    for (field, looks) in [("Mutation.updateRecord", 4), ("Mutation.deleteRecord", 2)] {
        for before in 0..looks {
            let api = Api::new().await;
            let input = json!({"id": "a", "kind": "note", "data": {}, "expiresAt": NOW + 60});
            let record = api.user("u1").create(input).await.unwrap();
            let answer = mutate(&api, field, before).await;
            assert_eq!(answer, Err("RecordNotFound"), "{field} {before}");
            assert_eq!(
                api.user("u1").get("a").await.unwrap(),
                record,
                "{field} {before}"
            );
        }
        let api = Api::new().await;
        let input = json!({"id": "a", "kind": "note", "data": {}, "expiresAt": NOW + 60});
        api.user("u1").create(input).await.unwrap();
        assert!(mutate(&api, field, looks).await.is_ok(), "{field}");
    }
}
