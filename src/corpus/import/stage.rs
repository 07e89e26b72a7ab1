//! Copies files into a waiting room inside the collection, then renames it: that is the acknowledgement.

use super::manifest::{ImportedFile, Manifest, content_digest};
use super::names::{StoredNames, directory_name, show, without_extensions};
use super::sniff::{Format, Sniffed, sniff};
use super::walk::{Walk, reason_of};
use crate::corpus::atomic::{shared, sync_dir};
use crate::corpus::{Collection, CorpusError, WriterLock};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// Names of waiting rooms begin so; those of a process that died are removed by the next.
pub(crate) const WAITING: &str = ".new-";

/// How many bytes are looked at to find out what a file holds.
const FIRST: usize = 32 * 1024;

/// Something to be added.
pub enum Input {
    /// A file, or a folder with everything below it.
    Path(PathBuf),
    /// Bytes from elsewhere, such as standard input.
    Stream {
        /// A name for them, such as `stdin`.
        name: String,
        /// The bytes.
        reader: Box<dyn Read + Send>,
    },
}

/// A file that was not taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// Its path as given.
    pub path: String,
    /// Why.
    pub reason: String,
}

/// How files are taken in.
#[derive(Debug, Clone)]
pub struct ImportRequest<'a> {
    /// Name of the import; by default the first file's name without extensions.
    pub name: Option<&'a str>,
    /// What the files hold, where neither name nor content is to decide.
    pub format: Option<Format>,
    /// The time.
    pub now: Timestamp,
    /// The program, with its version.
    pub program: &'a str,
}

/// What happens while files are taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StageEvent {
    /// The files are known.
    Found {
        /// How many.
        files: usize,
        /// Their bytes.
        bytes: u64,
    },
    /// So many more bytes were copied.
    Copied(u64),
    /// A file was not taken in.
    Skipped(Skipped),
}

/// An import that is in the collection.
#[derive(Debug, Clone)]
pub struct Staged {
    /// Its directory, relative to the collection.
    pub relative: String,
    /// What it holds.
    pub manifest: Manifest,
    /// Whether an import with the same content was there, so that nothing was stored.
    pub already_held: bool,
}

/// Takes files in as one import. An error leaves nothing behind.
///
/// # Errors
/// [`CorpusError::NothingToAdd`] if no file can be taken in; [`CorpusError::Demo`]; a full disk and the like.
pub fn stage(
    collection: &Collection,
    _lock: &WriterLock,
    inputs: Vec<Input>,
    request: &ImportRequest<'_>,
    on_event: &mut dyn FnMut(StageEvent),
) -> Result<Staged, CorpusError> {
    collection.accepts()?;
    let imports = collection.root().join("import");
    fs::create_dir_all(&imports).map_err(CorpusError::io("make", &imports))?;
    let room = shared(&mut tempfile::Builder::new(), 0o777)
        .prefix(WAITING)
        .tempdir_in(&imports)
        .map_err(CorpusError::io("make", &imports))?;
    let mut staging = Staging {
        room: room.path().to_owned(),
        request,
        names: StoredNames::default(),
        files: Vec::new(),
        skipped: Vec::new(),
        given: Vec::new(),
    };
    staging.take(collection, inputs, on_event)?;
    if staging.files.is_empty() {
        return Err(CorpusError::NothingToAdd(staging.skipped));
    }
    let manifest = staging.manifest();
    if let Some((relative, manifest)) = held(&imports, &manifest.content) {
        return Ok(Staged {
            relative,
            manifest,
            already_held: true,
        });
    }
    finish(&room.path().join("import.json"), &manifest)?;
    let name = directory_name(&imports, request.now, &manifest);
    let target = imports.join(&name);
    fs::rename(room.path(), &target).map_err(CorpusError::io("make", &target))?;
    // The waiting room is gone by the rename: nothing is left to be removed.
    let _ = room.keep();
    sync_dir(&imports)?;
    Ok(Staged {
        relative: format!("import/{name}"),
        manifest,
        already_held: false,
    })
}

