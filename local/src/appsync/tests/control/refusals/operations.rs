//! Operations that are not there.

use http::Method;
use serde_json::Value;

use crate::appsync::tests::control::Account;

#[tokio::test]
async fn an_operation_that_is_not_there_says_so() {
    let (account, id) = Account::deployed().await;
    for (method, path) in [
        (Method::POST, format!("/v1/apis/{id}/apikeys")),
        (Method::POST, format!("/v1/apis/{id}/functions")),
        (Method::POST, format!("/v1/apis/{id}/ApiCaches")),
        (Method::GET, format!("/v1/apis/{id}/types")),
        (Method::PUT, "/v1/apis".to_owned()),
        (Method::GET, "/v1/domainnames".to_owned()),
        (Method::POST, "/v1/dataplane-evaluatecode".to_owned()),
        (Method::POST, "/v2/apis".to_owned()),
    ] {
        let refused = account.refused(method.clone(), &path, Value::Null).await;
        let message = format!("The local AppSync has no operation {method} {path}.");
        let expected = (404, "UnknownOperationException".to_owned(), message);
        assert_eq!(refused, expected, "{path}");
    }
}
