//! One query, however its letters are put together: answers must not hang on it.

use super::gold::{bundled, judged_texts};
use unicode_normalization::UnicodeNormalization;
use vankien::ingest::update;
use vankien::query::{ParseOptions, Query};
use vankien::search::{Answer, SearchOptions, Searcher};

/// Vowels in pairs, with the tone on the first and on the second.
const PLACEMENTS: &[(&str, &str)] = &[
    ("òa", "oà"),
    ("óa", "oá"),
    ("ỏa", "oả"),
    ("õa", "oã"),
    ("ọa", "oạ"),
    ("òe", "oè"),
    ("óe", "oé"),
    ("ỏe", "oẻ"),
    ("õe", "oẽ"),
    ("ọe", "oẹ"),
    ("ùy", "uỳ"),
    ("úy", "uý"),
    ("ủy", "uỷ"),
    ("ũy", "uỹ"),
    ("ụy", "uỵ"),
];

/// The text with every tone that may stand on either of two vowels on the other one.
fn other_placement(text: &str) -> String {
    text.split_inclusive(|c: char| !c.is_alphabetic())
        .map(|word| {
            let letters = word.trim_end_matches(|c: char| !c.is_alphabetic());
            let swapped = PLACEMENTS.iter().find_map(|(first, second)| {
                let (begin, other) = match letters.strip_suffix(first) {
                    Some(begin) => (begin, second),
                    None => (letters.strip_suffix(second)?, first),
                };
                // The u of `quý` belongs to the q.
                let is_q = begin.ends_with(['q', 'Q']);
                (!is_q).then(|| format!("{begin}{other}{}", &word[letters.len()..]))
            });
            swapped.unwrap_or_else(|| word.to_owned())
        })
        .collect()
}

/// What an answer says, without how long it took.
fn content(searcher: &Searcher, text: &str, any: bool) -> Answer {
    let query = Query::parse(text, &ParseOptions::default()).unwrap();
    let options = SearchOptions {
        any,
        ..SearchOptions::default()
    };
    let mut answer = searcher.search(&query, &options).unwrap();
    answer.took = std::time::Duration::ZERO;
    answer
}

#[test]
fn answers_are_the_same_for_every_way_of_writing_a_letter() {
    let dir = tempfile::tempdir().unwrap();
    let collection = bundled(dir.path());
    update(&collection, &mut |_| {}).unwrap();
    let searcher = Searcher::open(&collection.generation().unwrap().index_dir()).unwrap();
    let mut changed = 0;
    let more = [
        "hoà bình",
        "uỷ ban nhân dân",
        "\"thuỷ lợi\"",
        "Khoa học xã hội",
        "hoá*",
    ];
    let texts = judged_texts().into_iter().chain(more.map(str::to_owned));
    for text in texts {
        let composed: String = text.nfc().collect();
        let placed = other_placement(&composed);
        changed += usize::from(placed != composed);
        for any in [false, true] {
            let expected = content(&searcher, &composed, any);
            for other in [
                composed.nfd().collect(),
                composed.nfkd().collect(),
                placed.clone(),
            ] {
                assert_eq!(content(&searcher, &other, any), expected, "{other:?}");
            }
        }
    }
    assert!(changed >= 10, "{changed}");
}
