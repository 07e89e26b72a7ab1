//! Every parser with inputs made of its own pieces, bounded; `fuzz/run` does the same guided by coverage.
//!
//! `VANKIEN_FUZZ_RUNS=700000 cargo test --release --test it fuzz -- --nocapture` runs so many of each,
//! `VANKIEN_FUZZ_SECONDS=60` so long each, `VANKIEN_FUZZ=query` one target alone, and
//! `VANKIEN_FUZZ_SEED=2` other inputs, and `VANKIEN_FUZZ_BYTES=262144` inputs of up to so many bytes. A
//! build without optimisation is twenty times slower.

#[path = "../../fuzz/targets.rs"]
mod targets;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};
use targets::{TARGETS, Target};

/// Executions of each target in a plain `cargo test`.
const BOUNDED: u64 = 400;

/// Bytes of an input of the long kind: what takes time that grows with the square of it shows.
const LONG: usize = if cfg!(debug_assertions) {
    1 << 14
} else {
    1 << 18
};

/// No input may take longer. Tests run beside one another on few cores, so that the limit of a bounded
/// run is looser.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 5 } else { 1 });

/// Makes inputs; the same seed makes the same.
struct Maker {
    state: u64,
    pieces: &'static [&'static str],
}

impl Maker {
    fn below(&mut self, limit: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 16) as usize % limit.max(1)
    }

    /// Pieces one after another, then some bytes changed, lost, doubled or put in: two dozen pieces, or
    /// as many as fill a length up to `most`.
    fn input(&mut self, most: Option<usize>) -> Vec<u8> {
        let mut bytes = Vec::new();
        let (pieces, length) = match most {
            Some(most) => (usize::MAX, self.below(most + 1)),
            None => (self.below(24), usize::MAX),
        };
        // A few kinds of pieces at a time: what is quadratic shows where one thing comes again and again.
        let kinds = match most {
            Some(_) => 1 + self.below(self.pieces.len()),
            None => self.pieces.len(),
        };
        let first = self.below(self.pieces.len());
        for _ in 0..pieces {
            let piece = self.pieces[(first + self.below(kinds)) % self.pieces.len()];
            if bytes.len() + piece.len() > length {
                break;
            }
            bytes.extend_from_slice(piece.as_bytes());
        }
        // Two inputs of three are damaged.
        let damages = self.below(3) * self.below(8);
        for _ in 0..damages {
            let at = self.below(bytes.len() + 1);
            let end = (at + self.below(12)).min(bytes.len());
            match self.below(5) {
                0 => bytes.truncate(at.max(bytes.len() / 2)),
                1 => drop(bytes.drain(at..end)),
                2 => {
                    let part = bytes[at..end].to_vec();
                    bytes.splice(at..at, part.repeat(1 + self.below(8)));
                }
                3 => bytes.insert(at, self.below(256) as u8),
                _ if at < bytes.len() => bytes[at] ^= 1 << self.below(8),
                _ => {}
            }
        }
        bytes
    }
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

/// Runs a target on an input: a panic is a finding, and so is an input that takes too long.
fn execute(target: &Target, input: &[u8], what: &str) -> Duration {
    let shown = || {
        let shown = String::from_utf8_lossy(input);
        let end = shown
            .char_indices()
            .nth(2000)
            .map_or(shown.len(), |(at, _)| at);
        format!("{:?}", &shown[..end])
    };
    let mut took = Duration::MAX;
    // The system may have given the time to others: what is slow is slow three times.
    for _ in 0..3 {
        let (begun, before) = (Instant::now(), computed());
        let ran = catch_unwind(AssertUnwindSafe(|| (target.run)(input)));
        let spent = before.and_then(|before| computed()?.checked_sub(before));
        took = took.min(spent.unwrap_or_else(|| begun.elapsed()));
        if ran.is_err() {
            panic!(
                "{}, {what}, kept as {}: {}",
                target.name,
                keep(target, input),
                shown()
            );
        }
        if took < LONGEST {
            return took;
        }
    }
    panic!(
        "{}, {what}, kept as {}, took {took:?}: {}",
        target.name,
        keep(target, input),
        shown()
    );
}

/// The time that this thread has computed, where the system tells it.
fn computed() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = told.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

/// Writes down an input that is a finding, to be looked at.
fn keep(target: &Target, input: &[u8]) -> String {
    let name = format!("fuzz-{}", target.name);
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    match std::fs::write(&path, input) {
        Ok(()) => path.display().to_string(),
        Err(error) => error.to_string(),
    }
}

fn fuzz(target: &Target) {
    let seed = number("VANKIEN_FUZZ_SEED").unwrap_or(0x5eed);
    let mut maker = Maker {
        state: (seed << 16) + target.name.len() as u64,
        pieces: target.pieces,
    };
    let seconds = number("VANKIEN_FUZZ_SECONDS").map(Duration::from_secs);
    let runs =
        number("VANKIEN_FUZZ_RUNS").unwrap_or(if seconds.is_some() { u64::MAX } else { BOUNDED });
    let most = number("VANKIEN_FUZZ_BYTES").and_then(|bytes| usize::try_from(bytes).ok());
    let begun = Instant::now();
    let mut slowest = Duration::ZERO;
    let mut done = 0;
    while done < runs && seconds.is_none_or(|seconds| begun.elapsed() < seconds) {
        let input = maker.input(most);
        slowest = slowest.max(execute(target, &input, &format!("input {done}")));
        done += 1;
    }
    println!(
        "{}: {done} inputs in {:.1?}, the slowest {slowest:.1?}",
        target.name,
        begun.elapsed()
    );
}

fn chosen() -> impl Iterator<Item = &'static Target> {
    let chosen = std::env::var("VANKIEN_FUZZ").ok();
    let all = TARGETS.iter();
    all.filter(move |target| chosen.as_deref().is_none_or(|name| name == target.name))
}

#[test]
fn no_parser_panics_or_hangs() {
    chosen().for_each(fuzz);
}

/// One piece, or two in turn, again and again.
#[test]
fn no_parser_is_slow_on_long_inputs() {
    for target in chosen() {
        let mut slowest = (Duration::ZERO, String::new());
        let mut maker = Maker {
            state: 0x5eed,
            pieces: target.pieces,
        };
        for piece in target.pieces {
            let other = maker.pieces[maker.below(maker.pieces.len())];
            let pair = format!("{piece}{other}");
            // Without optimisation one of them must do.
            let all = [(*piece).to_owned(), pair];
            let some = if cfg!(debug_assertions) { 1 } else { 2 };
            for repeated in all.into_iter().take(some) {
                let input = repeated.repeat(LONG / repeated.len().max(1));
                let took = execute(
                    target,
                    input.as_bytes(),
                    &format!("{repeated:?} again and again"),
                );
                if took > slowest.0 {
                    slowest = (took, repeated);
                }
            }
        }
        println!("{}: {LONG} bytes in at most {slowest:.1?}", target.name);
    }
}
