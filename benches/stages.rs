//! What each stage costs, run alone on one thread.

use crate::texts::Source;
use crate::{baseline, measure};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use vankien::document::{Document, Media, RawRecord, RecordLocation};
use vankien::index::Writer;
use vankien::{enrich, extract, sites, text};

/// Runs the stages one after the other and prints a line for each.
pub(crate) fn run(source: &Source, folder: &Path) {
    println!("\nstages, one at a time          documents/CPU-s    MB/CPU-s");
    let (cpu, records) = measure::here(|| read(&source.path));
    line("read", source, cpu);
    let registry = sites::Registry::bundled();
    let (cpu, documents) = measure::here(|| {
        records
            .iter()
            .filter_map(|record| extract::extract(record, &registry).document())
            .collect::<Vec<Document>>()
    });
    line("extract", source, cpu);
    let (cpu, tokens) = measure::here(|| {
        let mut tokens = 0usize;
        for document in &documents {
            text::analyze(document.text.full(), |_| tokens += 1);
        }
        tokens
    });
    line("tokenise", source, cpu);
    let (cpu, bare_tokens) = measure::here(|| {
        let texts = documents.iter().map(|d| d.text.full());
        baseline::count_tokens(texts)
    });
    line("  bare tantivy's tokenizer", source, cpu);
    let (cpu, annotations) =
        measure::here(|| documents.iter().map(enrich::annotate).collect::<Vec<_>>());
    line("enrich", source, cpu);
    // Tokenises too, and compresses the stored text.
    let (cpu, ()) = measure::here(|| {
        let mut writer = Writer::open(&folder.join("stage")).expect("a new index");
        for (document, annotations) in documents.iter().zip(&annotations) {
            let entry = writer.entry(document, annotations, 1);
            writer
                .add_entry(entry.expect("a text of less than 4 GB"))
                .expect("room in the index");
        }
        writer.commit("").expect("room in the index");
        writer.finish().expect("merging");
    });
    line("index", source, cpu);
    println!(
        "{} documents, {tokens} tokens (bare tantivy {bare_tokens}), {} mentions",
        documents.len(),
        annotations.iter().map(|a| a.mentions.len()).sum::<usize>()
    );
    std::fs::remove_dir_all(folder.join("stage")).expect("the index of this stage");
}

fn line(stage: &str, source: &Source, cpu: Duration) {
    let seconds = cpu.as_secs_f64();
    let documents = source.documents as f64 / seconds;
    println!(
        "{stage:28} {documents:17.0} {:11.1}",
        source.megabytes() / seconds
    );
}

/// The lines of the source as the corpus would hand them out.
fn read(path: &Path) -> Vec<RawRecord> {
    let bytes = std::fs::read(path).expect("the source written before");
    let file: Arc<str> = Arc::from("bench-source.jsonl");
    let mut offset = 0;
    let mut records = Vec::new();
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        records.push(RawRecord {
            location: RecordLocation {
                file: Arc::clone(&file),
                offset,
                length: line.len() as u64,
            },
            media: Media::JsonRecord,
            bytes: line.trim_ascii_end().to_vec(),
            address: None,
            fetched_at: None,
            charset: None,
            language: None,
            import_name: Some(Arc::from("bench-source")),
            file_name: Some(Arc::clone(&file)),
        });
        offset += line.len() as u64;
    }
    records
}
