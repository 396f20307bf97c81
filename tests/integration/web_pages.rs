//! A web page elsewhere must not reach the servers on this machine.

use crate::http::send;
use crate::stack::Stack;

#[test]
fn a_name_that_was_rebound_to_this_machine_reaches_no_server() {
    let stack = Stack::start();
    for address in [&stack.appsync, &stack.auth0, &stack.dynamodb, &stack.lambda] {
        let port = address.rsplit(':').next().unwrap();
        for host in [
            format!("evil.example:{port}"),
            "127.0.0.1".to_owned(),
            format!("localhost:{port}.evil.example"),
        ] {
            let answer = send(address, "GET", "/", &[("Host", &host)], "");
            assert!(
                (400..500).contains(&answer.status) && answer.status != 404,
                "{address} {host}: {answer:?}"
            );
        }
    }
}

#[test]
fn lambda_and_dynamodb_answer_no_page_at_all() {
    let stack = Stack::start();
    let function = "/2015-03-31/functions/query-resolver/invocations";
    for (address, path) in [(&stack.lambda, function), (&stack.dynamodb, "/")] {
        for header in [
            ("Origin", "https://evil.example"),
            ("Origin", "null"),
            ("Sec-Fetch-Site", "cross-site"),
            ("Sec-Fetch-Site", "same-site"),
        ] {
            let headers = [header, ("X-Amz-Target", "DynamoDB_20120810.ListTables")];
            let answer = send(address, "POST", path, &headers, "{}");
            assert_eq!(answer.status, 403, "{address} {header:?}: {answer:?}");
        }
    }
    assert!(stack.processes_of("query-resolver").is_empty());
}

#[test]
fn the_tenant_lets_registered_origins_alone_read_an_answer() {
    let stack = Stack::start();
    let ours = format!("http://{}", stack.appsync);
    for (origin, allowed) in [
        (ours.as_str(), true),
        ("https://evil.example", false),
        ("null", false),
    ] {
        let answer = send(
            &stack.auth0,
            "GET",
            "/.well-known/jwks.json",
            &[("Origin", origin)],
            "",
        );
        let read = answer.header("access-control-allow-origin");
        assert_eq!(read, allowed.then_some(origin), "{origin}");
    }
}
