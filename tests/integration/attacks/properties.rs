//! What holds for every token, shown on many that chance makes.

use std::cell::Cell;

use authorizer::authorizer::Authorizer;
use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use serde_json::{Value, json};

use crate::attacks::case::{Case, case};
use crate::attacks::judge::{Judge, Verdict, authorizer};
use crate::attacks::token::{NOW, Tenant, token};

/// Longer than any answer's identity, in bytes of JSON: a token has 8,192 at most, and its
/// claims stand in the identity once as a text and once in parts.
const LARGEST_CONTEXT: usize = 24 * 1_024;

#[test]
fn a_token_that_chance_changed_is_never_let_in() {
    let court = Court::new(&case("good", token(), "allow"));
    let good = token().render(&court.tenant);
    assert_eq!(court.verdict(&good).reason(), "allow");
    let changes = vec(change(), 1..4);
    check(&changes, |changes| {
        let changed = changes
            .iter()
            .fold(good.clone(), |text, change| change.apply(&text));
        if changed != good {
            let reason = court.verdict(&changed).reason();
            assert_ne!(reason, "allow", "{changes:?}: {changed}");
        }
    });
}

#[test]
fn an_answer_never_outlives_its_token_or_the_setting() {
    for (variable, longest) in [("0", 0), ("1", 1), ("300", 300), ("3600", 3_600)] {
        let row = case("good", token(), "allow").with("AUTHORIZER_RESULT_TTL_SECONDS", variable);
        let court = Court::new(&row);
        let ends = prop_oneof![
            (-10_i64..4_000).prop_map(Value::from),
            (-10.0..4_000.0).prop_map(Value::from)
        ];
        check(&ends, |left| {
            let exp = match left.as_i64() {
                Some(left) => json!(NOW + left),
                #[expect(clippy::cast_precision_loss, reason = "far below 2⁵³")]
                None => json!(NOW as f64 + left.as_f64().unwrap()),
            };
            let verdict = court.verdict(&token().claim("exp", exp.clone()).render(&court.tenant));
            let answer = verdict.answer.as_ref().unwrap();
            let ttl = answer["ttlOverride"].as_i64().unwrap();
            let ends = exp.as_f64().unwrap();
            assert!((0..=longest).contains(&ttl), "{ttl} s");
            #[expect(clippy::cast_precision_loss, reason = "far below 2⁵³")]
            let answer_ends = (NOW + ttl) as f64;
            let is_alive = ends.floor() > NOW as f64;
            assert_eq!(answer["isAuthorized"], is_alive, "{left} s left");
            assert!(!is_alive || answer_ends <= ends, "{ttl} s of {left}");
            assert!(is_alive || ttl == 0, "a refusal is kept for {ttl} s");
        });
    }
}

#[test]
fn an_event_of_any_shape_gets_an_orderly_refusal() {
    let court = Court::new(&case("good", token(), "allow"));
    let events = prop_oneof![
        json_value(),
        json_value().prop_map(|token| json!({"authorizationToken": token})),
        any::<String>().prop_map(|token| json!({"authorizationToken": token})),
        "(Bearer )?[A-Za-z0-9_.-]{0,200}".prop_map(|token| json!({"authorizationToken": token})),
    ];
    check(&events, |event| {
        let verdict = court.of_event(event.to_string());
        let answer = verdict.answer.as_ref().unwrap();
        assert_eq!(answer["isAuthorized"], false, "{event}");
        assert_eq!(verdict.line().1["decision"], "deny", "{event}");
    });
}

#[test]
fn an_identity_is_flat_texts_of_bounded_size_and_lacks_no_claim() {
    let court = Court::new(&case("good", token(), "allow"));
    let texts = || prop_oneof!["[\"\\\\\u{0}-\u{1f}]{0,40}", any::<String>()];
    let claims = (vec(texts(), 0..20), vec(texts(), 0..20), texts());
    let let_in = Cell::new(0);
    check(&claims, |(audience, others, subject)| {
        let audience: Vec<_> = std::iter::once("https://records.example".to_owned())
            .chain(audience.iter().cloned())
            .collect();
        let token = token()
            .claim("aud", json!(audience))
            .claim("https://records.example/x", json!(others))
            .claim("sub", format!("s{subject}"));
        let verdict = court.verdict(&token.render(&court.tenant));
        if verdict.reason() != "allow" {
            return;
        }
        let_in.set(let_in.get() + 1);
        let context = &verdict.answer.as_ref().unwrap()["resolverContext"];
        assert!(
            context.to_string().len() <= LARGEST_CONTEXT,
            "{}",
            context.to_string().len()
        );
        let members = context.as_object().unwrap();
        assert!(members.values().all(Value::is_string), "{context}");
        let claims: Value = serde_json::from_str(members["claims"].as_str().unwrap()).unwrap();
        assert_eq!(claims["https://records.example/x"], json!(others));
        assert_eq!(claims["aud"], json!(audience));
    });
    assert!(let_in.get() > 200, "{} tokens let in", let_in.get());
}

