//! Scores the ranking on judged questions, where they are at hand.
//!
//! `cargo test --release --lib search::judged -- --ignored --nocapture` prints nDCG@10 of each set:
//! of the questions whose id has an even SHA-256, of the others, and of all stripped of their marks.

use super::tests::{Fixture, document, terms, text_clause};
use super::{SearchOptions, Searcher};
use crate::document::Annotations;
use crate::query::{Clause, Query, TextForm};
use crate::text;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The sets with the nDCG@10 that the ranking must reach.
const SETS: [(&str, f64); 3] = [
    ("alqac2023", 0.890),
    ("xquad_vi", 0.965),
    ("mailong_viqa", 0.780),
];

/// How much of it, relative, may be lost without marks.
const LOSS_WITHOUT_MARKS: f64 = 0.02;

struct Question {
    id: String,
    text: String,
    judged: HashMap<String, f64>,
}

fn folder() -> Option<PathBuf> {
    let shared = std::env::var_os("VANKIEN_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    Some(shared.join("data/bench")).filter(|folder| folder.is_dir())
}

fn questions(set: &Path) -> Vec<Question> {
    let read = |name: &str| std::fs::read_to_string(set.join(name)).unwrap();
    let mut judged: HashMap<String, HashMap<String, f64>> = HashMap::new();
    for line in read("qrels.tsv").lines() {
        let parts: Vec<&str> = line.split('\t').collect();
        let gain = 2f64.powi(parts[3].parse().unwrap()) - 1.0;
        let question = judged.entry(parts[0].to_owned()).or_default();
        question.insert(parts[2].to_owned(), gain);
    }
    let parse = |line: &str| {
        let (id, text) = line.split_once('\t')?;
        Some(Question {
            judged: judged.get(id)?.clone(),
            id: id.to_owned(),
            text: text.replace(|c: char| !c.is_alphanumeric(), " "),
        })
    };
    read("queries.tsv").lines().filter_map(parse).collect()
}

fn corpus(set: &Path) -> Fixture {
    let text = std::fs::read_to_string(set.join("corpus.jsonl")).unwrap();
    let documents: Vec<_> = text
        .lines()
        .map(|line| {
            let record: serde_json::Value = serde_json::from_str(line).unwrap();
            let part =
                |name: &str| text::normalize(record[name].as_str().unwrap_or("")).into_owned();
            let document = document(&part("id"), part("title").trim(), part("text").trim());
            (document, Annotations::default())
        })
        .collect();
    Fixture::of(&documents)
}

fn ndcg(searcher: &Searcher, question: &Question, stripped: bool) -> f64 {
    let typed = match stripped {
        true => text::fold(&question.text),
        false => question.text.clone(),
    };
    let words = terms(&typed).into_iter().map(TextForm::Word);
    let query = Query {
        text: typed.clone(),
        root: Clause::And(words.map(text_clause).collect()),
    };
    let options = SearchOptions {
        any: true,
        snippets: false,
        ..SearchOptions::default()
    };
    let answer = searcher.search(&query, &options).unwrap();
    let discounted = |gains: &[f64]| -> f64 {
        let places = gains.iter().take(10).zip(2u32..);
        places
            .map(|(gain, place)| gain / f64::from(place).log2())
            .sum()
    };
    let gains: Vec<f64> = answer
        .hits
        .iter()
        .map(|hit| {
            let id = hit.record.external_id.as_ref().unwrap();
            question.judged.get(id).copied().unwrap_or(0.0)
        })
        .collect();
    let mut ideal: Vec<f64> = question.judged.values().copied().collect();
    ideal.sort_by(|a, b| b.total_cmp(a));
    discounted(&gains) / discounted(&ideal)
}

fn mean(scores: impl Iterator<Item = f64>) -> f64 {
    let scores: Vec<f64> = scores.collect();
    scores.iter().sum::<f64>() / scores.len() as f64
}

#[test]
#[ignore = "takes a minute and needs the judged sets"]
fn judged() {
    let Some(folder) = folder() else {
        return;
    };
    for (name, floor) in SETS {
        let set = folder.join(name);
        let fixture = corpus(&set);
        let searcher = fixture.searcher();
        let scored: Vec<(bool, f64, f64)> = questions(&set)
            .iter()
            .map(|question| {
                let even = Sha256::digest(question.id.as_bytes())[31] & 1 == 0;
                let stripped = ndcg(&searcher, question, true);
                (even, ndcg(&searcher, question, false), stripped)
            })
            .collect();
        let of = |parity: bool| mean(scored.iter().filter(|s| s.0 == parity).map(|s| s.1));
        let all = mean(scored.iter().map(|s| s.1));
        let stripped = mean(scored.iter().map(|s| s.2));
        #[expect(clippy::print_stdout, reason = "figures are what this test is run for")]
        {
            println!(
                "{name}: even {:.4} odd {:.4} all {all:.4} without marks {stripped:.4}",
                of(true),
                of(false)
            );
        }
        assert!(all >= floor, "{name} {all}");
        assert!(
            stripped >= all * (1.0 - LOSS_WITHOUT_MARKS),
            "{name} {stripped}"
        );
    }
}
