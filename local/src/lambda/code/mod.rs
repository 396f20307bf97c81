//! A posted zip: unpacked, checked, and removed with the last version that has it.

mod architecture;
mod folder;
mod unpack;

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

use aws_lc_rs::digest;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::aws::Refusal;
use crate::lambda::code::folder::CodeFolder;
use crate::lambda::code::unpack::Space;
use crate::lambda::limits::{LARGEST_UNPACKED, LARGEST_ZIP, MOST_FILES};
use crate::lambda::refusals;

pub(crate) use crate::lambda::code::architecture::Architecture;
pub(crate) use crate::lambda::code::folder::remove_abandoned_code;

/// The program of a custom runtime.
const BOOTSTRAP: &str = "bootstrap";

/// A function's program, and what it brings along.
#[derive(Debug)]
pub(crate) struct Code {
    folder: CodeFolder,
    architecture: Architecture,
    sha256: String,
    size: usize,
}

impl Code {
    /// Unpacks a zip into a folder that nobody else on this machine can look into.
    ///
    /// # Errors
    /// A [`Refusal`] for what is no zip, is too large, holds anything but files and folders
    /// below its root, or holds no program that this machine can run.
    pub(crate) fn unpack(zip: &[u8], architecture: Architecture) -> Result<Self, Refusal> {
        if zip.len() > LARGEST_ZIP {
            return Err(refusals::zip_too_large());
        }
        architecture.runs_here()?;
        let folder = CodeFolder::new().map_err(|error| cannot_keep(&error))?;
        let space = Space {
            bytes: LARGEST_UNPACKED,
            files: MOST_FILES,
        };
        unpack::into(folder.path(), zip, space)?;
        check(&folder.path().join(BOOTSTRAP), architecture)?;
        let digest = digest::digest(&digest::SHA256, zip);
        Ok(Self {
            folder,
            architecture,
            sha256: BASE64_STANDARD.encode(digest),
            size: zip.len(),
        })
    }

    pub(crate) fn bootstrap(&self) -> PathBuf {
        self.folder().join(BOOTSTRAP)
    }

    /// Where it is unpacked.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What it was built for.
    pub(crate) fn architecture(&self) -> Architecture {
        self.architecture
    }

    /// Of the zip, in Base64.
    pub(crate) fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Of the zip, in bytes.
    pub(crate) fn size(&self) -> usize {
        self.size
    }
}

/// Lambda would accept each of these and fail every call.
fn check(bootstrap: &Path, architecture: Architecture) -> Result<(), Refusal> {
    let metadata = match fs::metadata(bootstrap) {
        Ok(metadata) if metadata.is_file() => metadata,
        _ => {
            return Err(refusals::invalid(
                "The zip holds no program: it needs a file named bootstrap at its root.",
            ));
        }
    };
    if metadata.permissions().mode() & 0o100 == 0 {
        return Err(refusals::invalid(
            "The zip's bootstrap is not executable: give it the mode 0755 before it is zipped.",
        ));
    }
    architecture.fits(bootstrap)
}

fn cannot_keep(error: &io::Error) -> Refusal {
    refusals::invalid(format!(
        "The zip can't be unpacked on this machine: {error}"
    ))
}

#[cfg(test)]
pub(crate) mod tests {
    use std::io::{Cursor, Write as _};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    /// A zip of files, each with its mode and its content.
    pub(crate) fn zip(files: &[(&str, u32, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, mode, content) in files {
            let options = SimpleFileOptions::default().unix_permissions(*mode);
            zip.start_file(*name, options).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    /// This machine's.
    pub(crate) fn here() -> Architecture {
        Architecture::of_this_machine().unwrap()
    }

    #[test]
    fn the_folder_is_private_and_goes_with_the_code() {
        let zip = zip(&[
            ("bootstrap", 0o755, b"#!/bin/sh\n"),
            ("data/file", 0o644, b"content"),
        ]);
        let code = Code::unpack(&zip, here()).unwrap();
        let folder = code.folder().to_owned();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
        assert_eq!(mode(&folder), 0o700);
        assert_eq!(mode(&code.bootstrap()), 0o700);
        let file = folder.join("data/file");
        assert_eq!(
            (mode(&file), fs::read(file).unwrap()),
            (0o600, b"content".into())
        );
        drop(code);
        assert!(!folder.exists());
    }

    #[test]
    fn the_digest_is_that_of_the_zip() {
        let zip = zip(&[("bootstrap", 0o755, b"#!/bin/sh\n")]);
        let code = Code::unpack(&zip, here()).unwrap();
        let expected = digest::digest(&digest::SHA256, &zip);
        assert_eq!(
            BASE64_STANDARD.decode(code.sha256()).unwrap(),
            expected.as_ref()
        );
        assert_eq!(code.size(), zip.len());
    }

    #[test]
    fn a_zip_is_no_larger_than_lambda_takes() {
        let refused = Code::unpack(&vec![0; LARGEST_ZIP + 1], here()).unwrap_err();
        assert_eq!(refused, refusals::zip_too_large());
    }

    #[test]
    fn a_zip_without_a_program_is_refused_with_what_to_change() {
        for (files, expected) in [
            (
                vec![("program", 0o755, b"#!/bin/sh\n".as_slice())],
                "The zip holds no program: it needs a file named bootstrap at its root.",
            ),
            (
                vec![("bootstrap/program", 0o755, b"#!/bin/sh\n")],
                "The zip holds no program: it needs a file named bootstrap at its root.",
            ),
            (
                vec![("bootstrap", 0o644, b"#!/bin/sh\n")],
                "The zip's bootstrap is not executable: give it the mode 0755 before it is \
                 zipped.",
            ),
            (
                vec![("bootstrap", 0o755, b"print(1)")],
                "The zip's bootstrap is neither an executable for Linux nor a script with its \
                 interpreter in the first line.",
            ),
        ] {
            let refused = Code::unpack(&zip(&files), here()).unwrap_err();
            assert_eq!(refused, refusals::invalid(expected));
        }
    }
}
