//! What the log says in words where a token is signed and does not work, or hardly.

use serde_json::json;

use crate::attacks::case::case;
use crate::attacks::judge::Judge;
use crate::attacks::token::{Owner, Token, token};

const WORDS: [&str; 3] = [
    "a token's only audience is /userinfo: the client must request this API's audience",
    "a token has no permissions claim: turn on RBAC",
    "a token is longer than 2048 characters",
];

/// The words for each of which there is a hint.
fn hints(judge: &mut Judge, token: Token) -> Vec<&'static str> {
    let verdict = judge.present(&case("a token that needs words", token, ""));
    let lines = verdict.output.lines();
    let hints: Vec<&str> = lines.filter(|line| line.contains("\"hint\"")).collect();
    let said = |words: &&str| hints.iter().any(|hint| hint.contains(words));
    let said: Vec<&str> = WORDS.into_iter().filter(said).collect();
    assert_eq!(said.len(), hints.len(), "{}", verdict.output);
    said
}

#[test]
fn the_log_says_in_words_what_to_change() {
    let mut judge = Judge::new();
    let user_info = || token().claim("aud", json!(["{issuer}userinfo"]));
    let long = || token().claim("https://records.example/x", "x".repeat(1_500));
    for (presented, expected) in [
        (token(), vec![]),
        (user_info(), vec![WORDS[0]]),
        (token().without_claim("permissions"), vec![WORDS[1]]),
        (long(), vec![WORDS[2]]),
        (
            long().without_claim("permissions"),
            vec![WORDS[1], WORDS[2]],
        ),
    ] {
        // Nobody's claims are a reason to change anything.
        let forged = presented.clone().signed_by(Owner::Foreign);
        assert_eq!(hints(&mut judge, forged), Vec::<&str>::new());
        assert_eq!(hints(&mut judge, presented), expected);
    }
}
