//! What is said of a schema that is not valid.

use apollo_compiler::validation::DiagnosticList;

use crate::appsync::limits::{MAX_REPORTED_BYTES, MAX_REPORTED_ERRORS};
use crate::appsync::model::ApiError;

/// Place and reason of the first errors, a line for each. Whole lines of the schema are not
/// repeated: there may be one only, which all errors are in.
pub(super) fn error(errors: &DiagnosticList) -> ApiError {
    let mut text = String::new();
    for (told, diagnostic) in errors.iter().enumerate() {
        if told == MAX_REPORTED_ERRORS || text.len() > MAX_REPORTED_BYTES {
            text.push_str("There is more.");
            break;
        }
        if let Some(range) = diagnostic.line_column_range() {
            text.push_str(&format!("{}:{}: ", range.start.line, range.start.column));
        }
        text.push_str(&format!("{}\n", diagnostic.error));
    }
    ApiError::Schema(text.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use crate::appsync::limits::MAX_REPORTED_ERRORS;
    use crate::appsync::schema::ApiSchema;

    #[test]
    fn a_schema_of_one_line_is_not_repeated_for_each_of_its_errors() {
        let fields: String = (0..1_000)
            .map(|index| format!(" f{index}: X{index}"))
            .collect();
        let error = ApiSchema::parse(&format!("type Query {{{fields} }}")).unwrap_err();
        let text = error.to_string();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), MAX_REPORTED_ERRORS + 1);
        assert_eq!(
            lines[0],
            "the schema is not valid: 1:18: cannot find type `X0` in this document"
        );
        assert_eq!(lines[1], "1:25: cannot find type `X1` in this document");
        assert_eq!(lines[MAX_REPORTED_ERRORS], "There is more.");
    }

    #[test]
    fn a_name_is_as_long_as_it_is_and_then_nothing_else_is_told() {
        let name = "n".repeat(500_000);
        let error = ApiSchema::parse(&format!("type Query {{ a: {name} b: {name} }}"));
        assert_eq!(
            error.unwrap_err().to_string(),
            format!(
                "the schema is not valid: 1:17: cannot find type `{name}` in this document\n\
                 There is more."
            )
        );
    }
}
