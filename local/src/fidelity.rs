//! Holds the tables of how faithful the local services are to the code that they speak of.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

/// What the comment of an assumption begins with, where it is decided.
const MARK: &str = "Assumed: ";

const TABLES: [Table; 2] = [
    Table {
        text: include_str!("../../docs/appsync-fidelity.md"),
        folder: "src/appsync",
        fewest_rows: 60,
    },
    Table {
        text: include_str!("../../docs/lambda-fidelity.md"),
        folder: "src/lambda",
        fewest_rows: 30,
    },
];

/// A service's table, and where its code and tests are.
struct Table {
    text: &'static str,
    folder: &'static str,
    fewest_rows: usize,
}

struct Row {
    behaviour: &'static str,
    grade: &'static str,
    place: &'static str,
    test: &'static str,
}

impl Table {
    fn rows(&self) -> Vec<Row> {
        let cells = |line: &'static str| {
            let cells: Vec<&str> = line
                .trim_matches('|')
                .split(" | ")
                .map(|cell| cell.trim().trim_matches('`'))
                .collect();
            let [behaviour, grade, place, test] = cells.as_slice() else {
                panic!("a row of {} cells: {line}", cells.len())
            };
            Row {
                behaviour,
                grade,
                place,
                test,
            }
        };
        let rows: Vec<_> = self
            .text
            .lines()
            .filter(|line| line.starts_with("| ") && !line.starts_with("| Behaviour"))
            .map(cells)
            .collect();
        assert!(rows.len() >= self.fewest_rows, "{} rows", rows.len());
        rows
    }

    /// The text of every source file, by its path below the folder.
    fn sources(&self) -> BTreeMap<String, String> {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(self.folder);
        let mut found = BTreeMap::new();
        read(&folder, "", &mut found);
        found
    }
}

fn read(folder: &Path, prefix: &str, found: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let name = format!("{prefix}{name}");
        if path.is_dir() {
            read(&path, &format!("{name}/"), found);
        } else if path.extension().is_some_and(|extension| {
            ["rs", "graphql", "http"]
                .iter()
                .any(|known| extension == *known)
        }) {
            found.insert(name, std::fs::read_to_string(&path).unwrap());
        }
    }
}

/// The functions that the test harness runs: the attribute stands on the line before.
fn test_functions(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .zip(text.lines().skip(1))
        .filter_map(|(attribute, function)| {
            let attribute = attribute.trim();
            if attribute != "#[test]" && !attribute.starts_with("#[tokio::test") {
                return None;
            }
            let function = function.trim();
            let function = function.strip_prefix("async ").unwrap_or(function);
            function
                .strip_prefix("fn ")?
                .split_once('(')
                .map(|(name, _)| name)
        })
}

/// The exchanges over a socket that a file has: their titles and their grades.
fn exchanges(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split("\n### ").skip(1).map(|exchange| {
        let mut lines = exchange.lines();
        let title = lines.next().unwrap_or_default();
        let grade = lines.find_map(|line| line.strip_prefix("grade: "));
        (title, grade.unwrap_or_else(|| panic!("no grade: {title}")))
    })
}

#[test]
fn every_row_names_a_grade_a_place_and_a_test_that_is_run() {
    for table in TABLES {
        let sources = table.sources();
        let tests: HashSet<&str> = sources
            .values()
            .flat_map(|text| test_functions(text))
            .collect();
        let grades: HashMap<&str, &str> = sources
            .iter()
            .filter(|(name, _)| name.ends_with(".http"))
            .flat_map(|(_, text)| exchanges(text))
            .collect();
        for Row {
            behaviour,
            grade,
            place,
            test,
        } in table.rows()
        {
            assert!(
                ["documented", "captured", "assumed"].contains(&grade),
                "{behaviour}: {grade}"
            );
            assert!(sources.contains_key(place), "{behaviour}: {place}");
            match grades.get(test) {
                Some(of_exchange) => assert_eq!(grade, *of_exchange, "{behaviour}: {test}"),
                None => assert!(tests.contains(test), "{behaviour}: {test}"),
            }
        }
    }
}

#[test]
fn every_assumption_is_marked_where_it_is_decided_and_stands_in_the_table() {
    for table in TABLES {
        let mut in_table: BTreeMap<String, usize> = BTreeMap::new();
        for row in table.rows().iter().filter(|row| row.grade == "assumed") {
            *in_table.entry(row.place.to_owned()).or_default() += 1;
        }
        let in_code: BTreeMap<String, usize> = table
            .sources()
            .into_iter()
            .filter(|(name, _)| !name.starts_with("tests/"))
            .map(|(name, text)| (name, text.matches(MARK).count()))
            .filter(|(_, count)| *count > 0)
            .collect();
        assert_eq!(in_code, in_table, "{}", table.folder);
    }
}
