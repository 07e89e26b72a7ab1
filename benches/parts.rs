//! What each thing that bare tantivy has not adds to a warm query: all of it, then without one at a time.

use crate::measure::{ms, percentile};
use crate::queries::{KINDS, open, times};
use crate::whole::Built;
use std::time::Duration;
use vankien::query::{ParseOptions, Query};
use vankien::search::{Parameters, SearchOptions, Searcher};
use vankien::text;

/// What is left out.
#[derive(Clone, Copy, PartialEq)]
enum Without {
    Nothing,
    /// Marks: the words are folded as they are typed.
    Marks,
    Expansion,
    Rescoring,
    Snippets,
    Relaxing,
}

const PARTS: [(&str, Without); 6] = [
    ("all of it", Without::Nothing),
    ("typed without marks", Without::Marks),
    ("without expansion", Without::Expansion),
    ("without rescoring", Without::Rescoring),
    ("without snippets", Without::Snippets),
    ("without relaxing", Without::Relaxing),
];

/// Prints a line for each.
pub(crate) fn run(built: &Built, repeats: usize) {
    let searcher = open(built);
    let flat = open(built).with_parameters(Parameters {
        depth: 0,
        ..Parameters::CHOSEN
    });
    println!("\nparts of a warm query, ms of CPU            median     p99    mean");
    for (name, without) in PARTS {
        let searcher = if without == Without::Rescoring {
            &flat
        } else {
            &searcher
        };
        let mut all = Vec::new();
        for kind in KINDS {
            for (query, _) in kind.pairs {
                let work = || answer(searcher, query, kind.any(), without);
                all.extend(times(repeats, work));
            }
        }
        let mean = all.iter().sum::<Duration>() / all.len() as u32;
        println!(
            "{name:40} {:8.2} {:7.2} {:7.2}",
            ms(percentile(&mut all, 0.5)),
            ms(percentile(&mut all, 0.99)),
            ms(mean),
        );
    }
}

fn answer(searcher: &Searcher, query: &str, any: bool, without: Without) -> usize {
    let parse = ParseOptions {
        expand: without != Without::Expansion,
        ..ParseOptions::default()
    };
    let options = SearchOptions {
        any,
        snippets: without != Without::Snippets,
        relax: without != Without::Relaxing,
        ..SearchOptions::default()
    };
    let query = if without == Without::Marks {
        text::fold(query)
    } else {
        query.to_owned()
    };
    let parsed = Query::parse(&query, &parse).expect("a query we understand");
    searcher.search(&parsed, &options).expect("an answer").total
}
