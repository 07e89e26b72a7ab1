//! Scores the ranking on judged questions of the TREC form.
//!
//! `VANKIEN_JUDGED=DIR cargo test --release judged_set -- --ignored --nocapture` scores the set in a
//! directory; `tests/gold/README.md` says what it holds. Without the variable the sets that the
//! ranking is held to are scored, where they are at hand. The questions are asked as by
//! `search --any`; the figures are nDCG@10, recall@10 and MRR@10.

use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use vankien::corpus::{Collection, Input};
use vankien::ingest::{AddOptions, add};
use vankien::query::{ParseOptions, Query};
use vankien::search::{SearchOptions, Searcher};
use vankien::text;

/// The sets that the ranking is held to, with the nDCG@10 that it must reach.
const HELD: [(&str, f64); 3] = [
    ("alqac2023", 0.890),
    ("xquad_vi", 0.968),
    ("mailong_viqa", 0.780),
];

/// How much of it, relative, may be lost without marks.
const LOSS_WITHOUT_MARKS: f64 = 0.02;

/// How deep a ranking is judged.
const DEPTH: usize = 10;

struct Question {
    id: String,
    text: String,
    grades: HashMap<String, u32>,
}

/// nDCG, recall and reciprocal rank, added up over questions.
#[derive(Default)]
struct Score {
    questions: f64,
    ndcg: f64,
    recall: f64,
    reciprocal: f64,
}

impl Score {
    fn add(&mut self, ranking: &[String], grades: &HashMap<String, u32>) {
        let gain = |grade: u32| (f64::from(grade)).exp2() - 1.0;
        let discounted = |grades: &mut dyn Iterator<Item = u32>| -> f64 {
            let places = grades.take(DEPTH).zip(2u32..);
            places
                .map(|(grade, place)| gain(grade) / f64::from(place).log2())
                .sum()
        };
        let found: Vec<u32> = ranking
            .iter()
            .take(DEPTH)
            .map(|id| grades.get(id).copied().unwrap_or(0))
            .collect();
        let mut ideal: Vec<u32> = grades.values().copied().collect();
        ideal.sort_unstable_by(|a, b| b.cmp(a));
        let right = found.iter().filter(|grade| **grade > 0).count();
        let relevant = grades.values().filter(|grade| **grade > 0).count();
        let first = found.iter().position(|grade| *grade > 0);
        self.questions += 1.0;
        self.ndcg += discounted(&mut found.iter().copied()) / discounted(&mut ideal.into_iter());
        self.recall += right as f64 / relevant as f64;
        self.reciprocal += first.map_or(0.0, |place| 1.0 / (place as f64 + 1.0));
    }

    fn ndcg(&self) -> f64 {
        self.ndcg / self.questions.max(1.0)
    }

    fn line(&self) -> String {
        let count = self.questions.max(1.0);
        format!(
            "nDCG@10 {:.4}  recall@10 {:.4}  MRR@10 {:.4}  questions {}",
            self.ndcg(),
            self.recall / count,
            self.reciprocal / count,
            self.questions
        )
    }
}

fn questions(set: &Path) -> Vec<Question> {
    let read = |name: &str| std::fs::read_to_string(set.join(name)).unwrap();
    let mut judged: HashMap<String, HashMap<String, u32>> = HashMap::new();
    for line in read("qrels.tsv").lines() {
        let [question, _, document, grade] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("not four fields: {line}");
        };
        let grades = judged.entry(question.to_owned()).or_default();
        grades.insert(document.to_owned(), grade.parse().unwrap());
    }
    judged.retain(|_, grades| grades.values().any(|grade| *grade > 0));
    let queries = read("queries.tsv");
    let parse = |line: &str| {
        let mut fields = line.split('\t');
        let (id, text) = (fields.next()?, fields.next()?);
        Some(Question {
            grades: judged.get(id)?.clone(),
            id: id.to_owned(),
            text: text.to_owned(),
        })
    };
    queries.lines().filter_map(parse).collect()
}

fn index(set: &Path, root: &Path) -> Searcher {
    let collection = Collection::create(root, "judged", "judged").unwrap();
    let options = AddOptions {
        name: None,
        format: None,
        now: "2026-11-22T12:00:00Z".parse().unwrap(),
        update_index: true,
    };
    let inputs = vec![Input::Path(set.join("corpus.jsonl"))];
    add(&collection, inputs, &options, &mut |_| {}).unwrap();
    Searcher::open(&collection.generation().unwrap().index_dir()).unwrap()
}

/// Asks a question by its words alone: its signs would mean something to the query language.
fn ask(searcher: &Searcher, text: &str) -> Vec<String> {
    let plain = text::normalize(text).replace(|c: char| !c.is_alphanumeric(), " ");
    let Ok(query) = Query::parse(&plain, &ParseOptions::default()) else {
        return Vec::new();
    };
    let options = SearchOptions {
        any: true,
        snippets: false,
        all_copies: true,
        ..SearchOptions::default()
    };
    let hits = searcher.search(&query, &options).unwrap().hits;
    let id = |hit: vankien::search::Hit| hit.record.external_id.unwrap_or_default();
    hits.into_iter().map(id).collect()
}

/// Scores a set and returns its nDCG@10 as typed and without marks.
fn score(set: &Path) -> (f64, f64) {
    let dir = tempfile::tempdir().unwrap();
    let searcher = index(set, &dir.path().join("c"));
    let (mut all, mut bare) = (Score::default(), Score::default());
    let mut halves = [Score::default(), Score::default()];
    for question in questions(set) {
        let half = usize::from(Sha256::digest(question.id.as_bytes())[31] & 1);
        let ranking = ask(&searcher, &question.text);
        all.add(&ranking, &question.grades);
        halves[half].add(&ranking, &question.grades);
        bare.add(
            &ask(&searcher, &text::fold(&question.text)),
            &question.grades,
        );
    }
    println!("{}", set.display());
    for (name, score) in [
        ("all", &all),
        ("even ids", &halves[0]),
        ("odd ids", &halves[1]),
        ("no marks", &bare),
    ] {
        println!("  {name:9} {}", score.line());
    }
    (all.ndcg(), bare.ndcg())
}

#[test]
#[ignore = "takes a minute and needs a judged set"]
fn judged_set() {
    if let Some(set) = std::env::var_os("VANKIEN_JUDGED") {
        score(Path::new(&set));
        return;
    }
    let shared = std::env::var_os("VANKIEN_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    for (name, floor) in HELD {
        let set = shared.join("data/bench").join(name);
        if !set.is_dir() {
            continue;
        }
        let (typed, bare) = score(&set);
        assert!(typed >= floor, "{name} {typed}");
        assert!(bare >= typed * (1.0 - LOSS_WITHOUT_MARKS), "{name} {bare}");
    }
}
