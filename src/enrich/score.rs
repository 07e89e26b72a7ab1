//! Scores the recognisers on labelled texts and holds them above floors.
//!
//! `tests/gold/mentions.jsonl` is the project's own: texts of many frames in both languages, written
//! for it. More labelled texts are looked for in the folder that `VANKIEN_SHARED` names, else beside
//! the package, and are scored where they are present, even and odd ids apart.

#![expect(clippy::print_stdout, reason = "scores are for reading")]

use super::annotate;
use crate::authority::people::name_key;
use crate::document::{
    Annotations, DatedBy, DocId, Document, DocumentDate, Kind, Lang, MentionKind, ReadBy,
    Resolution, TextBuilder,
};
use crate::text;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// A document with nothing but text, language and date.
pub(super) fn document(title: &str, body: &str, lang: Lang, date: Option<&str>) -> Document {
    Document {
        id: DocId::of_bytes(title.as_bytes()),
        external_id: None,
        url: None,
        aliases: Vec::new(),
        text: TextBuilder {
            title: text::normalize(title).trim().to_owned(),
            lead: String::new(),
            body: text::normalize(body).trim().to_owned(),
        }
        .build(),
        date: date.and_then(|day| {
            Some(DocumentDate {
                day: day.parse().ok()?,
                origin: DatedBy::Field("date".to_owned()),
            })
        }),
        lang,
        kind: Kind::News,
        source: None,
        origin: None,
        authors: Vec::new(),
        read_by: ReadBy::Record,
        fetched_at: None,
        raw_sha256: [0; 32],
        problems: Vec::new(),
    }
}

fn shared(path: &str) -> Option<String> {
    let folder = std::env::var_os("VANKIEN_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared")),
        PathBuf::from,
    );
    std::fs::read_to_string(folder.join(path)).ok()
}

fn is_even(id: &str) -> bool {
    Sha256::digest(id.as_bytes())[31] & 1 == 0
}

#[derive(Default, Clone, Copy)]
struct Count {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Count {
    fn precision(self) -> f64 {
        ratio(self.right, self.right + self.wrong)
    }

    fn recall(self) -> f64 {
        ratio(self.right, self.right + self.missed)
    }

    fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 {
            0.0
        } else {
            2.0 * p * r / (p + r)
        }
    }

    fn add(&mut self, have: &BTreeSet<String>, want: &BTreeSet<String>, free: &BTreeSet<String>) {
        self.right += have.intersection(want).count();
        self.wrong += have
            .iter()
            .filter(|x| !want.contains(*x) && !free.contains(*x))
            .count();
        self.missed += want.difference(have).count();
    }

    fn print(self, what: &str) {
        println!(
            "{what:28} P {:.3} R {:.3} F1 {:.3}   right {} wrong {} missed {}",
            self.precision(),
            self.recall(),
            self.f1(),
            self.right,
            self.wrong,
            self.missed
        );
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        1.0
    } else {
        part as f64 / whole as f64
    }
}

fn field<'v>(record: &'v Value, key: &str) -> &'v str {
    record[key].as_str().unwrap_or_default()
}

fn list(record: &Value, key: &str, item: &str) -> BTreeSet<String> {
    let values = record[key].as_array().cloned().unwrap_or_default();
    values
        .iter()
        .filter_map(|value| value.as_str().or_else(|| value[item].as_str()))
        .map(ToOwned::to_owned)
        .collect()
}

fn keys(names: BTreeSet<String>) -> BTreeSet<String> {
    names.iter().map(|name| name_key(name)).collect()
}

fn ids(found: &Annotations, gold: &BTreeSet<String>) -> BTreeSet<String> {
    found
        .localities
        .iter()
        .filter(|place| !place.by_lower_unit)
        .filter(|place| {
            ["63:", "34:", "hist:"]
                .iter()
                .any(|set| place.id.0.starts_with(set))
        })
        .map(|place| {
            let or = place.or.as_ref().map(ToString::to_string);
            or.filter(|id| gold.contains(id) && !gold.contains(place.id.0.as_ref()))
                .unwrap_or_else(|| place.id.to_string())
        })
        .collect()
}

/// The least F1 of people, of places, and of cited numbers, and the least share of traps avoided.
struct Floors {
    people: f64,
    places: f64,
    numbers: f64,
    traps: f64,
}

