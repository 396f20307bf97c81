//! Schemas of up to the largest size that stand for more than they say.

use std::time::Duration;

use super::cost::{Bounds, Meter};
use super::deployed::Deployed;
use super::documents::repeated;

/// What the size allows for, 1 MB, in a program that was built without optimization.
const A_SCHEMA: Bounds = Bounds {
    memory: 300,
    processor_time: Duration::from_secs(10),
};

#[test]
fn a_hostile_schema_is_refused_at_bounded_cost() {
    let chain = |index: usize| format!("input I{index} {{ a: I{}! }} ", index + 1);
    let pair = |index: usize| format!("input I{index} {{ a: I{0}! b: I{0}! }} ", index + 1);
    let undefined = |index: usize| format!("f{index}: X{index} ");
    let deep = |open: &str, close: &str, times: usize| {
        format!(
            "type T {{ a(x: Int = {}1{}): Int }}",
            open.repeat(times),
            close.repeat(times)
        )
    };
    let ways = "The types of the schema are combined in too many ways.";
    let nested = "1:";
    #[rustfmt::skip]
    let cases = [
        ("thousands of input types, each inside of the one before", repeated(5_000, chain) + "input I5000 { a: Int }", "1:"),
        ("as many as there is room for", repeated(35_000, chain), ways),
        ("two ways on from each input type", repeated(60, pair) + "input I60 { a: Int }", ways),
        ("types without the fields of an interface", format!("interface N {{ {} }} {}", repeated(20_000, |index| format!("f{index}: ID ")), repeated(15_000, |index| format!("type T{index} implements N {{ a: ID }} "))), ways),
        ("errors on one line", format!("type T {{ {} }}", repeated(60_000, undefined)), "1:"),
        ("directives that are not there", format!("type T {{ a: Int {} }}", "@d ".repeat(300_000)), "1:"),
        ("one type over and over", "type T { a: Int } ".repeat(50_000), "1:"),
        ("depth of lists", deep("[", "]", 400_000), nested),
        ("depth of objects", deep("{a:", "}", 200_000), nested),
        ("no GraphQL at all", "\u{0}".repeat(1_000_000), "1:"),
    ];
    let api = Deployed::start();
    let meter = Meter::of(&api.stack);
    for (name, schema, reason) in cases {
        let schema = format!("type Query {{ me: Int }} {schema}");
        let created = meter.bounded(name, A_SCHEMA, || api.create_schema(&schema));
        assert_eq!(created["status"], "FAILED", "{name}");
        let details = created["details"].as_str().expect(name);
        assert!(details.starts_with(reason), "{name}: {details:.200}");
        assert!(details.len() < 100_000, "{name}: {} bytes", details.len());
    }
    api.assert_answers();
}
