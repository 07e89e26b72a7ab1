//! `import.json`: what an import holds and where it came from.

use super::{Format, Skipped};
use crate::corpus::CorpusError;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::path::Path;

/// The newest form of `import.json` that this program reads.
const FORMAT: u32 = 1;

/// Before the digest in the line of the seal.
const SEAL: &str = "  \"sealed\": \"";

/// One file of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedFile {
    /// Its path below `files/`, with `/` between the parts.
    pub stored: String,
    /// Its path as it was given or found; bytes that are not UTF-8 are escaped as `\xNN`.
    pub origin: String,
    /// Name of the file as given, without folders, gzip ending included.
    pub name: String,
    /// What it holds.
    pub holds: Format,
    /// Whether it is gzipped.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub gzip: bool,
    /// The name that the ids of its records are made with.
    pub import_name: String,
    /// Its bytes.
    pub size: u64,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// What `import.json` says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Form of this file.
    pub format: u32,
    /// When the import was made, RFC 3339.
    pub added_at: String,
    /// The program that made it.
    pub program: String,
    /// The name given with `--name`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The format given, where neither name nor content was to decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forced_format: Option<Format>,
    /// The paths given.
    pub given: Vec<String>,
    /// SHA-256 over names and contents: equal for the same files under the same names.
    pub content: String,
    /// The files.
    pub files: Vec<ImportedFile>,
    /// What was found and not taken in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skipped: Vec<Skipped>,
}

/// The part that tells whether an import is held already.
#[derive(Deserialize)]
struct Content {
    content: String,
}

impl Manifest {
    /// The form that is written.
    pub(super) const FORMAT: u32 = FORMAT;

    /// Reads an `import.json`.
    ///
    /// # Errors
    /// If it cannot be read or is of a newer form.
    pub fn read(path: &Path) -> Result<Self, CorpusError> {
        let bytes = std::fs::read(path).map_err(CorpusError::io("read", path))?;
        let wrong = |reason: String| CorpusError::Settings {
            path: path.to_owned(),
            reason,
        };
        let manifest: Self =
            serde_json::from_slice(&bytes).map_err(|error| wrong(error.to_string()))?;
        if manifest.format > FORMAT {
            return Err(CorpusError::NewerFormat {
                path: path.to_owned(),
                found: manifest.format,
                known: FORMAT,
            });
        }
        if let Some(file) = manifest.files.iter().find(|file| leads_out(&file.stored)) {
            return Err(wrong(format!("{} leads out of the import", file.stored)));
        }
        Ok(manifest)
    }

    /// The digest of the content, without keeping the rest.
    pub(super) fn read_content(path: &Path) -> Option<String> {
        let bytes = std::fs::read(path).ok()?;
        let content: Content = serde_json::from_slice(&bytes).ok()?;
        Some(content.content)
    }

    /// Tells whether an `import.json` is as it was written. Its seal is a line of its own, the SHA-256 of
    /// all other lines: nothing else vouches for where the files came from and when. Older ones have none.
    #[must_use]
    pub fn seal_agrees(bytes: &[u8]) -> bool {
        let mut sealed = None;
        let mut hasher = Sha256::new();
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            match line.strip_prefix(SEAL.as_bytes()) {
                Some(rest) if sealed.is_none() => sealed = Some(rest),
                _ => hasher.update(line),
            }
        }
        let digest = data_encoding::HEXLOWER.encode(&hasher.finalize());
        sealed.is_none_or(|sealed| sealed == format!("{digest}\",\n").as_bytes())
    }

    /// The file, with its seal in the second line.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let text =
            serde_json::to_string_pretty(self).expect("strings and numbers can be written as JSON");
        let digest = Sha256::digest(format!("{text}\n"));
        let seal = format!("{SEAL}{}\",\n", data_encoding::HEXLOWER.encode(&digest));
        let rest = text.strip_prefix("{\n").expect("an object with fields");
        format!("{{\n{seal}{rest}\n").into_bytes()
    }
}

