use super::*;
use crate::corpus::{Action, LedgerEntry};
use crate::document::{BANDS, Fingerprint, Lang, Wording};
use crate::index::Place;
use jiff::civil::{Date, date};
use proptest::prelude::*;

/// A document whose text is a number: texts at most one apart are alike.
fn document(id: u64, day: Option<Date>, text: u32) -> Fingerprinted {
    Fingerprinted {
        id: DocId::from_u64(id),
        date: day,
        lang: Lang::Vi,
        fingerprint: Fingerprint {
            body: Some(u64::from(text) + 1),
            translation: None,
            wording: Some(Wording {
                shingles: 100,
                bands: [7; BANDS],
            }),
        },
        place: Place::default(),
    }
}

/// The families of documents: for each id, that of its centre.
fn families(documents: &[Fingerprinted], ledger: &Ledger) -> Vec<(DocId, DocId)> {
    let mut documents = documents.to_vec();
    let text = |document: &Fingerprinted| document.fingerprint.body.unwrap();
    let centres = place(&mut documents, &Decisions::of(ledger), &mut |a, b| {
        Ok(text(a).abs_diff(text(b)) <= 1)
    });
    let placed = documents.iter().zip(centres.unwrap());
    let mut placed: Vec<_> = placed
        .map(|(document, centre)| (document.id, documents[centre].id))
        .collect();
    placed.sort_unstable();
    placed
}

fn ledger(actions: &[(&str, u64, u64)]) -> Ledger {
    let mut lines = String::new();
    for (action, one, other) in actions {
        let (id, other) = (DocId::from_u64(*one), DocId::from_u64(*other));
        let (id, other) = (id.to_string(), other.to_string());
        let entry = LedgerEntry {
            at: "2026-11-22T05:00:00Z".to_owned(),
            who: None,
            reason: None,
            action: match *action {
                "same" => Action::Same { id, other },
                _ => Action::NotSame { id, other },
            },
        };
        lines.push_str(&serde_json::to_string(&entry).unwrap());
        lines.push('\n');
    }
    Ledger::parse(lines.as_bytes())
}

fn check(documents: &[Fingerprinted], actions: &[(&str, u64, u64)], expected: &[(u64, u64)]) {
    let expected: Vec<_> = expected
        .iter()
        .map(|(id, centre)| (DocId::from_u64(*id), DocId::from_u64(*centre)))
        .collect();
    assert_eq!(families(documents, &ledger(actions)), expected);
}

const DAY: Date = date(2024, 1, 1);

fn later(days: i64) -> Option<Date> {
    Some(DAY.checked_add(jiff::Span::new().days(days)).unwrap())
}

#[test]
fn a_family_is_a_star_and_no_chain() {
    let documents = [
        document(1, later(0), 10),
        document(2, later(1), 11),
        document(3, later(2), 12),
    ];
    check(&documents, &[], &[(1, 1), (2, 1), (3, 3)]);
}

#[test]
fn copies_by_wording_are_of_one_language_and_near_in_time() {
    let mut english = document(2, later(1), 11);
    english.lang = Lang::En;
    let documents = [
        document(1, later(0), 10),
        english,
        document(3, later(45), 11),
        document(4, later(46), 11),
        document(5, None, 11),
        // Equal bodies need neither.
        document(6, later(400), 10),
    ];
    check(
        &documents,
        &[],
        &[(1, 1), (2, 2), (3, 1), (4, 2), (5, 1), (6, 1)],
    );
}

#[test]
fn translations_are_joined_by_the_key_of_their_site() {
    let translated = |id, lang, key| {
        let mut one = document(id, later(0), id as u32 * 10);
        one.lang = lang;
        one.fingerprint.translation = key;
        one
    };
    let documents = [
        translated(1, Lang::Vi, Some(9)),
        translated(2, Lang::En, Some(9)),
        translated(3, Lang::Vi, Some(9)),
        translated(4, Lang::En, None),
    ];
    check(&documents, &[], &[(1, 1), (2, 1), (3, 3), (4, 4)]);
}

#[test]
fn people_have_the_last_word() {
    let documents = [
        document(1, later(0), 10),
        document(2, later(1), 10),
        document(3, later(2), 30),
        document(4, later(3), 10),
    ];
    check(&documents, &[], &[(1, 1), (2, 1), (3, 3), (4, 1)]);
    check(
        &documents,
        &[("same", 3, 1)],
        &[(1, 1), (2, 1), (3, 1), (4, 1)],
    );
    check(
        &documents,
        &[("not-same", 2, 1)],
        &[(1, 1), (2, 2), (3, 3), (4, 1)],
    );
    // Copies follow a centre that people put into the family of another.
    let copied = [documents[0], documents[2], document(5, later(3), 30)];
    check(&copied, &[], &[(1, 1), (3, 3), (5, 3)]);
    check(&copied, &[("same", 3, 1)], &[(1, 1), (3, 1), (5, 1)]);
    // Kept apart from each other, though both are like a third.
    check(
        &documents,
        &[("not-same", 2, 4)],
        &[(1, 1), (2, 1), (3, 3), (4, 4)],
    );
    // What was said last stands.
    check(
        &documents,
        &[("same", 3, 1), ("not-same", 1, 3)],
        &[(1, 1), (2, 1), (3, 3), (4, 1)],
    );
    // A decision that would bring together what another keeps apart is left out.
    check(
        &documents,
        &[("not-same", 1, 3), ("same", 2, 3), ("same", 2, 1)],
        &[(1, 1), (2, 2), (3, 2), (4, 1)],
    );
}

proptest! {
    #[test]
    fn the_order_of_adding_plays_no_part(
        texts in proptest::collection::vec((0u32..12, 0i64..90, any::<bool>()), 1..40),
        seed in any::<u64>(),
    ) {
        let documents: Vec<_> = (1u64..)
            .zip(texts)
            .map(|(id, (text, day, dated))| document(id * 7919, dated.then(|| later(day)).flatten(), text))
            .collect();
        let expected = families(&documents, &Ledger::default());
        let mut shuffled = documents;
        let mut state = seed | 1;
        for at in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            shuffled.swap(at, (state >> 33) as usize % (at + 1));
        }
        prop_assert_eq!(families(&shuffled, &Ledger::default()), expected);
    }
}
