//! What each stage costs, run alone on one thread.

use crate::texts::Source;
use crate::{baseline, measure};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use vankien::document::{Annotations, Document, Media, RawRecord, RecordLocation};
use vankien::index::Writer;
use vankien::{enrich, extract, sites, text};

/// Runs the stages one after the other and prints a line for each; `add` is what the whole way costs, if
/// it was measured.
pub(crate) fn run(source: &Source, add: Option<Duration>, folder: &Path) {
    println!(
        "\nstages, one at a time          documents/CPU-s    MB/CPU-s       CPU-s  share of add"
    );
    let line = |stage: &str, cpu: Duration| print(stage, source, cpu, add);
    let (cpu, records) = measure::here(|| read(&source.path));
    line("read", cpu);
    let registry = sites::Registry::bundled();
    let (cpu, documents) = measure::here(|| {
        records
            .iter()
            .filter_map(|record| extract::extract(record, &registry).document())
            .collect::<Vec<Document>>()
    });
    line("extract", cpu);
    let (cpu, tokens) = measure::here(|| {
        let mut tokens = 0usize;
        for document in &documents {
            text::analyze(document.text.full(), |_| tokens += 1);
        }
        tokens
    });
    line("tokenise", cpu);
    let (cpu, bare_tokens) = measure::here(|| {
        let texts = documents.iter().map(|d| d.text.full());
        baseline::count_tokens(texts)
    });
    line("  bare tantivy's tokenizer", cpu);
    // What is found is let go, as `add` does, and kept the second time.
    let found = |document: &Document| enrich::annotate(document).mentions.len();
    let (cpu, mentions) = measure::here(|| documents.iter().map(found).sum::<usize>());
    line("enrich", cpu);
    let annotations: Vec<Annotations> = documents.iter().map(enrich::annotate).collect();
    // A third time, since asking for the time after every step of every document takes time itself.
    let mut steps: Vec<(&str, Duration)> = Vec::new();
    for document in &documents {
        add_steps(document, &mut steps);
    }
    for (step, cpu) in steps {
        line(&format!("  {step}"), cpu);
    }
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
    line("index", cpu);
    println!(
        "{} documents, {tokens} tokens (bare tantivy {bare_tokens}), {mentions} mentions",
        documents.len()
    );
    std::fs::remove_dir_all(folder.join("stage")).expect("the index of this stage");
}

/// Recognises, and adds to each step what it took.
fn add_steps(document: &Document, steps: &mut Vec<(&'static str, Duration)>) {
    let mut last = measure::thread_time();
    let annotations = enrich::annotate_in_steps(document, &mut |step| {
        let now = measure::thread_time();
        let took = now.duration_since(last);
        match steps.iter_mut().find(|(name, _)| *name == step) {
            Some((_, sum)) => *sum += took,
            None => steps.push((step, took)),
        }
        last = now;
    });
    drop(annotations);
}

fn print(stage: &str, source: &Source, cpu: Duration, add: Option<Duration>) {
    let seconds = cpu.as_secs_f64();
    let documents = source.documents as f64 / seconds;
    let share = add.map_or_else(
        || "-".to_owned(),
        |add| format!("{:.1} %", 100.0 * seconds / add.as_secs_f64()),
    );
    println!(
        "{stage:28} {documents:17.0} {:11.1} {seconds:11.2} {share:>13}",
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
