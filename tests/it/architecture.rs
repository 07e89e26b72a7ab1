//! Guards the import table of ARCHITECTURE.md: which room may name which, and which room may name
//! which crate.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Every room of the library with the rooms it may import.
const ROOMS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("document", &["text"]),
    ("authority", &["document", "text"]),
    ("html", &["text"]),
    ("sites", &["document", "text"]),
    ("corpus", &["document"]),
    ("discover", &["document", "html", "sites", "text"]),
    ("fetch", &["document"]),
    ("extract", &["document", "html", "sites", "text"]),
    ("enrich", &["authority", "document", "text"]),
    ("index", &["document", "text"]),
    ("query", &["authority", "document", "text"]),
    (
        "search",
        &["authority", "document", "index", "query", "text"],
    ),
    ("present", &["document", "query", "search"]),
    (
        "ingest",
        &[
            "authority",
            "corpus",
            "discover",
            "document",
            "enrich",
            "extract",
            "fetch",
            "index",
            "sites",
            "text",
        ],
    ),
];

/// Crates that only some rooms may name.
const CONFINED: &[(&str, &[&str])] = &[
    ("tantivy", &["index", "search"]),
    ("reqwest", &["fetch"]),
    ("tokio", &["fetch"]),
    ("scraper", &["html"]),
    ("legible", &["html"]),
    ("rusqlite", &["corpus"]),
    ("clap", &["cli"]),
    ("anyhow", &["cli"]),
    ("indicatif", &["cli"]),
];

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a source folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The code of a file without line comments, so that a doc link is not an import.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("UTF-8 source");
    text.lines()
        .map(|line| line.find("//").map_or(line, |at| &line[..at]))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The rooms named in `code` after `crate::`, in a path or in a braced list.
fn rooms_named(code: &str) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for (at, marker) in code.match_indices("crate::") {
        let rest = &code[at + marker.len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let end = list.find(';').unwrap_or(list.len());
            named.extend(heads_of_list(&list[..end]));
        } else {
            named.insert(identifier(rest));
        }
    }
    named
}

/// The first path segment of each item of a braced list, nested lists skipped.
fn heads_of_list(list: &str) -> Vec<String> {
    let mut heads = Vec::new();
    let mut depth = 0usize;
    let mut item = String::new();
    for c in list.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => heads.push(identifier(std::mem::take(&mut item).trim())),
            c if depth == 0 => item.push(c),
            _ => {}
        }
    }
    heads.push(identifier(item.trim()));
    heads.retain(|head| !head.is_empty());
    heads
}

fn identifier(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

fn room_of(path: &Path) -> Option<String> {
    let inside = path.strip_prefix(src()).expect("a path below src");
    let mut parts = inside.components();
    let first = parts.next()?.as_os_str().to_str()?.to_owned();
    parts.next().map(|_| first)
}

#[test]
fn rooms_import_only_what_the_table_allows() {
    let table: BTreeMap<&str, &[&str]> = ROOMS.iter().copied().collect();
    let mut wrong = Vec::new();
    for path in rust_files(&src()) {
        let Some(room) = room_of(&path) else { continue };
        if room == "cli" {
            continue;
        }
        let Some(allowed) = table.get(room.as_str()) else {
            wrong.push(format!(
                "{}: the room {room} has no row in the table",
                path.display()
            ));
            continue;
        };
        for named in rooms_named(&code(&path)) {
            if named != room && table.contains_key(named.as_str()) && !allowed.contains(&&*named) {
                wrong.push(format!("{}: {room} may not import {named}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_has_no_cycle_and_no_row_without_a_room() {
    let mut built: BTreeSet<&str> = BTreeSet::new();
    let mut left: Vec<_> = ROOMS.to_vec();
    while !left.is_empty() {
        let before = left.len();
        left.retain(|(room, imports)| {
            let ready = imports.iter().all(|i| built.contains(i));
            if ready {
                built.insert(room);
            }
            !ready
        });
        assert!(left.len() < before, "a cycle among {left:?}");
    }
    for (room, _) in ROOMS {
        assert!(
            src().join(room).join("mod.rs").is_file(),
            "the table names {room}, no such room"
        );
    }
}

#[test]
fn crates_stay_in_their_rooms() {
    let mut wrong = Vec::new();
    for path in rust_files(&src()) {
        let room = room_of(&path).unwrap_or_default();
        let code = code(&path);
        for (name, rooms) in CONFINED {
            let used =
                code.contains(&format!("{name}::")) || code.contains(&format!("use {name};"));
            if used && !rooms.contains(&room.as_str()) {
                wrong.push(format!(
                    "{}: only {rooms:?} may name {name}",
                    path.display()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn architecture_page_names_every_room() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md");
    let page = fs::read_to_string(page).expect("ARCHITECTURE.md");
    for (room, _) in ROOMS {
        assert!(
            page.contains(&format!("`{room}`")),
            "ARCHITECTURE.md does not name `{room}`"
        );
    }
}

#[test]
fn imports_are_read_from_paths_and_lists() {
    let named =
        rooms_named("use crate::{text::{fold, x}, document::Span};\nlet a = crate::index::b();");
    assert_eq!(
        named.into_iter().collect::<Vec<_>>(),
        ["document", "index", "text"]
    );
}