#[test]
fn the_largest_identity_fits() {
    let court = Court::new(&case("good", token(), "allow"));
    // Each quote takes two bytes in the token, and again two in each place of the answer.
    let of = |count: usize| {
        let audience = ["https://records.example".to_owned(), "\"".repeat(count)];
        token().claim("aud", json!(audience)).render(&court.tenant)
    };
    let counts: Vec<usize> = (0..8_192).collect();
    let count = counts.partition_point(|count| of(*count).len() <= 8_192) - 1;
    let verdict = court.verdict(&of(count));
    let context = &verdict.answer.as_ref().unwrap()["resolverContext"];
    let length = context.to_string().len();
    assert!(
        (16_000..=LARGEST_CONTEXT).contains(&length),
        "{length} bytes"
    );
}

/// One authorizer for many tokens.
struct Court {
    judge: Judge,
    authorizer: Authorizer,
    tenant: Tenant,
}

impl Court {
    fn new(case: &Case) -> Self {
        let mut judge = Judge::new();
        let tenant = judge.tenant(&case.published);
        let authorizer = authorizer(case, &tenant);
        Self {
            judge,
            authorizer,
            tenant,
        }
    }

    fn verdict(&self, token: &str) -> Verdict {
        self.of_event(json!({ "authorizationToken": token }).to_string())
    }

    fn of_event(&self, event: String) -> Verdict {
        self.judge.ask(&self.authorizer, event, self.tenant.clone())
    }
}

/// One step from a good token to another text.
#[derive(Clone, Debug)]
enum Change {
    Cut(Index),
    Insert(Index, char),
    Remove(Index),
    Replace(Index, char),
    Repeat(Index),
    SwapParts(usize, usize),
}

fn change() -> impl Strategy<Value = Change> {
    let letters: Vec<char> = ('A'..='Z')
        .chain('a'..='z')
        .chain('0'..='9')
        .chain("-_.".chars())
        .collect();
    let letter = || prop_oneof![9 => select(letters.clone()), 1 => any::<char>()];
    prop_oneof![
        any::<Index>().prop_map(Change::Cut),
        (any::<Index>(), letter()).prop_map(|(place, letter)| Change::Insert(place, letter)),
        any::<Index>().prop_map(Change::Remove),
        (any::<Index>(), letter()).prop_map(|(place, letter)| Change::Replace(place, letter)),
        any::<Index>().prop_map(Change::Repeat),
        (0_usize..3, 0_usize..3).prop_map(|(one, other)| Change::SwapParts(one, other)),
        Just(Change::SwapParts(0, 1)),
    ]
}

impl Change {
    fn apply(&self, text: &str) -> String {
        let mut letters: Vec<char> = text.chars().collect();
        if letters.is_empty() {
            return text.to_owned();
        }
        let place = |index: &Index| index.index(letters.len());
        match self {
            Self::Cut(index) => letters.truncate(place(index)),
            Self::Insert(index, letter) => letters.insert(place(index), *letter),
            Self::Remove(index) => drop(letters.remove(place(index))),
            Self::Replace(index, letter) => {
                let place = place(index);
                letters[place] = *letter;
            }
            Self::Repeat(index) => letters.extend_from_within(place(index)..),
            Self::SwapParts(one, other) => {
                let mut parts: Vec<&str> = text.split('.').collect();
                if parts.len() > *one.max(other) {
                    parts.swap(*one, *other);
                }
                return parts.join(".");
            }
        }
        letters.into_iter().collect()
    }
}

fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        let name = prop_oneof![Just("authorizationToken".to_owned()), any::<String>()];
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::from),
            vec((name, inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Holds `property` against a few hundred values. Nothing is written to disk: a failure says
/// its value.
fn check<S: Strategy>(values: &S, property: impl Fn(&S::Value))
where
    S::Value: std::fmt::Debug,
{
    let config = Config {
        cases: 400,
        failure_persistence: None,
        ..Config::default()
    };
    let outcome = TestRunner::new(config).run(values, |value| {
        property(&value);
        Ok::<(), TestCaseError>(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}
