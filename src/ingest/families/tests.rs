use super::*;
use crate::corpus::{Action, LedgerEntry};
use crate::document::{BANDS, Fingerprint, Lang, Wording};
use crate::index::Place;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Where the number of a text stands in the hash of its body: high, since keys are made of that end.
const TEXT: u32 = 40;

/// A document whose text is a number: texts at most one apart are alike.
fn document(id: u64, day: Option<Date>, text: u32) -> Fingerprinted {
    Fingerprinted {
        id: DocId::from_u64(id),
        date: day,
        lang: Lang::Vi,
        fingerprint: Fingerprint {
            body: Some((u64::from(text) + 1) << TEXT),
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
    let members = place(&mut documents, &Decisions::of(ledger), &mut alike).unwrap();
    let families = Families::new("", members);
    let mut placed: Vec<_> = documents
        .iter()
        .map(|document| document.id)
        .map(|id| (id, families.of(id).map_or(id, |member| member.centre)))
        .collect();
    placed.sort_unstable();
    placed
}

fn alike(a: &Fingerprinted, b: &Fingerprinted) -> Result<bool, IngestError> {
    let text = |document: &Fingerprinted| document.fingerprint.body.unwrap() >> TEXT;
    Ok(text(a).abs_diff(text(b)) <= 1)
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

/// A collection in memory, with all keys that its documents ever had.
#[derive(Default)]
struct Shelf {
    documents: BTreeMap<DocId, Fingerprinted>,
    keys: BTreeSet<(Key, DocId)>,
}

impl Shelf {
    fn put(&mut self, document: Fingerprinted) {
        self.documents.insert(document.id, document);
        let keys = Key::all_of(&document.fingerprint);
        self.keys.extend(keys.map(|key| (key, document.id)));
    }
}

impl Collected for Shelf {
    fn find(&mut self, id: DocId) -> Result<Option<Fingerprinted>, IngestError> {
        Ok(self.documents.get(&id).copied())
    }

    fn with(&mut self, key: Key) -> Result<Vec<DocId>, IngestError> {
        let range = (key, DocId::from_u64(0))..=(key, DocId::from_u64(u64::MAX));
        Ok(self.keys.range(range).map(|(_, id)| *id).collect())
    }
}

/// A document that shares a band with those of texts at most one apart and with no other, as two of one
/// wording do.
fn worded(id: u64, day: Option<Date>, text: u32) -> Fingerprinted {
    let mut one = document(id, day, text);
    let pair = |from: u32| (1 << 20) | (((text + from) / 2) << 4);
    let bands = [pair(0), pair(1), 1, 2, 3, 4, 5, 6];
    one.fingerprint.wording = Some(Wording {
        shingles: 100,
        // Other bands are each document's own.
        bands: std::array::from_fn(|at| match at {
            0 | 1 => bands[at],
            _ => (id as u32) << 8 | bands[at] << 4,
        }),
    });
    one.fingerprint.translation = text
        .is_multiple_of(5)
        .then_some(u64::from(text / 10) << 40 | 1);
    one.lang = if text.is_multiple_of(3) {
        Lang::En
    } else {
        Lang::Vi
    };
    one
}

proptest! {
    /// In whatever batches documents come, change and go, and whatever people decide between: families
    /// worked out from what changed are those worked out from all.
    #[test]
    fn families_by_difference_are_those_of_all(
        batches in proptest::collection::vec(
            (
                proptest::collection::vec((1u64..40, 0u32..24, 0i64..90, any::<bool>()), 0..6),
                proptest::collection::vec(1u64..40, 0..3),
                proptest::collection::vec((any::<bool>(), 1u64..40, 1u64..40), 0..2),
            ),
            1..12,
        ),
    ) {
        let mut shelf = Shelf::default();
        let mut before = Families::default();
        let mut actions: Vec<(&str, u64, u64)> = Vec::new();
        for (put, removed, decided) in batches {
            let mut changed = Vec::new();
            for (id, text, day, dated) in put {
                shelf.put(worded(id, dated.then(|| later(day)).flatten(), text));
                changed.push(DocId::from_u64(id));
            }
            for id in removed.into_iter().map(DocId::from_u64) {
                shelf.documents.remove(&id);
                changed.push(id);
            }
            for (same, one, other) in decided {
                actions.push((if same { "same" } else { "not-same" }, one, other));
                changed.extend([one, other].map(DocId::from_u64));
            }
            let decisions = Decisions::of(&ledger(&actions));
            let from = with_families(&changed, &before);
            let reached = reached_by(from, usize::MAX, &decisions, &mut shelf).unwrap();
            let mut reached = reached.unwrap();
            let placed = place(&mut reached.documents, &decisions, &mut alike).unwrap();
            let of: Vec<DocId> = reached.ids.into_iter().collect();
            before = before.renewed("", &of, placed);
            let mut all: Vec<_> = shelf.documents.values().copied().collect();
            let all = place(&mut all, &decisions, &mut alike).unwrap();
            prop_assert_eq!(&before, &Families::new("", all));
            // Each set of kin by itself gives the same as all at once.
            let by_kin = by_kin(&shelf, &decisions);
            prop_assert_eq!(&before, &by_kin);
        }
    }
}

fn by_kin(shelf: &Shelf, decisions: &Decisions) -> Families {
    let dir = tempfile::tempdir().unwrap();
    let mut sorter = Sorter::new(dir.path(), 8);
    let documents = shelf.documents.values();
    documents.for_each(|document| push_keys(&mut sorter, document).unwrap());
    let keys = Keys::anew(dir.path(), "", sorter).unwrap();
    let ids: Vec<DocId> = shelf.documents.keys().copied().collect();
    let places = vec![Place::default(); ids.len()];
    let roll = Roll::of(ids.clone(), places);
    let kin = kin_of(&roll, &keys, decisions).unwrap();
    let members = kin.chunk_by(|a, b| a.0 == b.0).flat_map(|set| {
        let set = set.iter().map(|(_, number)| ids[*number as usize]);
        let mut set: Vec<_> = set.map(|id| shelf.documents[&id]).collect();
        place(&mut set, decisions, &mut alike).unwrap()
    });
    Families::new("", members.collect::<Vec<_>>())
}
