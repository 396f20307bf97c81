//! The Invoke API as `cargo lambda invoke` and boto3 call it: paths, headers, statuses.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};

use super::*;
use crate::lambda::limits::{LARGEST_ASYNCHRONOUS_EVENT, LARGEST_EVENT};

struct Answered {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

async fn post(router: &Router, path: &str, kind: Option<&str>, body: String) -> Answered {
    let mut request = Request::post(format!("/2015-03-31/functions/{path}"));
    if let Some(kind) = kind {
        request = request.header("x-amz-invocation-type", kind);
    }
    let request = request.body(Body::from(body)).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let (head, body) = response.into_parts();
    Answered {
        status: head.status,
        headers: head.headers,
        body: to_bytes(body, usize::MAX).await.unwrap(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_function_answers_under_each_of_its_names() {
    let router = router(Arc::new(serving()));
    for path in [
        "f/invocations",
        "f/invocations?Qualifier=%24LATEST",
        "f:$LATEST/invocations",
        "000000000000%3Afunction%3Af/invocations",
        "arn%3Aaws%3Alambda%3Aeu-central-1%3A000000000000%3Afunction%3Af/invocations",
        "arn:aws:lambda:eu-central-1:000000000000:function:f:%24LATEST/invocations",
    ] {
        let answered = post(&router, path, Some("RequestResponse"), String::new()).await;
        assert_eq!(answered.status, StatusCode::OK, "{path}");
        assert_eq!(answered.headers["x-amz-executed-version"], "$LATEST");
        assert!(answered.headers.contains_key("x-amzn-requestid"));
        assert!(!answered.headers.contains_key("x-amz-function-error"));
        let answer: Value = serde_json::from_slice(&answered.body).unwrap();
        assert!(answer["process"].is_number(), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_function_is_no_failed_call() {
    let router = router(Arc::new(serving()));
    let answered = post(
        &router,
        "f/invocations",
        None,
        r#"{"do":"fail"}"#.to_owned(),
    )
    .await;
    assert_eq!(answered.status, StatusCode::OK);
    assert_eq!(answered.headers["x-amz-function-error"], "Unhandled");
    let failure: Value = serde_json::from_slice(&answered.body).unwrap();
    assert_eq!(failure["errorMessage"], "it failed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_call_has_lambdas_status_code_and_words() {
    let router = router(Arc::new(serving()));
    let too_large = |limit: usize| format!("\"{}\"", "a".repeat(limit - 1));
    let too_large_code = "RequestEntityTooLargeException";
    let not_found = (StatusCode::NOT_FOUND, "ResourceNotFoundException");
    for (path, kind, body, (status, code), message) in [
        (
            "g/invocations",
            None,
            "{}",
            not_found,
            "Function not found: arn:aws:lambda:eu-central-1:000000000000:function:g",
        ),
        (
            "g/invocations",
            Some("Event"),
            "{}",
            not_found,
            "Function not found: arn:aws:lambda:eu-central-1:000000000000:function:g",
        ),
        (
            "f/invocations?Qualifier=1",
            None,
            "{}",
            not_found,
            "Function not found: arn:aws:lambda:eu-central-1:000000000000:function:f:1",
        ),
        (
            "111111111111:function:f/invocations",
            None,
            "{}",
            not_found,
            "Function not found: 111111111111:function:f",
        ),
        (
            "f/invocations",
            None,
            "{",
            (StatusCode::BAD_REQUEST, "InvalidRequestContentException"),
            "Could not parse request body into json.",
        ),
        (
            "f/invocations",
            None,
            &too_large(LARGEST_EVENT),
            (StatusCode::PAYLOAD_TOO_LARGE, too_large_code),
            "6291457 byte payload is too large for the RequestResponse invocation type \
             (limit 6291456 bytes)",
        ),
        (
            "f/invocations",
            Some("Event"),
            &too_large(LARGEST_ASYNCHRONOUS_EVENT),
            (StatusCode::PAYLOAD_TOO_LARGE, too_large_code),
            "1048577 byte payload is too large for the Event invocation type (limit 1048576 \
             bytes)",
        ),
        (
            "f/invocations",
            Some("Sometimes"),
            "{}",
            (StatusCode::BAD_REQUEST, "ValidationException"),
            "1 validation error detected: Value at 'invocationType' failed to satisfy constraint: \
             Member must satisfy enum value set: [Event, RequestResponse, DryRun]",
        ),
    ] {
        let answered = post(&router, path, kind, body.to_owned()).await;
        assert_eq!(answered.status, status, "{path}");
        assert_eq!(answered.headers["x-amzn-errortype"], code, "{path}");
        assert!(answered.headers.contains_key("x-amzn-requestid"), "{path}");
        let body: Value = serde_json::from_slice(&answered.body).unwrap();
        assert_eq!(body, json!({"Type": "User", "Message": message}), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_call_too_many_is_told_so() {
    let router = router(Arc::new(functions("serves", Duration::from_secs(3))));
    let calls = (0..=MOST_ENVIRONMENTS).map(|_| {
        let router = router.clone();
        tokio::spawn(async move {
            post(
                &router,
                "f/invocations",
                None,
                r#"{"do":"hang"}"#.to_owned(),
            )
            .await
        })
    });
    let mut refused = Vec::new();
    for call in calls.collect::<Vec<_>>() {
        let answered = call.await.unwrap();
        if answered.status != StatusCode::OK {
            refused.push(answered);
        }
    }
    let [refused] = refused.as_slice() else {
        panic!("{} calls were refused", refused.len());
    };
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(
        refused.headers["x-amzn-errortype"],
        "TooManyRequestsException"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_is_accepted_at_once_and_served() {
    let router = router(Arc::new(serving()));
    let file = absent_file();
    let body = json!({"do": format!("work-after {file}")}).to_string();
    let answered = post(&router, "f/invocations", Some("Event"), body).await;
    assert_eq!(
        (answered.status, answered.body),
        (StatusCode::ACCEPTED, Bytes::new())
    );
    std::fs::write(&file, "").unwrap();
    // The function removes it.
    assert!(eventually(|| !Path::new(&file).exists()).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_calls_nothing() {
    let functions = Arc::new(serving());
    let file = absent_file();
    std::fs::write(&file, "").unwrap();
    let body = json!({"do": format!("work-after {file}")}).to_string();
    let router = router(functions.clone());
    let answered = post(&router, "f/invocations", Some("DryRun"), body).await;
    assert_eq!(
        (answered.status, answered.body),
        (StatusCode::NO_CONTENT, Bytes::new())
    );
    // A call would have been the first, and its file gone by the end of the second.
    process_of(&functions).await;
    assert!(Path::new(&file).exists());
    std::fs::remove_file(file).unwrap();
}
