//! Unpacking a zip, whoever made it: nothing outside of the folder, and nothing without end.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Cursor, Read};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::aws::Refusal;
use crate::lambda::code::cannot_keep;
use crate::lambda::limits::DEEPEST;
use crate::lambda::refusals;

/// What a zip may take on this machine.
#[derive(Clone, Copy, Debug)]
pub(super) struct Space {
    pub(super) bytes: u64,
    /// Files, and folders whether they have entries of their own or not.
    pub(super) files: usize,
}

/// Unpacks `zip` into the empty folder `folder`, into no more than `space`.
pub(super) fn into(folder: &Path, zip: &[u8], space: Space) -> Result<(), Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(zip)).map_err(|_| unreadable())?;
    // The archive shows the last of them only.
    if archive.has_duplicate_names() {
        return Err(refusals::invalid(
            "The local Lambda takes no zip that has the same name twice.",
        ));
    }
    let mut unpacking = Unpacking { space, left: space };
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
            unpacking.make_folder(&path)?;
            continue;
        }
        unpacking.make_folder(path.parent().unwrap_or(folder))?;
        let is_executable = entry.unix_mode().is_some_and(|mode| mode & 0o111 != 0);
        let mut file = unpacking.create(&path, is_executable)?;
        unpacking.copy(&mut entry, &mut file)?;
    }
    Ok(())
}

/// What is left of the space while a zip is unpacked.
struct Unpacking {
    space: Space,
    left: Space,
}

impl Unpacking {
    /// Makes a folder, and those above it that are not there.
    fn make_folder(&mut self, path: &Path) -> Result<(), Refusal> {
        if path.is_dir() {
            return Ok(());
        }
        if let Some(parent) = path.parent() {
            self.make_folder(parent)?;
        }
        self.count_file()?;
        let made = DirBuilder::new().mode(0o700).create(path);
        made.map_err(|error| cannot_keep(&error))
    }

    /// Never over another file.
    fn create(&mut self, path: &Path, is_executable: bool) -> Result<File, Refusal> {
        self.count_file()?;
        let created = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(if is_executable { 0o700 } else { 0o600 })
            .open(path);
        created.map_err(|error| cannot_keep(&error))
    }

    /// Copies no more than the bytes that are left and one, however many the zip says there are.
    fn copy(&mut self, entry: &mut impl Read, file: &mut File) -> Result<(), Refusal> {
        let copied = io::copy(&mut entry.take(self.left.bytes + 1), file);
        let copied = copied.map_err(|_| unreadable())?;
        let left = self.left.bytes.checked_sub(copied);
        self.left.bytes = left.ok_or_else(|| too_large(self.space.bytes))?;
        Ok(())
    }

    fn count_file(&mut self) -> Result<(), Refusal> {
        let left = self.left.files.checked_sub(1);
        self.left.files = left.ok_or_else(|| too_many(self.space.files))?;
        Ok(())
    }
}

/// The path of an entry, which must be one below the root of the zip.
fn below(name: &str) -> Result<PathBuf, Refusal> {
    let parts = name.strip_suffix('/').unwrap_or(name);
    let is_part = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', '\0']);
    if !parts.split('/').all(is_part) {
        return Err(refused_entry(name, "is not below the zip's root"));
    }
    if parts.split('/').count() > DEEPEST {
        return Err(refused_entry(name, "lies too deep"));
    }
    Ok(PathBuf::from(parts))
}

fn too_large(largest: u64) -> Refusal {
    refusals::invalid(format!(
        "Unzipped size must be smaller than {largest} bytes"
    ))
}

fn too_many(most: usize) -> Refusal {
    refusals::invalid(format!(
        "The local Lambda takes no more than {most} files and folders in a zip."
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
        unpacked_into(1_000, 100, zip)
    }

    fn unpacked_into(bytes: u64, files: usize, zip: &[u8]) -> (Result<(), String>, Vec<String>) {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("a/b");
        std::fs::create_dir_all(&folder).unwrap();
        let space = Space { bytes, files };
        let outcome = into(&folder, zip, space).map_err(|refusal| refusal.message);
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
    fn files_and_folders_are_counted_whether_folders_have_entries_or_not() {
        let zip = zip(&[("a/b/one", 0o644, b""), ("a/b/two", 0o644, b"")]);
        assert_eq!(unpacked_into(0, 4, &zip).0, Ok(()));
        let refused = unpacked_into(0, 3, &zip).0.unwrap_err();
        let expected = "The local Lambda takes no more than 3 files and folders in a zip.";
        assert_eq!(refused, expected);
    }

    #[test]
    fn folders_lie_no_deeper_than_they_can_be_removed() {
        let deepest = format!("{}file", "a/".repeat(DEEPEST - 1));
        assert_eq!(unpacked(&zip(&[(&deepest, 0o644, b"")])).0, Ok(()));
        let (outcome, found) = unpacked(&zip(&[(&format!("a/{deepest}"), 0o644, b"")]));
        let refused = outcome.unwrap_err();
        assert!(refused.ends_with("lies too deep."), "{refused}");
        assert_eq!(found, ["a", "a/b"]);
    }

    #[test]
    fn a_name_that_comes_twice_is_refused() {
        let mut zip = zip(&[("one", 0o644, b"1"), ("two", 0o644, b"2")]);
        for place in 0..zip.len() - 3 {
            if zip[place..].starts_with(b"two") {
                zip[place..place + 3].copy_from_slice(b"one");
            }
        }
        let (outcome, found) = unpacked(&zip);
        let expected = "The local Lambda takes no zip that has the same name twice.";
        assert_eq!(outcome.unwrap_err(), expected);
        assert_eq!(found, ["a", "a/b"]);
    }

    #[test]
    fn the_bytes_of_all_files_are_counted_together() {
        let zip = zip(&[("one", 0o644, b"12345"), ("two", 0o644, b"678")]);
        assert_eq!(unpacked_into(8, 2, &zip).0, Ok(()));
        let refused = unpacked_into(7, 2, &zip).0.unwrap_err();
        assert_eq!(refused, "Unzipped size must be smaller than 7 bytes");
    }

    #[test]
    fn bytes_are_counted_as_they_come_and_not_as_the_zip_says() {
        let mut file = tempfile::tempfile().unwrap();
        let space = Space {
            bytes: 1_000,
            files: 1,
        };
        let mut unpacking = Unpacking { space, left: space };
        let refused = unpacking.copy(&mut io::repeat(0), &mut file);
        assert_eq!(refused, Err(too_large(1_000)));
        assert_eq!(file.metadata().unwrap().len(), 1_001);
    }
}
