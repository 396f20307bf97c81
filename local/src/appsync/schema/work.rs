//! How much the GraphQL compiler has to do for a schema, counted before it begins.
//!
//! It follows every way through nested input types, and compares every type with every
//! interface that it implements and every directive with its definition. A schema far below
//! the largest size can stand for years of that, so the steps are counted first, and no
//! further than to the most that are allowed.

mod applications;
mod interfaces;
mod nesting;

use apollo_compiler::Schema;

use crate::appsync::limits::MAX_SCHEMA_STEPS;

/// Whether the schema can be validated in a reasonable number of steps.
pub(super) fn is_bounded(schema: &Schema) -> bool {
    let mut steps = Steps {
        left: MAX_SCHEMA_STEPS,
    };
    let counted = nesting::count(schema, &mut steps)
        .and_then(|()| interfaces::count(schema, &mut steps))
        .and_then(|()| applications::count(schema, &mut steps));
    counted.is_ok()
}

/// The schema takes more steps than are allowed.
struct TooMany;

struct Steps {
    left: usize,
}

impl Steps {
    fn spend(&mut self, steps: usize) -> Result<(), TooMany> {
        self.left = self.left.checked_sub(steps).ok_or(TooMany)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use apollo_compiler::Schema;

    use super::{MAX_SCHEMA_STEPS, is_bounded};

    fn repeated(count: usize, part: impl Fn(usize) -> String) -> String {
        (0..count).fold(String::new(), |mut all, index| {
            writeln!(all, "{}", part(index)).unwrap();
            all
        })
    }

    #[test]
    fn what_multiplies_is_bounded_and_what_is_only_large_is_not() {
        // A product of both is more than is allowed, a sum far less.
        let many = MAX_SCHEMA_STEPS.isqrt() + 1;
        let pair = |index: usize| format!("input I{index} {{ a: I{0}! b: I{0}! }}", index + 1);
        let end = |index: usize| format!("input I{index} {{ a: Int }}");
        let values = repeated(many, |index| format!("a{index}: 1"));
        let arguments = repeated(many, |index| format!("a{index}: Int"));
        #[rustfmt::skip]
        let cases = [
            ("a way in, two ways on", repeated(30, pair) + &end(30), false),
            ("a few of those", repeated(8, pair) + &end(8), true),
            ("ways that may be null", repeated(30, pair).replace('!', "") + &end(30), true),
            ("the same below a directive", "directive @d(a: I0) on OBJECT ".to_owned() + &repeated(30, pair).replace('!', "") + &end(30), false),
            ("directives on directives", repeated(30, |index| format!("directive @d{index}(a: Int @d{} @d{}) on ARGUMENT_DEFINITION", index + 1, index + 2)), false),
            ("a chain", repeated(5_000, |index| format!("input I{index} {{ a: I{}! }}", index + 1)), true),
            ("a cycle", "input A { a: A! b: A! }".to_owned(), true),
            ("filters of filters", "input F { and: [F!] or: [F!] not: F }  directive @d(a: F) on OBJECT".to_owned(), true),
            ("types without the fields of their interface", format!("interface N {{ {} }}", repeated(many, |index| format!("f{index}: Int"))) + &repeated(many, |index| format!("type T{index} implements N {{ id: Int }}")), false),
            ("interfaces of interfaces", repeated(200, |index| format!("interface N{index} implements N {} {{ id: Int }}", repeated(index, |other| format!("& N{other}")))), false),
            ("many fields", format!("type T {{ {} }}", repeated(50_000, |index| format!("f{index}: Int"))), true),
            ("arguments of a field and of its interface", format!("interface N {{ f({arguments}): Int }} type T implements N {{ f({arguments}): Int }}"), false),
            ("arguments of a directive", format!("directive @d({arguments}) on OBJECT type T @d({values}) {{ a: Int }}"), false),
            ("arguments of a directive that are too many", format!("directive @d(a: Int) on OBJECT type T @d({values}) {{ a: Int }}"), true),
            ("fields of a value", format!("input I {{ {arguments} }} directive @d(a: [I]) on OBJECT type T @d(a: [{{ {values} }}]) {{ a: Int }}"), false),
        ];
        for (name, text, expected) in cases {
            let schema = Schema::builder()
                .parse(text, "schema.graphql")
                .build()
                .unwrap_or_else(|_| panic!("{name}: not well-formed"));
            assert_eq!(is_bounded(&schema), expected, "{name}");
        }
    }
}
