//! Batch mode: a list of contexts, each with its own result.
//!
//! They are done in order, because a list of mutations is to be done in order; only the
//! records of `Query.getRecord` are read together, before. AppSync refuses an answer over
//! Lambda's 6 MB as a whole, so it ends before that.
//!
//! Source: <https://docs.aws.amazon.com/appsync/latest/devguide/resolver-mapping-template-reference-lambda.html>

use std::sync::Arc;

use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use crate::Function;
use crate::error::ResolverError;
use crate::fields::get_record;
use crate::input::data;
use crate::record::Record;
use crate::request::Request;
use crate::resolver::Resolver;

/// The most JSON text of values in an answer, in bytes.
pub(crate) const LONGEST_ANSWER: usize = 5 * 1_024 * 1_024;

/// The most that one record takes in an answer: a quotation mark or backslash of its data
/// takes two bytes there, and what it has beside its data is short.
const LONGEST_RECORD: usize = 2 * data::LONGEST + 4_096;

/// A context's value, or why there is none. Values are shared: a record may be asked for
/// many times.
pub(crate) type Outcome = Result<Arc<RawValue>, ResolverError>;

/// The list of results, as JSON.
pub(crate) async fn answer(
    resolver: &Resolver,
    contexts: &[&RawValue],
    request: Request<'_>,
) -> Result<Box<RawValue>, ResolverError> {
    let mut calls = Vec::with_capacity(contexts.len());
    for context in contexts {
        let call = async { resolver.admit(context) };
        calls.push(request.run(call).await);
    }
    let reads = get_record::resolve_many(&resolver.store, &calls, request).await;
    let mut results = Results::default();
    for (call, read) in calls.iter().zip(reads) {
        let outcome = match (call, read) {
            (Err(error), _) => Err(error.clone()),
            (Ok(_), Some(read)) => read,
            (Ok(_), None) if !results.have_room_for_one_of(resolver.function) => {
                Err(ResolverError::ResponseTooLarge)
            }
            (Ok(call), None) => request.run(resolver.value(call)).await.map(Arc::from),
        };
        let pushed = results.push(&outcome);
        pushed.map_err(|error| request.error(error.into()))?;
    }
    to_raw_value(&results.list).map_err(|error| request.error(error.into()))
}

/// The results so far.
#[derive(Default)]
struct Results {
    list: Vec<Box<RawValue>>,
    bytes: usize,
    is_full: bool,
}

impl Results {
    /// A value of a few bytes, such as null, has a place always: even AppSync's longest
    /// list of them has one beside [`LONGEST_ANSWER`].
    const SHORT: usize = 64;

    /// Whether to begin with another field. What is read is short enough or not; a mutation
    /// is not done if its record might have no place.
    fn have_room_for_one_of(&self, function: Function) -> bool {
        let needed = match function {
            Function::Mutation => LONGEST_RECORD,
            Function::Query => 0,
        };
        !self.is_full && self.bytes.saturating_add(needed) <= LONGEST_ANSWER
    }

    /// Adds a result. From the first value on that has no place, none is taken.
    fn push(&mut self, outcome: &Outcome) -> Result<(), serde_json::Error> {
        let bytes = match outcome {
            Ok(value) => value.get().len(),
            Err(error) => error.data().map_or(0, Record::answer_bytes),
        };
        let result = if self.take_place(bytes) {
            to_json(outcome)?
        } else {
            to_json(&Err(ResolverError::ResponseTooLarge))?
        };
        self.list.push(result);
        Ok(())
    }

    /// Whether there is place for a value, which it has then.
    fn take_place(&mut self, bytes: usize) -> bool {
        if bytes <= Self::SHORT {
            return true;
        }
        let taken = self.bytes.saturating_add(bytes);
        self.is_full |= taken > LONGEST_ANSWER;
        if !self.is_full {
            self.bytes = taken;
        }
        !self.is_full
    }
}

/// A result as AppSync reads it.
fn to_json(outcome: &Outcome) -> Result<Box<RawValue>, serde_json::Error> {
    match outcome {
        Ok(data) => to_raw_value(&BatchResult {
            data,
            error_type: None,
            error_message: None,
        }),
        Err(error) => to_raw_value(&BatchResult {
            data: error.data(),
            error_type: Some(error.code()),
            error_message: Some(error.to_string()),
        }),
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct BatchResult<T> {
    data: T,
    error_type: Option<&'static str>,
    error_message: Option<String>,
}
