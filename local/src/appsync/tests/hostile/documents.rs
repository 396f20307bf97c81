//! Documents that are written to hurt, each with how it is refused.
//!
//! They are for the schema beside the tests. The tests over HTTP of the whole stack send
//! them too, so this file knows nothing of AppSync's insides.

use std::fmt::Write;

use serde_json::{Value, json};

const TOO_LONG: &str = "The document exceeds 1048576 bytes. Parsing has been cancelled.";
const TOO_COMPLEX: &str =
    "The document exceeds 15000 tokens or 100 levels of nesting. Parsing has been cancelled.";
const TOO_MANY_FIELDS: &str = "The document selects too many fields.";
const UNPARSABLE: &str = "Unable to parse GraphQL query.";
const CONFLICT: &str = "Validation error of type FieldsConflict: ";
const NOT_VALID: &str = "Validation error of type WrongType: argument ";
const CYCLE: &str = "Validation error of type FragmentCycle: Fragment cycles not allowed @ 'A'";

/// A document that is refused before anything is called.
pub(crate) struct Hostile {
    pub(crate) name: &'static str,
    pub(crate) document: String,
    /// What the first error begins with.
    pub(crate) refusal: &'static str,
}

impl Hostile {
    /// The body of a request with it.
    pub(crate) fn body(&self) -> String {
        let operation = self.document.starts_with("query Q0").then_some("Q0");
        json!({ "query": self.document, "operationName": operation }).to_string()
    }

    /// Panics unless that answer refuses it, and in few words.
    pub(crate) fn assert_refused(&self, status: u16, answer: &str) {
        let name = self.name;
        let json: Value = serde_json::from_str(answer).expect(name);
        let errors = json["errors"].as_array().expect(name);
        let first = errors[0]["message"].as_str().expect(name);
        assert!(first.starts_with(self.refusal), "{name}: {first:.200}");
        assert!(errors.len() <= 100, "{name}: {} errors", errors.len());
        let is_syntax = first == UNPARSABLE;
        assert_eq!(status, if is_syntax { 400 } else { 200 }, "{name}");
        let size = answer.len();
        assert!(
            size < 2 * self.document.len() + 100_000,
            "{name}: {size} bytes"
        );
    }
}

/// All of them.
pub(crate) fn documents() -> impl Iterator<Item = Hostile> {
    #[rustfmt::skip]
    let cases = [
        ("depth", format!("{}id{}", "{ me ".repeat(5_000), "}".repeat(5_000)), TOO_COMPLEX),
        ("depth that is valid", format!("{{ me {{ {} id {} }} }}", "friend { ".repeat(400), "}".repeat(400)), TOO_COMPLEX),
        ("depth of inline fragments", format!("{{ me {{ {} id {} }} }}", "... { ".repeat(10_000), "}".repeat(10_000)), TOO_COMPLEX),
        ("width", format!("{{ me {{ {} }} }}", "id ".repeat(200_000)), TOO_COMPLEX),
        ("aliases", format!("{{{}}}", repeated(50_000, |index| format!(" a{index}: echo"))), TOO_COMPLEX),
        ("length", format!("{{ me {{ {} }} }}", "id ".repeat(1_600_000)), TOO_LONG),
        ("white space", format!("{{ me {{ id }} }}{}", " ".repeat(5_000_000)), TOO_LONG),
        ("fragment bomb", fragment_bomb(|next| format!("...F{next} ...F{next}")), TOO_MANY_FIELDS),
        ("fragment bomb of fields", fragment_bomb(|next| format!("a: friend {{ ...F{next} }} b: friend {{ ...F{next} }}")), TOO_MANY_FIELDS),
        ("cycle", "{ me { ...A } } fragment A on Person { friend { ...B } } fragment B on Person { friend { ...A } }".to_owned(), CYCLE),
        ("self cycle", "{ me { ...A } } fragment A on Person { ...A }".to_owned(), CYCLE),
        ("list literal", format!("{{ echo(list: {}1{}) }}", "[".repeat(50_000), "]".repeat(50_000)), TOO_COMPLEX),
        ("object literal", format!("{{ people(filter: {}{}) {{ id }} }}", "{deep: ".repeat(20_000), "}".repeat(20_000)), TOO_COMPLEX),
        ("number", format!("{{ echo(n: {}) }}", "9".repeat(1_000_000)), NOT_VALID),
        ("string", format!("{{ echo(date: \"{}\") }}", "9".repeat(1_000_000)), NOT_VALID),
        ("variable types", format!("query($x: {}Int{}) {{ echo }}", "[".repeat(50_000), "]".repeat(50_000)), TOO_COMPLEX),
        ("directives", format!("{{ echo {} }}", "@include(if: true) ".repeat(4_000)), TOO_COMPLEX),
        ("introspection", format!("{{ __schema {{ types {{ {}name{} }} }} }}", "fields { type { ".repeat(40), "}}".repeat(40)), "Maximum introspection depth exceeded"),
        ("introspection through a fragment", format!("{{ {} }} fragment S on __Schema {{ {} }}", repeated(1_000, |index| format!("s{index}: __schema {{ ...S }} ")), repeated(10, |index| format!("t{index}: types {{ name }} "))), TOO_MANY_FIELDS),
        ("no end", "{ me { id ".repeat(1_000), TOO_COMPLEX),
        ("control characters", "{ \u{0} \u{feff} me }".to_owned(), UNPARSABLE),
        ("conflicts of a long name", format!("{{ me {{ {} }} }}", repeated(20, |index| format!("{}: {} ", "n".repeat(50_000), one_of_two(index)))), CONFLICT),
        ("conflicts inside of conflicts", format!("{{ me {{ {} }} }}", repeated(300, |index| format!("f: friend {{ x: friend {{ y: {} }} }} ", one_of_two(index)))), CONFLICT),
        ("conflicts in cycles", format!("{{ me {{ ...A ...B }} }} {}", repeated(2, |index| format!("fragment {} on Person {{ f: friend {{ ...A ...B x: {} }} }} ", ["A", "B"][index], one_of_two(index)))), CONFLICT),
        ("variables of many operations", format!("{} {} fragment F200 on Query {{ echo }}", repeated(300, |index| format!("query Q{index}($n: Int) {{ ...F0 }} ")), repeated(200, |index| format!("fragment F{index} on Query {{ ...F{} echo(list: [$n]) }} ", index + 1))), TOO_MANY_FIELDS),
        ("conflicts", format!("{{ {} }}", repeated(600, |index| format!("a: people(limit: {index}) {{ id }} "))), CONFLICT),
    ];
    cases.into_iter().map(|(name, document, refusal)| Hostile {
        name,
        document,
        refusal,
    })
}

fn fragment_bomb(spread: impl Fn(usize) -> String) -> String {
    let mut document = "{ me { ...F0 } }".to_owned();
    for index in 0..60 {
        write!(
            document,
            " fragment F{index} on Person {{ {} }}",
            spread(index + 1)
        )
        .unwrap();
    }
    document + " fragment F60 on Person { id }"
}

/// A text for each number below `count`, one after the other.
pub(crate) fn repeated(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}

/// A field of one type or of another.
fn one_of_two(index: usize) -> &'static str {
    if index.is_multiple_of(2) {
        "name"
    } else {
        "age"
    }
}
