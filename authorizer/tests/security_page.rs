//! Holds `docs/security.md` to the files and tests that it names.
#![expect(clippy::unwrap_used, reason = "a test may end where its tools fail")]

use std::path::{Path, PathBuf};

const PAGE: &str = include_str!("../../docs/security.md");

/// The text of every source file below `folder`.
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
fn every_file_and_test_that_the_page_names_is_there() {
    let project = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let sources = ["authorizer/src", "shared/src", "tests/integration"]
        .map(|folder| sources(&project.join(folder)));
    let sources = sources.concat();
    let mut count = 0;
    for row in PAGE.lines().filter(|line| line.starts_with("| ")) {
        let [_, _, file, test] = row
            .trim_matches('|')
            .split(" | ")
            .collect::<Vec<_>>()
            .try_into()
            .unwrap();
        if test.trim() == "test" {
            continue;
        }
        let file = file.trim().trim_matches('`');
        assert!(project.join(file).is_file(), "{file}");
        let name = test.trim().trim_matches('`');
        assert!(sources.contains(&format!("fn {name}(")), "{name}");
        count += 1;
    }
    assert!(count > 30, "{count} rows");
}
