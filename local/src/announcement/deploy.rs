//! The lines that lead Terraform, the SDKs and the AWS command line to this stack, to be
//! pasted into a shell as they are.

use secrecy::ExposeSecret as _;

use crate::aws::{Credentials, REGION};
use crate::endpoint::LocalEndpoint;
use crate::listeners::Addresses;

/// What a deployment to this stack needs to know beside its addresses.
pub(crate) struct DeploymentKit {
    pub(crate) credentials: Credentials,
    /// Where every service is that is not the stack's.
    pub(crate) iam: LocalEndpoint,
    /// This machine's processor, as Lambda calls it.
    pub(crate) architecture: &'static str,
    /// An access token of a test user, for the first query.
    pub(crate) token: String,
}

/// The lines. No value needs more quotes than it has.
pub(super) fn lines(addresses: &Addresses, kit: &DeploymentKit) -> String {
    let DeploymentKit {
        credentials,
        iam,
        architecture,
        token,
    } = kit;
    let exports = [
        ("AWS_ACCESS_KEY_ID", credentials.access_key_id().to_owned()),
        (
            "AWS_SECRET_ACCESS_KEY",
            credentials.secret_access_key().expose_secret().to_owned(),
        ),
        ("AWS_REGION", REGION.to_owned()),
        // boto3 has a name of its own for it.
        ("AWS_DEFAULT_REGION", REGION.to_owned()),
        ("AWS_EC2_METADATA_DISABLED", "true".to_owned()),
        ("AWS_ENDPOINT_URL_APPSYNC", addresses.appsync()),
        ("AWS_ENDPOINT_URL_LAMBDA", addresses.lambda()),
        ("AWS_ENDPOINT_URL_DYNAMODB", addresses.dynamodb()),
        // For every other service: what is not named would be asked of AWS, as Terraform's
        // provider asks KMS for the table's key, with a wait of minutes where no answer comes.
        ("AWS_ENDPOINT_URL", iam.to_string()),
        ("TF_WORKSPACE", "local".to_owned()),
        ("TF_VAR_architecture", (*architecture).to_owned()),
        (
            "TF_VAR_auth0_domains",
            format!("'[\"{}\"]'", addresses.auth0_domain()),
        ),
        ("TOKEN", token.clone()),
    ];
    let exports = exports.map(|(name, value)| format!("export {name}={value}\n"));
    format!(
        "Nothing is deployed. When the functions are built, in another shell in the repository:\n\
         \n\
         unset AWS_PROFILE AWS_SESSION_TOKEN AWS_IGNORE_CONFIGURED_ENDPOINT_URLS\n\
         {}\
         terraform -chdir=infra init\n\
         terraform -chdir=infra apply -var-file=local.tfvars\n\
         \n\
         Then, as user1:\n\
         \n\
         eval \"$(terraform -chdir=infra output -raw curl)\"\n",
        exports.concat(),
    )
}

#[cfg(test)]
mod tests {
    use crate::auth0::AUDIENCE;

    #[test]
    fn what_does_not_depend_on_the_start_is_in_terraforms_values_for_this_machine() {
        let values = include_str!("../../../infra/local.tfvars");
        let audience = format!("auth0_audiences = [\"{AUDIENCE}\"]");
        assert!(values.lines().any(|line| line == audience), "{values}");
    }
}
