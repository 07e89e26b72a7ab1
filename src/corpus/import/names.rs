//! Names under which imports and their files are stored: fit for every file system.

use super::Manifest;
use jiff::Timestamp;
use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// A part of a path has at most so many bytes.
const MAX_PART: usize = 120;

/// Names that Windows keeps for devices.
const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// Shows a path; bytes that are not UTF-8 as `\xNN`.
pub(super) fn show(path: &OsStr) -> String {
    let mut shown = String::new();
    for chunk in path.as_encoded_bytes().utf8_chunks() {
        shown.push_str(chunk.valid());
        for byte in chunk.invalid() {
            shown.push_str(&format!("\\x{byte:02x}"));
        }
    }
    shown
}

/// Hands out names that no other file of the import has, in any case and any normal form.
#[derive(Default)]
pub(super) struct StoredNames {
    taken: HashSet<String>,
}

impl StoredNames {
    /// A name for the file at `path`, relative to what was given.
    pub(super) fn choose(&mut self, path: &Path) -> String {
        let parts: Vec<String> = path
            .iter()
            .map(|part| fit(&show(part)))
            .filter(|part| !part.is_empty())
            .collect();
        let wanted = if parts.is_empty() {
            "file".to_owned()
        } else {
            parts.join("/")
        };
        let mut name = wanted.clone();
        let mut number = 2;
        while !self.taken.insert(key(&name)) {
            name = numbered(&wanted, number);
            number += 1;
        }
        name
    }
}

/// Two names that some file system takes for one have one key.
fn key(name: &str) -> String {
    name.nfd().collect::<String>().to_lowercase()
}

/// `a/b.html` and 2 give `a/b~2.html`.
fn numbered(name: &str, number: usize) -> String {
    let file = name.rfind('/').map_or(0, |at| at + 1);
    let dot = name[file..]
        .find('.')
        .filter(|at| *at > 0)
        .map_or(name.len(), |at| file + at);
    format!("{}~{number}{}", &name[..dot], &name[dot..])
}

/// Makes a part of a path fit for every file system, keeping its ending.
fn fit(part: &str) -> String {
    let mut fit: String = part
        .chars()
        .map(|c| match c {
            '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' => '_',
            c if c.is_control() => '_',
            c => c,
        })
        .collect();
    if fit.len() > MAX_PART {
        fit = shorten(&fit);
    }
    let trimmed = fit.trim_end_matches(['.', ' ']).len();
    if trimmed < fit.len() {
        fit.truncate(trimmed);
        fit.push('_');
    }
    let stem = fit.split('.').next().unwrap_or_default().to_lowercase();
    let device = RESERVED.iter().any(|name| {
        stem.strip_prefix(name).is_some_and(|rest| {
            (name.starts_with("com") || name.starts_with("lpt"))
                && rest.len() == 1
                && rest.as_bytes()[0].is_ascii_digit()
                || rest.is_empty() && !matches!(*name, "com" | "lpt")
        })
    });
    if device {
        fit.insert(0, '_');
    }
    fit
}

fn shorten(part: &str) -> String {
    let ending = part
        .char_indices()
        .filter(|(at, c)| *c == '.' && *at > 0 && part.len() - at <= 20)
        .map(|(at, _)| at)
        .next()
        .unwrap_or(part.len());
    let room = MAX_PART - (part.len() - ending);
    let cut = part.floor_char_boundary(room.min(ending));
    format!("{}{}", &part[..cut], &part[ending..])
}

/// `<date>-<name>`, with a number behind where that is taken.
pub(super) fn directory_name(imports: &Path, now: Timestamp, manifest: &Manifest) -> String {
    let first = manifest
        .given
        .first()
        .map(String::as_str)
        .unwrap_or("files");
    let name = manifest.name.as_deref().unwrap_or_else(|| {
        let file = first.trim_end_matches(['/', '\\']);
        let file = file.rsplit(['/', '\\']).next().unwrap_or(file);
        without_extensions(file)
    });
    let mut slug: String = name
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect();
    slug.truncate(slug.floor_char_boundary(60));
    let slug = slug.trim_matches('-');
    let slug = if slug.is_empty() { "files" } else { slug };
    let base = format!("{}-{slug}", now.strftime("%Y-%m-%d"));
    let mut name = base.clone();
    let mut number = 2;
    while imports.join(&name).exists() {
        name = format!("{base}-{number}");
        number += 1;
    }
    name
}

/// The name of a file without the ending that tells its format and without `.gz`.
pub(super) fn without_extensions(name: &str) -> &str {
    let stem = name
        .strip_suffix(".gz")
        .or_else(|| name.strip_suffix(".gzip"))
        .unwrap_or(name);
    match stem.rsplit_once('.') {
        Some((front, end))
            if !front.is_empty() && end.len() <= 10 && end.chars().all(char::is_alphanumeric) =>
        {
            front
        }
        _ => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_fit_every_file_system_and_differ() {
        let mut names = StoredNames::default();
        let mut check = |path: &str, expected: &str| {
            assert_eq!(names.choose(Path::new(path)), expected);
        };
        check("Trang/Bài viết.html", "Trang/Bài viết.html");
        check("trang/BÀI VIẾT.html", "trang/BÀI VIẾT~2.html");
        check("a:b?.txt.gz", "a_b_.txt.gz");
        check("a_b_.txt.gz", "a_b_~2.txt.gz");
        check("con.txt", "_con.txt");
        check("comment.txt", "comment.txt");
        check("com1", "_com1");
        check("x. ", "x_");
        check(".hidden", ".hidden");
    }

    #[test]
    #[cfg(unix)]
    fn bytes_that_are_no_text_are_shown() {
        use std::os::unix::ffi::OsStrExt;
        assert_eq!(show(OsStr::from_bytes(b"a\xffb")), "a\\xffb");
    }

    proptest! {
        #[test]
        fn any_name_fits(name in ".{1,300}") {
            let fit = fit(&name);
            prop_assert!(fit.len() <= MAX_PART + 2);
            prop_assert!(!fit.contains(['/', '\\', ':']));
        }
    }

    #[test]
    fn extensions_are_removed() {
        for (name, expected) in [
            ("party.jsonl.gz", "party"),
            ("a.b.html", "a.b"),
            ("x", "x"),
            (".hidden", ".hidden"),
            ("000_70834c99df98e013.txt", "000_70834c99df98e013"),
        ] {
            assert_eq!(without_extensions(name), expected);
        }
    }
}