/// Removes the waiting rooms of processes that died; the lock proves that they did.
pub(crate) fn remove_waiting_rooms(
    collection: &Collection,
    _lock: &WriterLock,
) -> Result<Vec<String>, CorpusError> {
    let imports = collection.root().join("import");
    let Ok(entries) = fs::read_dir(&imports) else {
        return Ok(Vec::new());
    };
    let mut removed = Vec::new();
    for entry in entries.flatten() {
        let name = entry.file_name();
        if name.as_encoded_bytes().starts_with(WAITING.as_bytes()) {
            let path = entry.path();
            fs::remove_dir_all(&path)
                .or_else(|_| fs::remove_file(&path))
                .map_err(CorpusError::io("remove", &path))?;
            removed.push(format!(
                "removed {}, left by an import that was broken off",
                show(&name)
            ));
        }
    }
    Ok(removed)
}

struct Staging<'a> {
    room: PathBuf,
    request: &'a ImportRequest<'a>,
    names: StoredNames,
    files: Vec<ImportedFile>,
    skipped: Vec<Skipped>,
    given: Vec<String>,
}

impl Staging<'_> {
    fn take(
        &mut self,
        collection: &Collection,
        inputs: Vec<Input>,
        on_event: &mut dyn FnMut(StageEvent),
    ) -> Result<(), CorpusError> {
        let own = fs::canonicalize(collection.root()).ok();
        let mut walk = Walk::new(own.as_deref());
        let mut streams = Vec::new();
        for input in inputs {
            match input {
                Input::Path(path) => {
                    self.given.push(show(path.as_os_str()));
                    walk.go(&path);
                }
                Input::Stream { name, reader } => {
                    self.given.push(name.clone());
                    streams.push((name, reader));
                }
            }
        }
        on_event(StageEvent::Found {
            files: walk.found.len() + streams.len(),
            bytes: walk.found.iter().map(|file| file.size).sum(),
        });
        for skipped in walk.skipped {
            self.skip(skipped, on_event);
        }
        for found in walk.found {
            let origin = show(found.path.as_os_str());
            match File::open(&found.path) {
                Ok(mut file) => self.file(&mut file, &origin, &found.relative, on_event)?,
                Err(error) => {
                    let reason = reason_of(&error);
                    self.skip(
                        Skipped {
                            path: origin,
                            reason,
                        },
                        on_event,
                    );
                }
            }
        }
        for (name, mut reader) in streams {
            self.file(&mut reader, &name, Path::new(&name), on_event)?;
        }
        Ok(())
    }

    fn skip(&mut self, skipped: Skipped, on_event: &mut dyn FnMut(StageEvent)) {
        on_event(StageEvent::Skipped(skipped.clone()));
        self.skipped.push(skipped);
    }

    /// Takes one file in. A file that cannot be read is skipped; a disk that cannot be written to is an error.
    fn file(
        &mut self,
        reader: &mut dyn Read,
        origin: &str,
        relative: &Path,
        on_event: &mut dyn FnMut(StageEvent),
    ) -> Result<(), CorpusError> {
        let name = show(relative.file_name().unwrap_or(OsStr::new("file")));
        let mut skip = |this: &mut Self, reason: String| {
            let path = origin.to_owned();
            this.skip(Skipped { path, reason }, on_event);
        };
        let first = match read_first(reader) {
            Ok(first) => first,
            Err(error) => {
                skip(self, reason_of(&error));
                return Ok(());
            }
        };
        let sniffed = match (sniff(&name, &first), self.request.format) {
            (Ok(sniffed), forced) => Sniffed {
                format: forced.unwrap_or(sniffed.format),
                ..sniffed
            },
            (Err(_), Some(format)) if !first.is_empty() => Sniffed {
                format,
                gzip: first.starts_with(&[0x1f, 0x8b]),
            },
            (Err(reason), _) => {
                skip(self, reason);
                return Ok(());
            }
        };
        let stored = self.names.choose(relative);
        let target = stored
            .split('/')
            .fold(self.room.join("files"), |path, part| path.join(part));
        match copy(&first, reader, &target)? {
            Ok((size, sha256)) => {
                on_event(StageEvent::Copied(size));
                self.files.push(ImportedFile {
                    stored,
                    origin: origin.to_owned(),
                    import_name: self
                        .request
                        .name
                        .map_or_else(|| without_extensions(&name).to_owned(), str::to_owned),
                    name,
                    holds: sniffed.format,
                    gzip: sniffed.gzip,
                    size,
                    sha256,
                });
            }
            Err(error) => {
                fs::remove_file(&target).map_err(CorpusError::io("remove", &target))?;
                skip(self, format!("reading it failed: {}", reason_of(&error)));
            }
        }
        Ok(())
    }

    fn manifest(self) -> Manifest {
        Manifest {
            format: Manifest::FORMAT,
            added_at: self.request.now.to_string(),
            program: self.request.program.to_owned(),
            name: self.request.name.map(str::to_owned),
            forced_format: self.request.format,
            given: self.given,
            content: content_digest(&self.files),
            files: self.files,
            skipped: self.skipped,
        }
    }
}

