//! One directory: opening, making and finding it.

use super::atomic::{sync_dir, write_atomically};
use super::settings::{FORMAT, Settings};
use super::{CorpusError, WriterLock};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// The file that marks a collection.
const MARKER: &str = "vankien.toml";
/// Where everything derived lies, unless it is put elsewhere.
const DERIVED: &str = ".vankien";

/// An open collection. Holding it takes no lock and opens no file.
#[derive(Debug, Clone)]
pub struct Collection {
    root: PathBuf,
    derived: PathBuf,
    settings: Settings,
}

impl Collection {
    /// Makes a collection in a directory that is missing or empty. `entropy` makes its id: the caller's
    /// time, process and the like.
    ///
    /// # Errors
    /// [`CorpusError::NotEmpty`], or an I/O error.
    pub fn create(root: &Path, name: &str, entropy: &str) -> Result<Self, CorpusError> {
        fs::create_dir_all(root).map_err(CorpusError::io("make", root))?;
        if !is_unused(root).map_err(CorpusError::io("read", root))? {
            return Err(CorpusError::NotEmpty(root.to_owned()));
        }
        let settings = Settings {
            format: FORMAT,
            id: random_id(root, entropy),
            name: name.to_owned(),
            demo: false,
            other: toml::Table::new(),
        };
        write_atomically(&root.join("README.txt"), README.as_bytes())?;
        // The marker comes last: a directory with it is whole.
        write_atomically(&root.join(MARKER), settings.to_text().as_bytes())?;
        sync_dir(root)?;
        Ok(Self {
            root: root.to_owned(),
            derived: root.join(DERIVED),
            settings,
        })
    }

    /// Opens the collection in a directory.
    ///
    /// # Errors
    /// [`CorpusError::NoCollection`] without a marker; an error that names it if it cannot be read.
    pub fn open(root: &Path) -> Result<Self, CorpusError> {
        let marker = root.join(MARKER);
        match fs::metadata(&marker) {
            Ok(data) if data.is_file() => {}
            Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
                return Err(CorpusError::io("read", &marker)(error));
            }
            _ => return Err(CorpusError::NoCollection(root.to_owned())),
        }
        Ok(Self {
            root: root.to_owned(),
            derived: root.join(DERIVED),
            settings: Settings::read(&marker)?,
        })
    }

    /// Finds the nearest collection from a directory upward, then in its `corpus`.
    #[must_use]
    pub fn discover(from: &Path) -> Option<PathBuf> {
        let upward = from.ancestors().find(|dir| dir.join(MARKER).is_file());
        upward.map(Path::to_owned).or_else(|| {
            let bundled = from.join("corpus");
            bundled.join(MARKER).is_file().then_some(bundled)
        })
    }

    /// Tells whether a directory is missing or empty, so that a collection can be made there.
    #[must_use]
    pub fn can_be_made_at(root: &Path) -> bool {
        match is_unused(root) {
            Ok(unused) => unused,
            Err(error) => error.kind() == std::io::ErrorKind::NotFound,
        }
    }

    /// Its directory.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What its marker says.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Where the user's own site rules lie.
    #[must_use]
    pub fn sites_dir(&self) -> PathBuf {
        self.root.join("sites")
    }

    /// Where saved queries lie.
    #[must_use]
    pub fn searches_dir(&self) -> PathBuf {
        self.root.join("searches")
    }

    /// The people's decisions.
    #[must_use]
    pub fn ledger_path(&self) -> PathBuf {
        self.root.join("ledger.jsonl")
    }

    /// Where everything derived lies.
    #[must_use]
    pub fn derived_dir(&self) -> PathBuf {
        self.derived.clone()
    }

    /// The same collection with everything derived in another directory, for a collection that cannot
    /// be written to.
    #[must_use]
    pub fn with_derived(mut self, dir: PathBuf) -> Self {
        self.derived = dir;
        self
    }

    /// Takes the writer's lock.
    ///
    /// # Errors
    /// [`CorpusError::Busy`] if another process writes.
    pub fn lock(&self) -> Result<WriterLock, CorpusError> {
        WriterLock::take(&self.root, &self.derived)
    }

    /// Tells whether a process writes just now, and its id if it left it.
    #[must_use]
    pub fn writer(&self) -> Option<Option<u32>> {
        WriterLock::holder(&self.derived)
    }

    /// The path of a file inside the collection, from its relative path with `/`.
    #[must_use]
    pub fn path_of(&self, relative: &str) -> PathBuf {
        relative
            .split('/')
            .fold(self.root.clone(), |path, part| path.join(part))
    }

    /// Removes what a broken-off import left. Gives what was done, in words.
    ///
    /// # Errors
    /// If it cannot be removed.
    pub fn recover(&self, lock: &WriterLock) -> Result<Vec<String>, CorpusError> {
        super::import::remove_waiting_rooms(self, lock)
    }

    /// A fingerprint of the user's own site rules: it changes with any of them.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn sites_fingerprint(&self) -> Result<String, CorpusError> {
        let mut hasher = Sha256::new();
        let names = self.names_in("sites")?;
        for name in &names {
            let path = self.sites_dir().join(name);
            if path.is_file() {
                let content = fs::read(&path).map_err(CorpusError::io("read", &path))?;
                hasher.update((name.len() as u64).to_le_bytes());
                hasher.update(name.as_bytes());
                hasher.update((content.len() as u64).to_le_bytes());
                hasher.update(content);
            }
        }
        Ok(data_encoding::HEXLOWER.encode(&hasher.finalize()[..8]))
    }

    /// Refuses where the collection takes nothing in.
    ///
    /// # Errors
    /// [`CorpusError::Demo`].
    pub fn accepts(&self) -> Result<(), CorpusError> {
        if self.settings.demo {
            return Err(CorpusError::Demo(self.root.clone()));
        }
        Ok(())
    }
}

