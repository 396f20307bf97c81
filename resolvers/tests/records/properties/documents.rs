//! Any JSON object or array survives: its text is kept, but for the white space between
//! its parts.

use proptest::collection;
use proptest::prelude::{BoxedStrategy, Strategy, prop_oneof};
use proptest::string::string_regex;
use serde_json::{Value, json};

use crate::engine::Engine;
use crate::properties::{holds, subject};

fn cases() -> u32 {
    match Engine::of_this_run() {
        Engine::Dynoxide => 100,
        Engine::Moto => 25,
    }
}

#[test]
fn any_document_is_given_back_as_it_was_written() {
    holds(cases(), document(), async |api, document| {
        let subject = subject();
        let user = api.user(&subject);
        let quoted = Value::from(document.spaced.as_str()).to_string();
        for (id, delivered) in [("json", document.spaced.as_str()), ("text", &quoted)] {
            let input = format!(r#"{{"id":"{id}","kind":"k","data":{delivered}}}"#);
            let arguments = format!(r#"{{"input":{input}}}"#);
            // Twice: the second finds the same record.
            for _ in 0..2 {
                let created = user
                    .call_with_text("Mutation.createRecord", &arguments)
                    .await;
                let created = created.unwrap();
                assert_eq!(created["data"], document.compact, "{id}");
                assert_eq!(created["version"], 1);
            }
            assert_eq!(
                user.get(id).await.unwrap()["data"],
                document.compact,
                "{id}"
            );
        }
        let page = user.list(json!({})).await.unwrap();
        assert_eq!(page["items"][0]["data"], document.compact);
    });
}

/// A JSON text twice: with white space between its parts, and without.
#[derive(Clone, Debug)]
struct Text {
    spaced: String,
    compact: String,
}

impl Text {
    fn part(text: &str) -> Self {
        Self {
            spaced: text.to_owned(),
            compact: text.to_owned(),
        }
    }

    fn followed_by(mut self, other: &Self) -> Self {
        self.spaced.push_str(&other.spaced);
        self.compact.push_str(&other.compact);
        self
    }
}

fn document() -> impl Strategy<Value = Text> {
    let leaf = prop_oneof![
        matching(r"-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,4})?"),
        string(),
        matching("true|false|null"),
    ];
    let value = leaf.prop_recursive(6, 48, 6, |inner| {
        prop_oneof![array(inner.clone().boxed()), object(inner.boxed())]
    });
    prop_oneof![array(value.clone().boxed()), object(value.boxed())]
}

fn array(element: BoxedStrategy<Text>) -> impl Strategy<Value = Text> {
    enclosed("[", collection::vec(element, 0..6), "]")
}

/// Names may be empty, and may repeat.
fn object(value: BoxedStrategy<Text>) -> impl Strategy<Value = Text> {
    let member = (string(), gap(), value).prop_map(|(name, gap, value)| {
        name.followed_by(&gap)
            .followed_by(&Text::part(":"))
            .followed_by(&value)
    });
    enclosed("{", collection::vec(member, 0..6), "}")
}

fn enclosed(
    open: &'static str,
    parts: impl Strategy<Value = Vec<Text>>,
    close: &'static str,
) -> impl Strategy<Value = Text> {
    (parts, gap()).prop_map(move |(parts, gap)| {
        let mut text = Text::part(open).followed_by(&gap);
        for (number, part) in parts.iter().enumerate() {
            if number > 0 {
                text = text.followed_by(&Text::part(",")).followed_by(&gap);
            }
            text = text.followed_by(part).followed_by(&gap);
        }
        text.followed_by(&Text::part(close))
    })
}

fn string() -> impl Strategy<Value = Text> {
    matching(r#""([^"\\\x00-\x1f]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4}| |[{}\[\],:]){0,12}""#)
}

/// White space, which is not kept.
fn gap() -> impl Strategy<Value = Text> {
    string_regex(r"[ \t\r\n]{0,2}")
        .unwrap()
        .prop_map(|spaced| Text {
            spaced,
            compact: String::new(),
        })
}

fn matching(pattern: &str) -> impl Strategy<Value = Text> + use<> {
    string_regex(pattern)
        .unwrap()
        .prop_map(|text| Text::part(&text))
}
