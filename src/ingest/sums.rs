//! The digests of the derived files that carry no checksum of their own.
//!
//! The segments of the index end with one. The catalogue, the families and the files that name the
//! segments have none, so that a flipped bit in them could give another answer without a word. Their
//! digests stand beside them from the end of one writing to the beginning of the next.

use super::IngestError;
use super::families::KEYS;
use crate::corpus::{CorpusError, Generation, write_atomically};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// The note, in the form that `sha256sum --check` reads.
const NAME: &str = "sums";

/// A file that is not what it was when it was written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Changed {
    /// Its path in the generation, with `/`.
    pub(super) name: String,
    /// What is wrong with it.
    pub(super) detail: String,
}

/// Takes the note away before something changes: without it nothing is compared.
pub(super) fn forget(generation: &Generation) -> Result<(), IngestError> {
    let path = generation.dir().join(NAME);
    match fs::remove_file(&path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(CorpusError::io("remove", &path)(error).into())
        }
        _ => Ok(()),
    }
}

/// Leaves the note, unless it stands there; where that fails there is none. Nothing may write any more,
/// and the catalogue must be closed, so that all of it is in its file.
pub(super) fn leave(generation: &Generation) {
    generation.share();
    let dir = generation.dir();
    let path = dir.join(NAME);
    let logged = fs::metadata(dir.join("catalogue.sqlite-wal")).is_ok_and(|data| data.len() > 0);
    if logged || path.exists() {
        return;
    }
    let mut text = String::new();
    for name in unsealed(dir) {
        let Ok(digest) = sha256_of(&dir.join(&name)) else {
            return;
        };
        let _ = writeln!(text, "{digest}  {name}");
    }
    let _ = write_atomically(&path, text.as_bytes());
}

/// Compares the files with the note, if it is there, and the runs of keys with what names them.
pub(super) fn compare(generation: &Generation) -> Vec<Changed> {
    let Ok(mut text) = fs::read(generation.dir().join(NAME)) else {
        return Vec::new();
    };
    text.extend(fs::read(generation.dir().join(KEYS)).unwrap_or_default());
    let text = String::from_utf8_lossy(&text);
    let mut changed = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (digest, name) = line.split_once("  ").unwrap_or(("", line));
        let detail = match sha256_of(&generation.dir().join(name)) {
            Ok(now) if now == digest => continue,
            Ok(now) => format!("its SHA-256 is {now}, it was {digest} when it was written"),
            Err(error) => format!("it is in the list of digests and cannot be read: {error}"),
        };
        changed.push(Changed {
            name: name.to_owned(),
            detail,
        });
    }
    changed
}

/// The SHA-256 of a file, in hexadecimal.
pub(super) fn sha256_of(path: &Path) -> io::Result<String> {
    let mut file = fs::File::open(path)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 17];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(data_encoding::HEXLOWER.encode(&hasher.finalize()));
        }
        hasher.update(&buffer[..read]);
    }
}

/// The files of a generation that are neither segments nor locks, logs and notes that change at any time.
fn unsealed(dir: &Path) -> Vec<String> {
    let files_in = |dir: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(dir).into_iter().flatten().flatten();
        let files = entries.map(|entry| entry.path());
        files.filter(|path| path.is_file()).collect()
    };
    let name_of = |path: &Path| {
        path.file_name()
            .map(|name| name.to_string_lossy().into_owned())
    };
    let of_generation = files_in(dir).into_iter().filter_map(|path| {
        let name = name_of(&path)?;
        let passing = name.ends_with("-wal") || name.ends_with("-shm") || name.starts_with('.');
        let sealed = name
            .strip_prefix(KEYS)
            .is_some_and(|rest| rest.starts_with('-'));
        let passing = passing || sealed;
        (!passing && name != NAME && name != super::stamp::NAME).then_some(name)
    });
    let of_index = files_in(&dir.join("index")).into_iter().filter_map(|path| {
        let name = name_of(&path)?;
        let sealed = name
            .split_once('.')
            .is_some_and(|(front, _)| is_segment(front));
        let passing = name.ends_with(".lock") || name.starts_with(".new-");
        (!sealed && !passing).then(|| format!("index/{name}"))
    });
    let mut names: Vec<String> = of_generation.chain(of_index).collect();
    names.sort_unstable();
    names
}

/// Segments are named by 32 hexadecimal digits.
fn is_segment(front: &str) -> bool {
    front.len() == 32 && front.bytes().all(|byte| byte.is_ascii_hexdigit())
}
