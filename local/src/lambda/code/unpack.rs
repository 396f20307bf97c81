//! Unpacking a zip, whoever made it: nothing outside of the folder, and nothing without end.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Cursor, Read};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::aws::Refusal;
use crate::lambda::code::cannot_keep;
use crate::lambda::limits::MOST_ENTRIES;
use crate::lambda::refusals;

/// Unpacks `zip` into the empty folder `folder`, `largest` bytes of it at the most.
pub(super) fn into(folder: &Path, zip: &[u8], largest: u64) -> Result<(), Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(zip)).map_err(|_| unreadable())?;
    if archive.len() > MOST_ENTRIES {
        return Err(refusals::invalid(format!(
            "The local Lambda takes no more than {MOST_ENTRIES} files in a zip."
        )));
    }
    let mut left = largest;
    for index in 0..archive.len() {
        let mut entry = archive
            .by_index(index)
            .map_err(|error| entry_refusal(&error))?;
        let name = entry.name().map_err(|_| unreadable())?.into_owned();
        let path = folder.join(below(&name)?);
        if entry.is_symlink() {
            return Err(refused_entry(&name, "is a link"));
        }
        if entry.is_dir() {
            make_folder(&path)?;
            continue;
        }
        make_folder(path.parent().unwrap_or(folder))?;
        let is_executable = entry.unix_mode().is_some_and(|mode| mode & 0o111 != 0);
        let mut file = create(&path, is_executable).map_err(|error| cannot_keep(&error))?;
        left = copy(&mut entry, &mut file, left)?.ok_or_else(|| too_large(largest))?;
    }
    Ok(())
}

/// Copies no more than `left` bytes and one, however many the zip says there are. What is then
/// left, or nothing where that was too little.
fn copy(entry: &mut impl Read, file: &mut File, left: u64) -> Result<Option<u64>, Refusal> {
    let copied = io::copy(&mut entry.take(left + 1), file).map_err(|_| unreadable())?;
    Ok(left.checked_sub(copied))
}

/// The path of an entry, which must be one below the root of the zip.
fn below(name: &str) -> Result<PathBuf, Refusal> {
    let parts = name.strip_suffix('/').unwrap_or(name);
    let is_part = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', '\0']);
    if !parts.split('/').all(is_part) {
        return Err(refused_entry(name, "is not below the zip's root"));
    }
    Ok(PathBuf::from(parts))
}

fn make_folder(path: &Path) -> Result<(), Refusal> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(path);
    made.map_err(|error| cannot_keep(&error))
}

/// Never over another file: a zip that has the same name twice is refused.
fn create(path: &Path, is_executable: bool) -> io::Result<File> {
    let mode = if is_executable { 0o700 } else { 0o600 };
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(mode)
        .open(path)
}

fn too_large(largest: u64) -> Refusal {
    refusals::invalid(format!(
        "Unzipped size must be smaller than {largest} bytes"
    ))
}

fn unreadable() -> Refusal {
    refusals::invalid(
        "Could not unzip uploaded file. Please check your file, then try to upload again.",
    )
}

fn entry_refusal(error: &ZipError) -> Refusal {
    match error {
        ZipError::UnsupportedArchive(reason) => refusals::invalid(format!(
            "The local Lambda can't unzip the uploaded file: {reason}."
        )),
        _ => unreadable(),
    }
}

fn refused_entry(name: &str, reason: &str) -> Refusal {
    refusals::invalid(format!(
        "The local Lambda unpacks files and folders below the zip's root only, and {name:?} \
         {reason}."
    ))
}

#[cfg(test)]
mod tests {
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;
    use crate::lambda::code::tests::zip;

    /// What unpacking comes to, and the files and folders that are then there.
    fn unpacked(zip: &[u8]) -> (Result<(), String>, Vec<String>) {
        unpacked_up_to(1_000, zip)
    }

