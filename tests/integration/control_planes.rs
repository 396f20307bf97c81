//! Who may deploy to a stack that starts empty: who has the key that it printed.
//!
//! The signer is `curl`, in a shell into which the printed lines were pasted.

use std::process::Command;

use serde_json::{Value, json};

use crate::http::send;
use crate::stack::Stack;

/// Nothing here asks it anything.
const IAM: &str = "http://127.0.0.1:9";
/// The options of a stack with nothing deployed.
pub(crate) const EMPTY: [&str; 3] = ["--empty", "--iam-endpoint", IAM];
const FUNCTIONS: &str = "/2015-03-31/functions";
const APIS: &str = "/v1/apis";
pub(crate) const KEY: &str = "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY";
/// An API that AppSync accepts, for a shell.
const NEW_API: &str = r#"--json '{"name": "a", "authenticationType": "OPENID_CONNECT",
    "openIDConnectConfig": {"issuer": "https://tenant.example"}}'"#;

pub(crate) fn empty_stack() -> Stack {
    Stack::with_options(&EMPTY)
}

/// Runs a script after the lines that the stack said to paste, without Terraform's.
fn paste(stack: &Stack, script: &str) -> String {
    let is_setting = |line: &&String| line.starts_with("export ") || line.starts_with("unset ");
    let mut lines: Vec<_> = stack.said.iter().filter(is_setting).cloned().collect();
    lines.push(script.to_owned());
    let output = Command::new("sh")
        .args(["-euc", &lines.join("\n")])
        .env("AWS_PROFILE", "of another account")
        .env("AWS_SESSION_TOKEN", "of another account")
        .env("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    String::from_utf8(output.stdout).unwrap()
}

/// The status and the body of what a service answers to a request that is signed with `key`.
pub(crate) fn ask(
    stack: &Stack,
    service: &str,
    key: &str,
    path: &str,
    options: &str,
) -> (u16, String) {
    let endpoint = format!("$AWS_ENDPOINT_URL_{}", service.to_uppercase());
    let answer = paste(
        stack,
        &format!(
            "curl -s -w '\\n%{{http_code}}' --aws-sigv4 \"aws:amz:$AWS_REGION:{service}\" \
             --user \"{key}\" {options} \"{endpoint}{path}\""
        ),
    );
    let (body, status) = answer.rsplit_once('\n').unwrap();
    (status.parse().unwrap(), body.to_owned())
}

/// The names of the deployed functions and APIs.
fn deployed(stack: &Stack) -> (Vec<Value>, Vec<Value>) {
    let names = |service, path, list: &str, name: &str| {
        let (status, body) = ask(stack, service, KEY, path, "");
        assert_eq!(status, 200, "{body}");
        let body: Value = serde_json::from_str(&body).unwrap();
        let items = body[list].as_array().unwrap().iter();
        items.map(|item| item[name].clone()).collect()
    };
    (
        names("lambda", FUNCTIONS, "Functions", "FunctionName"),
        names("appsync", APIS, "graphqlApis", "name"),
    )
}

#[test]
fn the_printed_lines_lead_every_client_to_this_start_and_no_further() {
    let stack = empty_stack();
    let environment = paste(&stack, "env");
    let here = |address: &str| format!("http://{address}");
    for (name, value) in [
        ("AWS_ENDPOINT_URL_APPSYNC", here(&stack.appsync)),
        ("AWS_ENDPOINT_URL_LAMBDA", here(&stack.lambda)),
        ("AWS_ENDPOINT_URL_DYNAMODB", here(&stack.dynamodb)),
        // Whatever is not named.
        ("AWS_ENDPOINT_URL", IAM.to_owned()),
        ("AWS_REGION", "eu-central-1".to_owned()),
        ("AWS_EC2_METADATA_DISABLED", "true".to_owned()),
        ("TF_WORKSPACE", "local".to_owned()),
        (
            "TF_VAR_auth0_domains",
            format!("[\"{}\"]", here(&stack.auth0)),
        ),
    ] {
        let line = format!("{name}={value}");
        assert!(environment.lines().any(|found| found == line), "{line}");
    }
    for name in [
        "AWS_PROFILE=",
        "AWS_SESSION_TOKEN=",
        "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=",
    ] {
        assert!(
            !environment.lines().any(|line| line.starts_with(name)),
            "{name}"
        );
    }
}

#[test]
fn who_signs_with_the_printed_key_deploys() {
    let stack = empty_stack();
    assert_eq!(deployed(&stack), (vec![], vec![]));
    let (status, body) = ask(&stack, "appsync", KEY, APIS, NEW_API);
    assert_eq!(status, 200, "{body}");
    assert_eq!(deployed(&stack), (vec![], vec![json!("a")]));
}

#[test]
fn who_signs_with_another_key_or_in_a_web_page_deploys_nothing() {
    let stack = empty_stack();
    let other_secret = "$AWS_ACCESS_KEY_ID:$AWS_ACCESS_KEY_ID";
    for (key, option, refusal) in [
        (
            "AKIALOCAL:$AWS_SECRET_ACCESS_KEY",
            "",
            "The security token included in the request",
        ),
        (
            other_secret,
            "",
            "The request signature we calculated does not match",
        ),
        (
            KEY,
            "-H 'Origin: https://evil.example'",
            "Web pages may not call this server.",
        ),
        (
            KEY,
            "-H 'Sec-Fetch-Site: cross-site'",
            "Web pages may not call this server.",
        ),
        (
            KEY,
            "-H 'Host: evil.example'",
            "This server answers to 127.0.0.1",
        ),
    ] {
        for (service, path) in [("appsync", APIS), ("lambda", FUNCTIONS)] {
            let options = format!("{NEW_API} {option}");
            let (status, body) = ask(&stack, service, key, path, &options);
            assert_eq!(status, 403, "{service} {option}: {body}");
            assert!(body.contains(refusal), "{service} {option}: {body}");
        }
    }
    assert_eq!(deployed(&stack), (vec![], vec![]));
}

#[test]
fn a_signature_of_another_day_deploys_nothing() {
    let stack = empty_stack();
    for (service, path) in [("appsync", APIS), ("lambda", FUNCTIONS)] {
        let endpoint = format!("$AWS_ENDPOINT_URL_{}", service.to_uppercase());
        let answer = paste(
            &stack,
            &format!(
                "curl -sS {NEW_API} -H 'X-Amz-Date: 20150830T123600Z' \
                 -H \"Authorization: AWS4-HMAC-SHA256 \
                 Credential=$AWS_ACCESS_KEY_ID/20150830/$AWS_REGION/{service}/aws4_request, \
                 SignedHeaders=content-type;host;x-amz-date, Signature=00\" \
                 \"{endpoint}{path}\""
            ),
        );
        assert!(
            answer.contains("Signature expired: 20150830T123600Z"),
            "{answer}"
        );
    }
    assert_eq!(deployed(&stack), (vec![], vec![]));
}

#[test]
fn who_does_not_sign_is_told_so_whatever_the_operation() {
    let stack = empty_stack();
    for (address, method, path) in [
        (&stack.appsync, "POST", APIS),
        (&stack.appsync, "GET", "/v1/no-operation"),
        (&stack.lambda, "POST", FUNCTIONS),
        (&stack.lambda, "PATCH", FUNCTIONS),
        (&stack.lambda, "GET", "/2015-03-31/no-operation"),
    ] {
        let answer = send(address, method, path, &[], "{}");
        assert_eq!(answer.status, 403, "{path}: {answer:?}");
        let code = answer.header("x-amzn-errortype");
        assert_eq!(code, Some("MissingAuthenticationTokenException"), "{path}");
        assert!(answer.header("x-amzn-requestid").is_some(), "{path}");
    }
    assert_eq!(deployed(&stack), (vec![], vec![]));
}

#[test]
fn a_client_that_sends_a_zip_with_another_key_reads_why_it_is_refused() {
    let zip = "head -c 5000000 /dev/zero";
    let options = "--data-binary @- -H 'Content-Type: application/json'";
    let stack = empty_stack();
    let answer = paste(
        &stack,
        &format!(
            "{zip} | curl -sS --aws-sigv4 \"aws:amz:$AWS_REGION:lambda\" --user a:b {options} \
             \"$AWS_ENDPOINT_URL_LAMBDA{FUNCTIONS}\""
        ),
    );
    assert!(
        answer.contains("The security token included in the request"),
        "{answer}"
    );
}

#[test]
fn a_stack_with_its_own_deployment_has_no_control_plane() {
    let stack = Stack::start();
    for (address, method, path) in [
        (&stack.appsync, "POST", APIS),
        (&stack.appsync, "GET", APIS),
        (&stack.lambda, "POST", FUNCTIONS),
        (&stack.lambda, "GET", "/2015-03-31/functions/query-resolver"),
    ] {
        let answer = send(address, method, path, &[], "{}");
        assert_eq!(answer.status, 404, "{method} {path}: {answer:?}");
    }
}
