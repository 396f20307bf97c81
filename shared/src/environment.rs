//! The environment as configuration: the only place that reads it.
//!
//! Settings are built from a look-up function, so tests give a table and never touch the
//! process. Every error names the variable and says what to change.

use std::fmt::Display;
use std::str::FromStr;

/// Looks variables up. An empty or blank value counts as absent, because Terraform and the
/// Lambda console can only write "nothing" as an empty text.
pub struct Environment<'a> {
    lookup: &'a dyn Fn(&str) -> Option<String>,
}

impl<'a> Environment<'a> {
    /// Reads through `lookup`, which gives a variable's value or nothing.
    pub fn new(lookup: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Self { lookup }
    }

    /// The value of `variable` without surrounding white space.
    pub fn text(&self, variable: &'static str) -> Option<String> {
        let value = (self.lookup)(variable)?;
        let trimmed = value.trim();
        (!trimmed.is_empty()).then(|| trimmed.to_owned())
    }

    /// The value of a variable that must be there; `meaning` completes the error's sentence.
    ///
    /// # Errors
    /// [`SettingError`] when it is absent.
    pub fn required(&self, variable: &'static str, meaning: &str) -> Result<String, SettingError> {
        self.text(variable)
            .ok_or_else(|| SettingError::new(variable, format!("is missing; set it to {meaning}")))
    }

    /// The parsed value of a variable, or nothing where it is absent.
    ///
    /// # Errors
    /// [`SettingError`] with the parser's own words.
    pub fn parsed<T>(&self, variable: &'static str) -> Result<Option<T>, SettingError>
    where
        T: FromStr,
        T::Err: Display,
    {
        self.text(variable)
            .map(|text| {
                text.parse()
                    .map_err(|error| SettingError::new(variable, error))
            })
            .transpose()
    }

    /// The parsed members of a comma-separated variable, or nothing where it is absent.
    ///
    /// # Errors
    /// [`SettingError`] for a member that can't be parsed or is empty.
    pub fn list<T>(&self, variable: &'static str) -> Result<Option<Vec<T>>, SettingError>
    where
        T: FromStr,
        T::Err: Display,
    {
        let Some(text) = self.text(variable) else {
            return Ok(None);
        };
        text.split(',')
            .map(|member| match member.trim() {
                "" => Err(SettingError::new(
                    variable,
                    "has an empty member between commas",
                )),
                member => member
                    .parse()
                    .map_err(|error| SettingError::new(variable, error)),
            })
            .collect::<Result<_, _>>()
            .map(Some)
    }

    /// A whole number within `range`, or `default` where the variable is absent.
    ///
    /// # Errors
    /// [`SettingError`] when it is no whole number or lies outside.
    pub fn number(
        &self,
        variable: &'static str,
        range: std::ops::RangeInclusive<u32>,
        default: u32,
    ) -> Result<u32, SettingError> {
        let Some(text) = self.text(variable) else {
            return Ok(default);
        };
        text.parse()
            .ok()
            .filter(|number| range.contains(number))
            .ok_or_else(|| {
                let (start, end) = (range.start(), range.end());
                SettingError::new(
                    variable,
                    format!("must be a whole number from {start} to {end}"),
                )
            })
    }
}

impl std::fmt::Debug for Environment<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Environment")
            .finish_non_exhaustive()
    }
}

/// Looks a variable up in the process.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place that reads the environment"
)]
pub fn of_process(variable: &str) -> Option<String> {
    std::env::var(variable).ok()
}

/// A setting that stops the function at its start.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{variable} {problem}")]
pub struct SettingError {
    /// The variable's name.
    pub variable: &'static str,
    /// What is wrong and what to change, to be read behind the name.
    pub problem: String,
}

impl SettingError {
    /// An error about `variable`.
    pub fn new(variable: &'static str, problem: impl Display) -> Self {
        Self {
            variable,
            problem: problem.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lookup(name: &str) -> Option<String> {
        let value = match name {
            "BLANK" => "  ",
            "LIST" => "a, b",
            "GAP" => "a,,b",
            "NUMBER" => "61",
            _ => return None,
        };
        Some(value.to_owned())
    }

    #[test]
    fn a_blank_value_counts_as_absent() {
        let environment = Environment::new(&lookup);
        assert_eq!(environment.text("BLANK"), None);
        let error = environment.required("BLANK", "a word").unwrap_err();
        assert_eq!(error.to_string(), "BLANK is missing; set it to a word");
    }

    #[test]
    fn a_list_is_trimmed_and_has_no_gaps() {
        let environment = Environment::new(&lookup);
        let list = environment.list::<String>("LIST").unwrap();
        assert_eq!(list, Some(vec!["a".to_owned(), "b".to_owned()]));
        let error = environment.list::<String>("GAP").unwrap_err();
        assert_eq!(error.to_string(), "GAP has an empty member between commas");
        assert_eq!(environment.list::<String>("ABSENT").unwrap(), None);
    }

    #[test]
    fn a_number_outside_its_range_is_refused_with_the_range() {
        let environment = Environment::new(&lookup);
        assert_eq!(environment.number("NUMBER", 0..=61, 5), Ok(61));
        assert_eq!(environment.number("ABSENT", 0..=60, 5), Ok(5));
        let error = environment.number("NUMBER", 0..=60, 5).unwrap_err();
        assert_eq!(
            error.to_string(),
            "NUMBER must be a whole number from 0 to 60"
        );
    }
}
