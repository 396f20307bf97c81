//! What holds of every answer, and of the lines that go with it.

use serde_json::{Map, Value, json};

use crate::oracle;
use crate::setup::{FIELDS, Setup};
use crate::tenant::NOW_MILLISECONDS;

/// Longer than any answer, in bytes of JSON: a token's claims stand in it once as a text and
/// once in parts.
const LONGEST: usize = 24 * 1_024;

/// Nothing but that it is one, and not to be kept.
pub fn check_refusal(answer: &Value) {
    let refusal = json!({
        "isAuthorized": false, "resolverContext": {}, "deniedFields": [], "ttlOverride": 0
    });
    assert_eq!(*answer, refusal);
}

/// An identity in flat texts, the denied fields in order, and a time that ends with the token.
pub fn check_allowance(answer: &Value, setup: &Setup, claims: &Map<String, Value>) {
    let permissions = oracle::permissions(setup, claims).expect("the oracle read them");
    let denied = FIELDS.iter().filter(|(_, permission)| {
        permission.is_some_and(|permission| !permissions.contains(permission))
    });
    let denied: Vec<&str> = denied.map(|(field, _)| *field).collect();
    assert_eq!(answer["deniedFields"], json!(denied));

    let context = answer["resolverContext"]
        .as_object()
        .expect("it is an object");
    assert!(context.values().all(Value::is_string), "{answer}");
    assert_eq!(context["sub"], claims["sub"]);
    let words: Vec<String> = permissions.into_iter().collect();
    assert_eq!(context["permissions"], words.join(" "));
    let text = context["claims"].as_str().expect("it is a text");
    let said: Value = serde_json::from_str(text).expect("the claims are JSON");
    assert_eq!(said.as_object(), Some(claims));
    assert!(answer.to_string().len() <= LONGEST, "{answer}");

    let ttl = answer["ttlOverride"]
        .as_i64()
        .expect("it is a whole number");
    let longest = setup.number("AUTHORIZER_RESULT_TTL_SECONDS", 300);
    assert!((0..=longest).contains(&ttl), "{ttl} s");
    let ends = claims["exp"].as_f64().expect("it is a number") * 1_000.0;
    assert!(
        (NOW_MILLISECONDS + ttl * 1_000) as f64 <= ends,
        "{ttl} s past exp"
    );
}

/// One short line of the decision, which says nothing of a token that is not signed.
pub fn check_log(log: &str, answer: &Value) {
    let lines = log
        .lines()
        .map(|line| (line.len(), serde_json::from_str(line)));
    let lines = lines.map(|(length, line)| (length, line.expect("a line is JSON")));
    let decisions: Vec<(usize, Value)> = lines
        .filter(|(_, line): &(usize, Value)| line.get("decision").is_some())
        .collect();
    let [(length, line)] = decisions.as_slice() else {
        panic!("not one decision: {log}");
    };
    assert!(*length <= 400, "{log}");
    assert_eq!(
        line["decision"] == "allow",
        answer["isAuthorized"] == true,
        "{log}"
    );
    if line.get("issuer").is_none() {
        let of_ours = [
            "decision",
            "detail",
            "level",
            "microseconds",
            "reason",
            "timestamp",
        ];
        let mut said = line.as_object().expect("it is an object").keys();
        assert!(said.all(|name| of_ours.contains(&name.as_str())), "{log}");
    }
}
