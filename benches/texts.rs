//! The texts that are measured: real ones where they are at hand, else made up.

use crate::Options;
use flate2::read::GzDecoder;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// A JSONL file of documents.
pub(crate) struct Source {
    /// The file.
    pub(crate) path: PathBuf,
    /// How many.
    pub(crate) documents: usize,
    /// Bytes of title and body.
    pub(crate) text_bytes: u64,
}

impl Source {
    /// Millions of bytes of text.
    pub(crate) fn megabytes(&self) -> f64 {
        self.text_bytes as f64 / 1e6
    }
}

/// The real articles beside a checkout, if they are there.
pub(crate) fn shared_news() -> Option<PathBuf> {
    Some(shared("data/text/news20k.jsonl.gz")).filter(|path| path.is_file())
}

/// The real pages beside a checkout, if they are there.
pub(crate) fn shared_pages() -> Option<PathBuf> {
    Some(shared("data/pages")).filter(|path| path.is_dir())
}

fn shared(path: &str) -> PathBuf {
    std::env::var_os("VANKIEN_SHARED")
        .map_or_else(
            || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
            PathBuf::from,
        )
        .join(path)
}

/// Writes as many documents as asked for into one JSONL file.
pub(crate) fn prepare(options: &Options, folder: &Path) -> Source {
    let path = folder.join("bench-source.jsonl");
    let mut out = BufWriter::new(File::create(&path).expect("room for the source"));
    let articles = options.from.as_deref().map_or_else(made_up, read_articles);
    let mut text_bytes = 0;
    for number in 0..options.documents {
        let (title, body) = &articles[number % articles.len()];
        // Later rounds turn the paragraphs round, so that no document is the copy of another.
        let round = number / articles.len();
        let mut lines: Vec<&str> = body.lines().collect();
        let turn = round % lines.len().max(1);
        lines.rotate_left(turn);
        let body = lines.join("\n");
        text_bytes += (title.len() + body.len()) as u64;
        let day = number % 28 + 1;
        let record = serde_json::json!({
            "id": format!("n{number}"), "title": title, "text": body,
            "date": format!("{}-{:02}-{day:02}", 2015 + number % 10, number % 12 + 1),
        });
        writeln!(out, "{record}").expect("room for the source");
    }
    out.flush().expect("room for the source");
    Source {
        path,
        documents: options.documents,
        text_bytes,
    }
}

fn read_articles(path: &Path) -> Vec<(String, String)> {
    let file = File::open(path).unwrap_or_else(|e| panic!("cannot read {}: {e}", path.display()));
    let reader: Box<dyn Read> = if path.extension().is_some_and(|e| e == "gz") {
        Box::new(GzDecoder::new(file))
    } else {
        Box::new(file)
    };
    BufReader::new(reader)
        .lines()
        .map(|line| {
            let record: serde_json::Value =
                serde_json::from_str(&line.expect("a line")).expect("a JSON record");
            let body = record["body"].as_str().or_else(|| record["text"].as_str());
            let title = record["title"].as_str().unwrap_or_default();
            (title.to_owned(), body.unwrap_or_default().to_owned())
        })
        .collect()
}

/// Texts of made-up sentences: real syllables, drawn so that a few are frequent and most are rare.
fn made_up() -> Vec<(String, String)> {
    const INITIALS: [&str; 12] = [
        "", "b", "c", "ch", "đ", "h", "kh", "l", "ng", "ph", "t", "tr",
    ];
    const RIMES: [&str; 14] = [
        "ang", "ác", "ể", "iên", "ình", "ội", "ường", "uyết", "ủy", "ông", "ản", "ướng", "ạt", "âm",
    ];
    let words: Vec<String> = RIMES
        .iter()
        .flat_map(|rime| {
            INITIALS
                .iter()
                .map(move |initial| format!("{initial}{rime}"))
        })
        .collect();
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut draw = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        // The square of an even draw is skewed to low numbers, as words are.
        let even = (state >> 11) as f64 / (1u64 << 53) as f64;
        (even * even * words.len() as f64) as usize
    };
    let mut sentence = |length: usize| -> String {
        let chosen: Vec<&str> = (0..length).map(|_| words[draw()].as_str()).collect();
        format!("{}.", chosen.join(" "))
    };
    (0..5_000)
        .map(|n| {
            let body: Vec<String> = (0..12 + n % 20).map(|k| sentence(18 + k % 17)).collect();
            (sentence(9), body.join("\n"))
        })
        .collect()
}
