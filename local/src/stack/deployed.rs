//! The project's own API and functions, deployed by the stack itself.

use std::sync::Arc;

use super::{Deployment, Platform};
use crate::announcement::NextStep;
use crate::appsync::Endpoint;
use crate::deployment;
use crate::failure::Failure;
use crate::guard::Guard;
use crate::lambda::{self, Functions};

pub(super) fn start(platform: &Platform<'_>) -> Result<Deployment, Failure> {
    let addresses = &platform.addresses;
    platform
        .database
        .create_records_table(deployment::TABLE_NAME)?;
    let functions = Arc::new(Functions::new(deployment::functions(addresses)?));
    let api = Endpoint::new(
        deployment::api(platform.options)?,
        functions.clone(),
        &platform.clock,
        &platform.client,
    )?;
    Ok(Deployment {
        appsync: Guard::new(addresses.appsync).for_host(api.router()),
        lambda: Guard::new(addresses.lambda).without_web_pages(lambda::router(functions)),
        next_step: NextStep::Query {
            token: platform.token.clone(),
        },
    })
}
