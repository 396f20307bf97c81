//! A small IAM on a free port, which answers as AWS's pages on its actions show.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use url::{Url, form_urlencoded};

pub(super) const ROLE: &str = "arn:aws:iam::000000000000:role/example-query-resolver-invoke";

/// One role, as the deployment has it unless a test changes it.
#[derive(Clone, Debug)]
pub(super) struct Service {
    /// The role's ARN.
    pub(super) arn: String,
    pub(super) trust: String,
    /// The policies that stand in it, by name; one is on each page.
    pub(super) inline: Vec<(String, String)>,
    /// The policies that it refers to, by ARN; one is on each page.
    pub(super) attached: Vec<(String, String)>,
    pub(super) boundary: Option<(String, String)>,
}

impl Service {
    pub(super) fn new(trust: &Value, permissions: &Value) -> Self {
        Self {
            arn: ROLE.to_owned(),
            trust: trust.to_string(),
            inline: vec![("invoke".to_owned(), permissions.to_string())],
            attached: Vec::new(),
            boundary: None,
        }
    }

    /// Serves until the runtime of the test ends.
    pub(super) async fn start(self) -> Url {
        let router = Router::new()
            .route("/", post(answer))
            .with_state(Arc::new(self));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await });
        format!("http://{address}/").parse().unwrap()
    }

    fn perform(&self, action: &str, parameters: &HashMap<String, String>) -> Option<String> {
        let of_role = parameters
            .get("RoleName")
            .is_some_and(|name| self.arn.ends_with(name));
        let page = match parameters.get("Marker") {
            Some(marker) => marker.parse().unwrap(),
            None => 0,
        };
        match action {
            "GetRole" if of_role => Some(self.role()),
            "ListRolePolicies" if of_role => {
                let names = self.inline.iter().map(|(name, _)| name.clone());
                Some(list("PolicyNames", names, page))
            }
            "GetRolePolicy" if of_role => {
                let document = find(&self.inline, parameters.get("PolicyName")?)?;
                Some(format!(
                    "<PolicyDocument>{}</PolicyDocument>",
                    encoded(document)
                ))
            }
            "ListAttachedRolePolicies" if of_role => {
                let arns = self.attached.iter().map(|(arn, _)| {
                    format!("<PolicyArn>{arn}</PolicyArn><PolicyName>a</PolicyName>")
                });
                Some(list("AttachedPolicies", arns, page))
            }
            "GetPolicy" => {
                let arn = parameters.get("PolicyArn")?;
                self.managed(arn)?;
                Some(format!(
                    "<Policy><Arn>{arn}</Arn><DefaultVersionId>v3</DefaultVersionId></Policy>"
                ))
            }
            "GetPolicyVersion" if parameters.get("VersionId")? == "v3" => {
                let document = encoded(self.managed(parameters.get("PolicyArn")?)?);
                Some(format!(
                    "<PolicyVersion><VersionId>v3</VersionId><Document>{document}</Document></PolicyVersion>"
                ))
            }
            _ => None,
        }
    }

    fn role(&self) -> String {
        let boundary = self.boundary.as_ref().map(|(arn, _)| {
            format!(
                "<PermissionsBoundary><PermissionsBoundaryType>Policy</PermissionsBoundaryType>\
             <PermissionsBoundaryArn>{arn}</PermissionsBoundaryArn></PermissionsBoundary>"
            )
        });
        format!(
            "<Role><Path>/</Path><Arn>{}</Arn><RoleId>AIDA</RoleId>{}\
             <AssumeRolePolicyDocument>{}</AssumeRolePolicyDocument></Role>",
            self.arn,
            boundary.unwrap_or_default(),
            encoded(&self.trust),
        )
    }

    fn managed(&self, arn: &str) -> Option<&str> {
        let boundary = self.boundary.as_slice();
        find(&self.attached, arn).or_else(|| find(boundary, arn))
    }
}

/// What a policy says that has these statements.
pub(super) fn policy(statements: &Value) -> Value {
    json!({"Version": "2012-10-17", "Statement": statements})
}

async fn answer(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    body: String,
) -> (StatusCode, String) {
    // A server of several services knows by this whose action it is.
    let scope = headers["authorization"].to_str().unwrap();
    assert!(scope.contains("/iam/aws4_request"), "{scope}");
    let parameters: HashMap<String, String> = form_urlencoded::parse(body.as_bytes())
        .into_owned()
        .collect();
    assert_eq!(parameters["Version"], "2010-05-08");
    let action = &parameters["Action"];
    match service.perform(action, &parameters) {
        Some(result) => (StatusCode::OK, format!(
            "<{action}Response xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\n  \
             <{action}Result>{result}</{action}Result>\n  <ResponseMetadata>\
             <RequestId>df37e965</RequestId></ResponseMetadata></{action}Response>"
        )),
        None => (StatusCode::NOT_FOUND, "<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\
            <Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>The role &lt;a&gt; cannot be found.\
            </Message></Error><RequestId>6c2d5f4c</RequestId></ErrorResponse>".to_owned()),
    }
}

fn list(name: &str, items: impl Iterator<Item = String>, page: usize) -> String {
    let items: Vec<_> = items.collect();
    let item = items
        .get(page)
        .map(|item| format!("<member>{item}</member>"));
    let is_truncated = page + 1 < items.len();
    let marker = is_truncated.then(|| format!("<Marker>{}</Marker>", page + 1));
    format!(
        "<IsTruncated>{is_truncated}</IsTruncated><{name}>{}</{name}>{}",
        item.unwrap_or_default(),
        marker.unwrap_or_default(),
    )
}

fn find<'a>(policies: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let found = policies.iter().find(|(known, _)| known == name);
    found.map(|(_, document)| document.as_str())
}

fn encoded(document: &str) -> String {
    utf8_percent_encode(document, NON_ALPHANUMERIC).to_string()
}
