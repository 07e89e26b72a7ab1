//! The bytes of a record as they lie on disk, for those who check without the program.

use super::{Collection, CorpusError};
use crate::document::RecordLocation;
use flate2::read::MultiGzDecoder;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

/// What every gzip member begins with.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// The bytes of a record as they lie on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredBytes {
    /// SHA-256 of them, in hexadecimal.
    pub sha256: String,
    /// Whether their place is counted in what the file unpacks to.
    pub unpacked: bool,
}

impl Collection {
    /// Hashes the bytes at a place, unpacking the file where the place is counted so.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn stored_bytes(&self, location: &RecordLocation) -> Result<StoredBytes, CorpusError> {
        let path = self.path_of(&location.file);
        hash(&path, location).map_err(CorpusError::io("read", &path))
    }
}

fn hash(path: &std::path::Path, location: &RecordLocation) -> io::Result<StoredBytes> {
    let mut file = File::open(path)?;
    let packed = begins_member(&mut file, 0)?;
    // A record that is a member of its own is named by its place in the file.
    let member = packed
        && location.file.contains(".warc")
        && begins_member(&mut file, location.offset)?
        && location.offset + location.length <= file.metadata()?.len();
    let unpacked = packed && !member;
    let sha256 = if unpacked {
        file.seek(SeekFrom::Start(0))?;
        let mut reader = MultiGzDecoder::new(BufReader::new(file));
        io::copy(&mut (&mut reader).take(location.offset), &mut io::sink())?;
        digest(reader.take(location.length))?
    } else {
        file.seek(SeekFrom::Start(location.offset))?;
        digest(file.take(location.length))?
    };
    Ok(StoredBytes { sha256, unpacked })
}

fn digest(mut bytes: impl Read) -> io::Result<String> {
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match bytes.read(&mut buffer)? {
            0 => return Ok(data_encoding::HEXLOWER.encode(&hasher.finalize())),
            read => hasher.update(&buffer[..read]),
        }
    }
}

fn begins_member(file: &mut File, at: u64) -> io::Result<bool> {
    let mut first = [0; 2];
    file.seek(SeekFrom::Start(at))?;
    match file.read_exact(&mut first) {
        Ok(()) => Ok(first == GZIP),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}