    fn unpacked_up_to(largest: u64, zip: &[u8]) -> (Result<(), String>, Vec<String>) {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("a/b");
        std::fs::create_dir_all(&folder).unwrap();
        let outcome = into(&folder, zip, largest).map_err(|refusal| refusal.message);
        let mut found = Vec::new();
        list(parent.path(), parent.path(), &mut found);
        (outcome, found)
    }

    fn list(root: &Path, folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().to_str().unwrap();
            found.push(name.to_owned());
            if path.is_dir() {
                list(root, &path, found);
            }
        }
        found.sort();
    }

    #[test]
    fn nothing_is_written_outside_of_the_folder() {
        for name in [
            "../file",
            "/file",
            "//file",
            "x/../../file",
            "x/../file",
            "./file",
            "x//file",
            "..",
            "",
            "/",
            r"..\file",
            r"x\file",
            "fi\0le",
        ] {
            let (outcome, found) = unpacked(&zip(&[(name, 0o644, b"")]));
            let refused = outcome.unwrap_err();
            let expected = format!("{name:?} is not below the zip's root.");
            assert!(refused.ends_with(&expected), "{refused}");
            assert_eq!(found, ["a", "a/b"], "{name:?}");
        }
    }

    #[test]
    fn a_link_is_refused() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.add_symlink("link", "/etc", SimpleFileOptions::default())
            .unwrap();
        let (outcome, found) = unpacked(&zip.finish().unwrap().into_inner());
        let refused = outcome.unwrap_err();
        assert!(refused.ends_with(r#""link" is a link."#), "{refused}");
        assert_eq!(found, ["a", "a/b"]);
    }

    #[test]
    fn files_and_folders_are_unpacked() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default();
        zip.start_file("x/y/file", options).unwrap();
        zip.add_directory("x/empty", options).unwrap();
        let (outcome, found) = unpacked(&zip.finish().unwrap().into_inner());
        assert_eq!(outcome, Ok(()));
        let expected = [
            "a",
            "a/b",
            "a/b/x",
            "a/b/x/empty",
            "a/b/x/y",
            "a/b/x/y/file",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_no_zip_is_told_so() {
        let whole = zip(&[("bootstrap", 0o755, &[7; 1_000])]);
        let mut damaged = whole.clone();
        // A byte of the content, which is stored behind a header of 30 bytes and the name.
        damaged[30 + "bootstrap".len() + 2] ^= 1;
        let half = &whole[..whole.len() / 2];
        for zip in [b"".as_slice(), b"PK", b"#!/bin/sh\n", half, &damaged] {
            let (outcome, _) = unpacked(zip);
            assert_eq!(
                outcome.unwrap_err(),
                "Could not unzip uploaded file. Please check your file, then try to upload again."
            );
        }
    }

    #[test]
    fn files_are_counted() {
        let names: Vec<_> = (0..=MOST_ENTRIES)
            .map(|number| number.to_string())
            .collect();
        let files: Vec<_> = names
            .iter()
            .map(|name| (name.as_str(), 0o644, b"".as_slice()))
            .collect();
        let (outcome, _) = unpacked(&zip(&files));
        let expected = "The local Lambda takes no more than 10000 files in a zip.";
        assert_eq!(outcome.unwrap_err(), expected);
    }

    #[test]
    fn the_bytes_of_all_files_are_counted_together() {
        let zip = zip(&[("one", 0o644, b"12345"), ("two", 0o644, b"678")]);
        assert_eq!(unpacked_up_to(8, &zip).0, Ok(()));
        let refused = unpacked_up_to(7, &zip).0.unwrap_err();
        assert_eq!(refused, "Unzipped size must be smaller than 7 bytes");
    }

    #[test]
    fn bytes_are_counted_as_they_come_and_not_as_the_zip_says() {
        let mut file = tempfile::tempfile().unwrap();
        assert_eq!(copy(&mut io::repeat(0), &mut file, 1_000), Ok(None));
        assert_eq!(file.metadata().unwrap().len(), 1_001);
    }
}
