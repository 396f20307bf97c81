//! What holds for any input: generated, and made smaller where it fails.

mod documents;
mod model;
mod operation;
mod page_tokens;
mod records;

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, TestRunner};
use resolvers::settings::AuthorizationMode;

use crate::api::Api;
use crate::{engine, table};

/// Sees to it that `property` holds for `cases` inputs. They share a table, so each is to
/// use subjects of its own (see [`subject`]), and has a clock of its own.
fn holds<S: Strategy>(cases: u32, inputs: S, property: impl AsyncFn(Api, S::Value)) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (client, table) = runtime.block_on(async {
        let client = engine::client().await;
        let table = table::create(&client).await;
        (client, table)
    });
    let config = Config {
        cases,
        // The smallest input that fails is shown; a file of seeds would be one more thing.
        failure_persistence: None,
        max_shrink_iters: 200,
        ..Config::default()
    };
    let result = TestRunner::new(config).run(&inputs, |input| {
        let mode = AuthorizationMode::Lambda;
        let api = Api::on(client.clone(), table.clone(), mode);
        runtime.block_on(property(api, input));
        Ok(())
    });
    if let Err(failure) = result {
        panic!("{failure}");
    }
}

/// A subject that no other case has.
fn subject() -> String {
    format!("auth0|{}", uuid::Uuid::new_v4())
}
