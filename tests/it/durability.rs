//! A full disk, half copies, damage and two writers, through the program.

use crate::cli::Home;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;

fn generation(home: &Home) -> PathBuf {
    let derived = home.path("c/.vankien");
    let name = fs::read_to_string(derived.join("CURRENT")).unwrap();
    derived.join(name.trim())
}

/// `count` answers with all four records, what was done is said, and all agrees afterwards.
fn mended(home: &Home, said: &str) {
    let count = home.ask(&["count"]);
    assert_eq!(count.out.trim(), "4", "{}", count.err);
    assert!(
        count.err.contains(said),
        "{said:?} is not said: {}",
        count.err
    );
    let verify = home.ask(&["verify", "--deep"]);
    assert_eq!(verify.code, 0, "{}{}", verify.out, verify.err);
}

#[test]
fn what_is_derived_can_be_missing_or_half_copied() {
    let home = Home::with_records();
    fs::remove_dir_all(home.path("c/.vankien")).unwrap();
    mended(&home, "");
    fs::write(home.path("c/.vankien/CURRENT"), "gen-00099\n").unwrap();
    mended(&home, "CURRENT names no index");
    fs::remove_file(generation(&home).join("catalogue.sqlite")).unwrap();
    mended(&home, "building the index");
    fs::write(generation(&home).join("catalogue.sqlite"), b"half a file").unwrap();
    // The index still answers; who looks finds the damage.
    let verify = home.ask(&["verify"]);
    assert_eq!(verify.code, 3, "{}{}", verify.out, verify.err);
    assert!(verify.out.contains("catalogue"), "{}", verify.out);
    let said = home.ask(&["index"]).err;
    assert!(said.contains("building the index"), "{said}");
    mended(&home, "");
    fs::remove_dir_all(generation(&home).join("index")).unwrap();
    mended(&home, "building the index");
    fs::remove_file(generation(&home).join("index/meta.json")).unwrap();
    mended(&home, "building the index");
    fs::create_dir(home.path("c/.vankien/gen-00098")).unwrap();
    fs::remove_file(home.path("c/.vankien/CURRENT")).unwrap();
    mended(
        &home,
        "put right: removed an index whose building was broken off",
    );
    fs::create_dir_all(home.path("c/import/.new-x/files")).unwrap();
    let said = home.ask(&["index"]).err;
    assert!(said.contains("put right: removed .new-x"), "{said}");
}

#[test]
fn a_half_copied_import_is_named_and_completed() {
    let home = Home::with_records();
    let stored = home.path("c/import/2026-11-22-notes/files/notes.jsonl");
    let whole = fs::read(&stored).unwrap();
    // Cut at the end of a line, where nothing looks broken.
    let cut = whole.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    fs::write(&stored, &whole[..cut]).unwrap();
    let rebuilt = home.ask(&["rebuild"]);
    assert_eq!(rebuilt.code, 3, "{}", rebuilt.err);
    let said = format!("half copied: {cut} of the {} bytes", whole.len());
    assert!(rebuilt.err.contains(&said), "{}", rebuilt.err);
    assert_eq!(home.ask(&["count"]).out.trim(), "1");
    let verify = home.ask(&["verify"]);
    assert_eq!(verify.code, 3);
    assert!(
        verify.out.contains("SHA-256") && verify.out.contains("copy the file again"),
        "{}",
        verify.out
    );
    fs::write(&stored, &whole).unwrap();
    mended(&home, "was missing or cut off and is other now");
    fs::remove_file(&stored).unwrap();
    let rebuilt = home.ask(&["rebuild"]);
    assert!(
        rebuilt.err.contains("notes.jsonl@0: the file is missing"),
        "{}",
        rebuilt.err
    );
    fs::write(&stored, &whole).unwrap();
    mended(&home, "was missing or cut off and is other now");
    // Without its import.json nothing vouches for the files: they are named.
    fs::remove_file(home.path("c/import/2026-11-22-notes/import.json")).unwrap();
    let verify = home.ask(&["verify"]);
    assert_eq!(verify.code, 3);
    assert!(
        verify.out.contains("import/2026-11-22-notes"),
        "{}",
        verify.out
    );
}