/// A path in a file that was copied from elsewhere must not name a file outside.
fn leads_out(stored: &str) -> bool {
    stored.contains('\\')
        || stored
            .split('/')
            .any(|part| part.is_empty() || part == "." || part == ".." || part.contains(':'))
}

/// The digest that tells whether two imports are the same.
pub(super) fn content_digest(files: &[ImportedFile]) -> String {
    let mut lines: Vec<String> = files
        .iter()
        .map(|file| {
            format!(
                "{}\0{}\0{}\0{:?}\n",
                file.sha256, file.import_name, file.name, file.holds
            )
        })
        .collect();
    lines.sort_unstable();
    let mut hasher = Sha256::new();
    for line in lines {
        hasher.update(line.as_bytes());
    }
    data_encoding::HEXLOWER.encode(&hasher.finalize())
}

#[cfg(test)]
mod tests {
    use super::super::sniff::sniff;
    use super::*;
    use std::fs;

    /// What `import.json` should say of a folder whose files were edited by hand.
    fn of_files(dir: &Path) -> Manifest {
        let mut manifest = Manifest::read(&dir.join("import.json")).unwrap();
        let import = manifest.name.clone().unwrap();
        let entries = fs::read_dir(dir.join("files")).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort_unstable();
        let file = |name: String| {
            let bytes = fs::read(dir.join("files").join(&name)).unwrap();
            let sniffed = sniff(&name, &bytes).unwrap();
            ImportedFile {
                stored: name.clone(),
                origin: format!("{import}/{name}"),
                name,
                holds: sniffed.format,
                gzip: sniffed.gzip,
                import_name: import.clone(),
                size: bytes.len() as u64,
                sha256: data_encoding::HEXLOWER.encode(&Sha256::digest(&bytes)),
            }
        };
        manifest.files = names.into_iter().map(file).collect();
        manifest.content = content_digest(&manifest.files);
        manifest
    }

    /// With `VANKIEN_REFRESH` set it writes what it would else ask for: that is how a note of the bundled
    /// corpus is edited, added or removed.
    #[test]
    fn bundled_notes_are_what_their_import_json_says() {
        let bundled = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/import");
        for entry in fs::read_dir(bundled).unwrap() {
            let dir = entry.unwrap().path();
            let path = dir.join("import.json");
            let expected = of_files(&dir);
            if std::env::var_os("VANKIEN_REFRESH").is_some() {
                fs::write(&path, expected.to_bytes()).unwrap();
            }
            let shown = path.display();
            assert!(
                fs::read(&path).unwrap() == expected.to_bytes(),
                "{shown} is out of date: run VANKIEN_REFRESH=1 cargo test bundled_notes"
            );
        }
    }

    #[test]
    fn a_changed_byte_breaks_the_seal() {
        let manifest = Manifest {
            format: FORMAT,
            added_at: "2026-11-22T05:00:00Z".to_owned(),
            program: "vankien 0".to_owned(),
            name: None,
            forced_format: None,
            given: vec!["từ điển".to_owned()],
            content: "x".to_owned(),
            files: Vec::new(),
            skipped: Vec::new(),
        };
        let bytes = manifest.to_bytes();
        assert_eq!(
            serde_json::from_slice::<Manifest>(&bytes).unwrap(),
            manifest
        );
        assert!(Manifest::seal_agrees(&bytes));
        let key = bytes
            .windows(8)
            .position(|part| part == b"\"sealed\"")
            .unwrap();
        for at in 0..bytes.len() {
            // Without its name, or a line of its own, the seal is none.
            if !(key - 3..key + 12).contains(&at) {
                let mut changed = bytes.clone();
                changed[at] ^= 1;
                assert!(!Manifest::seal_agrees(&changed), "byte {at}");
            }
        }
        let older = serde_json::to_vec_pretty(&manifest).unwrap();
        assert!(Manifest::seal_agrees(&older));
    }

    #[test]
    fn a_stored_path_stays_inside() {
        for (path, out) in [
            ("a/b.html", false),
            ("../x", true),
            ("a//b", true),
            ("/etc/passwd", true),
            ("c:x", true),
            ("a\\b", true),
        ] {
            assert_eq!(leads_out(path), out, "{path}");
        }
    }
}
