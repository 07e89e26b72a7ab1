//! The hash of the tables that recognisers ask for every few words of a text.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A table by word or phrase.
pub(crate) type Lookup<K, V> = HashMap<K, V, BuildHasherDefault<Fx>>;

/// The multiply-and-rotate hash of the Firefox source: the tables are our own, so no one can attack them.
#[derive(Debug, Default)]
pub(crate) struct Fx(u64);

impl Fx {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x51_7c_c1_b7_27_22_0a_95);
    }
}

impl Hasher for Fx {
    fn write(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while let Some((chunk, after)) = rest.split_first_chunk::<8>() {
            self.add(u64::from_le_bytes(*chunk));
            rest = after;
        }
        if let Some((chunk, after)) = rest.split_first_chunk::<4>() {
            self.add(u64::from(u32::from_le_bytes(*chunk)));
            rest = after;
        }
        for &byte in rest {
            self.add(u64::from(byte));
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
