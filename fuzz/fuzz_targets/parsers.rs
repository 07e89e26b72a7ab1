//! One binary for every target of the table; `VANKIEN_FUZZ` names the one to run.
#![no_main]

#[path = "../targets.rs"]
mod targets;

use libfuzzer_sys::fuzz_target;
use std::path::Path;
use std::sync::LazyLock;
use targets::{TARGETS, Target};

static CHOSEN: LazyLock<&Target> = LazyLock::new(|| {
    let name = std::env::var("VANKIEN_FUZZ").unwrap_or_default();
    TARGETS
        .iter()
        .find(|target| target.name == name)
        .unwrap_or_else(|| panic!("VANKIEN_FUZZ names no target: {name:?}"))
});

/// Gives the fuzzer something to begin with: each piece, and all of them.
fn plant_seeds() {
    let dir = Path::new("corpus").join(CHOSEN.name);
    if !dir.is_dir() {
        return;
    }
    for (number, piece) in CHOSEN.pieces.iter().enumerate() {
        let _ = std::fs::write(dir.join(format!("piece-{number:02}")), piece);
    }
    let _ = std::fs::write(dir.join("pieces"), CHOSEN.pieces.concat());
}

/// Loads what is loaded once, so that the first input is not charged with it.
fn warm_up() {
    for piece in CHOSEN.pieces {
        (CHOSEN.run)(piece.as_bytes());
    }
}

fuzz_target!(
    init: {
        plant_seeds();
        warm_up();
    },
    |bytes: &[u8]| (CHOSEN.run)(bytes)
);
