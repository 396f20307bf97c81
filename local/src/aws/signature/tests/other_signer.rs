//! What the AWS SDK signs is accepted, and nothing that was changed after it.

use aws_sigv4::http_request::{PayloadChecksumKind, PercentEncodingMode, UriPathNormalizationMode};
use http::{HeaderValue, Method, StatusCode};

use super::{LAMBDA, NOW, Signer, TestRequest, echo, outcome, request, signed};

const HOST: (&str, &str) = ("host", "127.0.0.1:4003");
const JSON: (&str, &str) = ("content-type", "application/json");

/// Requests of Terraform's, of boto3's, and what else a client might send.
fn requests() -> Vec<TestRequest> {
    let arn = "arn%3Aaws%3Alambda%3Aeu-central-1%3A000000000000%3Afunction%3Aa%3A1";
    [
        ("GET", "/".to_owned(), vec![HOST], ""),
        (
            "POST",
            "/2015-03-31/functions".to_owned(),
            vec![HOST, JSON],
            "{}",
        ),
        ("GET", "/2015-03-31/functions/".to_owned(), vec![HOST], ""),
        (
            "GET",
            format!("/2015-03-31/functions/{arn}/configuration?Qualifier=1"),
            vec![HOST, ("amz-sdk-request", "attempt=1; max=3")],
            "",
        ),
        (
            "DELETE",
            format!("/2017-03-31/tags/{arn}?tagKeys=b%20c&tagKeys=a&tagKeys=%C3%A9%2B%26%3D"),
            vec![HOST, ("amz-sdk-invocation-id", "1"), ("user-agent", "a  b")],
            "",
        ),
        (
            "GET",
            "/a%2Fb/c%20d/%E1%88%B4/~e?x&y=".to_owned(),
            vec![HOST],
            "",
        ),
        (
            "PUT",
            "/x".to_owned(),
            vec![
                HOST,
                JSON,
                ("x-amz-meta", "  two   spaces "),
                ("accept", "a"),
                ("accept", "b"),
            ],
            "{\"é\": 1}",
        ),
    ]
    .map(|(method, target, headers, body)| request(method, &target, &headers, body))
    .into()
}

#[tokio::test]
async fn what_the_sdk_signs_is_accepted() {
    let router = echo(LAMBDA, NOW);
    for request in requests() {
        let body = request.body().clone();
        let what = format!("{} {}", request.method(), request.uri());
        assert_eq!(
            outcome(&router, signed(request)).await,
            (StatusCode::OK, body),
            "{what}"
        );
    }
}

#[tokio::test]
async fn a_digest_of_the_body_among_the_headers_is_accepted() {
    let mut signer = Signer::default();
    signer.settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
    for request in requests() {
        let request = signer.sign(request);
        assert!(request.headers().contains_key("x-amz-content-sha256"));
        assert_eq!(outcome(&echo(LAMBDA, NOW), request).await.0, StatusCode::OK);
    }
}

#[tokio::test]
async fn what_is_changed_after_the_signature_is_refused() {
    let router = echo(LAMBDA, NOW);
    let changes: [(&str, Change); 9] = [
        ("method", |request| *request.method_mut() = Method::PATCH),
        ("path", |request| request.retarget("/", "/x")),
        ("case of an escape", |request| {
            request.retarget("%3A", "%3a");
        }),
        ("escape", |request| request.retarget("%3A", ":")),
        ("query", |request| request.retarget("=1", "=2")),
        ("further parameter", |request| {
            request.retarget("=1", "=1&a=b");
        }),
        ("body", |request| request.body_mut().push(' ')),
        ("host", |request| request.set("host", "localhost:4003")),
        ("content type", |request| {
            request.set("content-type", "text/plain");
        }),
    ];
    for original in requests() {
        let original = signed(original);
        for (what, change) in &changes {
            let mut changed = original.clone();
            change(&mut changed);
            let is_same = changed.method() == original.method()
                && changed.uri() == original.uri()
                && changed.headers() == original.headers()
                && changed.body() == original.body();
            let expected = if is_same {
                StatusCode::OK
            } else {
                StatusCode::FORBIDDEN
            };
            let target = changed.uri().to_string();
            assert_eq!(
                outcome(&router, changed).await.0,
                expected,
                "{what} of {target}"
            );
        }
    }
}

#[tokio::test]
async fn no_signed_header_may_go_and_none_that_must_be_signed_may_come() {
    let router = echo(LAMBDA, NOW);
    for original in requests() {
        let original = signed(original);
        let is_signed = |name: &str| name != "authorization" && name != "user-agent";
        let names = original
            .headers()
            .keys()
            .filter(|name| is_signed(name.as_str()));
        for name in names {
            let mut changed = original.clone();
            changed.headers_mut().remove(name);
            assert_eq!(
                outcome(&router, changed).await.0,
                StatusCode::FORBIDDEN,
                "without {name}"
            );
        }
        for name in ["x-amz-target", "x-amz-meta"] {
            let mut changed = original.clone();
            changed
                .headers_mut()
                .append(name, HeaderValue::from_static("new"));
            assert_eq!(
                outcome(&router, changed).await.0,
                StatusCode::FORBIDDEN,
                "with {name}"
            );
        }
    }
}

#[tokio::test]
async fn a_path_that_the_signer_shortened_or_escaped_once_is_another_one() {
    let router = echo(LAMBDA, NOW);
    let mut shortening = Signer::default();
    shortening.settings.uri_path_normalization_mode = UriPathNormalizationMode::Enabled;
    let mut escaping_once = Signer::default();
    escaping_once.settings.percent_encoding_mode = PercentEncodingMode::Single;
    for (target, signer) in [("/a/../b", shortening), ("/a%3Ab", escaping_once)] {
        let request = signer.sign(request("GET", target, &[HOST], ""));
        assert_eq!(
            outcome(&router, request).await.0,
            StatusCode::FORBIDDEN,
            "{target}"
        );
    }
}

/// Something that happens to a request on its way.
type Change = fn(&mut TestRequest);

trait Changed {
    fn retarget(&mut self, from: &str, to: &str);
    fn set(&mut self, name: &'static str, value: &'static str);
}

impl Changed for TestRequest {
    fn retarget(&mut self, from: &str, to: &str) {
        let target = self.uri().to_string().replace(from, to);
        *self.uri_mut() = target.parse().unwrap();
    }

    fn set(&mut self, name: &'static str, value: &'static str) {
        self.headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
}
