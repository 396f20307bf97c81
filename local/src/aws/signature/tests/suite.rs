//! The signatures of AWS's own test suite for signers.
//!
//! What can't come to a server is left out: spaces and letters beyond ASCII in a target, a
//! header over two lines, paths that the signer alone shortens, and a session's token.
//!
//! Source: <https://github.com/awslabs/aws-c-auth/tree/main/tests/aws-signing-test-suite/v4>

use http::StatusCode;

use super::super::Scope;
use super::{NOW, TestRequest, echo, outcome, request};

struct Vector {
    name: &'static str,
    method: &'static str,
    target: &'static str,
    /// Beside `Host` and `X-Amz-Date`.
    headers: &'static [(&'static str, &'static str)],
    signed_headers: &'static str,
    body: &'static str,
    signature: &'static str,
}

const PLAIN: Vector = Vector {
    name: "get-vanilla",
    method: "GET",
    target: "/",
    headers: &[],
    signed_headers: "host;x-amz-date",
    body: "",
    signature: "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
};

const FORM: Vector = Vector {
    name: "post-x-www-form-urlencoded",
    method: "POST",
    headers: &[
        ("content-type", "application/x-www-form-urlencoded"),
        ("content-length", "13"),
        (
            "x-amz-content-sha256",
            "9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e",
        ),
    ],
    signed_headers: "content-length;content-type;host;x-amz-content-sha256;x-amz-date",
    body: "Param1=value1",
    signature: "d3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b",
    ..PLAIN
};

const ONE_HEADER: &str = "host;my-header1;x-amz-date";

const SUITE: &[Vector] = &[
    PLAIN,
    Vector {
        name: "get-header-key-duplicate",
        headers: &[
            ("my-header1", "value2"),
            ("my-header1", "value2"),
            ("my-header1", "value1"),
        ],
        signed_headers: ONE_HEADER,
        signature: "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea",
        ..PLAIN
    },
    Vector {
        name: "get-header-value-order",
        headers: &[
            ("my-header1", "value4"),
            ("my-header1", "value1"),
            ("my-header1", "value3"),
            ("my-header1", "value2"),
        ],
        signed_headers: ONE_HEADER,
        signature: "08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01",
        ..PLAIN
    },
    Vector {
        name: "get-header-value-trim",
        headers: &[("my-header1", " value1"), ("my-header2", " \"a   b   c\"")],
        signed_headers: "host;my-header1;my-header2;x-amz-date",
        signature: "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
        ..PLAIN
    },
    Vector {
        name: "get-relative-unnormalized",
        target: "/example/..",
        signature: "eca7ead57bb5aa5c8e28007acd4ff04e1ff9a0ff3b237ec1554a184887ff9282",
        ..PLAIN
    },
    Vector {
        name: "get-relative-relative-unnormalized",
        target: "/example1/example2/../..",
        signature: "dc33e0856fd4baca4d7aa2146c38958283844764f38c74252a333df5e613003b",
        ..PLAIN
    },
    Vector {
        name: "get-slash-dot-slash-unnormalized",
        target: "/./",
        signature: "68714168e6557f8f2de0ef956fc24dc2593a4bd2961f8df51898d8a134695145",
        ..PLAIN
    },
    Vector {
        name: "get-slash-pointless-dot-unnormalized",
        target: "/./example",
        signature: "beb03f223f7deae4146464f06e29eebbee9c8afbe15c290cf07aa8b119e14cff",
        ..PLAIN
    },
    Vector {
        name: "get-slash-unnormalized",
        target: "//",
        signature: "c88bcd3d312d75078c0cd961d6deae3f4c754924b01669efcfcb439fd5e5b76e",
        ..PLAIN
    },
    Vector {
        name: "get-slashes-unnormalized",
        target: "//example//",
        signature: "87cca117541a147f6df867677d98a7d80dff226d2bfca9e4ffa899665623c7e5",
        ..PLAIN
    },
    Vector {
        name: "get-unreserved",
        target: "/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        signature: "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f",
        ..PLAIN
    },
    Vector {
        name: "get-vanilla-empty-query-key",
        target: "/?Param1=value1",
        signature: "a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb",
        ..PLAIN
    },
    Vector {
        name: "get-vanilla-query-order-encoded",
        target: "/?Param-3=Value3&Param=Value2&%E1%88%B4=Value1",
        signature: "371d3713e185cc334048618a97f809c9ffe339c62934c032af5a0e595648fcac",
        ..PLAIN
    },
    Vector {
        name: "get-vanilla-query-order-key-case",
        target: "/?Param2=value2&Param1=value1",
        signature: "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
        ..PLAIN
    },
    Vector {
        name: "get-vanilla-query-unreserved",
        target: "/?-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz=\
                 -._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        signature: "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197",
        ..PLAIN
    },
    Vector {
        name: "post-vanilla",
        method: "POST",
        signature: "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
        ..PLAIN
    },
    Vector {
        name: "post-header-key-sort",
        method: "POST",
        headers: &[("my-header1", "value1")],
        signed_headers: ONE_HEADER,
        signature: "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c",
        ..PLAIN
    },
    Vector {
        name: "post-header-value-case",
        method: "POST",
        headers: &[("my-header1", "VALUE1")],
        signed_headers: ONE_HEADER,
        signature: "cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d",
        ..PLAIN
    },
    Vector {
        name: "post-vanilla-query",
        method: "POST",
        target: "/?Param1=value1",
        signature: "28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11",
        ..PLAIN
    },
    FORM,
    Vector {
        name: "post-x-www-form-urlencoded-parameters",
        headers: &[
            (
                "content-type",
                "application/x-www-form-urlencoded; charset=utf-8",
            ),
            FORM.headers[1],
            FORM.headers[2],
        ],
        signature: "328d1b9eaadca9f5818ef05e8392801e091653bafec24fcab71e7344e7f51422",
        ..FORM
    },
];

