//! The authorizer as a process, from where Lambda stands: what it does before it asks for
//! its first event, what it posts, and all that it writes.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html>

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, UNIX_EPOCH};

use local::auth0::Tenant;
use serde_json::{Value, json};

use crate::key_server::KeyServer;
use crate::signer::{public, signer};

const AUDIENCE: &str = "https://records.example";

const ACCEPTED: &str = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n";

/// What came of one event.
struct Outcome {
    /// How often the issuer was asked for its keys before there was an event.
    fetches_in_init: usize,
    /// The head of what was posted, and its body.
    posted: (String, Value),
    /// The lines that were written.
    lines: Vec<Value>,
    output: String,
}

/// Starts the authorizer for that issuer, with other variables.
fn start(lambda: &TcpListener, issuer: &KeyServer, variables: &[(&str, &str)]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_stack-under-test"))
        .args(["function", "authorizer"])
        .env_clear()
        .envs([
            ("AUTH0_DOMAIN", issuer.domain.as_str()),
            ("AUTH0_AUDIENCE", AUDIENCE),
            ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128"),
            ("AWS_LAMBDA_FUNCTION_NAME", "authorizer"),
            ("AWS_LAMBDA_FUNCTION_VERSION", "1"),
            // At which libraries write most.
            ("AWS_LAMBDA_LOG_LEVEL", "TRACE"),
            ("FIELD_PERMISSIONS", r#"{"Query.me":null}"#),
        ])
        .env(
            "AWS_LAMBDA_RUNTIME_API",
            lambda.local_addr().unwrap().to_string(),
        )
        .envs(variables.iter().copied())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Ends it, and gives what it wrote.
fn end(mut process: Child) -> String {
    process.kill().unwrap();
    process.wait().unwrap();
    let mut output = String::new();
    let mut written = process.stdout.take().unwrap();
    written.read_to_string(&mut output).unwrap();
    output
}

/// Starts the authorizer, gives it an event, and ends it.
fn run(issuer: &KeyServer, variables: &[(&str, &str)], event: &str) -> Outcome {
    let lambda = TcpListener::bind("127.0.0.1:0").unwrap();
    let process = start(&lambda, issuer, variables);
    let next = answer(&lambda, &event_head(event.len()), event);
    assert!(next.0.starts_with("get "), "{next:?}");
    let fetches_in_init = issuer.fetches();
    let (head, body) = answer(&lambda, ACCEPTED, "");
    let output = end(process);
    let lines = output
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    Outcome {
        fetches_in_init,
        posted: (head, serde_json::from_str(&body).unwrap()),
        lines: lines.collect(),
        output,
    }
}

fn event_head(length: usize) -> String {
    let deadline = (UNIX_EPOCH.elapsed().unwrap() + Duration::from_secs(10)).as_millis();
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\
         Lambda-Runtime-Aws-Request-Id: 1\r\nLambda-Runtime-Deadline-Ms: {deadline}\r\n\
         Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:eu-central-1:1:function:authorizer\r\n"
    )
}

/// Answers the next request, of which it gives head and body.
fn answer(lambda: &TcpListener, head: &str, body: &str) -> (String, String) {
    let (stream, _) = lambda.accept().unwrap();
    let request = read(&stream);
    write!(&stream, "{head}Connection: close\r\n\r\n{body}").unwrap();
    request
}

fn read(stream: &TcpStream) -> (String, String) {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert_ne!(reader.read_line(&mut head).unwrap(), 0, "{head}");
    }
    head.make_ascii_lowercase();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "))
        .map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    (head, String::from_utf8(body).unwrap())
}

/// A good token of the issuer at that domain.
fn token(signer: &Tenant, domain: &str) -> String {
    let now = UNIX_EPOCH.elapsed().unwrap().as_secs();
    let claims = json!({
        "iss": format!("{domain}/"), "aud": AUDIENCE, "sub": "auth0|the-subject",
        "azp": "client", "iat": now, "exp": now + 60, "permissions": []
    });
    signer.signing_keys().current().sign(&claims).unwrap()
}

/// An issuer with a key, that key, and a good token.
fn issuer() -> (KeyServer, Value, String) {
    let signer = signer();
    let jwk = public(signer.signing_keys().current());
    let issuer = KeyServer::start(&jwk);
    let token = token(&signer, &issuer.domain);
    (issuer, jwk, token)
}

