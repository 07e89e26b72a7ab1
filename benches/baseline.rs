//! Bare tantivy: one folded field with positions, the text stored, its own query parser and snippets.

use std::io::{BufRead, BufReader};
use std::path::Path;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::QueryParser;
use tantivy::schema::{
    IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::snippet::SnippetGenerator;
use tantivy::tokenizer::{AsciiFoldingFilter, LowerCaser, SimpleTokenizer, TextAnalyzer};
use tantivy::{Index, IndexReader, TantivyDocument};

const FOLDED: &str = "folded";

fn analyzer() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .build()
}

/// Counts the tokens of texts, for the time that takes.
pub(crate) fn count_tokens<'t>(texts: impl Iterator<Item = &'t str>) -> usize {
    let mut analyzer = analyzer();
    let mut tokens = 0;
    for text in texts {
        analyzer.token_stream(text).process(&mut |_| tokens += 1);
    }
    tokens
}

/// Runs what the bench started itself again for.
pub(crate) fn run_child(what: &str, arguments: &[String]) {
    match (what, arguments) {
        ("index", [dir, source]) => index(Path::new(dir), Path::new(source)),
        ("query", [dir, query]) => {
            let found = Baseline::open(Path::new(dir)).search(query);
            println!("{found}");
        }
        _ => panic!("unknown child {what} {arguments:?}"),
    }
}

/// Indexes a JSONL file.
fn index(dir: &Path, source: &Path) {
    let mut schema = Schema::builder();
    let id = schema.add_text_field("id", STRING | STORED);
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(FOLDED)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = schema.add_text_field(
        "text",
        TextOptions::default()
            .set_indexing_options(indexing)
            .set_stored(),
    );
    std::fs::create_dir_all(dir).expect("a folder for the index");
    let index = Index::create_in_dir(dir, schema.build()).expect("a new index");
    index.tokenizers().register(FOLDED, analyzer());
    let mut writer = index
        .writer_with_num_threads(2, 200_000_000)
        .expect("a writer");
    let lines = BufReader::new(std::fs::File::open(source).expect("the source")).lines();
    for line in lines {
        let record: serde_json::Value =
            serde_json::from_str(&line.expect("a line")).expect("a JSON record");
        let mut document = TantivyDocument::default();
        document.add_text(id, record["id"].as_str().unwrap_or_default());
        let part = |key: &str| record[key].as_str().unwrap_or_default();
        document.add_text(text, format!("{}\n\n{}", part("title"), part("text")));
        writer.add_document(document).expect("room in the index");
    }
    writer.commit().expect("room in the index");
    writer.wait_merging_threads().expect("merging");
}

/// The baseline's index, open.
pub(crate) struct Baseline {
    reader: IndexReader,
    parser: QueryParser,
    text: tantivy::schema::Field,
}

impl Baseline {
    /// Opens it.
    pub(crate) fn open(dir: &Path) -> Self {
        let index = Index::open_in_dir(dir).expect("the baseline's index");
        index.tokenizers().register(FOLDED, analyzer());
        let text = index.schema().get_field("text").expect("its field");
        let mut parser = QueryParser::for_index(&index, vec![text]);
        parser.set_conjunction_by_default();
        let reader = index.reader().expect("a reader");
        Self {
            reader,
            parser,
            text,
        }
    }

    /// Ten hits with a snippet each; returns how many documents match.
    pub(crate) fn search(&self, query: &str) -> usize {
        let query = self
            .parser
            .parse_query(query)
            .expect("a query it understands");
        let searcher = self.reader.searcher();
        let (top, count) = searcher
            .search(&query, &(TopDocs::with_limit(10).order_by_score(), Count))
            .expect("an answer");
        let snippets =
            SnippetGenerator::create(&searcher, &*query, self.text).expect("its snippet generator");
        let mut bytes = 0;
        for (_, address) in top {
            let document: TantivyDocument = searcher.doc(address).expect("a stored document");
            let text = document
                .get_first(self.text)
                .and_then(|v| v.as_str())
                .unwrap_or_default();
            bytes += snippets.snippet(text).to_html().len();
        }
        std::hint::black_box(bytes);
        count
    }
}
