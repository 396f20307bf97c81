//! What a request costs the stack's process, as Linux counts it: memory, and processor time,
//! which other work on the machine does not add to. The functions' processes are not counted.

use std::process::Command;
use std::sync::OnceLock;
use std::time::Duration;

use crate::stack::Stack;

/// The most that something may cost.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    /// The most memory above what the stack had when it was idle, in MiB.
    pub(super) memory: u64,
    pub(super) processor_time: Duration,
}

/// Measures a stack's process.
pub(super) struct Meter {
    process: u32,
    /// Its memory when it was idle, in MiB.
    idle: u64,
}

impl Meter {
    /// Measures from what the stack has now.
    pub(super) fn of(stack: &Stack) -> Self {
        let process = stack.process.id();
        forget_most_memory(process);
        Self {
            process,
            idle: most_memory(process),
        }
    }

    /// What `work` gives.
    ///
    /// Panics if the stack took more for it than `bounds`.
    pub(super) fn bounded<T>(&self, name: &str, bounds: Bounds, work: impl FnOnce() -> T) -> T {
        forget_most_memory(self.process);
        let before = processor_time(self.process);
        let done = work();
        let time = processor_time(self.process) - before;
        let memory = most_memory(self.process).saturating_sub(self.idle);
        assert!(memory <= bounds.memory, "{name}: {memory} MiB");
        assert!(time <= bounds.processor_time, "{name}: {time:?}");
        done
    }
}

/// Source: proc(5), `/proc/pid/clear_refs`
fn forget_most_memory(process: u32) {
    std::fs::write(format!("/proc/{process}/clear_refs"), "5").unwrap();
}

/// The most physical memory that the process had since then, in MiB.
fn most_memory(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kibibytes: u64 = line
        .unwrap()
        .trim()
        .trim_end_matches(" kB")
        .parse()
        .unwrap();
    kibibytes / 1024
}

/// The processor time of all threads of the process, ended ones too.
pub(super) fn processor_time(process: u32) -> Duration {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    // The command before them is in parentheses, and may have spaces.
    let (_, fields) = stat.rsplit_once(')').unwrap();
    let ticks = |field: &str| -> u64 { field.parse().unwrap() };
    let mut times = fields.split_whitespace().skip(11).map(ticks);
    let ticks = times.next().unwrap() + times.next().unwrap();
    Duration::from_millis(ticks * 1000 / ticks_per_second())
}

fn ticks_per_second() -> u64 {
    static TICKS: OnceLock<u64> = OnceLock::new();
    *TICKS.get_or_init(|| {
        let output = Command::new("getconf").arg("CLK_TCK").output().unwrap();
        let number = String::from_utf8(output.stdout).unwrap();
        number.trim().parse().unwrap()
    })
}
