//! CPU time and memory.

use cpu_time::{ProcessTime, ThreadTime};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use wait4::Wait4;

/// What a process cost.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cost {
    /// User and system time.
    pub(crate) cpu: Duration,
    /// Peak memory in bytes, mapped files included, which the system takes back when it needs them.
    pub(crate) peak_memory: u64,
    /// Peak memory without files, where the system tells.
    pub(crate) peak_heap: Option<u64>,
    /// Bytes that it gave to the disk, where the system tells.
    pub(crate) written: Option<u64>,
    /// Whether it ended well.
    pub(crate) ok: bool,
}

/// Runs a command to its end and tells what it cost.
///
/// A fresh copy of the bench starts it and watches it: a process counts the peak memory of the one that
/// started it as its own, and the bench has held all texts at once.
pub(crate) fn process(command: &mut Command) -> Cost {
    let bench = std::env::current_exe().expect("the bench's own path");
    let mut watch = Command::new(bench);
    watch
        .arg("--child-watch")
        .arg(command.get_program())
        .args(command.get_args());
    let told = watch.output().expect("a copy of the bench that starts");
    let told = String::from_utf8(told.stdout).expect("numbers");
    let mut numbers = told.split_whitespace();
    let mut next = || numbers.next().and_then(|number| number.parse::<u64>().ok());
    Cost {
        cpu: Duration::from_micros(next().expect("its time")),
        peak_memory: next().expect("its memory"),
        ok: next().expect("how it ended") == 1,
        peak_heap: next().filter(|bytes| *bytes > 0),
        written: next().filter(|bytes| *bytes > 0),
    }
}

/// What the copy of the bench does that [`process`] starts: runs a command and prints its cost.
pub(crate) fn watch(command: &[String]) {
    let (program, arguments) = command.split_first().expect("a program to be watched");
    let mut child = Command::new(program)
        .args(arguments)
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("a command that starts");
    let process = child.id();
    let over = Arc::new(AtomicBool::new(false));
    let until = Arc::clone(&over);
    let sampling = std::thread::spawn(move || sample_heap(process, &until));
    let ended = child.wait4().expect("a child to wait for");
    over.store(true, Ordering::Relaxed);
    let heap = sampling.join().expect("numbers were read");
    let cpu = ended.rusage.utime + ended.rusage.stime;
    let ok = matches!(ended.status.code(), Some(0 | 1));
    println!(
        "{} {} {} {heap} {}",
        cpu.as_micros(),
        ended.rusage.maxrss,
        u8::from(ok),
        written_by_children().unwrap_or(0)
    );
}

/// The most memory that a process had without files, looked at every few milliseconds; 0 where the system
/// does not tell. What a process takes for shorter is missed.
fn sample_heap(process: u32, over: &AtomicBool) -> u64 {
    let path = format!("/proc/{process}/status");
    let mut most = 0;
    while !over.load(Ordering::Relaxed) {
        let status = std::fs::read_to_string(&path).unwrap_or_default();
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("RssAnon:"));
        let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
        most = most.max(kilobytes.unwrap_or(0) * 1024);
        std::thread::sleep(Duration::from_millis(5));
    }
    most
}

/// Bytes that this process and the children it waited for gave to the disk; Linux alone tells.
fn written_by_children() -> Option<u64> {
    let io = std::fs::read_to_string("/proc/self/io").ok()?;
    let line = io
        .lines()
        .find_map(|line| line.strip_prefix("write_bytes: "));
    line?.parse().ok()
}

/// The CPU time of this thread so far.
pub(crate) fn thread_time() -> ThreadTime {
    ThreadTime::now()
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
