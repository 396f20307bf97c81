//! Nothing deployed: AppSync and Lambda with the control planes that deploy.
//!
//! Only requests that are signed with the key of this start reach those, and none that a web
//! page sends. What is deployed is served as on AWS, without the key.

use std::sync::Arc;

use super::{Deployment, Platform};
use crate::announcement::{DeploymentKit, NextStep};
use crate::appsync::Apis;
use crate::aws::{Credentials, Service, Signed};
use crate::endpoint::LocalEndpoint;
use crate::failure::Failure;
use crate::guard::Guard;
use crate::iam::Roles;
use crate::lambda::{self, Architecture, Functions};

pub(super) fn start(platform: &Platform<'_>, iam: &LocalEndpoint) -> Result<Deployment, Failure> {
    let addresses = &platform.addresses;
    lambda::remove_abandoned_code();
    let architecture = Architecture::of_this_machine().ok_or(Failure::Architecture)?;
    let credentials = Credentials::random()?;
    let signed = |service| Signed::new(service, credentials.clone(), Arc::clone(&platform.clock));

    let roles = Roles::new(platform.client.clone(), iam.url().clone());
    // All that a function here must be told and one on AWS need not be.
    let variables = [("AWS_ENDPOINT_URL_DYNAMODB".to_owned(), addresses.dynamodb())];
    let functions = Arc::new(Functions::empty(variables.into(), Arc::new(roles)));
    let apis = Apis::new(
        functions.clone(),
        Arc::clone(&platform.clock),
        platform.client.clone(),
        addresses.appsync(),
        platform.options.strict,
        platform.options.token_limit,
    );

    let guard = Guard::new(addresses.appsync);
    let control_plane = signed(Service::AppSync).protect(apis.control_plane());
    let appsync = guard
        .for_host(apis.router())
        .merge(guard.without_web_pages(control_plane));
    let control_plane = signed(Service::Lambda).protect(lambda::control_plane(functions.clone()));
    let lambda = Guard::new(addresses.lambda)
        .without_web_pages(lambda::router(functions).merge(control_plane));

    Ok(Deployment {
        appsync,
        lambda,
        next_step: NextStep::Deploy(DeploymentKit {
            credentials,
            iam: iam.clone(),
            architecture: architecture.name(),
            token: platform.token.clone(),
        }),
    })
}
