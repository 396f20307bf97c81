//! Each refusal, with AWS's code and words.

use aws_sigv4::http_request::PayloadChecksumKind;
use http::{HeaderValue, StatusCode, header};

use super::super::Scope;
use super::{LAMBDA, NOW, Signer, TestRequest, echo, outcome, request, signed};

const MISMATCH: &str = "InvalidSignatureException: The request signature we calculated does not \
    match the signature you provided. Check your AWS Secret Access Key and signing method. \
    Consult the service documentation for details.";
const UNKNOWN_KEY: &str = "UnrecognizedClientException: The security token included in the \
    request is invalid. This stack takes the access key that it printed at its start.";

fn create() -> TestRequest {
    let headers = [
        ("host", "127.0.0.1:4003"),
        ("content-type", "application/json"),
    ];
    request("POST", "/2015-03-31/functions", &headers, "{}")
}

fn signed_for(scope: Scope) -> TestRequest {
    let signer = Signer {
        scope,
        ..Signer::default()
    };
    signer.sign(create())
}

/// A request that was signed, with something else in its `Authorization`.
fn reworded(from: &str, to: &str) -> TestRequest {
    let mut request = signed(create());
    let value = request.headers()[header::AUTHORIZATION].to_str().unwrap();
    assert!(value.contains(from), "{value}");
    let value = value.replacen(from, to, 1).parse().unwrap();
    request.headers_mut().insert(header::AUTHORIZATION, value);
    request
}

fn with(name: &'static str, value: &'static str) -> TestRequest {
    let mut request = signed(create());
    request
        .headers_mut()
        .append(name, HeaderValue::from_static(value));
    request
}

fn without(name: &str) -> TestRequest {
    let mut request = signed(create());
    request.headers_mut().remove(name);
    request
}

async fn expect(request: TestRequest, problem: &str) {
    let found = outcome(&echo(LAMBDA, NOW), request).await;
    assert_eq!(found, (StatusCode::FORBIDDEN, problem.to_owned()));
}

#[tokio::test]
async fn who_does_not_sign_is_told_that_alone() {
    expect(
        create(),
        "MissingAuthenticationTokenException: Missing Authentication Token",
    )
    .await;
}

#[tokio::test]
async fn another_key_is_unknown_whatever_its_secret() {
    let stranger = Signer {
        id: "AKIALOCALOTHER",
        ..Signer::default()
    };
    expect(stranger.sign(create()), UNKNOWN_KEY).await;
    expect(with("x-amz-security-token", "a session's"), UNKNOWN_KEY).await;
}

#[tokio::test]
async fn another_secret_and_another_signature_do_not_match() {
    let impostor = Signer {
        secret: "another",
        ..Signer::default()
    };
    expect(impostor.sign(create()), MISMATCH).await;
    for signature in ["0", "00", "G"] {
        let request = reworded("Signature=", &format!("Signature={signature}"));
        expect(request, MISMATCH).await;
    }
    expect(reworded("host;", "host;x-missing;"), MISMATCH).await;
}

#[tokio::test]
async fn another_scope_is_named() {
    for (request, problem) in [
        (
            signed_for(Scope {
                region: "us-east-1",
                ..LAMBDA
            }),
            "Credential should be scoped to a valid region: 'eu-central-1'.",
        ),
        (
            signed_for(Scope {
                service: "appsync",
                ..LAMBDA
            }),
            "Credential should be scoped to correct service: 'lambda'.",
        ),
        (
            reworded("aws4_request", "aws5_request"),
            "Credential should be scoped with a valid terminator: 'aws4_request'.",
        ),
        (
            reworded("/20150830/", "/20150831/"),
            "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date \
             from HTTP.",
        ),
    ] {
        expect(request, &format!("InvalidSignatureException: {problem}")).await;
    }
}

