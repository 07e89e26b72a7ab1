//! The examples of the README, typed on the bundled collection: each answers as the text around it says.

use crate::gold::bundled;
use std::process::{Command, Output};

/// The commands in the README's fences that ask the bundled collection, without the program's name.
fn examples() -> Vec<String> {
    let readme = include_str!("../../README.md");
    let mut fenced = false;
    let mut examples = Vec::new();
    for line in readme.lines() {
        if line.starts_with("```") {
            fenced = !fenced;
        } else if fenced && let Some(command) = line.strip_prefix("vankien ") {
            // Collections that the reader is to make are not there.
            if !command.contains("~/") {
                examples.push(command.to_owned());
            }
        }
    }
    examples
}

/// Splits as a shell does, as far as the README needs it: blanks, and both kinds of quotes.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in command.chars() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => word.get_or_insert_default().push(c),
            None if c == '"' || c == '\'' => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            None if c == ' ' => words.extend(word.take()),
            None => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

fn run(collection: &std::path::Path, arguments: &[String]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vankien"))
        .env_clear()
        .env("VANKIEN_CORPUS", collection)
        .env("HOME", collection)
        .args(arguments)
        .output()
        .unwrap()
}

#[test]
fn examples_answer() {
    let dir = tempfile::tempdir().unwrap();
    bundled(dir.path());
    let examples = examples();
    assert!(examples.len() > 20, "{examples:?}");
    for example in examples {
        let output = run(dir.path(), &words(&example));
        // The one example that shows what the glossary does by leaving it out.
        let expected = i32::from(example.contains("--no-expand"));
        assert_eq!(
            output.status.code(),
            Some(expected),
            "vankien {example}\n{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

#[test]
fn the_first_command_tells_the_province_from_the_district() {
    let dir = tempfile::tempdir().unwrap();
    bundled(dir.path());
    let first = words("search xây dựng Đảng --locality \"Quảng Ninh\" --format jsonl");
    let output = run(dir.path(), &first);
    let found = String::from_utf8(output.stdout).unwrap();
    assert!(found.contains("quang-ninh-dai-hoi-2025-vi"), "{found}");
    assert!(!found.contains("huyen-quang-ninh-2016-vi"), "{found}");
}
