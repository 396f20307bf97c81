//! An attack corpus, and the authorizer as a whole against it.

mod case;
mod hints;
mod judge;
mod keys;
mod kinds;
mod properties;
mod token;

use std::collections::BTreeSet;

use authorizer::reason::{Refusal, Unavailable};
use serde_json::{Value, json};
use strum::IntoEnumIterator as _;

use crate::attacks::case::Case;
use crate::attacks::judge::{Judge, Verdict};
use crate::attacks::token::Tenant;
use crate::http::send;
use crate::stack::Stack;

#[test]
fn every_attack_is_refused_for_its_reason_and_nothing_of_it_is_written() {
    let mut judge = Judge::new();
    let mut differing = Vec::new();
    for case in kinds::attacks() {
        let verdict = judge.present(&case);
        let denial = json!({
            "isAuthorized": false, "resolverContext": {}, "deniedFields": [], "ttlOverride": 0
        });
        let unavailable = case.expected.starts_with("jwks_");
        let answer = (!unavailable).then_some(denial);
        if verdict.reason() != case.expected || verdict.answer != answer {
            let (line, _) = verdict.line();
            differing.push(format!("{}: not {}: {line}", case.name, case.expected));
        }
        assert_nothing_leaks(&case, &verdict);
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn every_good_token_is_let_in_and_nothing_of_it_is_written() {
    let mut judge = Judge::new();
    for case in kinds::accepted() {
        let verdict = judge.present(&case);
        assert_eq!(verdict.reason(), "allow", "{}", case.name);
        let answer = verdict.answer.as_ref().unwrap();
        assert_eq!(answer["isAuthorized"], true, "{}", case.name);
        assert_nothing_leaks(&case, &verdict);
    }
}

#[test]
fn the_corpus_is_large_and_leaves_no_reason_out() {
    let attacks = kinds::attacks();
    assert!(attacks.len() >= 250, "{} attacks", attacks.len());
    let all: Vec<Case> = attacks.iter().cloned().chain(kinds::accepted()).collect();
    let names: BTreeSet<&str> = all.iter().map(|case| case.name.as_str()).collect();
    assert_eq!(names.len(), all.len(), "two cases have one name");
    let expected: BTreeSet<&str> = attacks.iter().map(|case| case.expected).collect();
    let refusals = Refusal::iter().map(|refusal| refusal.to_string());
    let unavailable = Unavailable::iter().map(|unavailable| unavailable.to_string());
    let missing: Vec<String> = refusals
        .chain(unavailable)
        .filter(|code| !expected.contains(code.as_str()))
        .collect();
    // No token brings it about: the key server must fail while the clock runs on.
    assert_eq!(missing, ["jwks_stale"]);
}

/// The same tokens over HTTP, as far as they need no key of the tenant's: there nobody can
/// sign for it.
#[test]
fn the_running_stack_refuses_every_attack_with_the_same_sentence() {
    let stack = Stack::start();
    let key_set = send(&stack.auth0, "GET", "/.well-known/jwks.json", &[], "").json();
    let tenant = Tenant {
        domain: format!("http://{}", stack.auth0),
        key_id: key_set["keys"][0]["kid"].as_str().unwrap().to_owned(),
    };
    let mut count = 0;
    for case in kinds::attacks() {
        let header = case.header(&tenant).filter(|value| can_be_sent(value));
        let Some(header) = header.filter(|_| case.fits_any_tenant()) else {
            continue;
        };
        let answer = stack.graphql(&header, "{ me { sub } }", &json!({}));
        assert_eq!(answer.status, 401, "{}: {answer:?}", case.name);
        let message = &answer.json()["errors"][0]["message"];
        assert_eq!(
            message, "You are not authorized to make this call.",
            "{}",
            case.name
        );
        count += 1;
    }
    assert!(count > 150, "{count} attacks");
}

/// RFC 9110, section 5.5; nor is the head of a request endless.
fn can_be_sent(value: &str) -> bool {
    let is_there = !value.trim().is_empty();
    is_there && value.len() < 8_000 && value.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// Neither a piece of the token nor, before its signature held, what it claims.
fn assert_nothing_leaks(case: &Case, verdict: &Verdict) {
    const PIECE: usize = 12;
    let (line, members) = verdict.line();
    assert!(line.len() <= 400, "{}: {line}", case.name);
    let presented = case.header(&verdict.tenant).unwrap_or_default();
    for part in presented.split(['.', ' ']).map(str::as_bytes) {
        let leaked = part.windows(PIECE).step_by(PIECE / 2).find(|piece| {
            let piece = String::from_utf8_lossy(piece);
            verdict.output.contains(piece.as_ref())
        });
        assert_eq!(leaked, None, "{}: {}", case.name, verdict.output);
    }
    assert!(!verdict.output.contains("auth0|attacked"), "{}", case.name);
    if members.get("issuer").is_none() {
        let said: BTreeSet<&str> = members
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        let harmless = BTreeSet::from([
            "decision",
            "detail",
            "level",
            "microseconds",
            "reason",
            "timestamp",
        ]);
        assert!(said.is_subset(&harmless), "{}: {line}", case.name);
        for claimed in ["the-client", "issuer-key", "evil.example", "X-Injected"] {
            assert!(
                !verdict.output.contains(claimed),
                "{}: {}",
                case.name,
                verdict.output
            );
        }
    }
    assert_eq!(members.get("sub"), None::<&Value>, "{}: {line}", case.name);
}
