//! Builds of the index: made beside one another, one of them current.

use super::atomic::write_atomically;
use super::{Collection, CorpusError, WriterLock};
use std::fs;
use std::path::{Path, PathBuf};

/// The directory of every build begins so.
const PREFIX: &str = "gen-";

/// One build of the index with its catalogue: `.vankien/<name>/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generation {
    dir: PathBuf,
}

impl Generation {
    /// The directory of the full-text index.
    #[must_use]
    pub fn index_dir(&self) -> PathBuf {
        self.dir.join("index")
    }

    /// The catalogue.
    #[must_use]
    pub fn catalogue_path(&self) -> PathBuf {
        self.dir.join("catalogue.sqlite")
    }

    /// Gives the files of the index that the engine makes for their owner alone the rights of their
    /// directory, so that whoever may read the collection may search it.
    pub fn share(&self) {
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let dir = self.index_dir();
            let Ok(rights) = fs::metadata(&dir).map(|data| data.permissions().mode() & 0o666)
            else {
                return;
            };
            for entry in fs::read_dir(&dir).into_iter().flatten().flatten() {
                let of_owner = entry
                    .metadata()
                    .is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o777 == 0o600);
                if of_owner {
                    // Where the system refuses, the owner can still search.
                    let _ = fs::set_permissions(entry.path(), fs::Permissions::from_mode(rights));
                }
            }
        }
    }

    /// The directory that holds both.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }
}

impl Collection {
    /// The build that answers now, if there is one.
    #[must_use]
    pub fn generation(&self) -> Option<Generation> {
        let name = fs::read_to_string(self.current_path()).ok()?;
        let name = name.trim();
        // The name comes from a file: it must not lead out of the directory.
        number_of(name)?;
        let dir = self.derived_dir().join(name);
        dir.is_dir().then_some(Generation { dir })
    }

    /// Tells whether there is a note of which build answers, be that build there or not.
    #[must_use]
    pub fn names_a_build(&self) -> bool {
        self.current_path().exists()
    }

    /// Makes an empty directory for a new build.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn new_generation(&self, _lock: &WriterLock) -> Result<Generation, CorpusError> {
        let last = self.generations()?.into_iter().max().unwrap_or(0);
        let dir = self
            .derived_dir()
            .join(format!("{PREFIX}{:05}", last.saturating_add(1)));
        fs::create_dir_all(&dir).map_err(CorpusError::io("make", &dir))?;
        Ok(Generation { dir })
    }

    /// Makes a build the one that answers: readers meet the old one or the new one.
    ///
    /// # Errors
    /// If the disk refuses; the old one then goes on answering.
    pub fn publish(&self, _lock: &WriterLock, build: &Generation) -> Result<(), CorpusError> {
        let name = build.dir.file_name().unwrap_or_default().to_string_lossy();
        write_atomically(&self.current_path(), format!("{name}\n").as_bytes())
    }

    /// Removes every build but the current one, as far as the system lets it; those that a reader holds
    /// open go with the next call. Gives the names of builds that had never been finished.
    ///
    /// # Errors
    /// If the directory cannot be listed.
    pub fn remove_other_generations(&self, _lock: &WriterLock) -> Result<Vec<String>, CorpusError> {
        let current = self.generation();
        let current = current.as_ref().and_then(|build| {
            let name = build.dir.file_name()?.to_str()?;
            number_of(name)
        });
        let mut unfinished = Vec::new();
        for number in self.generations()? {
            if Some(number) == current {
                continue;
            }
            let name = format!("{PREFIX}{number:05}");
            let dir = self.derived_dir().join(&name);
            if current.is_none_or(|current| number > current) {
                unfinished.push(name);
            }
            let _ = fs::remove_dir_all(dir);
        }
        Ok(unfinished)
    }

    fn generations(&self) -> Result<Vec<u32>, CorpusError> {
        let names = self.names_in(".vankien")?;
        Ok(names.iter().filter_map(|name| number_of(name)).collect())
    }

    fn current_path(&self) -> PathBuf {
        self.derived_dir().join("CURRENT")
    }
}

fn number_of(name: &str) -> Option<u32> {
    let digits = name.strip_prefix(PREFIX)?;
    digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn builds_stand_beside_one_another_until_one_is_published() {
        let dir = tempfile::tempdir().unwrap();
        let collection = Collection::create(&dir.path().join("c"), "c", "").unwrap();
        let lock = collection.lock().unwrap();
        assert_eq!(collection.generation(), None);
        let first = collection.new_generation(&lock).unwrap();
        assert_eq!(collection.generation(), None);
        collection.publish(&lock, &first).unwrap();
        let second = collection.new_generation(&lock).unwrap();
        assert_eq!(collection.generation().as_ref(), Some(&first));
        assert_eq!(collection.remove_other_generations(&lock).unwrap().len(), 1);
        assert!(!second.dir().exists());
        let third = collection.new_generation(&lock).unwrap();
        collection.publish(&lock, &third).unwrap();
        assert!(
            collection
                .remove_other_generations(&lock)
                .unwrap()
                .is_empty()
        );
        assert!(!first.dir().exists());
        fs::write(collection.current_path(), "gen-../../..").unwrap();
        assert_eq!(collection.generation(), None);
    }
}
