//! Requests and what policies decide on them, from AWS's pages on the elements of a policy
//! and on how policies are evaluated.

use serde_json::{Value, json};

use super::*;

use Decision::{Allow, ExplicitDeny, ImplicitDeny};

const FUNCTION: &str = "arn:aws:lambda:eu-central-1:000000000000:function:example:live";
const API: &str = "arn:aws:appsync:eu-central-1:000000000000:apis/abc";

const INVOKE: Request<'_> = Request {
    service: None,
    action: "lambda:InvokeFunction",
    resource: Some(FUNCTION),
    context: &[],
};

const ASSUME: Request<'_> = Request {
    service: Some("appsync.amazonaws.com"),
    action: "sts:AssumeRole",
    resource: None,
    context: &[
        ("aws:SourceArn", API),
        ("aws:SourceAccount", "000000000000"),
    ],
};

fn policy(statement: &Value) -> String {
    json!({"Version": "2012-10-17", "Statement": statement}).to_string()
}

/// What policies of a role, each of one statement, decide on [`INVOKE`].
fn on_invoke(statements: &[Value]) -> Decision {
    let read = |statement| Document::of_permissions(&policy(statement)).unwrap();
    let documents: Vec<_> = statements.iter().map(read).collect();
    decide(&documents, &INVOKE)
}

/// What a trust policy decides on [`ASSUME`].
fn on_assume(statement: &Value) -> Decision {
    decide(&[Document::of_trust(&policy(statement)).unwrap()], &ASSUME)
}

/// A statement with other members than that of the deployment.
fn with(members: Value) -> Value {
    let mut statement = json!({
        "Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": FUNCTION,
    });
    let Value::Object(members) = members else {
        panic!("{members} are no members");
    };
    let object = statement.as_object_mut().unwrap();
    object.extend(members);
    object.retain(|_, value| !value.is_null());
    statement
}

/// A statement of trust with other members than that of the deployment.
fn trusting(members: Value) -> Value {
    let trust = json!({
        "Resource": null, "Action": "sts:AssumeRole",
        "Principal": {"Service": "appsync.amazonaws.com"},
        "Condition": {"ArnEquals": {"aws:SourceArn": API}},
    });
    let mut members = members;
    for (name, value) in trust.as_object().unwrap() {
        members
            .as_object_mut()
            .unwrap()
            .entry(name)
            .or_insert_with(|| value.clone());
    }
    with(members)
}

#[test]
fn actions_have_wildcards_and_no_case() {
    for (actions, expected) in [
        (json!({"Action": "lambda:InvokeFunction"}), Allow),
        (json!({"Action": "LAMBDA:invokefunction"}), Allow),
        (json!({"Action": ["s3:GetObject", "lambda:Invoke*"]}), Allow),
        (json!({"Action": "lambda:Invoke?unction"}), Allow),
        (json!({"Action": "*"}), Allow),
        (json!({"Action": "lambda:*"}), Allow),
        (json!({"Action": "lambda:Invoke"}), ImplicitDeny),
        (json!({"Action": "lambda:InvokeFunctionUrl"}), ImplicitDeny),
        (json!({"Action": "lambda:?InvokeFunction"}), ImplicitDeny),
        (json!({"Action": []}), ImplicitDeny),
        (json!({"Action": null, "NotAction": "iam:*"}), Allow),
        (
            json!({"Action": null, "NotAction": ["iam:*", "lambda:Invoke*"]}),
            ImplicitDeny,
        ),
    ] {
        assert_eq!(on_invoke(&[with(actions.clone())]), expected, "{actions}");
    }
}

#[test]
fn a_resource_is_the_alias_that_is_invoked_and_no_other() {
    let function = "arn:aws:lambda:eu-central-1:000000000000:function";
    for (resource, expected) in [
        (FUNCTION.to_owned(), Allow),
        ("*".to_owned(), Allow),
        (format!("{function}:example:*"), Allow),
        (format!("{function}:example:liv?"), Allow),
        // A `*` at the end of a part goes on behind the colon,
        (format!("{function}:example*"), Allow),
        ("arn:aws:lambda:*:example:live".to_owned(), Allow),
        // and any other wildcard does not.
        (format!("{function}:e*e"), ImplicitDeny),
        (format!("{function}:e*live"), ImplicitDeny),
        (format!("{function}:example?live"), ImplicitDeny),
        (format!("{function}:example"), ImplicitDeny),
        (format!("{function}:example:1"), ImplicitDeny),
        (format!("{function}:Example:live"), ImplicitDeny),
        (format!("{function}:example:live2"), ImplicitDeny),
        (format!("{function}:${{aws:username}}"), ImplicitDeny),
    ] {
        let statement = with(json!({"Resource": resource}));
        assert_eq!(on_invoke(&[statement]), expected, "{resource}");
    }
    let others = json!({"Resource": null, "NotResource": format!("{function}:other:*")});
    assert_eq!(on_invoke(&[with(others)]), Allow);
    let not_this = json!({"Resource": null, "NotResource": ["*"]});
    assert_eq!(on_invoke(&[with(not_this)]), ImplicitDeny);
}