fn score(file: &str, text: &str, floors: &Floors) {
    let mut counts = [[Count::default(); 4]; 2];
    for line in text.lines() {
        let record: Value = serde_json::from_str(line).expect("a JSON record");
        let gold = &record["gold"];
        let id = field(&record, "id");
        let lang = Lang::from_code(field(&record, "lang")).unwrap_or(Lang::Vi);
        let found = annotate(&document(
            field(&record, "title"),
            field(&record, "text"),
            lang,
            record["date"].as_str(),
        ));
        let half = usize::from(!is_even(id));
        let want = keys(list(gold, "people", "name"));
        let have: BTreeSet<String> = found.people.iter().map(|p| name_key(&p.name)).collect();
        let mut free = keys(list(gold, "people_optional", "name"));
        free.extend(keys(list(&gold["optional"], "people", "name")));
        free.extend(keys(list(gold, "bylines", "name")));
        counts[half][0].add(&have, &want, &free);
        let verbose = half == 0 || std::env::var_os("VANKIEN_VERBOSE").is_some();
        if verbose {
            report(id, "people", &have, &want, &free);
        }
        let want = list(gold, "localities", "id");
        let have = ids(&found, &want);
        let mut free = list(gold, "localities_optional", "id");
        free.extend(list(&gold["optional"], "localities", "id"));
        counts[half][1].add(&have, &want, &free);
        if verbose {
            report(id, "localities", &have, &want, &free);
        }
        let want = folded(list(gold, "documents", "canonical"));
        let have: BTreeSet<String> = found
            .cites
            .iter()
            .filter(|cite| !matches!(cite.resolution, Resolution::Open(_)))
            .map(|cite| cite.number.number.clone())
            .chain(found.number.iter().map(|number| number.number.clone()))
            .collect();
        let free = folded(list(gold, "short_documents", "resolves_to"));
        counts[half][3].add(&folded(have.clone()), &want, &free);
        if verbose {
            report(id, "numbers", &folded(have), &want, &free);
        }
        for trap in gold["must_not"].as_array().into_iter().flatten() {
            let (hit, name) = trapped(trap, &found);
            counts[half][2].wrong += usize::from(hit);
            counts[half][2].right += usize::from(!hit);
            if hit && verbose {
                println!("  {id} trap: {name}");
            }
        }
    }
    for (half, name) in ["even", "odd"].iter().enumerate() {
        for (kind, what) in ["people", "places", "traps", "numbers"].iter().enumerate() {
            counts[half][kind].print(&format!("{file} {what} {name}"));
        }
        assert!(
            counts[half][0].f1() >= floors.people,
            "{file} people {name}"
        );
        assert!(
            counts[half][1].f1() >= floors.places,
            "{file} places {name}"
        );
        assert!(
            counts[half][2].precision() >= floors.traps,
            "{file} traps {name}"
        );
        assert!(
            counts[half][3].f1() >= floors.numbers,
            "{file} numbers {name}"
        );
    }
}

/// Numbers without spaces, marks and leading zeros, as labels and texts differ in these.
fn folded(numbers: BTreeSet<String>) -> BTreeSet<String> {
    numbers
        .iter()
        .map(|number| text::fold(number).replace(' ', ""))
        .map(|number| number.trim_start_matches('0').to_owned())
        .collect()
}

/// Traps of the document and of the single mention.
fn trapped(trap: &Value, found: &Annotations) -> (bool, String) {
    let surface = field(trap, "surface");
    if field(trap, "kind") == "person" {
        let hit = found
            .people
            .iter()
            .any(|p| name_key(&p.name) == name_key(surface));
        return (hit, format!("person {surface}"));
    }
    let bad = list(trap, "ids", "id");
    let hit = bad.iter().any(|id| {
        trap["scope"][id] == "document"
            && found
                .localities
                .iter()
                .any(|place| place.id.0 == **id && !place.by_lower_unit)
    });
    (hit, format!("{surface} {bad:?}"))
}

fn report(
    id: &str,
    kind: &str,
    have: &BTreeSet<String>,
    want: &BTreeSet<String>,
    free: &BTreeSet<String>,
) {
    let wrong: Vec<_> = have
        .iter()
        .filter(|x| !want.contains(*x) && !free.contains(*x))
        .collect();
    let missed: Vec<_> = want.difference(have).collect();
    if !wrong.is_empty() || !missed.is_empty() {
        println!("  {id} {kind}: false {wrong:?} missed {missed:?}");
    }
}

