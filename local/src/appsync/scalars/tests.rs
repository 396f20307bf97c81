use apollo_compiler::response::serde_json_bytes::json;

use super::Scalar;
use crate::appsync::json::JsonValue;

fn accepted(scalar: &str, value: &JsonValue) -> bool {
    Scalar::named(scalar)
        .expect("a scalar")
        .input(value)
        .is_ok()
}

#[test]
fn each_scalar_accepts_and_refuses_what_aws_documents() {
    let cases = [
        ("AWSDate", json!("1970-01-01"), true),
        ("AWSDate", json!("1970-01-01Z"), true),
        ("AWSDate", json!("1970-01-01-07:00"), true),
        ("AWSDate", json!("1970-01-01+05:30:15"), true),
        ("AWSDate", json!("1970-02-30"), false),
        ("AWSDate", json!("1970-1-1"), false),
        ("AWSDate", json!(19700101), false),
        ("AWSTime", json!("12:30:24"), true),
        ("AWSTime", json!("12:00:34."), true),
        ("AWSTime", json!("12:30:24.500-07:00"), true),
        ("AWSTime", json!("12:30Z"), false),
        ("AWSTime", json!("24:00:00"), false),
        ("AWSDateTime", json!("2021-01-26T16:44Z"), true),
        ("AWSDateTime", json!("2021-01-26T16:44:21.123+02:00"), true),
        ("AWSDateTime", json!("2021-01-26T16:44:21"), false),
        ("AWSDateTime", json!("2021-01-26"), false),
        ("AWSDateTime", json!("é-é-éTé"), false),
        ("AWSTimestamp", json!(-1), true),
        ("AWSTimestamp", json!(4_102_444_800_i64), true),
        ("AWSTimestamp", json!(1.5), false),
        ("AWSTimestamp", json!("1"), false),
        ("AWSEmail", json!("username@example.com"), true),
        ("AWSEmail", json!("a.b+c@sub.example.com"), true),
        ("AWSEmail", json!("a..b@example.com"), false),
        ("AWSEmail", json!("example.com"), false),
        ("AWSJSON", json!(r#"{"upvotes": 10}"#), true),
        ("AWSJSON", json!("10"), true),
        ("AWSJSON", json!("{a: 1}"), false),
        ("AWSJSON", json!({"a": 1}), false),
        (
            "AWSURL",
            json!("https://www.amazon.com/dp/B000NZW3KC/"),
            true,
        ),
        ("AWSURL", json!("mailto:example@example.com"), true),
        ("AWSURL", json!("www.amazon.com"), false),
        ("AWSURL", json!("https://example.com/a//b"), false),
        ("AWSPhone", json!("+1 555-555-5555"), true),
        ("AWSPhone", json!("555-555-5555"), true),
        ("AWSPhone", json!("5555"), false),
        ("AWSPhone", json!("+44 20 7946 0958x"), false),
        ("AWSIPAddress", json!("123.123.123.123/3"), true),
        ("AWSIPAddress", json!("::1/128"), true),
        ("AWSIPAddress", json!("1.2.3.4/33"), false),
        ("AWSIPAddress", json!("1.2.3"), false),
        ("Int", json!(2_147_483_647), true),
        ("Int", json!(2_147_483_648_i64), false),
        ("Int", json!("1"), false),
        ("Int", json!(3.0), true),
        ("Float", json!(1), true),
        ("Float", json!("1"), false),
        ("String", json!(1), false),
        ("Boolean", json!(1), false),
        ("ID", json!(1), true),
        ("ID", json!(1.5), false),
    ];
    for (scalar, value, expected) in cases {
        assert_eq!(accepted(scalar, &value), expected, "{scalar} {value}");
    }
}

#[test]
fn what_a_resolver_returns_is_made_to_fit() {
    let cases = [
        (
            "AWSJSON",
            serde_json::from_str(r#"{"b": 1, "a": [null]}"#).unwrap(),
            Ok(json!(r#"{"b":1,"a":[null]}"#)),
        ),
        ("AWSJSON", json!("{}"), Ok(json!("{}"))),
        ("AWSJSON", json!(7), Ok(json!("7"))),
        ("ID", json!(7), Ok(json!("7"))),
        ("String", json!(true), Ok(json!("true"))),
        (
            "String",
            json!({}),
            Err("Expected type 'String' but was 'LinkedHashMap'."),
        ),
        ("Int", json!("12"), Ok(json!(12))),
        (
            "Int",
            json!(2_147_483_648_i64),
            Err("Expected type 'Int' but was 'Long'."),
        ),
        ("Boolean", json!("false"), Ok(json!(false))),
        ("Float", json!("1.5"), Ok(json!(1.5))),
        (
            "AWSDateTime",
            json!("yesterday"),
            Err("Unable to serialize `yesterday` as a valid DateTime Object."),
        ),
        ("AWSDate", json!("2026-01-01Z"), Ok(json!("2026-01-01Z"))),
        (
            "AWSDate",
            json!("2026-13-01"),
            Err("Unable to serialize `2026-13-01` as a valid date."),
        ),
        ("AWSTime", json!("10:00:00"), Ok(json!("10:00:00"))),
        (
            "AWSTime",
            json!(10),
            Err("Unable to serialize `10` as a valid time."),
        ),
        ("AWSTimestamp", json!(-1), Ok(json!(-1))),
        ("AWSEmail", json!("a@b.example"), Ok(json!("a@b.example"))),
        (
            "AWSEmail",
            json!("a"),
            Err("Unable to serialize `a` as a valid email address."),
        ),
        (
            "AWSURL",
            json!("mailto:a@b.example"),
            Ok(json!("mailto:a@b.example")),
        ),
        (
            "AWSURL",
            json!("a"),
            Err("Unable to serialize `a` as a valid URL."),
        ),
        ("AWSPhone", json!("555-555-5555"), Ok(json!("555-555-5555"))),
        (
            "AWSPhone",
            json!("1"),
            Err("Unable to serialize `1` as a valid phone number."),
        ),
        ("AWSIPAddress", json!("::1"), Ok(json!("::1"))),
        (
            "AWSIPAddress",
            json!("::g"),
            Err("Unable to serialize `::g` as a valid IP address."),
        ),
        (
            "AWSTimestamp",
            json!("0"),
            Err("Unable to serialize `0` as a valid timestamp."),
        ),
    ];
    for (scalar, value, expected) in cases {
        let actual = Scalar::named(scalar).expect("a scalar").output(&value);
        assert_eq!(actual, expected.map_err(str::to_owned), "{scalar} {value}");
    }
}