#[test]
fn a_denial_counts_more_than_what_is_allowed_and_nothing_is_allowed_by_itself() {
    let deny = |members: Value| {
        let mut members = members;
        members["Effect"] = "Deny".into();
        with(members)
    };
    let unknown = json!({"Bool": {"aws:SecureTransport": true}});
    for (name, statements, expected) in [
        ("no policy", vec![], ImplicitDeny),
        (
            "a denial of it",
            vec![with(json!({})), deny(json!({}))],
            ExplicitDeny,
        ),
        (
            "a denial before",
            vec![
                deny(json!({"Action": "*", "Resource": "*"})),
                with(json!({})),
            ],
            ExplicitDeny,
        ),
        (
            "a denial of all else",
            vec![
                with(json!({})),
                deny(json!({"Action": null, "NotAction": "lambda:*"})),
            ],
            Allow,
        ),
        (
            "a denial of another function",
            vec![
                with(json!({})),
                deny(json!({"Resource": "arn:aws:lambda:*:*:function:other"})),
            ],
            Allow,
        ),
        (
            "a denial alone",
            vec![deny(json!({"Resource": "arn:aws:s3:::a"}))],
            ImplicitDeny,
        ),
        (
            "allowed on what isn't known",
            vec![with(json!({"Condition": unknown}))],
            ImplicitDeny,
        ),
        (
            "denied on what isn't known",
            vec![with(json!({})), deny(json!({"Condition": unknown}))],
            ExplicitDeny,
        ),
        (
            "denied for a variable",
            vec![
                with(json!({})),
                deny(json!({"Resource": "arn:aws:lambda:${aws:PrincipalTag/x}"})),
            ],
            ExplicitDeny,
        ),
        (
            "something else denied on what isn't known",
            vec![
                with(json!({})),
                deny(json!({"Action": "s3:*", "Condition": unknown})),
            ],
            Allow,
        ),
    ] {
        assert_eq!(on_invoke(&statements), expected, "{name}");
    }
}

#[test]
fn conditions_are_met_all_and_each_by_one_of_its_values() {
    let other = "arn:aws:appsync:eu-central-1:000000000000:apis/other";
    let any = "arn:aws:appsync:eu-central-1:000000000000:apis/*";
    for (condition, expected) in [
        (json!({"ArnEquals": {"aws:SourceArn": API}}), Allow),
        (json!({"ArnEquals": {"aws:SourceArn": [other, API]}}), Allow),
        (json!({"ArnEquals": {"aws:SourceArn": any}}), Allow),
        (json!({"ArnLike": {"AWS:sourcearn": any}}), Allow),
        (
            json!({"ArnLike": {"aws:SourceArn": "arn:aws:appsync:*:*:*"}}),
            Allow,
        ),
        (json!({"ArnLike": {"aws:SourceArn": "arn:*"}}), ImplicitDeny),
        (json!({"ArnLike": {"aws:SourceArn": "*"}}), ImplicitDeny),
        (
            json!({"ArnLike": {"aws:SourceArn": "arn:aws:*:000000000000:apis/abc"}}),
            ImplicitDeny,
        ),
        (json!({"ArnLike": {"aws:SourceArn": other}}), ImplicitDeny),
        (json!({"StringEquals": {"aws:SourceArn": API}}), Allow),
        (
            json!({"StringEquals": {"aws:SourceArn": any}}),
            ImplicitDeny,
        ),
        (json!({"StringEquals": {"aws:SourceArn": []}}), ImplicitDeny),
        (json!({"StringLike": {"aws:SourceArn": "arn:*abc"}}), Allow),
        (
            json!({"StringLike": {"aws:SourceArn": "arn:*ABC"}}),
            ImplicitDeny,
        ),
        (
            json!({"StringEquals": {"aws:SourceAccount": "000000000000"}}),
            Allow,
        ),
        (
            json!({"StringEquals": {"aws:SourceAccount": "111111111111"}}),
            ImplicitDeny,
        ),
        (
            json!({"StringEquals": {"aws:SourceAccount": 0}}),
            ImplicitDeny,
        ),
        (
            json!({"StringEquals": {"aws:SourceAccount": "${aws:SourceAccount}"}}),
            ImplicitDeny,
        ),
        (
            json!({"StringEquals": {"aws:SourceAccount": "000000000000", "aws:SourceArn": other}}),
            ImplicitDeny,
        ),
        (
            json!({"StringEquals": {"aws:SourceAccount": "000000000000"}, "ArnLike": {"aws:SourceArn": any}}),
            Allow,
        ),
        (
            json!({"StringEquals": {"aws:SourceAccount": "000000000000"}, "ArnLike": {"aws:SourceArn": other}}),
            ImplicitDeny,
        ),
        (
            json!({"StringEquals": {"aws:SourceVpc": "vpc-1"}}),
            ImplicitDeny,
        ),
        (
            json!({"StringNotEquals": {"aws:SourceArn": other}}),
            ImplicitDeny,
        ),
        (
            json!({"StringEqualsIfExists": {"aws:SourceArn": API}}),
            ImplicitDeny,
        ),
        (
            json!({"ForAnyValue:StringEquals": {"aws:SourceArn": API}}),
            ImplicitDeny,
        ),
        (json!({"Bool": {"aws:SecureTransport": true}}), ImplicitDeny),
        (json!({}), Allow),
    ] {
        let found = on_assume(&trusting(json!({"Condition": condition})));
        assert_eq!(found, expected, "{condition}");
    }
}