#[test]
fn own_texts() {
    let floors = Floors {
        people: 0.97,
        places: 0.98,
        numbers: 0.98,
        traps: 1.0,
    };
    let text = include_str!("../../tests/gold/mentions.jsonl");
    score("mentions", text, &floors);
}

#[test]
fn real_articles() {
    let floors = Floors {
        people: 0.95,
        places: 0.97,
        numbers: 0.98,
        traps: 1.0,
    };
    if let Some(text) = shared("data/gold/party30.jsonl") {
        score("party30", &text, &floors);
    }
}

#[test]
fn constructed_articles() {
    let floors = Floors {
        people: 0.97,
        places: 0.97,
        numbers: 0.94,
        traps: 1.0,
    };
    if let Some(text) = shared("data/gold/constructed32.jsonl") {
        score("constructed32", &text, &floors);
    }
}

#[test]
fn person_names_in_sentences() {
    let Some(text) = shared("data/gold/vlsp2016_dev.jsonl") else {
        return;
    };
    let mut counts = [Count::default(); 2];
    for line in text.lines() {
        let record: Value = serde_json::from_str(line).expect("a JSON record");
        let sentence = field(&record, "text");
        let spaced = |name: &str| name.split_whitespace().count() >= 2;
        let want: BTreeSet<String> = record["entities"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|entity| field(entity, "type") == "PER")
            .map(|entity| field(entity, "text").to_owned())
            .filter(|name| spaced(name))
            .map(|name| name_key(&name))
            .collect();
        let found = annotate(&document("", sentence, Lang::Vi, None));
        let have: BTreeSet<String> = found
            .mentions
            .iter()
            .filter(|mention| mention.kind == MentionKind::Person)
            .map(|mention| mention.span.of(&text::normalize(sentence)).to_owned())
            .filter(|name| spaced(name))
            .map(|name| name_key(&name))
            .collect();
        let half = usize::from(!is_even(field(&record, "id")));
        counts[half].add(&have, &want, &BTreeSet::new());
        if half == 0 {
            report(sentence, "people", &have, &want, &BTreeSet::new());
        }
    }
    counts[0].print("vlsp people even");
    counts[1].print("vlsp people odd");
}

#[test]
fn the_seed() {
    let (Some(text), Some(gold)) = (
        shared("data/seed/000_70834c99df98e013.txt"),
        shared("data/seed/seed.gold.json"),
    ) else {
        return;
    };
    let gold: Value = serde_json::from_str(&gold).expect("a JSON record");
    let title = field(&gold, "title");
    let body = &text[text.find(title).map_or(0, |at| at + title.len())..];
    let found = annotate(&document(title, body, Lang::En, Some("2024-01-17")));
    let want = list(&gold, "localities", "id");
    assert_eq!(ids(&found, &want), want);
    let people: Vec<(&str, Option<&str>)> = found
        .people
        .iter()
        .map(|person| (person.name.as_str(), person.role.as_deref()))
        .collect();
    let expected: Vec<(&str, Option<&str>)> = gold["people"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|person| (field(person, "name"), person["role"].as_str()))
        .collect();
    assert_eq!(people, expected);
    assert_eq!(found.bylines.len(), 1, "{:?}", found.bylines);
}

/// Megabytes of text a second of all recognisers together; printed, since a test machine is no bench.
/// `VANKIEN_PASSES` (times over all texts) makes the CPU time of the process worth measuring.
#[test]
fn speed() {
    let passes = std::env::var("VANKIEN_PASSES")
        .ok()
        .and_then(|passes| passes.parse().ok());
    let every = passes.is_some();
    let Some(text) = shared("data/text/party.jsonl") else {
        return;
    };
    let documents: Vec<Document> = text
        .lines()
        .step_by(if every { 1 } else { 20 })
        .map(|line| {
            let record: Value = serde_json::from_str(line).expect("a JSON record");
            document(
                field(&record, "title"),
                field(&record, "text"),
                Lang::Vi,
                record["date"].as_str(),
            )
        })
        .collect();
    let _tables_are_built = annotate(&documents[0]);
    let bytes: usize = documents
        .iter()
        .map(|document| document.text.full().len())
        .sum();
    let start = std::time::Instant::now();
    let passes: usize = passes.unwrap_or(1);
    let people: usize = (0..passes)
        .flat_map(|_| &documents)
        .map(|document| annotate(document).people.len())
        .sum();
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{people} people, {:.1} MB/s",
        (bytes * passes) as f64 / 1e6 / seconds
    );
}