impl Vector {
    fn request(&self, signature: &str) -> TestRequest {
        let authorization = format!(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, \
             SignedHeaders={}, Signature={signature}",
            self.signed_headers
        );
        let mut headers = vec![
            ("host", "example.amazonaws.com"),
            ("x-amz-date", "20150830T123600Z"),
            ("authorization", &authorization),
        ];
        headers.extend(self.headers);
        request(self.method, self.target, &headers, self.body)
    }
}

#[tokio::test]
async fn every_signature_of_the_suite_is_accepted_and_no_other() {
    let scope = Scope {
        region: "us-east-1",
        service: "service",
    };
    let router = echo(scope, NOW);
    for vector in SUITE {
        let (status, body) = outcome(&router, vector.request(vector.signature)).await;
        assert_eq!(
            (status, &*body),
            (StatusCode::OK, vector.body),
            "{}",
            vector.name
        );
        let other = vector.signature.replace(['0', '1'], "2");
        let (status, problem) = outcome(&router, vector.request(&other)).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{}", vector.name);
        assert!(
            problem.starts_with("InvalidSignatureException: "),
            "{problem}"
        );
    }
}

/// From before the suite had its present form: a path is escaped twice.
#[tokio::test]
async fn a_name_that_is_an_arn_is_escaped_twice() {
    let scope = Scope {
        region: "us-east-2",
        service: "lambda",
    };
    let signature = "4b93abbcc68be32bd64c18e2c71150660ab4c29bbd6c32a383a7517a88fc1804";
    let authorization = format!(
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20210511/us-east-2/lambda/aws4_request, \
         SignedHeaders=host;x-amz-date, Signature={signature}"
    );
    let request = request(
        "POST",
        "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-west-2%3A892717189312%3Afunction%3A\
         my-rusty-fun/invocations",
        &[
            ("host", "lambda.us-east-2.amazonaws.com"),
            ("x-amz-date", "20210511T154045Z"),
            ("authorization", &authorization),
        ],
        "",
    );
    // 2021-05-11T15:40:45Z.
    let (status, problem) = outcome(&echo(scope, 1_620_747_645), request).await;
    assert_eq!(status, StatusCode::OK, "{problem}");
}