#[test]
fn a_denial_on_a_condition_denies_unless_the_condition_is_not_met() {
    let allow = trusting(json!({}));
    for (condition, expected) in [
        (
            json!({"StringEquals": {"aws:SourceAccount": "000000000000"}}),
            ExplicitDeny,
        ),
        (
            json!({"StringEquals": {"aws:SourceAccount": "111111111111"}}),
            Allow,
        ),
        (
            json!({"StringNotEquals": {"aws:SourceAccount": "000000000000"}}),
            ExplicitDeny,
        ),
        (
            json!({"StringEquals": {"aws:SourceVpc": "vpc-1"}}),
            ExplicitDeny,
        ),
        (
            json!({"StringEquals": {"aws:SourceVpc": "vpc-1", "aws:SourceAccount": "1"}}),
            Allow,
        ),
    ] {
        let deny = trusting(json!({"Effect": "Deny", "Condition": condition}));
        assert_eq!(on_assume(&json!([allow, deny])), expected, "{condition}");
    }
}

#[test]
fn a_trust_policy_must_name_the_service() {
    for (principal, expected) in [
        (json!({"Service": "appsync.amazonaws.com"}), Allow),
        (
            json!({"Service": ["lambda.amazonaws.com", "appsync.amazonaws.com"]}),
            Allow,
        ),
        (
            json!({"AWS": "arn:aws:iam::000000000000:root", "Service": "appsync.amazonaws.com"}),
            Allow,
        ),
        (json!({"Service": "lambda.amazonaws.com"}), ImplicitDeny),
        (
            json!({"Service": "appsync.amazonaws.com.evil.example"}),
            ImplicitDeny,
        ),
        (json!({"AWS": "appsync.amazonaws.com"}), ImplicitDeny),
        (json!({"AWS": "*"}), ImplicitDeny),
        (json!({"Service": "*"}), ImplicitDeny),
        (json!("*"), ImplicitDeny),
    ] {
        let found = on_assume(&trusting(json!({"Principal": principal})));
        assert_eq!(found, expected, "{principal}");
    }
    for everybody in [json!("*"), json!({"AWS": "*"})] {
        let deny = trusting(json!({"Effect": "Deny", "Principal": everybody}));
        assert_eq!(on_assume(&json!([trusting(json!({})), deny])), ExplicitDeny);
    }
}

#[test]
fn what_is_no_policy_is_an_error_that_says_why() {
    for (text, cause) in [
        ("", "EOF"),
        ("{}", "missing field `Statement`"),
        (r#"{"Statement": 1}"#, "invalid type: integer `1`"),
        (
            r#"{"Statement": [], "Statements": []}"#,
            "unknown field `Statements`",
        ),
        (
            &policy(&with(json!({"Effect": "allow"}))),
            "unknown variant `allow`",
        ),
        (
            &policy(&with(json!({"NotPrincipal": "*"}))),
            "unknown field `NotPrincipal`",
        ),
        (
            &policy(&json!([with(json!({"condition": {}}))])),
            "unknown field `condition`",
        ),
        (
            &policy(&with(json!({"NotAction": "s3:*"}))),
            "both Action and NotAction",
        ),
        (
            &policy(&with(json!({"Action": null}))),
            "neither Action nor NotAction",
        ),
        (
            &policy(&with(json!({"NotResource": "*"}))),
            "both Resource and NotResource",
        ),
        (
            &policy(&with(json!({"Resource": null}))),
            "has Resource and no Principal",
        ),
        (
            &policy(&with(json!({"Principal": "*"}))),
            "has Resource and no Principal",
        ),
        (
            &policy(&with(json!({"Condition": {"StringEquals": {"a": {}}}}))),
            "did not match",
        ),
    ] {
        let error = Document::of_permissions(text).unwrap_err().to_string();
        assert!(error.contains(cause), "{text}: {error}");
    }
    for members in [json!({"Principal": null}), json!({"Resource": "*"})] {
        let error = Document::of_trust(&policy(&trusting(members))).unwrap_err();
        let cause = "has Principal and no Resource";
        assert!(error.to_string().contains(cause), "{error}");
    }
}
