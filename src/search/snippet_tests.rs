//! Snippets and highlights of whole answers.

use super::tests::{Fixture, document, phrase, prefix, terms, text_clause, words};
use crate::document::Annotations;
use crate::query::{Clause, TextForm};
use crate::text;

/// The highlighted pieces of the first hit's snippet.
fn marked(fixture: &Fixture, root: Clause) -> Vec<String> {
    let answer = fixture.search(root);
    let snippet = &answer.hits[0].snippet;
    let pieces = snippet.highlights.iter();
    pieces
        .map(|span| span.of(&snippet.text).to_owned())
        .collect()
}

#[test]
fn highlights_cover_what_matched() {
    let fixture = Fixture::bodies(&[
        "Hội nghị mở lúc 8 giờ. Bà Trương Thị Mai, người huyện Thị Mai, chủ trì; có 15/15 đại biểu dự. Con chó cho rằng thế.",
    ]);
    assert_eq!(
        marked(&fixture, phrase("Trương Thị Mai", 0)),
        ["Trương Thị Mai"]
    );
    assert_eq!(marked(&fixture, phrase("truong mai", 1)), ["Trương", "Mai"]);
    assert_eq!(marked(&fixture, words("chó")), ["chó"]);
    assert_eq!(marked(&fixture, prefix("truo")), ["Trương"]);
    assert_eq!(marked(&fixture, words("15/15")).concat(), "15/15");
    let answer = fixture.search(phrase("Trương Thị Mai", 0));
    assert!(answer.hits[0].snippet.text.starts_with("Bà Trương"));
    // A hit by a filter alone shows how the text begins.
    let answer = fixture.search(Clause::All);
    assert_eq!(answer.hits[0].snippet.text, "Hội nghị mở lúc 8 giờ.");
}

#[test]
fn titles_are_highlighted() {
    let fixture = Fixture::of(&[(
        document(
            "t",
            "Nghị quyết về xây dựng Đảng",
            "Thân bài nói chuyện khác.",
        ),
        Annotations::default(),
    )]);
    let answer = fixture.search(words("Đảng xây"));
    let hit = &answer.hits[0];
    let pieces: Vec<&str> = hit
        .title_highlights
        .iter()
        .map(|span| span.of(&hit.record.title))
        .collect();
    assert_eq!(pieces, ["xây", "Đảng"]);
    assert_eq!(hit.snippet.text, "Thân bài nói chuyện khác.");
    assert!(hit.snippet.highlights.is_empty());
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    #[test]
    fn snippets_slice_to_whole_words(
        words in proptest::collection::vec("[a-càáâãèéêìíòóôõùúăđĐơưạ-ựẢẤ]{1,4}[ .\n,…;]{1,2}", 1..200),
        asked in "[a-càáâãèéêìíòóôõùúăơưạ-ự]{1,3}",
    ) {
        let body = text::normalize(words.concat().trim()).into_owned();
        let fixture = Fixture::bodies(&[&body]);
        let Some(term) = terms(&asked).into_iter().next() else { return Ok(()) };
        for form in [TextForm::Word(term.clone()), TextForm::Prefix(term.clone())] {
            let answer = fixture.search(text_clause(form));
            for hit in &answer.hits {
                let snippet = &hit.snippet;
                for span in &snippet.highlights {
                    let piece = text::fold(span.of(&snippet.text));
                    proptest::prop_assert!(piece.starts_with(&term.folded), "{piece} in {snippet:?}");
                    let behind = snippet.text[span.end..].chars().next();
                    proptest::prop_assert!(!behind.is_some_and(char::is_alphanumeric));
                }
                proptest::prop_assert!(snippet.text.len() <= 700);
            }
        }
    }
}