#[tokio::test]
async fn a_signature_is_good_for_five_minutes_before_and_after_its_date() {
    for (at, problem) in [
        (NOW - 300, None),
        (NOW + 300, None),
        (
            NOW - 301,
            Some(
                "Signature expired: 20150830T123059Z is now earlier than 20150830T123100Z \
                 (20150830T123600Z - 5 min.)",
            ),
        ),
        (
            NOW + 301,
            Some(
                "Signature not yet current: 20150830T124101Z is still later than \
                 20150830T124100Z (20150830T123600Z + 5 min.)",
            ),
        ),
    ] {
        let expected = match problem {
            None => (StatusCode::OK, "{}".to_owned()),
            Some(problem) => (
                StatusCode::FORBIDDEN,
                format!("InvalidSignatureException: {problem}"),
            ),
        };
        let signer = Signer {
            at,
            ..Signer::default()
        };
        assert_eq!(
            outcome(&echo(LAMBDA, NOW), signer.sign(create())).await,
            expected
        );
    }
}

#[tokio::test]
async fn what_must_be_signed_is_named() {
    for (request, name) in [
        (reworded("host;", ""), "'Host' or ':authority'"),
        (reworded("content-type;", ""), "'content-type'"),
        (reworded(";x-amz-date", ""), "'x-amz-date'"),
        (
            with("x-amz-target", "DynamoDB_20120810.PutItem"),
            "'x-amz-target'",
        ),
    ] {
        let problem = format!(
            "InvalidSignatureException: {name} must be a 'SignedHeader' in the AWS Authorization."
        );
        expect(request, &problem).await;
    }
}

#[tokio::test]
async fn what_is_no_signature_of_version_4_is_incomplete() {
    let parameters =
        "Authorization header requires name=value parameters, each once, with commas between.";
    let date = "Authorization header requires existence of a 'X-Amz-Date' header in the form \
                YYYYMMDD'T'HHMMSS'Z'.";
    for (request, problem) in [
        (
            reworded("AWS4-HMAC-SHA256", "Bearer"),
            "Authorization header requires the algorithm 'AWS4-HMAC-SHA256'.",
        ),
        (
            with("authorization", "AWS4-HMAC-SHA256"),
            "There is more than one Authorization header.",
        ),
        (reworded("Signature=", "Signature:"), parameters),
        (
            reworded("Signature=", "Signature=0, Signature="),
            parameters,
        ),
        (
            reworded("Signature=", "signature="),
            "Authorization header requires 'Signature' parameter.",
        ),
        (
            reworded(
                "Credential=AKIDEXAMPLE/20150830/eu-central-1/lambda/aws4_request, ",
                "",
            ),
            "Authorization header requires 'Credential' parameter.",
        ),
        (
            reworded("SignedHeaders=content-type;host;x-amz-date, ", ""),
            "Authorization header requires 'SignedHeaders' parameter.",
        ),
        (
            reworded("/aws4_request", ""),
            "Credential must have exactly 5 slash-delimited elements, \
             e.g. keyid/date/region/service/term.",
        ),
        (without("x-amz-date"), date),
        (
            with("x-amz-date", "20150830T123600Z"),
            "There is more than one X-Amz-Date header.",
        ),
    ] {
        expect(request, &format!("IncompleteSignatureException: {problem}")).await;
    }
    for text in [
        "20150830T123600",
        " 20150830T123600Z",
        "2015830T123600Z",
        "20150830T246000Z",
    ] {
        let mut request = signed(create());
        request
            .headers_mut()
            .insert("x-amz-date", HeaderValue::from_static(text));
        expect(request, &format!("IncompleteSignatureException: {date}")).await;
    }
}

#[tokio::test]
async fn a_body_is_bounded() {
    let headers = [("host", "127.0.0.1:4003")];
    let large = |bytes: usize| request("POST", "/", &headers, &"x".repeat(bytes));
    let router = echo(LAMBDA, NOW);
    assert_eq!(
        outcome(&router, signed(large(1_000))).await.0,
        StatusCode::OK
    );
    assert_eq!(
        outcome(&router, signed(large(1_001))).await,
        (
            StatusCode::PAYLOAD_TOO_LARGE,
            "RequestEntityTooLargeException: Request must be smaller than 1000 bytes".to_owned()
        )
    );
    assert_eq!(
        outcome(&router, large(1_001)).await.0,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn a_body_that_is_not_signed_is_not_accepted() {
    let mut signer = Signer {
        signs_body: false,
        ..Signer::default()
    };
    signer.settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
    let request = signer.sign(create());
    assert_eq!(
        request.headers()["x-amz-content-sha256"],
        "UNSIGNED-PAYLOAD"
    );
    expect(request, MISMATCH).await;
}
