//! The note that an index was found to answer for the whole corpus.
//!
//! It stands in the directory of the generation, so it goes with it, and is only ever an abbreviation:
//! without it everything is judged anew.

use super::IngestError;
use crate::corpus::{Collection, CorpusError, Generation, write_atomically};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;

/// The file that holds it.
pub(super) const NAME: &str = "current-for";

/// Before the digest in its last line.
const DIGEST: &str = "digest ";

/// The commit of an index, and the names and sizes that it was judged by.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stamp(String);

impl Stamp {
    /// Lists what freshness is judged by: the batches, the site rules and the ledger. The sites and the
    /// ledger are files that people edit, so the time of the change counts beside the size.
    pub(super) fn of(collection: &Collection, payload: &str) -> Result<Self, IngestError> {
        let mut text = format!("commit {payload}\n");
        for batch in collection.batches()? {
            let _ = writeln!(text, "{} {}", batch.size, batch.name);
        }
        let _ = writeln!(text, "sites {}", collection.sites_fingerprint()?);
        let path = collection.ledger_path();
        match fs::metadata(&path) {
            Ok(data) => {
                let _ = writeln!(text, "ledger {} {:?}", data.len(), data.modified().ok());
            }
            Err(error) if error.kind() == ErrorKind::NotFound => text.push_str("no ledger\n"),
            Err(error) => return Err(CorpusError::io("read", &path)(error).into()),
        }
        let digest = digest_of(&text);
        let _ = writeln!(text, "{DIGEST}{digest}");
        Ok(Self(text))
    }

    /// Tells whether a generation carries this very stamp.
    pub(super) fn stands_in(&self, generation: &Generation) -> bool {
        fs::read(path_in(generation)).is_ok_and(|there| there == self.0.as_bytes())
            && generation.catalogue_path().is_file()
    }

    /// Tells whether the one that stands in a generation is not as it was written. One for another state
    /// of the collection is no damage: it only says nothing.
    pub(super) fn is_damaged(generation: &Generation) -> bool {
        let Ok(bytes) = fs::read(path_in(generation)) else {
            return false;
        };
        let text = String::from_utf8_lossy(&bytes);
        let last = text
            .trim_end_matches('\n')
            .rfind('\n')
            .map_or(0, |at| at + 1);
        let (body, end) = text.split_at(last);
        end != format!("{DIGEST}{}\n", digest_of(body))
    }

    /// Leaves it in a generation; where that cannot be written to, the next search judges again.
    pub(super) fn leave_in(&self, generation: &Generation) {
        let _ = write_atomically(&path_in(generation), self.0.as_bytes());
    }
}

fn path_in(generation: &Generation) -> std::path::PathBuf {
    generation.dir().join(NAME)
}

fn digest_of(text: &str) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(text)[..8])
}
