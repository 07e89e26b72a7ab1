//! How the program behaves: help, exit codes, streams, colours.

use super::Home;

#[test]
fn help_opens_with_four_examples() {
    let home = Home::empty();
    for args in [
        &["-h"][..],
        &["search", "-h"],
        &["help"],
        &["help", "search"],
    ] {
        let ran = home.run(args);
        assert_eq!(ran.code, 0, "{args:?}");
        let mut lines = ran.out.lines();
        assert_eq!(lines.next(), Some("Examples:"), "{args:?}");
        let examples = lines
            .take_while(|line| line.starts_with("  vankien "))
            .count();
        assert_eq!(examples, 4, "{args:?}");
    }
    let language = home.run(&["help", "query"]).out;
    assert!(
        language.lines().count() <= 40 && language.lines().all(|line| line.chars().count() <= 100)
    );
}

#[test]
fn every_way_to_fail_has_its_code_and_its_hint() {
    let home = Home::with_records();
    let check = |args: &[&str], code: i32, said: &str| {
        let ran = home.ask(args);
        assert_eq!(ran.code, code, "{args:?}: {}", ran.err);
        assert!(ran.err.contains(said), "{args:?}: {}", ran.err);
        assert!(ran.out.is_empty(), "{args:?}: {}", ran.out);
    };
    check(&["search", "xyzzy"], 1, "no document answers");
    check(&["search", "\"a"], 2, "no partner");
    check(&["search", "(a"], 2, "not closed");
    check(&["search", "tilte:a"], 2, "perhaps: title:");
    check(&["search", "date:2023-13"], 2, "no date");
    check(&["search", "--from", "31/02/2023"], 2, "--from 31/02/2023");
    check(
        &["search", "--locality", "Quang Nin"],
        2,
        "perhaps: Quảng Ninh",
    );
    check(&["search", "--no-such-flag"], 2, "--no-such-flag");
    check(&["search", "-a"], 2, "--");
    check(&["search", "a", "--format", "xml"], 2, "csv");
    check(&["correct", "a1"], 2, "nothing to correct");
    check(&["--corpus", "nowhere", "search", "a"], 4, "vankien new");
    check(&["new", "c"], 2, "not empty");
    let nowhere = Home::empty().run(&["search", "a"]);
    assert_eq!(nowhere.code, 4, "{}", nowhere.err);
}

#[test]
fn a_caret_stands_under_the_place() {
    let home = Home::with_records();
    let err = home.ask(&["search", "kiểm tra tilte:x"]).err;
    let lines: Vec<&str> = err.lines().collect();
    assert_eq!(lines[1], "  kiểm tra tilte:x");
    assert_eq!(lines[2], "           ^^^^^");
}

#[test]
fn nothing_found_comes_with_the_change_that_helps() {
    let home = Home::with_records();
    let ran = home.ask(&["search", "chó", "--from", "2024"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.err
            .contains("without date:2024-01-01.. there would be 1 document"),
        "{}",
        ran.err
    );
    let json = home
        .ask(&["search", "chó", "--from", "2024", "--json"])
        .json();
    assert_eq!(json["advice"]["hits"], 1);
}

#[test]
fn the_collection_is_named_before_or_after_the_command_or_found() {
    let home = Home::with_records();
    assert_eq!(home.run(&["count", "--corpus", "c"]).out, "4\n");
    assert_eq!(home.run(&["--corpus=c", "count"]).out, "4\n");
    let inside = home
        .command()
        .current_dir(home.path("c/import"))
        .arg("count")
        .output()
        .unwrap();
    assert_eq!(inside.stdout, b"4\n");
    // A directory called corpus is found without a name.
    std::fs::rename(home.path("c"), home.path("corpus")).unwrap();
    assert_eq!(home.run(&["count"]).out, "4\n");
}

#[test]
fn the_first_add_says_where() {
    let home = Home::empty();
    std::fs::write(
        home.path("a.txt"),
        "Một đoạn văn về kiểm tra và giám sát trong Đảng.",
    )
    .unwrap();
    let ran = home.run(&["add", "a.txt"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("made the collection"), "{}", ran.err);
    assert_eq!(home.run(&["count", "giám sát"]).out, "1\n");
}

#[test]
fn the_index_is_brought_up_to_date_before_it_answers() {
    let home = Home::with_records();
    std::fs::remove_dir_all(home.path("c/.vankien")).unwrap();
    assert_eq!(home.ask(&["count"]).out, "4\n");
    std::fs::write(
        home.path("b.txt"),
        "Một đoạn văn khác về cá và thuyền trên sông dài.",
    )
    .unwrap();
    assert_eq!(home.ask(&["add", "--no-index", "b.txt"]).code, 0);
    assert_eq!(home.ask(&["count"]).out, "5\n");
}

#[test]
fn colours_only_where_they_are_wanted() {
    let home = Home::with_records();
    let plain = home.ask(&["search", "chó"]);
    assert!(!plain.out.contains('\u{1b}'));
    assert!(plain.out.lines().all(|line| line.chars().count() <= 80));
    let forced = home.ask(&["search", "chó", "--color", "always"]);
    assert!(forced.out.contains('\u{1b}'));
}

#[test]
fn a_reader_that_goes_is_no_error() {
    let home = Home::with_records();
    let mut child = home
        .command()
        .args(["--corpus", "c", "show", "--json", "--all"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(0));
    assert!(
        ended.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&ended.stderr)
    );
}

#[test]
fn decisions_are_honoured_at_once() {
    let home = Home::with_records();
    assert_eq!(home.ask(&["withdraw", "a4", "--reason", "a test"]).code, 0);
    assert_eq!(home.ask(&["count"]).out, "3\n");
    assert_eq!(
        home.ask(&["restore", "a4", "--reason", "the same test"])
            .code,
        0
    );
    assert_eq!(home.ask(&["count"]).out, "4\n");
    let corrected = home.ask(&[
        "correct",
        "a3",
        "--date",
        "2022-05-01",
        "--reason",
        "printed on it",
    ]);
    assert_eq!(corrected.code, 0, "{}", corrected.err);
    assert_eq!(home.ask(&["count", "date:none"]).out, "0\n");
    assert_eq!(home.ask(&["count", "date:2022"]).out, "1\n");
    assert_eq!(home.ask(&["withdraw", "no-such-id"]).code, 1);
}

#[cfg(unix)]
#[test]
fn a_collection_that_cannot_be_written_to_answers() {
    let home = Home::with_records();
    std::fs::remove_dir_all(home.path("c/.vankien")).unwrap();
    super::make_read_only(&home.path("c"));
    let ran = home.ask(&["count"]);
    // Whoever may write everywhere, as root may, makes the index in its place.
    assert_eq!(ran.out, "4\n", "{}", ran.err);
    use std::os::unix::fs::PermissionsExt;
    let writable = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(home.path("c"), writable).unwrap();
}

#[test]
fn completions_and_the_manual_are_written() {
    let home = Home::empty();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        assert!(
            home.run(&["completions", shell]).out.contains("vankien"),
            "{shell}"
        );
    }
    assert!(home.run(&["man"]).out.contains(".TH vankien"));
    assert!(home.run(&["man", "search"]).out.contains("search"));
}