#[test]
fn verify_finds_every_disagreement() {
    let home = Home::with_records();
    let check = |said: &str, mend: &str| {
        let verify = home.ask(&["verify", "--deep"]);
        assert_eq!(verify.code, 3, "{said}: {}", verify.out);
        assert!(
            verify.out.contains(said),
            "{said:?} is not found: {}",
            verify.out
        );
        assert!(
            verify.out.contains(mend),
            "{mend:?} is not said: {}",
            verify.out
        );
    };
    fs::write(home.path("c/notes.txt"), "x").unwrap();
    check("notes.txt", "vankien add");
    fs::remove_file(home.path("c/notes.txt")).unwrap();
    let stray = home.path("c/import/2026-11-22-notes/files/stray.txt");
    fs::write(&stray, "x").unwrap();
    check("stray.txt", "import.json does not name it");
    fs::remove_file(stray).unwrap();
    // One letter changed, sizes as they were: only the digest tells.
    let stored = home.path("c/import/2026-11-22-notes/files/notes.jsonl");
    let whole = fs::read(&stored).unwrap();
    let mut changed = whole.clone();
    let at = changed.windows(4).position(|part| part == b"Vote").unwrap();
    changed[at] = b'N';
    fs::write(&stored, changed).unwrap();
    check("notes.jsonl", "its SHA-256 is");
    let line = whole.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    check(&format!("notes.jsonl@{line}"), "when it was read");
    fs::write(&stored, whole).unwrap();
    // A damaged file of the index.
    let index = generation(&home).join("index");
    let store = fs::read_dir(&index)
        .unwrap()
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|end| end == "store"))
        .unwrap();
    let good = fs::read(&store).unwrap();
    let mut bad = good.clone();
    bad[3] ^= 0x20;
    fs::write(&store, &bad).unwrap();
    let verify = home.ask(&["verify"]);
    assert_eq!(verify.code, 3, "{}", verify.out);
    assert!(
        verify.out.contains("checksum") && verify.out.contains("vankien rebuild"),
        "{}",
        verify.out
    );
    assert_eq!(home.ask(&["rebuild"]).code, 0);
    mended(&home, "");
}

#[test]
fn a_second_writer_leaves_and_readers_do_not_wait() {
    let home = Home::with_records();
    let mut writer = home
        .command()
        .args(["--corpus", "c", "add", "-", "--as", "jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = writer.stdin.take().unwrap();
    // It holds the lock from its first byte on, which may take a moment.
    let held = (0..200).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(20));
        home.path("c/.vankien/lock.pid").exists()
    });
    assert!(held);
    for args in [
        &["add", "notes.jsonl"][..],
        &["rebuild"],
        &["index"],
        &["withdraw", "a1", "--reason", "x"],
    ] {
        let second = home.ask(args);
        assert_eq!(second.code, 5, "{args:?}: {}", second.err);
        let pid = format!("(pid {})", writer.id());
        assert!(second.err.contains(&pid), "{args:?}: {}", second.err);
    }
    assert_eq!(home.ask(&["count"]).out.trim(), "4");
    assert_eq!(home.ask(&["show", "a1"]).code, 0);
    input
        .write_all(b"{\"id\":\"late\",\"text\":\"one more\"}\n")
        .unwrap();
    drop(input);
    assert!(writer.wait().unwrap().success());
    assert_eq!(home.ask(&["count"]).out.trim(), "5");
}

