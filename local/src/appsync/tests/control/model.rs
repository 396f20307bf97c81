//! The model that is served of what was deployed.

use std::collections::BTreeMap;
use std::time::Duration;

use http::Method;
use serde_json::{Value, json};

use super::{Account, settings_with};
use crate::appsync::{Api, Authentication, OpenIdConnect};

#[tokio::test]
async fn an_api_with_open_id_connect_is_deployed_as_it_was_sent() {
    let account = Account::new();
    let settings = |config: Value| {
        json!({
            "name": "example",
            "authenticationType": "OPENID_CONNECT",
            "openIDConnectConfig": config,
            "introspectionConfig": "DISABLED",
            "queryDepthLimit": 7,
            "resolverCountLimit": 9,
        })
    };
    let issuer = "https://a.example/";
    for (iat, auth, iat_ttl, auth_ttl) in [
        (json!(1000), json!(2500), Some(1000), Some(2500)),
        (json!(0), json!(null), None, None),
    ] {
        let config = json!({ "issuer": issuer, "clientId": "^c$", "iatTTL": iat, "authTTL": auth });
        let id = account.create_api(settings(config)).await;
        let expected = Api {
            id: id.clone(),
            account_id: "000000000000".to_owned(),
            region: "eu-central-1".to_owned(),
            schema: String::new(),
            authentication: vec![Authentication::OpenIdConnect(OpenIdConnect {
                issuer: issuer.to_owned(),
                client_id: Some("^c$".to_owned()),
                iat_ttl: iat_ttl.map(Duration::from_millis),
                auth_ttl: auth_ttl.map(Duration::from_millis),
            })],
            resolvers: BTreeMap::new(),
            introspection: false,
            query_depth_limit: 7,
            resolver_count_limit: 9,
            strict: true,
            token_limit: Some(2048),
        };
        assert_eq!(account.model(&id), expected);
    }
}

#[tokio::test]
async fn the_default_mode_is_the_first_one() {
    let account = Account::new();
    let additional = json!([{
        "authenticationType": "OPENID_CONNECT",
        "openIDConnectConfig": { "issuer": "https://a.example/" },
    }]);
    let settings = settings_with(json!({ "additionalAuthenticationProviders": additional }));
    let id = account.create_api(settings).await;
    assert!(matches!(
        account.model(&id).authentication.as_slice(),
        [Authentication::Lambda(_), Authentication::OpenIdConnect(_)]
    ));
    let path = format!("/v1/apis/{id}");
    account.done(Method::POST, &path, super::settings()).await;
    assert!(matches!(
        account.model(&id).authentication.as_slice(),
        [Authentication::Lambda(_)]
    ));
}