fn event(token: &str) -> String {
    json!({"authorizationToken": token, "requestContext": {"queryString": "{ me }"}}).to_string()
}

/// A line of the decision and one of the metrics, and of the token nothing.
fn assert_orderly(outcome: &Outcome, token: &str, decision: &str, others: usize) {
    let output = &outcome.output;
    let with = |member: &str| {
        let lines = outcome.lines.iter();
        lines.filter(|line| line.get(member).is_some()).count()
    };
    assert_eq!((with("decision"), with("_aws")), (1, 1), "{output}");
    assert_eq!(outcome.lines.len(), 2 + others, "{output}");
    let mut lines = outcome.lines.iter();
    assert!(lines.any(|line| line["decision"] == decision), "{output}");
    for part in token.split('.') {
        assert!(!output.contains(&part[..20]), "{output}");
    }
    assert!(!output.contains("the-subject"), "{output}");
}

#[test]
fn the_keys_are_fetched_before_the_first_event_is_asked_for() {
    let (issuer, _, token) = issuer();
    let outcome = run(&issuer, &[], &event(&token));
    assert_eq!((outcome.fetches_in_init, issuer.fetches()), (1, 1));
    assert_eq!(outcome.posted.1["isAuthorized"], true);
    assert_orderly(&outcome, &token, "allow", 0);
}

#[test]
fn with_preloaded_keys_nothing_is_fetched() {
    let (issuer, jwk, token) = issuer();
    let preloaded = json!({"keys": [jwk]}).to_string();
    let outcome = run(&issuer, &[("AUTH0_JWKS", &preloaded)], &event(&token));
    assert_eq!((outcome.fetches_in_init, issuer.fetches()), (0, 0));
    assert_eq!(outcome.posted.1["isAuthorized"], true);
    assert_orderly(&outcome, &token, "allow", 0);
}

#[test]
fn a_refusal_is_posted_as_an_answer() {
    let (issuer, _, token) = issuer();
    let outcome = run(&issuer, &[], &event(&format!("{token}AAAA")));
    let (head, body) = &outcome.posted;
    assert!(head.contains("/invocation/1/response "), "{head}");
    assert_eq!(body["isAuthorized"], false);
    assert_orderly(&outcome, &token, "deny", 0);
}

#[test]
fn without_keys_it_starts_and_posts_an_error_that_says_nothing() {
    let (issuer, ..) = issuer();
    let gone = TcpListener::bind("127.0.0.1:0").unwrap();
    let domain = format!("http://{}", gone.local_addr().unwrap());
    drop(gone);
    let token = token(&signer(), &domain);
    let outcome = run(&issuer, &[("AUTH0_DOMAIN", &domain)], &event(&token));
    let (head, body) = &outcome.posted;
    assert!(head.contains("/invocation/1/error "), "{head}");
    let expected = json!({
        "errorType": "AuthorizerUnavailable",
        "errorMessage": "Authorization is temporarily unavailable. Please try again."
    });
    assert_eq!(*body, expected);
    // The third says why, of the fetch before the first event: the next one waits.
    assert_orderly(&outcome, &token, "unavailable", 1);
}

#[test]
fn a_wrong_setting_is_named_in_the_log_alone() {
    let (issuer, ..) = issuer();
    let lambda = TcpListener::bind("127.0.0.1:0").unwrap();
    let process = start(&lambda, &issuer, &[("AUTH0_TOKEN_PROFILE", "jwt")]);
    let (head, body) = answer(&lambda, ACCEPTED, "");
    assert!(
        head.starts_with("post /2018-06-01/runtime/init/error "),
        "{head}"
    );
    let expected = json!({
        "errorType": "ConfigurationError",
        "errorMessage": "The service is not configured correctly."
    });
    assert_eq!(serde_json::from_str::<Value>(&body).unwrap(), expected);
    let output = end(process);
    let words = "AUTH0_TOKEN_PROFILE must be access_token, rfc9068_profile or id_token";
    assert!(output.contains(words), "{output}");
    assert_eq!(issuer.fetches(), 0);
}