fn read_first(reader: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut first = Vec::with_capacity(FIRST);
    reader.take(FIRST as u64).read_to_end(&mut first)?;
    Ok(first)
}

/// Copies and hashes. The inner error is the reader's, the outer one the disk's.
fn copy(
    first: &[u8],
    reader: &mut dyn Read,
    target: &Path,
) -> Result<Result<(u64, String), io::Error>, CorpusError> {
    if let Some(dir) = target.parent() {
        fs::create_dir_all(dir).map_err(CorpusError::io("make", dir))?;
    }
    let write_error = || CorpusError::io("write", target);
    let mut file = File::create(target).map_err(write_error())?;
    let mut hasher = Sha256::new();
    let mut size = first.len() as u64;
    hasher.update(first);
    file.write_all(first).map_err(write_error())?;
    let mut buffer = vec![0; 1 << 17];
    loop {
        let read = match reader.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Ok(Err(error)),
        };
        hasher.update(&buffer[..read]);
        file.write_all(&buffer[..read]).map_err(write_error())?;
        size += read as u64;
    }
    file.sync_all().map_err(write_error())?;
    Ok(Ok((
        size,
        data_encoding::HEXLOWER.encode(&hasher.finalize()),
    )))
}

/// Writes `import.json` and makes the whole waiting room durable.
fn finish(path: &Path, manifest: &Manifest) -> Result<(), CorpusError> {
    let mut file = File::create(path).map_err(CorpusError::io("write", path))?;
    file.write_all(&manifest.to_bytes())
        .and_then(|()| file.sync_all())
        .map_err(CorpusError::io("write", path))?;
    let room = path.parent().unwrap_or(Path::new("."));
    let mut waiting = vec![room.to_owned()];
    while let Some(dir) = waiting.pop() {
        let entries = fs::read_dir(&dir).map_err(CorpusError::io("read", &dir))?;
        waiting.extend(
            entries
                .flatten()
                .map(|entry| entry.path())
                .filter(|path| path.is_dir()),
        );
        sync_dir(&dir)?;
    }
    Ok(())
}

