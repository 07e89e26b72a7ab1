//! Tests of the analysis.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;

/// The tokens as `position:written/folded`, the folded form only where it differs.
fn tokens(text: &str) -> String {
    let mut out = Vec::new();
    analyze(text, |t| {
        let folded = if t.folded == t.written {
            String::new()
        } else {
            format!("|{}", t.folded)
        };
        out.push(format!("{}:{}{folded}", t.position, t.written));
    });
    out.join(" ")
}

fn check(text: &str, expected: &str) {
    assert_eq!(tokens(text), expected, "{text}");
}

#[test]
fn words_have_two_forms() {
    check(
        "Đảng uỷ HOÀ Bình",
        "0:đảng|dang 1:ủy|uy 2:hòa|hoa 3:bình|binh",
    );
    check("Kĩ thuật, ki thuat", "0:kỹ|ky 1:thuật|thuat 2:ky 3:thuat");
    check("Party Members", "0:party 1:members");
    check(
        "Việt-Nam, Hồ-chí-Minh",
        "0:việt|viet 1:nam 2:hồ|ho 3:chí|chi 4:minh",
    );
    check("中国 Ба", "0:中 1:国 2:ба");
}

#[test]
fn apostrophes() {
    check(
        "Bà H'Yim Kđăm, M’Nông",
        "0:bà|ba 1:hyim 2:kđăm|kdam 3:mnông|mnong",
    );
    check(
        "the Party's vote, PARTY'S, don't",
        "0:the 1:party 2:vote 3:party 4:dont",
    );
    check("'quoted' words'", "0:quoted 1:words");
}

#[test]
fn numbers_have_one_form() {
    check("13,45%", "0:13.45");
    check("13.45 %", "0:13.45");
    check("47.174 47,174", "0:47174 1:47174");
    check("15/15 tỉnh", "0:15/15 0:15 1:15 2:tỉnh|tinh");
    check("17/01/2024", "0:17 1:1 2:2024");
    check("22.12.2024", "0:22 1:12 2:2024");
    check("10km 5G 13,5km", "0:10km 1:5g 2:13.5 3:km");
    check("2021-2025", "0:2021 1:2025");
}

#[test]
fn official_numbers_stand_beside_their_parts() {
    for text in ["96-QD/TW", "96 – QD/TW", "96- QD / TW"] {
        check(text, "0:96-qd/tw 0:96 1:qd 2:tw");
    }
    check("96-QĐ/TW", "0:96-qd/tw 0:96 1:qđ|qd 2:tw");
    check("15/2024/NĐ-CP", "0:15/2024/nd-cp 0:15 1:2024 2:nđ|nd 3:cp");
    check("61/2020/QH14.", "0:61/2020/qh14 0:61 1:2020 2:qh14");
}

#[test]
fn passages_are_lines() {
    let text = "Đảng bộ tỉnh họp\nTruong Thi Mai speaks to them\nHà Nội\nMai";
    let mut marked = Vec::new();
    analyze(text, |t| {
        marked.push((t.written.to_owned(), t.marked_passage))
    });
    let of = |word: &str| {
        marked
            .iter()
            .find(|(w, _)| w == word)
            .expect("the word is there")
            .1
    };
    assert!(of("đảng") && !of("speaks"));
    // Of the two long lines the English one has more words.
    assert!(!of("hà") && !of("mai"));
    let mut with = Vec::new();
    analyze_with("Mai", true, |t| with.push(t.marked_passage));
    assert_eq!(with, [true]);
}

#[test]
fn a_sink_may_analyze() {
    let mut inner = 0;
    analyze("một hai", |t| analyze(t.written, |_| inner += 1));
    assert_eq!(inner, 2);
}

#[test]
fn a_line_of_any_length_and_a_word_of_any_length() {
    let line = "Đảng ".repeat(10_000);
    let mut count = 0;
    analyze(&line, |t| {
        assert!(t.marked_passage);
        count += 1;
    });
    assert_eq!(count, 10_000);
    let word = "Đ".repeat(100_000);
    analyze(&word, |t| assert_eq!(t.end, word.len()));
    for number in ["7".repeat(100_000), format!("{}.5", "7".repeat(100_000))] {
        analyze(&number, |t| {
            assert!(t.folded.len() <= LONGEST_WORD && t.end <= number.len())
        });
    }
}

#[test]
fn many_different_words_are_all_known() {
    for n in 0..60_000_u32 {
        let word: String = (0..5)
            .filter_map(|d| char::from_u32(0x410 + (n >> (4 * d)) % 16))
            .collect();
        analyze(&word, |t| assert_eq!(t.written, word.to_lowercase()));
    }
}

proptest! {
    #[test]
    fn spans_slice_and_positions_rise(
        text in "(\\PC|[0-9a-zA-Zđảở'/., \n-]|[0-9]{1,3}-QĐ/TW){0,60}"
    ) {
        let mut last = (0, 0);
        analyze(&text, |t| {
            assert!(text.get(t.start..t.end).is_some_and(|s| !s.is_empty()));
            assert!(t.position >= last.0 && t.position <= last.0 + 1, "position");
            assert!(t.start >= last.1, "start");
            assert!(!t.written.is_empty());
            last = (t.position, t.start);
        });
    }

    #[test]
    fn decomposed_text_gives_the_same_tokens(text in "[ -~àáảãạăằắâấêệôơởưựđĐẶỄýỹ]{0,60}") {
        let decomposed: String = text.nfd().collect();
        prop_assert_eq!(tokens(&decomposed), tokens(&text));
    }

    #[test]
    fn forms_are_stable(text in "[a-zA-Zàáảãạăằắâấêệôơởưựđýỹ ]{0,40}") {
        let mut words = Vec::new();
        analyze(&text, |t| words.push((t.written.to_owned(), t.folded.to_owned())));
        for (written, folded) in words {
            prop_assert_eq!(crate::text::canonical(&written), written.clone());
            prop_assert_eq!(crate::text::fold(&written), folded);
        }
    }
}
