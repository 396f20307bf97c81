//! What a function is called with, put together up to what a call may carry.
//!
//! Contexts repeat the request's variables, so a small request can stand for gigabytes of
//! them; writing stops where Lambda would refuse the call anyway.

use std::io::{self, Write};
use std::sync::Arc;

use bytes::Bytes;

use super::batch::Failure;
use super::context::Context;
use crate::invoke::LARGEST_PAYLOAD;

/// One context, or a list of them.
pub(super) struct Payload {
    text: Limited,
    is_list: bool,
    is_empty: bool,
    is_too_large: bool,
}

impl Payload {
    /// A list of contexts, or else a single one.
    pub(super) fn new(is_list: bool) -> Self {
        Self {
            text: Limited(Vec::new()),
            is_list,
            is_empty: true,
            is_too_large: false,
        }
    }

    /// Adds the context that `make` makes; it isn't asked once the payload is too large.
    pub(super) fn push<'a>(&mut self, make: impl FnOnce() -> Context<'a>) {
        if self.is_too_large {
            return;
        }
        let separator: &[u8] = match (self.is_list, self.is_empty) {
            (false, _) => b"",
            (true, true) => b"[",
            (true, false) => b",",
        };
        self.is_empty = false;
        let written = self
            .text
            .write_all(separator)
            .map_err(serde_json::Error::io)
            .and_then(|()| serde_json::to_writer(&mut self.text, &make()));
        if written.is_err() {
            self.is_too_large = true;
            self.text.0 = Vec::new();
        }
    }

    /// The text.
    ///
    /// # Errors
    /// The failure of every field in it when it is too large.
    pub(super) fn finish(mut self) -> Result<Bytes, Arc<Failure>> {
        if self.is_list && !self.is_too_large {
            self.is_too_large = self.text.write_all(b"]").is_err();
        }
        if self.is_too_large {
            return Err(Failure::payload_too_large());
        }
        Ok(Bytes::from(self.text.0))
    }
}

/// A buffer that takes no more than a call may carry.
struct Limited(Vec<u8>);

impl Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len().saturating_add(bytes.len()) > LARGEST_PAYLOAD {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
