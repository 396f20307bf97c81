//! Decides on data sources' calls by the roles that IAM has.
//!
//! IAM is asked for each call: a change counts at once, and nothing of it is kept here.

use url::Url;

use crate::aws::ACCOUNT;
use crate::iam::policy::{Decision, Request, decide};
use crate::iam::query_api::QueryApi;
use crate::iam::role::{Role, RoleError};
use crate::iam::{GrantFuture, Grants};

/// As whom AppSync assumes roles.
const APPSYNC: &str = "appsync.amazonaws.com";

/// Roles as an IAM service has them. A service that does not answer grants nothing.
#[derive(Clone, Debug)]
pub struct Roles {
    iam: QueryApi,
}

impl Roles {
    /// Asks the service whose Query API is at `endpoint`. `client` should give up after some
    /// seconds.
    #[must_use]
    pub fn new(client: reqwest::Client, endpoint: Url) -> Self {
        Self {
            iam: QueryApi::new(client, endpoint),
        }
    }

    async fn check(&self, role: &str, api: &str, function: &str) -> Result<(), Refused> {
        let role = Role::of_arn(&self.iam, role).await?;
        let assume = Request {
            service: Some(APPSYNC),
            action: "sts:AssumeRole",
            resource: None,
            context: &[("aws:SourceArn", api), ("aws:SourceAccount", ACCOUNT)],
        };
        match decide(&[role.trust], &assume) {
            Decision::Allow => {}
            Decision::ImplicitDeny => return Err(Refused::NotTrusted),
            Decision::ExplicitDeny => return Err(Refused::Distrusted),
        }
        let invoke = Request {
            service: None,
            action: "lambda:InvokeFunction",
            resource: Some(function),
            context: &[],
        };
        match decide(&role.permissions, &invoke) {
            Decision::Allow => {}
            Decision::ImplicitDeny => return Err(Refused::NotAllowed),
            Decision::ExplicitDeny => return Err(Refused::Denied),
        }
        match role.boundary.map(|boundary| decide(&[boundary], &invoke)) {
            None | Some(Decision::Allow) => Ok(()),
            Some(Decision::ImplicitDeny | Decision::ExplicitDeny) => Err(Refused::OutOfBounds),
        }
    }
}

impl Grants for Roles {
    fn may_invoke<'a>(&'a self, role: &'a str, api: &'a str, function: &'a str) -> GrantFuture<'a> {
        Box::pin(async move {
            let checked = self.check(role, api, function).await;
            if let Err(refused) = &checked {
                tracing::warn!(role, api, function, "not granted: {refused}");
            }
            checked.is_ok()
        })
    }
}

/// What is missing.
#[derive(Debug, thiserror::Error)]
enum Refused {
    #[error(transparent)]
    Role(#[from] RoleError),
    #[error("no trust: the role's trust policy does not let {APPSYNC} assume it for this API")]
    NotTrusted,
    #[error("no trust: the role's trust policy denies {APPSYNC} to assume it for this API")]
    Distrusted,
    #[error("no permission: no policy of the role allows lambda:InvokeFunction on the function")]
    NotAllowed,
    #[error("no permission: a policy of the role denies lambda:InvokeFunction on the function")]
    Denied,
    #[error(
        "no permission: the role's boundary does not allow lambda:InvokeFunction on the function"
    )]
    OutOfBounds,
}
