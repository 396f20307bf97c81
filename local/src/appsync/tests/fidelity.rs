//! Holds `docs/appsync-fidelity.md` to the code that it speaks of.

use std::path::{Path, PathBuf};

const TABLE: &str = include_str!("../../../../docs/appsync-fidelity.md");

/// The text of every source file of the module.
fn sources(folder: &Path) -> String {
    let mut text = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            text += &sources(&path);
        } else {
            text += &std::fs::read_to_string(&path).unwrap();
        }
    }
    text
}

#[test]
fn the_table_names_existing_places_and_tests() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/appsync");
    let sources = sources(&folder);
    let rows: Vec<Vec<&str>> = TABLE
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| Behaviour"))
        .map(|line| {
            line.trim_matches('|')
                .split(" | ")
                .map(|cell| cell.trim().trim_matches('`'))
                .collect()
        })
        .collect();
    assert!(rows.len() > 40, "{} rows", rows.len());
    for row in rows {
        let [behaviour, grade, place, test] = row.as_slice() else {
            panic!("a row of {} cells: {row:?}", row.len())
        };
        assert!(
            ["documented", "captured", "assumed"].contains(grade),
            "{behaviour}: {grade}"
        );
        assert!(folder.join(place).is_file(), "{behaviour}: {place}");
        assert!(
            sources.contains(&format!("fn {test}()")),
            "{behaviour}: {test}"
        );
    }
}