/// Tells whether a directory holds nothing, or no more than what the making of a collection leaves when
/// it is broken off before the marker is there.
fn is_unused(root: &Path) -> std::io::Result<bool> {
    for entry in fs::read_dir(root)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let begun = name.starts_with(".new-")
            || name == "README.txt" && fs::read(&path).is_ok_and(|text| text == README.as_bytes());
        if !begun {
            return Ok(false);
        }
    }
    Ok(true)
}

/// 16 characters that no other collection has.
fn random_id(root: &Path, entropy: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(entropy.as_bytes());
    hasher.update(root.as_os_str().as_encoded_bytes());
    // The hasher's seed is the one source of randomness in the standard library.
    let seed = std::hash::BuildHasher::hash_one(&std::collections::hash_map::RandomState::new(), 0);
    hasher.update(seed.to_le_bytes());
    let digest = hasher.finalize();
    data_encoding::BASE32_NOPAD
        .encode(&digest[..10])
        .to_ascii_lowercase()
}

/// How to read a collection without the program.
const README: &str = "\
This directory is a collection of documents, kept by the program vankien.
Everything in it can be read without that program.

vankien.toml      marks the collection: its format, its id, its name.
warc/             what was fetched from the web: WARC 1.1 files (ISO 28500), one gzip
                  member a record; `zcat` shows them, any WARC tool reads them.
import/           one directory for each time files were added: the files as they were,
                  in files/, and import.json, which says where they came from and when,
                  with the SHA-256 of each; its line `sealed` is the SHA-256 of its other
                  lines (grep -v '^  .sealed' import.json | sha256sum)
ledger.jsonl      people's decisions, one JSON object a line: documents withdrawn,
                  restored, corrected, called the same or not the same; who, when, why.
sites/            rules of the owner's own for reading the pages of a site.
searches/         saved queries.
.vankien/         derived from the rest: the index. It may be deleted; `vankien index`
                  makes it again.

Nothing in warc/ and import/ is ever changed. To copy or move the collection, copy or
move the directory.
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_making_of_a_collection_can_be_broken_off() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("c");
        fs::create_dir(&root).unwrap();
        fs::write(root.join(".new-a1b2"), "what").unwrap();
        assert!(Collection::can_be_made_at(&root));
        fs::write(root.join("README.txt"), "of another").unwrap();
        assert!(!Collection::can_be_made_at(&root));
        assert!(Collection::create(&root, "c", "").is_err());
        fs::write(root.join("README.txt"), README).unwrap();
        assert!(Collection::can_be_made_at(&root));
        Collection::create(&root, "c", "").unwrap();
        assert!(Collection::open(&root).is_ok());
        assert!(!Collection::can_be_made_at(&root));
    }

    #[test]
    fn a_collection_is_made_opened_and_found() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("a/b");
        assert!(Collection::can_be_made_at(&root));
        let made = Collection::create(&root, "Hồ sơ", "x").unwrap();
        let opened = Collection::open(&root).unwrap();
        assert_eq!(made.settings(), opened.settings());
        fs::create_dir(root.join("deep")).unwrap();
        assert_eq!(Collection::discover(&root.join("deep")), Some(root.clone()));
        assert!(matches!(
            Collection::create(&root, "again", "x"),
            Err(CorpusError::NotEmpty(_))
        ));
        assert!(matches!(
            Collection::open(dir.path()),
            Err(CorpusError::NoCollection(_))
        ));
    }

    #[test]
    fn a_newer_format_and_a_broken_marker_are_named() {
        let dir = tempfile::tempdir().unwrap();
        let marker = dir.path().join(MARKER);
        fs::write(&marker, "format = 99\nid = \"x\"\nname = \"y\"\n").unwrap();
        assert!(matches!(
            Collection::open(dir.path()),
            Err(CorpusError::NewerFormat { found: 99, .. })
        ));
        fs::write(&marker, "what?").unwrap();
        assert!(matches!(
            Collection::open(dir.path()),
            Err(CorpusError::Settings { .. })
        ));
    }
}