/// No file may grow beyond a limit, as on a full disk; `ulimit` counts in blocks of 512 or 1,024 bytes.
#[test]
#[cfg(unix)]
fn a_full_disk_is_told_and_the_old_answers_stand() {
    let home = Home::with_records();
    let mut lines = String::new();
    for n in 0..2_000_u64 {
        lines += &format!(
            "{{\"id\":\"f{n}\",\"title\":\"Tin {n}\",\"text\":\"Ban Thường vụ họp, nội dung {} {} {}.\"}}\n",
            n * 7919,
            n * 104_729,
            n * 1_299_709
        );
    }
    fs::write(home.path("many.jsonl"), &lines).unwrap();
    let limited = |blocks: u32, args: &str| {
        let program = crate::cli::program();
        let script = format!(
            "ulimit -f {blocks} && exec '{}' --corpus c {args}",
            program.display()
        );
        let output = std::process::Command::new("sh")
            .arg("-c")
            .arg(script)
            .current_dir(home.path(""))
            .env("HOME", home.path(""))
            .output()
            .unwrap();
        (
            output.status.code(),
            String::from_utf8_lossy(&output.stderr).into_owned(),
        )
    };
    // Too little for the copy, then enough for it and too little for the index.
    for blocks in [64, 600] {
        let (code, said) = limited(blocks, "add many.jsonl");
        assert!(code == Some(3), "{blocks}: {code:?} {said}");
        assert!(
            said.contains("cannot write") && said.contains("free some space"),
            "{blocks}: {said}"
        );
        let held = home.path("c/import/2026-11-22-many").exists();
        let (code, said) = limited(blocks, "count phiếu");
        assert_eq!(code, Some(0), "{blocks}, held {held}: {said}");
    }
    let (code, said) = limited(600, "rebuild");
    assert!(code == Some(3), "{code:?} {said}");
    assert_eq!(home.ask(&["add", "many.jsonl"]).code, 0);
    assert_eq!(home.ask(&["count"]).out.trim(), "2004");
    let verify = home.ask(&["verify"]);
    assert_eq!(verify.code, 0, "{}{}", verify.out, verify.err);
}

/// A process killed in the middle of a commit leaves a file of deletions that the next commit would write
/// under the same name.
#[test]
fn what_a_broken_off_commit_left_is_not_in_the_way() {
    let home = Home::with_records();
    let index = generation(&home).join("index");
    let meta: serde_json::Value =
        serde_json::from_slice(&fs::read(index.join("meta.json")).unwrap()).unwrap();
    let segment = meta["segments"][0]["segment_id"].as_str().unwrap();
    let segment = segment.replace('-', "");
    let managed = index.join(".managed.json");
    let mut names: Vec<String> = serde_json::from_slice(&fs::read(&managed).unwrap()).unwrap();
    let last = meta["opstamp"].as_u64().unwrap();
    for stamp in last..last + 20 {
        let name = format!("{segment}.{stamp}.del");
        fs::write(index.join(&name), "left").unwrap();
        names.push(name);
    }
    fs::write(&managed, serde_json::to_vec(&names).unwrap()).unwrap();
    let ran = home.ask(&["withdraw", "a1", "--reason", "x"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(home.ask(&["count"]).out.trim(), "3");
    let verify = home.ask(&["verify", "--deep"]);
    assert_eq!(verify.code, 0, "{}{}", verify.out, verify.err);
}

/// A WARC of one's own that was cut off, by a crash or a copy, and is whole again later.
#[test]
fn a_torn_warc_is_named_and_completed() {
    let member = |n: u32| {
        let page = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<article><h1>Tin {n}</h1><p>Ban Thường vụ họp, tin {n}.</p></article>"
        );
        let record = format!(
            "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.vn/{n}\r\n\
             WARC-Date: 2026-01-02T03:04:05Z\r\nContent-Length: {}\r\n\r\n{page}\r\n\r\n",
            page.len()
        );
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(record.as_bytes()).unwrap();
        encoder.finish().unwrap()
    };
    let whole: Vec<u8> = (0..4).flat_map(member).collect();
    let home = Home::empty();
    assert_eq!(home.run(&["new", "c"]).code, 0);
    fs::create_dir_all(home.path("c/warc/2026-11")).unwrap();
    let path = home.path("c/warc/2026-11/x.warc.gz");
    let torn = whole.len() - member(3).len() / 2;
    fs::write(&path, &whole[..torn]).unwrap();
    let index = home.ask(&["index"]);
    assert_eq!(index.code, 3, "{}", index.err);
    let place = format!(
        "x.warc.gz@{}: the file is cut off",
        torn - member(3).len().div_ceil(2)
    );
    assert!(index.err.contains(&place), "{place}: {}", index.err);
    assert_eq!(home.ask(&["count"]).out.trim(), "3");
    assert_eq!(home.ask(&["verify"]).code, 3);
    fs::write(&path, &whole).unwrap();
    mended(&home, "");
    // One more record, as `fetch` would append it.
    fs::write(&path, [whole, member(4)].concat()).unwrap();
    assert_eq!(home.ask(&["count"]).out.trim(), "5");
    assert_eq!(home.ask(&["verify", "--deep"]).code, 0);
}

/// Copies the files of a collection in some order, the last of them cut; `files` are relative.
fn copy_part(from: &Path, to: &Path, files: &[PathBuf], cut: usize) {
    for (number, file) in files.iter().enumerate() {
        let target = to.join(file);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        let bytes = fs::read(from.join(file)).unwrap();
        let last = number + 1 == files.len();
        let end = if last {
            cut % (bytes.len() + 1)
        } else {
            bytes.len()
        };
        fs::write(target, &bytes[..end]).unwrap();
    }
}

fn files_of(root: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut waiting = vec![root.to_owned()];
    while let Some(dir) = waiting.pop() {
        for entry in fs::read_dir(dir).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                files.push(path.strip_prefix(root).unwrap().to_owned());
            }
        }
    }
    files.sort_unstable();
    files
}

