//! `infra/fetch-jwks` against the tenant on this machine.

use std::process::{Command, Output};
use std::time::UNIX_EPOCH;

use serde_json::{Value, json};

use crate::http::send;
use crate::stack::Stack;

fn fetch(domain: &str) -> Output {
    Command::new("../infra/fetch-jwks")
        .arg(domain)
        .output()
        .unwrap()
}

#[test]
fn the_keys_of_the_tenant_are_printed_for_terraform_with_the_time() {
    let stack = Stack::start();
    let domain = format!("http://{}", stack.auth0);
    let before = UNIX_EPOCH.elapsed().unwrap().as_secs();
    let output = fetch(&domain);
    assert!(output.status.success(), "{output:?}");
    let printed: Value = serde_json::from_slice(&output.stdout).unwrap();
    let fetched_at = printed["auth0_jwks"][&domain]["fetchedAt"]
        .as_u64()
        .unwrap();
    assert!((before..=before + 60).contains(&fetched_at), "{fetched_at}");

    let mut served = send(&stack.auth0, "GET", "/.well-known/jwks.json", &[], "").json();
    for key in served["keys"].as_array_mut().unwrap() {
        let members = ["kty", "n", "e", "kid", "alg", "use"];
        key.as_object_mut()
            .unwrap()
            .retain(|name, _| members.contains(&name.as_str()));
        assert_eq!(key["kty"], "RSA");
    }
    let expected = json!({"fetchedAt": fetched_at, "keys": served["keys"]});
    assert_eq!(printed, json!({"auth0_jwks": {domain: expected}}));
}

#[test]
fn without_keys_nothing_is_printed_and_a_sentence_says_why() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let domain = format!("http://{}", free.local_addr().unwrap());
    drop(free);
    let output = fetch(&domain);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    let sentence = String::from_utf8(output.stderr).unwrap();
    let url = format!("{domain}/.well-known/jwks.json");
    assert!(sentence.starts_with(&url), "{sentence}");
}
