//! Queries that nobody would type: none may end the program, take long, or mean something else when
//! printed.
//!
//! `VANKIEN_CAMPAIGN=100000 cargo test --release campaign` runs as many; with `VANKIEN_CAMPAIGN_CORPUS`
//! they are asked of that collection instead of the bundled one.

use super::gold::{bundled, judged_texts};
use std::time::{Duration, Instant};
use vankien::corpus::Collection;
use vankien::ingest::update;
use vankien::query::{ParseOptions, Query, changes, explain};
use vankien::search::{SearchOptions, Searcher};

/// Queries in an ordinary run of the tests.
const FEW: u64 = 600;

/// What a query may take at most.
const MOST: Duration = Duration::from_secs(1);

/// A generator of numbers that always gives the same ones.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap()
    }

    fn pick<'p>(&mut self, pieces: &[&'p str]) -> &'p str {
        pieces[self.below(pieces.len())]
    }
}

/// What means something to the parser, and what is likely to upset it.
const PIECES: &[&str] = &[
    " ",
    " ",
    " ",
    "\"",
    "(",
    ")",
    "-",
    "--",
    "=",
    "*",
    "~",
    "~5",
    "~99",
    ",",
    ":",
    "/",
    "..",
    "–",
    "“",
    "”",
    "\t",
    "\n",
    "\0",
    "\u{301}",
    "\u{323}",
    "\u{200b}",
    "\u{feff}",
    "＂",
    "（",
    "𝓐",
    "🇻🇳",
    " OR ",
    " AND ",
    " NOT ",
    "title:",
    "body:",
    "person:",
    "tinh:",
    "org:",
    "so: ",
    "cites:",
    "date:",
    "date:2023..",
    "ngay:31/10/2023",
    "date:none",
    "date:3months",
    "date:2024-02-30",
    "lang:vi",
    "kind:",
    "has:figure",
    "figure:grdp",
    "source:",
    "id:",
    "locality:\"Quảng Ninh\"",
    "a*",
    "t*",
    "n*",
    "tr*",
    "của",
    "và",
    "the",
    "Trương Thị Mai",
    "96-QĐ/TW",
    "15/15",
    "13,45%",
    "UBND",
    "hoà",
    "Việt-Nam",
    "\"của và các\"~30",
    "không",
    "1",
    "0",
    "2023",
];

/// A row of pieces, or a judged query with something put in, taken out, doubled or moved.
fn make(dice: &mut Dice, seeds: &[String]) -> String {
    if dice.below(3) == 0 {
        let length = 1 + dice.below(16);
        return (0..length).map(|_| dice.pick(PIECES)).collect();
    }
    let mut letters: Vec<char> = seeds[dice.below(seeds.len())].chars().collect();
    for _ in 0..=dice.below(4) {
        let at = dice.below(letters.len() + 1);
        match dice.below(5) {
            0 => letters
                .splice(at..at, dice.pick(PIECES).chars())
                .for_each(drop),
            1 if at < letters.len() => drop(letters.remove(at)),
            2 => {
                let again: Vec<char> = letters[at..].to_vec();
                letters.extend(again);
            }
            3 => letters.rotate_left(at),
            _ => {
                let other: Vec<char> = seeds[dice.below(seeds.len())].chars().collect();
                letters.splice(at..at, other).for_each(drop);
            }
        }
    }
    letters.into_iter().collect()
}

#[test]
fn no_query_upsets_the_search() {
    let dir = tempfile::tempdir().unwrap();
    let collection = match std::env::var_os("VANKIEN_CAMPAIGN_CORPUS") {
        Some(root) => Collection::open(root.as_ref()).unwrap(),
        None => bundled(dir.path()),
    };
    update(&collection, &mut |_| {}).unwrap();
    let searcher = Searcher::open(&collection.generation().unwrap().index_dir()).unwrap();
    let asked = std::env::var("VANKIEN_CAMPAIGN").ok();
    let queries = asked.and_then(|n| n.parse().ok()).unwrap_or(FEW);
    let seeds = judged_texts();
    let mut dice = Dice(0x5EED_2026);
    let parsing = ParseOptions {
        today: Some("2026-11-22".parse().unwrap()),
        ..ParseOptions::default()
    };
    let (mut understood, mut longest) = (0u64, (Duration::ZERO, String::new()));
    for _ in 0..queries {
        let text = make(&mut dice, &seeds);
        let start = Instant::now();
        let Ok(query) = Query::parse(&text, &parsing) else {
            continue;
        };
        understood += 1;
        let answer = searcher.search(&query, &SearchOptions::default()).unwrap();
        let took = start.elapsed();
        if took > longest.0 {
            longest = (took, text.clone());
        }
        for hit in &answer.hits {
            for span in &hit.snippet.highlights {
                assert!(
                    hit.snippet.text.get(span.start..span.end).is_some(),
                    "{text:?}"
                );
            }
        }
        let printed = query.to_string();
        let again = Query::parse(&printed, &parsing);
        assert_eq!(
            again.as_ref().ok(),
            Some(&query),
            "{text:?} printed as {printed:?}"
        );
        let _ = (explain(&query), changes(&query));
    }
    assert!(understood * 3 > queries, "{understood} of {queries}");
    assert!(longest.0 < MOST, "{longest:?}");
    println!("{queries} queries, {understood} understood, longest {longest:?}");
}
