//! Finds the files below what was given.

use super::Skipped;
use super::names::show;
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A file to be taken in.
pub(super) struct FoundFile {
    pub(super) path: PathBuf,
    /// Path relative to what was given, its last part included.
    pub(super) relative: PathBuf,
    pub(super) size: u64,
}

/// Goes through a file or folder in the order of names, once through each folder, however links lead.
pub(super) struct Walk<'a> {
    /// A folder to be left alone: the collection itself.
    pub(super) own: Option<&'a Path>,
    pub(super) found: Vec<FoundFile>,
    pub(super) skipped: Vec<Skipped>,
    seen: HashSet<PathBuf>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(own: Option<&'a Path>) -> Self {
        Self {
            own,
            found: Vec::new(),
            skipped: Vec::new(),
            seen: HashSet::new(),
        }
    }

    pub(super) fn go(&mut self, given: &Path) {
        let top = given.file_name().map_or_else(PathBuf::new, PathBuf::from);
        match fs::metadata(given) {
            Err(error) => self.skip(given, &reason_of(&error)),
            Ok(data) if data.is_dir() => self.folder(given, &top),
            // A pipe that was named is read like a file.
            Ok(data) => self.found.push(FoundFile {
                path: given.to_owned(),
                relative: top,
                size: data.len(),
            }),
        }
    }

    fn folder(&mut self, folder: &Path, relative: &Path) {
        // The stack, not recursion: folders may be nested to any depth.
        let mut waiting = vec![(folder.to_owned(), relative.to_owned())];
        while let Some((folder, relative)) = waiting.pop() {
            let Ok(real) = fs::canonicalize(&folder) else {
                self.skip(&folder, "the folder cannot be reached");
                continue;
            };
            if self.own.is_some_and(|own| own == real) {
                self.skip(&folder, "this is the collection itself");
                continue;
            }
            if !self.seen.insert(real) {
                self.skip(&folder, "a link to a folder that was gone through already");
                continue;
            }
            let entries = match fs::read_dir(&folder) {
                Ok(entries) => entries,
                Err(error) => {
                    self.skip(&folder, &reason_of(&error));
                    continue;
                }
            };
            let mut folders = Vec::new();
            let mut names: Vec<_> = entries.flatten().map(|entry| entry.file_name()).collect();
            names.sort_unstable();
            for name in names {
                let path = folder.join(&name);
                let below = relative.join(&name);
                if name.as_encoded_bytes().starts_with(b".") {
                    self.skip(&path, "hidden");
                    continue;
                }
                match fs::metadata(&path) {
                    Err(error) => self.skip(&path, &reason_of(&error)),
                    Ok(data) if data.is_dir() => folders.push((path, below)),
                    Ok(data) if data.is_file() => self.found.push(FoundFile {
                        path,
                        relative: below,
                        size: data.len(),
                    }),
                    Ok(_) => self.skip(&path, "no regular file"),
                }
            }
            waiting.extend(folders.into_iter().rev());
        }
    }

    fn skip(&mut self, path: &Path, reason: &str) {
        self.skipped.push(Skipped {
            path: show(path.as_os_str()),
            reason: reason.to_owned(),
        });
    }
}

/// Why a file cannot be read, in words.
pub(super) fn reason_of(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}
