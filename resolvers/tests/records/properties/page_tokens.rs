//! Whatever is done to a page token, it is refused or moves users within their own records.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use proptest::prelude::{Strategy, any, prop_oneof};
use proptest::sample::Index;
use serde_json::{Value, json};

use crate::engine::Engine;
use crate::properties::{holds, subject};

fn cases() -> u32 {
    match Engine::of_this_run() {
        Engine::Dynoxide => 150,
        Engine::Moto => 40,
    }
}

/// What somebody does to a token.
#[derive(Clone, Debug)]
enum Attack {
    Text(String),
    Character(Index, char),
    Byte(Index, u8),
    Cut(Index),
    Member(Index, String),
    Number(Index, i64),
    /// The other user's subject in place of a member's text or a part of it.
    Subject(Index, Index),
}

#[test]
fn any_change_of_a_token_is_refused_or_stays_with_the_caller() {
    let inputs = (attack(), any::<bool>(), any::<bool>());
    holds(
        cases(),
        inputs,
        async |api, (attack, is_of_kind, is_ascending)| {
            let subjects = [subject(), subject()];
            for id in ["a", "b", "c"] {
                for subject in &subjects {
                    api.user(subject).has(id, "note").await;
                }
            }
            let direction = if is_ascending { "ASC" } else { "DESC" };
            let kind = is_of_kind.then_some("note");
            let mut list = json!({"limit": 1, "kind": kind, "sortDirection": direction});
            let user = api.user(&subjects[0]);
            let page = user.list(list.clone()).await.unwrap();
            let token = page["nextToken"].as_str().unwrap();
            list["limit"] = json!(10);
            list["nextToken"] = json!(attack.on(token, &subjects[1]));
            match user.list(list).await {
                Ok(page) => {
                    for record in page["items"].as_array().unwrap() {
                        assert_eq!(record["owner"], subjects[0]);
                    }
                }
                Err(error) => assert_eq!(error.code(), "InvalidNextToken"),
            }
        },
    );
}

impl Attack {
    fn on(&self, token: &str, other: &str) -> String {
        let mut bytes = URL_SAFE_NO_PAD.decode(token).unwrap();
        let mut characters: Vec<char> = token.chars().collect();
        let mut content: Value = serde_json::from_slice(&bytes).unwrap();
        match self {
            Self::Text(text) => return text.clone(),
            Self::Character(index, character) => {
                *index.get_mut(&mut characters) = *character;
                return characters.into_iter().collect();
            }
            Self::Byte(index, byte) => {
                *index.get_mut(&mut bytes) = *byte;
                return URL_SAFE_NO_PAD.encode(bytes);
            }
            Self::Cut(index) => {
                characters.truncate(index.index(characters.len()));
                return characters.into_iter().collect();
            }
            Self::Member(index, text) => *member(&mut content, *index) = json!(text),
            Self::Number(index, number) => *member(&mut content, *index) = json!(number),
            Self::Subject(index, part) => {
                let value = member(&mut content, *index);
                let text = value.as_str().unwrap_or_default().to_owned();
                let parts: Vec<&str> = text.split('#').collect();
                let replaced = text.replace(part.get(&parts), other);
                *value = json!(replaced);
            }
        }
        URL_SAFE_NO_PAD.encode(content.to_string())
    }
}

fn member(content: &mut Value, index: Index) -> &mut Value {
    let members = content.as_object_mut().unwrap();
    let place = index.index(members.len());
    members.values_mut().nth(place).unwrap()
}

fn attack() -> impl Strategy<Value = Attack> {
    let index = any::<Index>;
    prop_oneof![
        any::<String>().prop_map(Attack::Text),
        (index(), any::<char>()).prop_map(|(index, it)| Attack::Character(index, it)),
        (index(), any::<u8>()).prop_map(|(index, it)| Attack::Byte(index, it)),
        index().prop_map(Attack::Cut),
        (index(), any::<String>()).prop_map(|(index, it)| Attack::Member(index, it)),
        (index(), any::<i64>()).prop_map(|(index, it)| Attack::Number(index, it)),
        (index(), index()).prop_map(|(member, part)| Attack::Subject(member, part)),
    ]
}
