//! Every parser with inputs made of its own pieces, bounded; `fuzz/run` does the same guided by coverage.
//!
//! `VANKIEN_FUZZ_RUNS=1000000 cargo test --release --test it fuzz -- --nocapture` runs more of them,
//! `VANKIEN_FUZZ=query` one target alone.

#[path = "../../fuzz/targets.rs"]
mod targets;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};
use targets::{TARGETS, Target};

/// Executions of each target in a plain `cargo test`.
const BOUNDED: u64 = 400;

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

    /// Pieces one after another, then some bytes changed, lost, doubled or put in.
    fn input(&mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for _ in 0..self.below(24) {
            let piece = self.pieces[self.below(self.pieces.len())];
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

fn runs() -> u64 {
    std::env::var("VANKIEN_FUZZ_RUNS")
        .ok()
        .and_then(|runs| runs.parse().ok())
        .unwrap_or(BOUNDED)
}

fn fuzz(target: &Target) {
    let mut maker = Maker {
        state: 0x5eed_0000 + target.name.len() as u64,
        pieces: target.pieces,
    };
    let begun = Instant::now();
    let mut slowest = Duration::ZERO;
    for number in 0..runs() {
        let input = maker.input();
        let begun = Instant::now();
        let ran = catch_unwind(AssertUnwindSafe(|| (target.run)(&input)));
        let took = begun.elapsed();
        slowest = slowest.max(took);
        let shown = String::from_utf8_lossy(&input);
        assert!(ran.is_ok(), "{}, input {number}: {shown:?}", target.name);
        assert!(took < LONGEST, "{} took {took:?}: {shown:?}", target.name);
    }
    println!(
        "{}: {} inputs in {:.1?}, the slowest {slowest:.1?}",
        target.name,
        runs(),
        begun.elapsed()
    );
}

#[test]
fn no_parser_panics_or_hangs() {
    let chosen = std::env::var("VANKIEN_FUZZ").ok();
    for target in TARGETS {
        if chosen.as_deref().is_none_or(|name| name == target.name) {
            fuzz(target);
        }
    }
}