/// A copy that was broken off anywhere: every command ends with a code and a word, and once the rest is
/// copied all is well. `VANKIEN_COPIES=200` tries so many.
#[test]
fn a_copy_broken_off_anywhere_is_told_and_can_be_completed() {
    let home = Home::with_records();
    assert_eq!(home.ask(&["withdraw", "a1", "--reason", "x"]).code, 0);
    assert_eq!(home.ask(&["count"]).out.trim(), "3");
    let root = home.path("c");
    let whole = files_of(&root);
    let asked = std::env::var("VANKIEN_COPIES").ok();
    let copies = asked.and_then(|copies| copies.parse().ok()).unwrap_or(3);
    let mut dice = 0x5eed_0006_u64;
    let mut below = |limit: usize| {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        (dice >> 16) as usize % limit
    };
    let mut mended = 0;
    for number in 0..copies {
        let to = home.path(&format!("copy{number}"));
        let mut files = whole.clone();
        for at in (1..files.len()).rev() {
            files.swap(at, below(at + 1));
        }
        files.truncate(1 + below(files.len()));
        let cut = below(1 << 20);
        copy_part(&root, &to, &files, cut);
        let what = format!("{files:?} cut at {cut}");
        let shown = to.display().to_string();
        let ask = |args: &[&str]| home.run(&[&["--corpus", &shown], args].concat());
        for args in [&["verify"][..], &["count"], &["show", "a2"], &["index"]] {
            let ran = ask(args);
            assert!(
                [0, 1, 3, 4].contains(&ran.code),
                "{what}: {args:?} {} {}",
                ran.code,
                ran.err
            );
            assert!(
                ran.code == 0 || !(ran.err.is_empty() && ran.out.is_empty()),
                "{what}: {args:?}"
            );
        }
        mended += u32::from(ask(&["verify", "--deep"]).code == 0);
        for file in &whole {
            fs::create_dir_all(to.join(file).parent().unwrap()).unwrap();
            fs::copy(root.join(file), to.join(file)).unwrap();
        }
        let index = ask(&["index"]);
        assert_eq!(index.code, 0, "{what}: {}", index.err);
        assert_eq!(ask(&["count"]).out.trim(), "3", "{what}");
        let verify = ask(&["verify", "--deep"]);
        assert_eq!(verify.code, 0, "{what}: {}{}", verify.out, verify.err);
    }
    println!(
        "{copies} broken-off copies, {mended} of them whole again by themselves, all once completed"
    );
}
