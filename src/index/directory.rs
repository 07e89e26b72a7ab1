//! The directory of an index for whoever goes through much of it: read a piece at a time, not mapped.
//!
//! Pages of a mapped file count as memory of the process from when they were read until the file is let
//! go, so that merging segments, or comparing the texts of a collection, would seem to need as much
//! memory as the index is large. A search maps: it reads little, and starts faster so.

use super::IndexError;
use std::fmt;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::HasLen;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, FileSlice, Lock, MmapDirectory, OwnedBytes,
    WatchCallback, WatchHandle, WritePtr,
};

/// Bytes of the first piece that is read at a new place.
const LEAST: usize = 1 << 14;

/// Bytes of a piece when what is read lies one behind the other. More than this in one go is mapped for
/// as long as it is held: to copy it would take memory that the system could not take back.
const MOST: usize = 1 << 18;

/// A directory whose files are read a piece at a time.
#[derive(Debug, Clone)]
pub(super) struct PieceDirectory {
    root: PathBuf,
    mapped: MmapDirectory,
}

impl PieceDirectory {
    /// Opens a directory, which must be there.
    pub(super) fn open(root: &Path) -> Result<Self, IndexError> {
        Ok(Self {
            root: root.to_owned(),
            mapped: MmapDirectory::open(root).map_err(tantivy::TantivyError::from)?,
        })
    }
}

impl Directory for PieceDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let file = FileSlice::open(&self.root.join(path)).map_err(|error| {
            if error.kind() == io::ErrorKind::NotFound {
                OpenReadError::FileDoesNotExist(path.to_owned())
            } else {
                OpenReadError::wrap_io_error(error, path.to_owned())
            }
        })?;
        Ok(Arc::new(Pieces {
            path: path.to_owned(),
            mapped: self.mapped.clone(),
            file,
            at_hand: Mutex::new(Piece::default()),
        }))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.mapped.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.mapped.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.mapped.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.mapped.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.mapped.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.mapped.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.mapped.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.mapped.watch(callback)
    }
}

/// A file, and the piece of it that was read last.
struct Pieces {
    path: PathBuf,
    mapped: MmapDirectory,
    file: FileSlice,
    at_hand: Mutex<Piece>,
}

struct Piece {
    start: usize,
    bytes: OwnedBytes,
    /// How much the next piece is to hold if it follows on this one.
    next: usize,
}

impl Default for Piece {
    fn default() -> Self {
        Self {
            start: 0,
            bytes: OwnedBytes::empty(),
            next: LEAST,
        }
    }
}

impl Piece {
    fn end(&self) -> usize {
        self.start + self.bytes.len()
    }

    fn of(&self, range: &Range<usize>) -> Option<OwnedBytes> {
        let holds = self.start <= range.start && range.end <= self.end();
        holds.then(|| {
            self.bytes
                .slice(range.start - self.start..range.end - self.start)
        })
    }
}

impl fmt::Debug for Pieces {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pieces({})", self.path.display())
    }
}

impl HasLen for Pieces {
    fn len(&self) -> usize {
        self.file.len()
    }
}

impl FileHandle for Pieces {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.is_empty() {
            return Ok(OwnedBytes::empty());
        }
        if range.len() > MOST {
            let mapped = self.mapped.get_file_handle(&self.path);
            return mapped.map_err(io::Error::other)?.read_bytes(range);
        }
        // The piece is whole whoever panics beside it.
        let mut at_hand = self.at_hand.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bytes) = at_hand.of(&range) {
            return Ok(bytes);
        }
        let follows = (at_hand.start..=at_hand.end()).contains(&range.start);
        let size = if follows { at_hand.next } else { LEAST };
        let end = (range.start + size.max(range.len())).min(self.len());
        *at_hand = Piece {
            start: range.start,
            bytes: self.file.read_bytes_slice(range.start..end)?,
            next: (size * 2).min(MOST),
        };
        at_hand
            .of(&range)
            .ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_the_bytes_of_the_file() {
        let dir = tempfile::tempdir().unwrap();
        let bytes: Vec<u8> = (0..3 * MOST as u32)
            .map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8)
            .collect();
        std::fs::write(dir.path().join("x"), &bytes).unwrap();
        let opened = PieceDirectory::open(dir.path()).unwrap();
        assert!(opened.get_file_handle(Path::new("y")).is_err());
        let file = opened.get_file_handle(Path::new("x")).unwrap();
        assert_eq!(file.len(), bytes.len());
        let mut ranges = vec![0..0, 5..6, 0..bytes.len(), 7..MOST + 8, 1..MOST + 1];
        ranges.extend(
            (0..bytes.len() - 5000)
                .step_by(4321)
                .map(|at| at..at + 5000),
        );
        ranges.extend((0..40).map(|n| bytes.len() - (n + 1) * 9..bytes.len() - n * 9));
        for range in ranges {
            let read = file.read_bytes(range.clone()).unwrap();
            assert_eq!(read.as_slice(), &bytes[range]);
        }
    }
}
