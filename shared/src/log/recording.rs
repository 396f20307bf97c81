//! A log that is kept instead of written: for tests of what is written.

use std::io;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use tracing::level_filters::LevelFilter;
use tracing::subscriber::NoSubscriber;
use tracing::{Dispatch, Subscriber};

/// While there is only one subscriber, the first thread that reaches a line of the log
/// decides for good whether anybody wants it, and that may be another test's thread.
static SECOND: LazyLock<Dispatch> = LazyLock::new(|| Dispatch::new(NoSubscriber::new()));

/// Keeps what the log writes.
#[derive(Clone, Debug, Default)]
pub struct Recording(Arc<Mutex<Vec<u8>>>);

impl Recording {
    /// The log as it is in production, but for where it goes to.
    pub fn subscriber(&self, level: LevelFilter) -> impl Subscriber + Send + Sync + use<> {
        LazyLock::force(&SECOND);
        let recording = self.clone();
        super::subscriber(level, move || recording.clone())
    }

    /// All that was written so far.
    pub fn text(&self) -> String {
        let written = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&written).into_owned()
    }
}

impl io::Write for Recording {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut written = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        written.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
