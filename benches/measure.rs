//! CPU time and memory.

use cpu_time::ProcessTime;
use std::process::Command;
use std::time::Duration;
use wait4::Wait4;

/// What a process cost.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cost {
    /// User and system time.
    pub(crate) cpu: Duration,
    /// Peak memory in bytes.
    pub(crate) peak_memory: u64,
    /// Whether it ended well.
    pub(crate) ok: bool,
}

/// Runs a command to its end and tells what it cost.
pub(crate) fn process(command: &mut Command) -> Cost {
    let mut child = command
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("a command that starts");
    let ended = child.wait4().expect("a child to wait for");
    Cost {
        cpu: ended.rusage.utime + ended.rusage.stime,
        peak_memory: ended.rusage.maxrss,
        ok: matches!(ended.status.code(), Some(0 | 1)),
    }
}

/// The CPU time of this process that `work` takes, with its result.
pub(crate) fn here<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = ProcessTime::now();
    let result = work();
    (start.elapsed(), result)
}

/// The value below which `share` of the values lie.
pub(crate) fn percentile(values: &mut [Duration], share: f64) -> Duration {
    values.sort_unstable();
    let at = ((values.len() as f64 * share).ceil() as usize).clamp(1, values.len());
    values[at - 1]
}

/// Milliseconds.
pub(crate) fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}
