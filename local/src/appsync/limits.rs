//! What a request may cost, whoever sends it.
//!
//! AppSync documents none of these figures except the times. They bound memory and time;
//! a document that a person or a client library writes stays far below.

use std::time::Duration;

/// How long clients and functions are waited for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Timeouts {
    /// The body of a request, until all of it is there. Assumed: AWS documents none.
    pub(super) body: Duration,
    /// The whole execution of a request.
    ///
    /// Source: <https://docs.aws.amazon.com/general/latest/gr/appsync.html>
    pub(super) execution: Duration,
    /// The authorizer.
    ///
    /// Source: <https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html>
    pub(super) authorizer: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            body: Duration::from_secs(30),
            execution: Duration::from_secs(30),
            authorizer: Duration::from_secs(10),
        }
    }
}

/// The longest target of a request, in bytes.
///
/// Source: <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html>
///
/// Assumed: this limit and the next one hold for the distribution before every AppSync API.
pub(super) const MAX_TARGET_BYTES: usize = 8_192;
/// The longest request without its body, in bytes.
pub(super) const MAX_HEAD_BYTES: usize = 32_768;
/// The largest body that is read, in bytes. Assumed: AWS documents none.
pub(super) const MAX_BODY_BYTES: usize = 5 * 1024 * 1024;
/// How much of a body is read before a refusal of its size, in bytes.
pub(super) const MAX_DISCARDED_BYTES: usize = 8 * MAX_BODY_BYTES;
/// The largest body, in bytes, of which any number is worked on at a time.
pub(super) const MAX_SMALL_BODY_BYTES: u64 = 64 * 1024;
/// How many larger bodies are: a request holds its body several times, as it came, as it was
/// read, and in what functions are called with.
pub(super) const MAX_CONCURRENT_LARGE_BODIES: usize = 8;
/// The most tokens of a document, white space included; graphql-java's own default is as
/// many without it. Assumed: this limit and the next eight.
pub(super) const MAX_DOCUMENT_TOKENS: usize = 15_000;
/// How deep selections, lists and objects may be nested in a document or a schema.
pub(super) const MAX_DOCUMENT_NESTING: usize = 100;
/// The most selections of a document once every fragment is put in its place.
pub(super) const MAX_EXPANDED_SELECTIONS: u64 = 50_000;
/// The longest document, in bytes; graphql-java's own default.
pub(super) const MAX_DOCUMENT_BYTES: usize = 1024 * 1024;
/// The most errors that are told of one document.
pub(super) const MAX_REPORTED_ERRORS: usize = 100;
/// How long their messages may be together before no more are told, in bytes.
pub(super) const MAX_REPORTED_BYTES: usize = 64 * 1024;
/// The most selections that are gathered, and pairs of fields under one key that are come by,
/// to find those that can't be merged; what is left is compared by the GraphQL compiler alone.
pub(super) const MAX_COMPARED_FIELDS: usize = 200_000;
/// The parts of fragments that are validated where a fragment is spread, before each is only
/// validated once; and the spreads that are followed to see whether one leads back.
pub(super) const MAX_FOLLOWED_PARTS: usize = 100_000;
/// The most selections of `__schema` and `__type` in an operation, every fragment put in its
/// place: each can stand for all of the schema. The query of graphql-js for all has
/// fewer than 300.
pub(super) const MAX_INTROSPECTED_SELECTIONS: usize = 1_000;
/// The memory that the defaults of input fields may take that a request's variables leave out,
/// in bytes, roughly. Assumed: AWS documents none.
pub(super) const MAX_DEFAULT_BYTES: usize = 4 * 1024 * 1024;
/// The most values that the execution of one request may put in its answer.
pub(super) const MAX_RESPONSE_VALUES: usize = 1_000_000;
/// The memory that an answer may take while it grows, in bytes, roughly. Assumed: this limit
/// and the one before; AWS documents none of a whole answer.
pub(super) const MAX_RESPONSE_BYTES: usize = 64 * 1024 * 1024;
/// How many calls of functions a request may have under way: each holds its payload and its
/// answer, and a function has no more environments here.
pub(super) const MAX_CONCURRENT_CALLS: usize = 10;
/// How many documents are checked at the same time.
pub(super) const MAX_CONCURRENT_CHECKS: usize = 8;
/// The stack of the thread that checks a document, in bytes.
pub(super) const CHECK_STACK_BYTES: usize = 64 * 1024 * 1024;
/// The most tokens of a schema, white space included; one of the largest size that is written
/// in earnest has fewer. Assumed: this limit and the next; AWS documents the size alone.
pub(super) const MAX_SCHEMA_TOKENS: usize = 500_000;
/// The most steps that the GraphQL compiler may need for a schema: ways through nested input
/// types, comparisons of fields and arguments.
pub(super) const MAX_SCHEMA_STEPS: usize = 1_000_000;
/// From this size an authorizer's answer is not cached, in bytes.
pub(super) const MAX_CACHED_ANSWER_BYTES: usize = 1_048_576;
/// The largest `resolverContext`, in bytes.
pub(super) const MAX_RESOLVER_CONTEXT_BYTES: usize = 5 * 1024 * 1024;
/// The longest time that an authorizer's answer may be reused.
pub(super) const MAX_RESULT_TTL: Duration = Duration::from_secs(3600);
/// The most answers that are kept for reuse.
pub(super) const MAX_CACHED_ANSWERS: usize = 10_000;
/// The most resolver calls of a request (`resolverCountLimit`).
pub(super) const MAX_RESOLVER_COUNT: u32 = 10_000;
/// The largest `queryDepthLimit`.
pub(super) const MAX_QUERY_DEPTH: u32 = 75;
/// The largest `maxBatchSize`.
pub(super) const MAX_BATCH_SIZE: usize = 2000;

#[cfg(test)]
mod tests {
    use super::Timeouts;

    #[test]
    fn functions_are_waited_for_as_long_as_aws_documents() {
        let Timeouts {
            execution,
            authorizer,
            ..
        } = Timeouts::default();
        assert_eq!((execution.as_secs(), authorizer.as_secs()), (30, 10));
    }
}
