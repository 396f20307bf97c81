//! Fragments that spread each other: what is told of them, and that it can be told at all.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{Stack, api};

#[tokio::test]
async fn a_cycle_has_the_places_of_the_spreads_before_the_one_that_closes_it() {
    let stack = Stack::resolving(api(), |_| Value::Null);
    let query = "{ me { ...A } } fragment A on Person { ...B ...A } fragment B on Person { friend { ...A } }";
    let errors = stack.query(query).await.json()["errors"].clone();
    let message = |name: &str| {
        format!("Validation error of type FragmentCycle: Fragment cycles not allowed @ '{name}'")
    };
    let place = |column: usize| json!({ "line": 1, "column": column, "sourceName": null });
    assert_eq!(
        errors,
        json!([
            { "path": null, "locations": [place(40)], "message": message("A") },
            { "path": null, "locations": [], "message": message("A") },
            { "path": null, "locations": [place(84)], "message": message("B") },
            { "path": null, "locations": [place(84), place(45)], "message": message("B") },
        ])
    );
}

#[tokio::test]
async fn a_variable_in_a_fragment_is_told_of_at_each_spread_with_the_fields_around_it() {
    let stack = Stack::resolving(api(), |_| Value::Null);
    let query = "{ ...F } fragment F on Query { me { ...G friend { ...G } } } fragment G on Person { name @skip(if: $x) }";
    let message = |path: &str| {
        format!("Validation error of type UndefinedVariable: Undefined variable x @ '{path}'")
    };
    assert_eq!(
        stack.query(query).await.messages(),
        [message("F/me/G/name"), message("F/me/friend/G/name")]
    );
}

/// There are more ways through them than can be followed. The first fragment is on none of
/// the cycles, so that every way from it is one too many.
#[tokio::test]
async fn fragments_that_all_spread_each_other_are_refused() {
    const FRAGMENTS: usize = 9;
    let stack = Stack::resolving(api(), |_| Value::Null);
    let mut query = "{ me { ...Out } } fragment Out on Person { ...F0 }".to_owned();
    for fragment in 0..FRAGMENTS {
        write!(query, " fragment F{fragment} on Person {{").unwrap();
        for spread in (0..FRAGMENTS).filter(|spread| *spread != fragment) {
            write!(query, " ...F{spread}").unwrap();
        }
        query.push_str(" }");
    }
    let messages = stack.query(&query).await.messages();
    assert_eq!(messages.len(), 100);
    assert_eq!(
        messages[0],
        "Validation error of type FragmentCycle: Fragment cycles not allowed @ 'F0'"
    );
}

/// A fragment that is only come to when spreads are no longer followed again is looked at
/// all the same: what it uses is used, and what is wrong in it is told.
#[tokio::test]
async fn a_fragment_behind_more_spreads_than_are_followed_is_looked_at_once() {
    let stack = Stack::resolving(api(), |_| Value::Null);
    let mut query = "query($item: Int!, $used: Int, $wrong: String) { ...F0 ...Last }".to_owned();
    for fragment in 0..12 {
        let next = fragment + 1;
        write!(
            query,
            " fragment F{fragment} on Query {{ ...F{next} ...F{next} }}"
        )
        .unwrap();
    }
    let items = "$item ".repeat(40);
    write!(query, " fragment F12 on Query {{ echo(list: [{items}]) }}").unwrap();
    query.push_str(" fragment Last on Query { last: echo(n: $used) other: echo(list: [$wrong]) }");
    assert_eq!(
        stack.query(&query).await.messages(),
        [
            "Validation error of type VariableTypeMismatch: Variable type 'String' doesn't match expected type 'Int!' @ 'Last/echo'"
        ]
    );
}

/// The same fields stand in every fragment around them, so that a short document has more
/// pairs than there is time for.
#[tokio::test]
async fn a_conflict_behind_more_fields_than_are_compared_is_refused_without_its_place() {
    let stack = Stack::resolving(api(), |_| Value::Null);
    let pairs = |fragments: usize| {
        format!(
            "{{ me {{ {} {} {} }} you: me {{ x: name x: secret }} }}",
            "... { ".repeat(fragments),
            "id ".repeat(400),
            "} ".repeat(fragments)
        )
    };
    let conflict =
        "Validation error of type FieldsConflict: x: name and secret are different fields @ 'me'";
    let unplaced = "Validation error of type InvalidSyntax: The document is not valid.";
    for (fragments, message) in [(1, conflict), (90, unplaced)] {
        let messages = stack.query(&pairs(fragments)).await.messages();
        assert_eq!(messages, [message], "{fragments} fragments");
    }
    assert_eq!(stack.functions.payloads("resolve").len(), 0);
}

#[tokio::test]
async fn a_chain_of_more_fragments_than_are_compiled_is_too_deep() {
    let stack = Stack::resolving(api(), |_| Value::Null);
    let mut query = "{ ...F0 }".to_owned();
    for fragment in 0..200 {
        let next = fragment + 1;
        write!(query, " fragment F{fragment} on Query {{ ...F{next} }}").unwrap();
    }
    query.push_str(" fragment F200 on Query { echo }");
    assert_eq!(
        stack.query(&query).await.messages(),
        ["Validation error of type MaxDepthExceeded: The document is nested too deeply."]
    );
}
