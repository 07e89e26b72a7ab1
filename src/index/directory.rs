//! The directory of an index: how its files are read, and the lock that a reader takes.
//!
//! A search maps the files: it reads little, and starts faster so. Whoever goes through much of the index
//! reads it a piece at a time: pages of a mapped file count as memory of the process from when they were
//! read until the file is let go, so that merging segments, or comparing the texts of a collection, would
//! seem to need as much memory as the index is large.

use super::IndexError;
use std::fmt;
use std::io::{self, ErrorKind};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::HasLen;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, FileSlice, Lock, META_LOCK, MmapDirectory, OwnedBytes,
    WatchCallback, WatchHandle, WritePtr,
};

/// Bytes of the first piece that is read at a new place.
const LEAST: usize = 1 << 14;

/// Bytes of a piece when what is read lies one behind the other. More than this in one go is mapped for
/// as long as it is held: to copy it would take memory that the system could not take back.
const MOST: usize = 1 << 18;

/// How files are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    Mapped,
    InPieces,
}

/// The directory of an index.
#[derive(Debug, Clone)]
pub(super) struct IndexDirectory {
    root: PathBuf,
    mapped: MmapDirectory,
    reading: Reading,
}

impl IndexDirectory {
    /// Opens a directory, which must be there, to map its files.
    pub(super) fn mapped(root: &Path) -> Result<Self, IndexError> {
        Self::open(root, Reading::Mapped)
    }

    /// Opens a directory, which must be there, to read its files a piece at a time.
    pub(super) fn in_pieces(root: &Path) -> Result<Self, IndexError> {
        Self::open(root, Reading::InPieces)
    }

    fn open(root: &Path, reading: Reading) -> Result<Self, IndexError> {
        Ok(Self {
            root: root.to_owned(),
            mapped: MmapDirectory::open(root).map_err(tantivy::TantivyError::from)?,
            reading,
        })
    }
}

impl Directory for IndexDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        if self.reading == Reading::Mapped {
            return self.mapped.get_file_handle(path);
        }
        let file = FileSlice::open(&self.root.join(path)).map_err(|error| {
            if error.kind() == ErrorKind::NotFound {
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

    /// Takes a lock; who may not write goes without the one of readers.
    ///
    /// It keeps a writer from clearing away a segment between the reading of a commit and the opening of
    /// its files. A segment that went in that moment is an error of one search, and the next one finds the
    /// new commit.
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.mapped.acquire_lock(lock) {
            Err(LockError::IoError(error))
                if lock.filepath == META_LOCK.filepath
                    && matches!(
                        error.kind(),
                        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem
                    ) =>
            {
                Ok(DirectoryLock::from(Box::new(())))
            }
            taken => taken,
        }
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
            .ok_or_else(|| ErrorKind::UnexpectedEof.into())
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
        let opened = IndexDirectory::in_pieces(dir.path()).unwrap();
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