/// The import that holds the same content already.
fn held(imports: &Path, content: &str) -> Option<(String, Manifest)> {
    let mut names: Vec<_> = fs::read_dir(imports)
        .ok()?
        .flatten()
        .map(|entry| entry.file_name())
        .filter(|name| !name.as_encoded_bytes().starts_with(b"."))
        .collect();
    names.sort_unstable();
    names.into_iter().find_map(|name| {
        let path = imports.join(&name).join("import.json");
        if Manifest::read_content(&path)? != content {
            return None;
        }
        let manifest = Manifest::read(&path).ok()?;
        // A half-copied collection may lack files that its import.json names: then they are stored again.
        let whole = manifest.files.iter().all(|file| {
            let stored = imports.join(&name).join("files").join(&file.stored);
            fs::metadata(stored).is_ok_and(|data| data.len() == file.size)
        });
        whole.then(|| (format!("import/{}", show(&name)), manifest))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn collection() -> (tempfile::TempDir, Collection) {
        let dir = tempfile::tempdir().unwrap();
        let collection = Collection::create(&dir.path().join("c"), "c", "").unwrap();
        (dir, collection)
    }

    fn request(now: &str) -> ImportRequest<'static> {
        ImportRequest {
            name: None,
            format: None,
            now: now.parse().unwrap(),
            program: "test",
        }
    }

    fn take(collection: &Collection, path: &Path, now: &str) -> Result<Staged, CorpusError> {
        let lock = collection.lock().unwrap();
        let inputs = vec![Input::Path(path.to_owned())];
        stage(collection, &lock, inputs, &request(now), &mut |_| {})
    }

    #[test]
    fn a_folder_is_taken_in_unchanged_and_only_once() {
        let (dir, collection) = collection();
        let source = dir.path().join("src");
        fs::create_dir_all(source.join("deep")).unwrap();
        fs::write(source.join("a.txt"), "một").unwrap();
        fs::write(source.join("deep/b.html"), "<p>hai").unwrap();
        fs::write(source.join("c.pdf"), "%PDF-").unwrap();
        fs::write(source.join("empty.txt"), "").unwrap();
        let staged = take(&collection, &source, "2026-11-22T00:00:00Z").unwrap();
        assert_eq!(staged.relative, "import/2026-11-22-src");
        assert_eq!(staged.manifest.files.len(), 2);
        assert_eq!(staged.manifest.skipped.len(), 2);
        assert_eq!(staged.manifest.files[0].import_name, "a");
        let stored = collection.path_of("import/2026-11-22-src/files/src/a.txt");
        assert_eq!(fs::read(stored).unwrap(), "một".as_bytes());
        let manifest =
            Manifest::read(&collection.path_of("import/2026-11-22-src/import.json")).unwrap();
        assert_eq!(manifest, staged.manifest);
        let again = take(&collection, &source, "2026-11-23T00:00:00Z").unwrap();
        assert!(again.already_held);
        assert_eq!(again.relative, staged.relative);
        fs::write(source.join("a.txt"), "một khác").unwrap();
        let changed = take(&collection, &source, "2026-11-22T00:00:00Z").unwrap();
        assert_eq!(changed.relative, "import/2026-11-22-src-2");
        let count = fs::read_dir(collection.root().join("import"))
            .unwrap()
            .count();
        assert_eq!(count, 2);
    }

    #[test]
    fn nothing_is_left_where_nothing_can_be_added() {
        let (dir, collection) = collection();
        let missing = dir.path().join("missing.txt");
        let error = take(&collection, &missing, "2026-11-22T00:00:00Z").unwrap_err();
        assert!(
            matches!(&error, CorpusError::NothingToAdd(skipped) if skipped[0].reason.contains("no such file")),
            "{error}"
        );
        let imports = collection.root().join("import");
        assert_eq!(fs::read_dir(imports).unwrap().count(), 0);
    }

    #[test]
    #[cfg(unix)]
    fn link_loops_end_and_odd_names_are_kept() {
        use std::os::unix::ffi::OsStrExt;
        let (dir, collection) = collection();
        let source = dir.path().join("src");
        fs::create_dir_all(source.join("deep")).unwrap();
        std::os::unix::fs::symlink(&source, source.join("deep/loop")).unwrap();
        std::os::unix::fs::symlink("nowhere", source.join("broken")).unwrap();
        fs::write(source.join(OsStr::from_bytes(b"\xff\xfe.txt")), "x").unwrap();
        let staged = take(&collection, &source, "2026-11-22T00:00:00Z").unwrap();
        assert_eq!(staged.manifest.files.len(), 1);
        assert!(staged.manifest.files[0].origin.ends_with("\\xff\\xfe.txt"));
        assert_eq!(staged.manifest.skipped.len(), 2);
    }

    #[test]
    fn rooms_of_the_dead_are_removed() {
        let (_dir, collection) = collection();
        fs::create_dir_all(collection.root().join("import/.new-x/files")).unwrap();
        let lock = collection.lock().unwrap();
        assert_eq!(remove_waiting_rooms(&collection, &lock).unwrap().len(), 1);
        assert!(remove_waiting_rooms(&collection, &lock).unwrap().is_empty());
    }
}
