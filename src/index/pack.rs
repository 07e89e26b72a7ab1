//! Packed texts in the store.
//!
//! Each text is compressed by itself with contexts that outlive it: a hit unpacks no neighbour, and
//! a hit without snippet unpacks nothing.

use super::IndexError;
use std::cell::RefCell;
use zstd::bulk::{Compressor, Decompressor};

/// Level of compression: the fastest that halves and more; level 3 takes a fifth longer for 2 % less.
const LEVEL: i32 = 1;

thread_local! {
    static COMPRESSOR: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// Packs a text: its length in four bytes, little end first, then a zstd frame.
///
/// # Errors
/// If it is longer than four bytes can say, or memory is short.
pub(super) fn pack(text: &str) -> Result<Vec<u8>, IndexError> {
    let length = u32::try_from(text.len()).map_err(|_| IndexError::Record("text too long"))?;
    let frame = COMPRESSOR.with_borrow_mut(|slot| {
        let compressor = match slot {
            Some(compressor) => compressor,
            None => slot.insert(Compressor::new(LEVEL)?),
        };
        compressor.compress(text.as_bytes())
    })?;
    let mut packed = Vec::with_capacity(frame.len() + 4);
    packed.extend(length.to_le_bytes());
    packed.extend(frame);
    Ok(packed)
}

/// Unpacks a text.
///
/// # Errors
/// If the bytes are damaged.
pub(super) fn unpack(packed: &[u8]) -> Result<String, IndexError> {
    let damaged = |_| IndexError::Record("text does not unpack");
    let Some((length, frame)) = packed.split_first_chunk() else {
        return Err(IndexError::Record("cut short"));
    };
    let length = u32::from_le_bytes(*length) as usize;
    let text = DECOMPRESSOR.with_borrow_mut(|slot| {
        let decompressor = match slot {
            Some(decompressor) => decompressor,
            None => slot.insert(Decompressor::new().map_err(damaged)?),
        };
        decompressor.decompress(frame, length).map_err(damaged)
    })?;
    // Checking the bytes takes longer than copying them, and this checks many at once.
    simdutf8::basic::from_utf8(&text)
        .map(str::to_owned)
        .map_err(|_| IndexError::Record("invalid UTF-8"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back() {
        for text in ["", "Nghị quyết", &"dài ".repeat(10_000)] {
            assert_eq!(unpack(&pack(text).unwrap()).unwrap(), text);
        }
        let packed = pack("Nghị quyết").unwrap();
        assert!(unpack(&packed[..packed.len() - 1]).is_err());
        assert!(unpack(&[1]).is_err());
    }
}
