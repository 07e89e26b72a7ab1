//! The judged queries over the bundled collection: quality may rise, and falls only by a deliberate edit.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use vankien::corpus::Collection;
use vankien::ingest::rebuild;
use vankien::query::{FilterFlags, ParseOptions, Query};
use vankien::search::{SearchOptions, Searcher};

/// Floors; `tests/gold/README.md` says what they measure.
const NDCG_AT_10: f64 = 0.94;
const SUCCESS_AT_1: f64 = 0.96;
const PASSED: f64 = 0.96;

/// How deep a ranking is looked at for a confusable note.
const DEPTH: usize = 200;

struct Judged {
    id: String,
    text: String,
    filters: String,
    confusable: Vec<String>,
    grades: HashMap<String, u32>,
}

fn judged() -> Vec<Judged> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold");
    let qrels = fs::read_to_string(root.join("qrels.tsv")).unwrap();
    let mut grades: HashMap<String, HashMap<String, u32>> = HashMap::new();
    for line in qrels.lines() {
        let [query, _, note, grade] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("not four fields: {line}");
        };
        let grade = grade.parse().unwrap();
        grades
            .entry(query.to_owned())
            .or_default()
            .insert(note.to_owned(), grade);
    }
    let queries = fs::read_to_string(root.join("queries.tsv")).unwrap();
    queries
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let [id, text, filters, _, confusable] = line.split('\t').collect::<Vec<_>>()[..]
            else {
                panic!("not five fields: {line}");
            };
            Judged {
                id: id.to_owned(),
                text: text.to_owned(),
                filters: filters.to_owned(),
                confusable: confusable.split(',').map(str::to_owned).collect(),
                grades: grades
                    .remove(id)
                    .unwrap_or_else(|| panic!("no judgement: {id}")),
            }
        })
        .collect()
}

/// The texts of the judged queries.
pub(crate) fn judged_texts() -> Vec<String> {
    judged().into_iter().map(|judged| judged.text).collect()
}

fn flags(filters: &str) -> FilterFlags {
    let mut flags = FilterFlags::default();
    for filter in filters.split(';').filter(|filter| !filter.is_empty()) {
        let (name, value) = filter.split_once('=').unwrap();
        let value = value.to_owned();
        match name {
            "locality" => flags.locality.push(value),
            "person" => flags.person.push(value),
            "cites" => flags.cites.push(value),
            "from" => flags.from = Some(value),
            "to" => flags.to = Some(value),
            "lang" => flags.lang.push(value),
            "kind" => flags.kind.push(value),
            "source" => flags.source.push(value),
            _ => panic!("no such filter: {name}"),
        }
    }
    flags
}

/// A copy of the bundled collection, so that the tests leave no index in the tree.
pub(crate) fn bundled(to: &Path) -> Collection {
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"), to);
    Collection::open(to).unwrap()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_name() == ".vankien" {
            continue;
        }
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The gain of a ranking against the best possible one.
fn ndcg(ranking: &[String], grades: &HashMap<String, u32>) -> f64 {
    let gain = |grade: u32, rank: usize| f64::from((1 << grade) - 1) / (rank as f64 + 2.0).log2();
    let found: f64 = ranking
        .iter()
        .take(10)
        .enumerate()
        .map(|(rank, note)| gain(grades.get(note).copied().unwrap_or(0), rank))
        .sum();
    let mut ideal: Vec<u32> = grades.values().copied().collect();
    ideal.sort_unstable_by(|a, b| b.cmp(a));
    let best: f64 = ideal
        .iter()
        .take(10)
        .enumerate()
        .map(|(rank, grade)| gain(*grade, rank))
        .sum();
    found / best
}

#[test]
fn judged_queries_keep_their_quality() {
    let dir = tempfile::tempdir().unwrap();
    let collection = bundled(dir.path());
    let report = rebuild(&collection, &mut |_| {}).unwrap();
    assert_eq!(report.failures, [], "every note is read");
    let searcher = Searcher::open(&collection.generation().unwrap().index_dir()).unwrap();
    let parsing = ParseOptions::default();
    let searching = SearchOptions {
        limit: DEPTH,
        snippets: false,
        all_copies: true,
        ..SearchOptions::default()
    };
    let queries = judged();
    let (mut gain, mut first, mut passed) = (0.0, 0.0, 0.0);
    let mut failed = String::new();
    for judged in &queries {
        let query = Query::parse(&judged.text, &parsing)
            .and_then(|query| query.filtered(&flags(&judged.filters), &parsing))
            .unwrap_or_else(|error| panic!("{}: {error:?}", judged.id));
        let answer = searcher.search(&query, &searching).unwrap();
        let ranking: Vec<String> = answer
            .hits
            .iter()
            .map(|hit| hit.record.external_id.clone().unwrap_or_default())
            .collect();
        gain += ndcg(&ranking, &judged.grades);
        let first_fits = ranking
            .first()
            .is_some_and(|note| judged.grades.contains_key(note));
        let place = |note: &String| ranking.iter().position(|hit| hit == note);
        let last_wanted = judged
            .grades
            .iter()
            .filter(|(_, grade)| **grade == 2)
            .map(|(note, _)| place(note).unwrap_or(DEPTH))
            .max();
        let confused = judged
            .confusable
            .iter()
            .filter_map(place)
            .any(|place| Some(place) < last_wanted);
        first += f64::from(u8::from(first_fits));
        if first_fits && !confused {
            passed += 1.0;
        } else {
            writeln!(
                failed,
                "{} {:?} {} wants {:?} not {:?} got {:?}",
                judged.id,
                judged.text,
                judged.filters,
                judged
                    .grades
                    .iter()
                    .filter(|(_, grade)| **grade == 2)
                    .map(|(note, _)| note)
                    .collect::<Vec<_>>(),
                judged.confusable,
                &ranking[..ranking.len().min(5)]
            )
            .unwrap();
        }
    }
    let count = queries.len() as f64;
    let (gain, first, passed) = (gain / count, first / count, passed / count);
    let measured =
        format!("nDCG@10 {gain:.3}, success at 1 {first:.3}, passed {passed:.3}\n{failed}");
    println!("{measured}");
    assert!(
        gain >= NDCG_AT_10 && first >= SUCCESS_AT_1 && passed >= PASSED,
        "{measured}"
    );
}

#[test]
fn every_judgement_names_a_note() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/import");
    let mut notes = Vec::new();
    for import in fs::read_dir(root).unwrap() {
        for note in fs::read_dir(import.unwrap().path().join("files")).unwrap() {
            let path = note.unwrap().path();
            notes.push(path.file_stem().unwrap().to_str().unwrap().to_owned());
        }
    }
    let queries = judged();
    assert!(queries.len() >= 120);
    for judged in queries {
        for note in judged.grades.keys().chain(&judged.confusable) {
            assert!(notes.contains(note), "{} names {note}", judged.id);
        }
        for note in &judged.confusable {
            assert!(
                !judged.grades.contains_key(note),
                "{}: {note} is both wanted and not",
                judged.id
            );
        }
    }
}
