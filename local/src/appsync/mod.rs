//! AWS AppSync: a GraphQL endpoint in front of an authorizer and of Lambda resolvers.
//!
//! A request that works here is meant to work on AWS, and one that AWS refuses is meant to
//! be refused here with the same status and the same body. The way of a request is one
//! line: `http` reads the `body`, picks the `credentials`, has them `authorize`d,
//! checks the `document` and `execute`s it. What is served is either a fixed [`Api`] or
//! whatever the `control` plane was told to deploy.

mod api_arn;
mod apis;
mod authorize;
mod batch;
mod body;
mod cache;
mod caller;
mod compression;
mod context;
mod control;
mod cors;
mod credentials;
mod document;
mod errors;
mod execute;
mod head;
mod headers;
mod http;
mod jackson;
mod json;
mod limits;
mod literal;
mod model;
mod payload;
mod query_string;
mod scalars;
mod schema;
mod selection_set;
mod served_api;
#[cfg(test)]
mod tests;
mod transport_error;
mod validation;
mod variables;

pub use apis::Apis;
pub use cache::{Clock, SystemClock};
pub use http::Endpoint;
pub use model::{Api, ApiError, Authentication, LambdaAuthorizer, OpenIdConnect, Resolver};
