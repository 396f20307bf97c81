//! A process and all that it starts: frozen, woken and ended together, as Lambda does with an
//! execution environment.
//!
//! A process that makes a group of its own is no longer reached. Only a container could hold
//! it, and a posted program has its owner's rights anyway.

use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};
use tokio::process::Child;
use tokio::signal::unix::{SignalKind, signal};

/// The group that a process leads.
#[derive(Debug)]
pub(super) struct ProcessGroup {
    /// Nothing once the leader may be reaped: from then on the number can be another group's.
    id: Mutex<Option<Pid>>,
}

/// Ends a group when it is dropped, which must be before its leader is reaped.
#[derive(Debug)]
pub(super) struct EndOnDrop<'a>(pub(super) &'a ProcessGroup);

impl ProcessGroup {
    /// The group of `leader`, which was started in one of its own and has not been reaped.
    ///
    /// # Errors
    /// Where it has.
    pub(super) fn of(leader: &Child) -> io::Result<Self> {
        let id = leader.id().and_then(|id| i32::try_from(id).ok());
        let id = id.and_then(Pid::from_raw).ok_or(io::ErrorKind::NotFound)?;
        Ok(Self {
            id: Mutex::new(Some(id)),
        })
    }

    /// Resolves when the leader has ended, and does not reap it.
    pub(super) async fn leader_ended(&self) -> io::Result<()> {
        // Before the first look, so that no end is missed.
        let mut children = signal(SignalKind::child())?;
        while !self.has_leader_ended()? {
            children.recv().await;
        }
        Ok(())
    }

    /// Signals all of them; those that have ended can't be signalled, and need not be.
    pub(super) fn signal(&self, signal: Signal) {
        if let Some(id) = *self.id() {
            let _ = kill_process_group(id, signal);
        }
    }

    fn has_leader_ended(&self) -> io::Result<bool> {
        let Some(id) = *self.id() else {
            return Ok(true);
        };
        let look = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        Ok(waitid(WaitId::Pid(id), look)?.is_some())
    }

    fn id(&self) -> MutexGuard<'_, Option<Pid>> {
        self.id.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for EndOnDrop<'_> {
    fn drop(&mut self) {
        self.0.signal(Signal::KILL);
        *self.0.id() = None;
    }
}
