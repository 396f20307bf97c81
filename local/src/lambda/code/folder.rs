//! Where a zip is unpacked: a folder that goes with its value, and with the next start of a
//! stack where this one was killed.
//!
//! A lock on the folder tells whether its process is still there. The system takes the lock
//! away with the process, however that ends, and it is not inherited by what the process
//! starts. The number of a process would tell less: it can come again.

use std::fs::{self, DirEntry, File, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::Path;

use rustix::process::geteuid;
use tempfile::TempDir;

/// What the names of all such folders begin with.
const PREFIX: &str = "local-lambda-code-";

/// A folder that nobody else on this machine can look into.
#[derive(Debug)]
pub(super) struct CodeFolder {
    folder: TempDir,
    /// Released after the folder is gone.
    _lock: File,
}

impl CodeFolder {
    /// Makes one in the system's folder for temporary files.
    pub(super) fn new() -> io::Result<Self> {
        Self::below(&std::env::temp_dir())
    }

    /// Makes one in `parent`. A stack that starts at this moment may take it for abandoned
    /// before it is locked; then another one is made.
    fn below(parent: &Path) -> io::Result<Self> {
        loop {
            let folder = tempfile::Builder::new()
                .prefix(PREFIX)
                .permissions(Permissions::from_mode(0o700))
                .tempdir_in(parent)?;
            if let Some(lock) = lock(folder.path())? {
                return Ok(Self {
                    folder,
                    _lock: lock,
                });
            }
        }
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Removes what stacks left behind that were killed.
pub(crate) fn remove_abandoned_code() {
    remove_abandoned_below(&std::env::temp_dir());
}

/// What can't be looked at or removed stays: nothing depends on its absence.
fn remove_abandoned_below(parent: &Path) {
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    for entry in entries.filter(is_ours) {
        let path = entry.path();
        if let Ok(Some(_lock)) = lock(&path) {
            let _ = fs::remove_dir_all(path);
        }
    }
}

/// Whether it is a folder, and no link to one, that this user made for this purpose.
fn is_ours(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    name.as_encoded_bytes().starts_with(PREFIX.as_bytes())
        && entry
            .metadata()
            .is_ok_and(|it| it.is_dir() && it.uid() == geteuid().as_raw())
}

/// The lock on a folder, unless another process has it or has removed the folder meanwhile.
fn lock(folder: &Path) -> io::Result<Option<File>> {
    let file = match File::open(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened?,
    };
    match file.try_lock() {
        Ok(()) => Ok(folder.exists().then_some(file)),
        Err(fs::TryLockError::WouldBlock) => Ok(None),
        Err(fs::TryLockError::Error(error)) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_removed_by_another_start_once_its_process_is_gone() {
        let parent = tempfile::tempdir().unwrap();
        let held = CodeFolder::below(parent.path()).unwrap();
        let abandoned = CodeFolder::below(parent.path()).unwrap();
        fs::write(abandoned.path().join("bootstrap"), "").unwrap();
        // As the system leaves it: there, and no longer locked.
        let CodeFolder {
            folder,
            _lock: lock,
        } = abandoned;
        let abandoned = folder.keep();
        remove_abandoned_below(parent.path());
        assert_eq!((held.path().exists(), abandoned.exists()), (true, true));
        drop(lock);
        remove_abandoned_below(parent.path());
        assert_eq!((held.path().exists(), abandoned.exists()), (true, false));
    }

    #[test]
    fn nothing_else_is_removed() {
        let parent = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        let file = elsewhere.path().join("file");
        fs::write(&file, "").unwrap();
        let named = |name: &str| parent.path().join(name);
        fs::create_dir(named("local-lambda-other")).unwrap();
        fs::write(named("local-lambda-code-file"), "").unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), named("local-lambda-code-link")).unwrap();
        remove_abandoned_below(parent.path());
        let left = fs::read_dir(parent.path()).unwrap();
        let mut left: Vec<_> = left.map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        let expected = [
            "local-lambda-code-file",
            "local-lambda-code-link",
            "local-lambda-other",
        ];
        assert_eq!(left, expected);
        assert!(file.exists());
    }
}
