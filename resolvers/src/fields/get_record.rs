//! `Query.getRecord`: one of the caller's records, or null.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde::Deserialize;
use serde_json::value::{RawValue, to_raw_value};

use crate::batch::{LONGEST_ANSWER, Outcome};
use crate::error::ResolverError;
use crate::fields::{FieldError, arguments};
use crate::identity::Owner;
use crate::input::id::RecordId;
use crate::request::Request;
use crate::resolver::Call;
use crate::store::{Key, Store};

/// The field's name.
pub(crate) const FIELD: &str = "Query.getRecord";

#[derive(Deserialize)]
struct Arguments {
    id: String,
}

/// The record; null where the caller has none of that id, whoever else may have one.
pub(crate) async fn resolve(
    store: &Store,
    owner: &Owner,
    raw: &RawValue,
) -> Result<Box<RawValue>, FieldError> {
    let record = store.get(owner, &id(raw)?).await?;
    Ok(to_raw_value(&record)?)
}

/// As [`resolve`], for those of `calls` that are of this field: each record is read once,
/// and as many together as DynamoDB takes.
pub(crate) async fn resolve_many(
    store: &Store,
    calls: &[Result<Call<'_>, ResolverError>],
    request: Request<'_>,
) -> Vec<Option<Outcome>> {
    let mut keys = Vec::with_capacity(calls.len());
    for call in calls {
        keys.push(match call {
            Ok(call) if call.field.as_str() == FIELD => {
                let key = async { Ok(Key::new(call.caller.owner(), &id(call.arguments)?)) };
                Some(request.run(key).await)
            }
            _ => None,
        });
    }
    let outcomes = read(store, distinct(&keys), request).await;
    let outcome = |key| match key {
        // What is not there would have been behind an answer that is full before.
        Ok(key) => outcomes
            .get(&key)
            .cloned()
            .unwrap_or(Err(ResolverError::ResponseTooLarge)),
        Err(error) => Err(error),
    };
    keys.into_iter().map(|key| key.map(outcome)).collect()
}

fn id(raw: &RawValue) -> Result<RecordId, ResolverError> {
    let Arguments { id } = arguments(raw)?;
    id.parse()
}

/// The keys, each once, in the order of their first mention.
fn distinct(keys: &[Option<Result<Key, ResolverError>>]) -> Vec<Key> {
    let mut seen = HashSet::new();
    let keys = keys.iter().flatten().flatten();
    keys.filter(|key| seen.insert(*key)).cloned().collect()
}

/// What is at each of `keys`, until it is more than an answer may hold.
async fn read(store: &Store, keys: Vec<Key>, request: Request<'_>) -> HashMap<Key, Outcome> {
    let (mut outcomes, mut bytes) = (HashMap::new(), 0_usize);
    for chunk in keys.chunks(Store::MANY) {
        if bytes > LONGEST_ANSWER {
            break;
        }
        let fetched = async { Ok(store.get_many(chunk.iter().cloned().collect()).await) };
        let fetched = match request.run(fetched).await {
            Ok(fetched) => fetched,
            Err(error) => {
                let failed = chunk.iter().map(|key| (key.clone(), Err(error.clone())));
                outcomes.extend(failed);
                continue;
            }
        };
        let failure = fetched.failure().cloned();
        let failure = failure.map(|failure| request.error(failure.into()));
        for key in chunk {
            let outcome: Outcome = match &failure {
                Some(error) if fetched.is_unread(key) => Err(error.clone()),
                _ => {
                    let record = async { Ok(to_raw_value(&fetched.record(key, store.now())?)?) };
                    request.run(record).await.map(Arc::from)
                }
            };
            bytes = bytes.saturating_add(outcome.as_ref().map_or(0, |value| value.get().len()));
            outcomes.insert(key.clone(), outcome);
        }
    }
    outcomes
}
