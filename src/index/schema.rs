//! The fields: name, analyser, options and filling stand together here.

use super::keys::{FACET_SEPARATOR, Flag, cut, number_terms, source_key};
use super::pack::pack;
use super::stream::{StreamTokenizer, Streams, people_stream};
use super::values::Values;
use super::{IndexError, day_number, figures, fingerprints, record};
use crate::document::{Annotations, Document};
use crate::text;
use tantivy::Index;
use tantivy::schema::{
    BytesOptions, Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};

/// Name of the analyser that splits word streams.
const STREAM: &str = "stream";

/// Name of the analyser that takes a value whole; the engine brings it.
const WHOLE: &str = "raw";

/// The fields of the index.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields {
    /// The id: deletes go by its term, ties by its column.
    pub(crate) id: Field,
    /// Day number; nothing for the undated.
    pub(crate) day: Field,
    /// How many positions the title takes in the word field.
    pub(crate) title: Field,
    /// Every word in the form that it is written in.
    pub(crate) words: Field,
    /// Stems of English documents.
    pub(crate) stems: Field,
    /// Words of the names of people.
    pub(crate) people: Field,
    /// Ids of localities, both where it is left open.
    pub(crate) locality: Field,
    /// Ids of bodies.
    pub(crate) org: Field,
    /// Keys of cited numbers, with and without series.
    pub(crate) cites: Field,
    /// Keys of the own number, with and without series.
    pub(crate) number: Field,
    /// Id of the issuing body.
    pub(crate) issuer: Field,
    /// Source, folded.
    pub(crate) source: Field,
    /// Language code.
    pub(crate) lang: Field,
    /// Kind.
    pub(crate) kind: Field,
    /// Ids of the indicators that it has figures of.
    pub(crate) indicator: Field,
    /// Facts of [`Flag`].
    pub(crate) flag: Field,
    /// The record's own id.
    pub(crate) external_id: Field,
    /// Addresses.
    pub(crate) address: Field,
    /// Columns that facets count: `id` or `id`, separator, `name`.
    pub(crate) facet_locality: Field,
    pub(crate) facet_person: Field,
    pub(crate) facet_org: Field,
    pub(crate) facet_cites: Field,
    pub(crate) facet_issuer: Field,
    pub(crate) facet_source: Field,
    /// The stored figures, where there are any.
    pub(crate) figures: Field,
    /// What tells copies.
    pub(crate) fingerprint: Field,
    /// The stored record.
    pub(crate) record: Field,
    /// The stored text, packed.
    pub(crate) text: Field,
}

/// What a field is for.
#[derive(Clone, Copy)]
enum Use {
    /// A number to sort and filter by.
    Column,
    /// Numbers in a row that are only read back.
    Columns,
    /// A number that documents are also found by.
    Key,
    /// A word stream; with lengths where it is scored.
    Words { lengths: bool },
    /// Whole values to filter by.
    Filter,
    /// Whole values to filter and count by.
    FilterAndFacet,
    /// Whole values to count by.
    Facet,
    /// Bytes kept as they are.
    Stored,
}

/// The name of each field and what it is for, in the order of [`Fields`].
const FIELDS: [(&str, Use); 28] = [
    ("id", Use::Key),
    ("day", Use::Column),
    ("title", Use::Column),
    ("words", Use::Words { lengths: true }),
    ("stems", Use::Words { lengths: false }),
    ("people", Use::Words { lengths: false }),
    ("locality", Use::Filter),
    ("org", Use::Filter),
    ("cites", Use::Filter),
    ("number", Use::Filter),
    ("issuer", Use::Filter),
    ("source", Use::Filter),
    ("lang", Use::FilterAndFacet),
    ("kind", Use::FilterAndFacet),
    ("indicator", Use::Filter),
    ("flag", Use::Filter),
    ("external_id", Use::Filter),
    ("address", Use::Filter),
    ("facet_locality", Use::Facet),
    ("facet_person", Use::Facet),
    ("facet_org", Use::Facet),
    ("facet_cites", Use::Facet),
    ("facet_issuer", Use::Facet),
    ("facet_source", Use::Facet),
    ("figures", Use::Stored),
    ("fingerprint", Use::Columns),
    ("record", Use::Stored),
    ("text", Use::Stored),
];

/// Builds the schema.
pub(super) fn schema() -> Schema {
    let whole = || {
        TextFieldIndexing::default()
            .set_tokenizer(WHOLE)
            .set_fieldnorms(false)
            .set_index_option(IndexRecordOption::Basic)
    };
    let mut builder = Schema::builder();
    for (name, used) in FIELDS {
        let text = TextOptions::default();
        match used {
            Use::Column => builder.add_i64_field(name, NumericOptions::default().set_fast()),
            Use::Columns => builder.add_u64_field(name, NumericOptions::default().set_fast()),
            Use::Key => {
                builder.add_u64_field(name, NumericOptions::default().set_fast().set_indexed())
            }
            Use::Words { lengths } => {
                let indexing = TextFieldIndexing::default()
                    .set_tokenizer(STREAM)
                    .set_fieldnorms(lengths)
                    .set_index_option(IndexRecordOption::WithFreqsAndPositions);
                builder.add_text_field(name, text.set_indexing_options(indexing))
            }
            Use::Filter => builder.add_text_field(name, text.set_indexing_options(whole())),
            Use::FilterAndFacet => {
                builder.add_text_field(name, text.set_indexing_options(whole()).set_fast(WHOLE))
            }
            Use::Facet => builder.add_text_field(name, text.set_fast(WHOLE)),
            Use::Stored => builder.add_bytes_field(name, BytesOptions::default().set_stored()),
        };
    }
    builder.build()
}

/// Makes the analysers known to an opened index.
pub(super) fn register(index: &Index) {
    index
        .tokenizers()
        .register(STREAM, StreamTokenizer::default());
}

impl Fields {
    /// Finds the fields in a schema; an error for a schema of another version.
    pub(super) fn of(schema: &Schema) -> Result<Self, IndexError> {
        let field = |name: &str| schema.get_field(name).map_err(IndexError::from);
        Ok(Self {
            id: field("id")?,
            day: field("day")?,
            title: field("title")?,
            words: field("words")?,
            stems: field("stems")?,
            people: field("people")?,
            locality: field("locality")?,
            org: field("org")?,
            cites: field("cites")?,
            number: field("number")?,
            issuer: field("issuer")?,
            source: field("source")?,
            lang: field("lang")?,
            kind: field("kind")?,
            indicator: field("indicator")?,
            flag: field("flag")?,
            external_id: field("external_id")?,
            address: field("address")?,
            facet_locality: field("facet_locality")?,
            facet_person: field("facet_person")?,
            facet_org: field("facet_org")?,
            facet_cites: field("facet_cites")?,
            facet_issuer: field("facet_issuer")?,
            facet_source: field("facet_source")?,
            figures: field("figures")?,
            fingerprint: field("fingerprint")?,
            record: field("record")?,
            text: field("text")?,
        })
    }

    /// Fills the fields from a document.
    pub(super) fn fill(
        &self,
        document: &Document,
        annotations: &Annotations,
        version: u32,
    ) -> Result<Values, IndexError> {
        let mut entry = Values::default();
        let streams = Streams::of(document);
        entry.put_unsigned(self.id, document.id.as_u64());
        if let Some(date) = &document.date {
            entry.put_signed(self.day, day_number(date.day));
        }
        entry.put_signed(self.title, streams.title_positions.into());
        entry.put_stream(self.words, streams.words);
        if !streams.stems.is_empty() {
            entry.put_stream(self.stems, streams.stems);
        }
        if !annotations.people.is_empty() {
            entry.put_stream(self.people, people_stream(&annotations.people));
        }
        self.fill_keys(&mut entry, document, annotations);
        self.fill_facets(&mut entry, document, annotations);
        if !annotations.figures.is_empty() {
            entry.put_bytes(self.figures, figures::encode(&annotations.figures));
        }
        for number in fingerprints::numbers(&annotations.fingerprint)
            .into_iter()
            .flatten()
        {
            entry.put_unsigned(self.fingerprint, number);
        }
        let record = record::encode(document, annotations, version);
        entry.put_bytes(self.record, record);
        entry.put_bytes(self.text, pack(document.text.full())?);
        Ok(entry)
    }

    fn fill_keys(&self, entry: &mut Values, document: &Document, annotations: &Annotations) {
        let mut put = |field: Field, term: &str| entry.put_text(field, &[cut(term)]);
        for locality in &annotations.localities {
            put(self.locality, &locality.id.0);
            if let Some(or) = &locality.or {
                put(self.locality, &or.0);
            }
        }
        for org in &annotations.orgs {
            put(self.org, &org.id);
        }
        for cite in &annotations.cites {
            for term in number_terms(&cite.number) {
                put(self.cites, &term);
            }
        }
        for term in annotations.number.iter().flat_map(number_terms) {
            put(self.number, &term);
        }
        if let Some(issuer) = &annotations.issuer {
            put(self.issuer, &issuer.id);
        }
        if let Some(source) = &document.source {
            put(self.source, &source_key(source));
        }
        put(self.lang, document.lang.code());
        put(self.kind, document.kind.name());
        for figure in &annotations.figures {
            put(self.indicator, &figure.indicator_id);
        }
        let flags = [
            (Flag::Figure, !annotations.figures.is_empty()),
            (Flag::Date, document.date.is_some()),
            (Flag::Undated, document.date.is_none()),
            (Flag::Number, annotations.number.is_some()),
            (Flag::Person, !annotations.people.is_empty()),
            (Flag::Locality, !annotations.localities.is_empty()),
        ];
        for (flag, _) in flags.iter().filter(|(_, holds)| *holds) {
            put(self.flag, flag.term());
        }
        if let Some(id) = &document.external_id {
            put(self.external_id, id);
        }
        for address in document.url.iter().chain(&document.aliases) {
            put(self.address, address);
        }
    }

    fn fill_facets(&self, entry: &mut Values, document: &Document, annotations: &Annotations) {
        let mut put = |field: Field, id: &str, name: &str| {
            if id == name {
                entry.put_text(field, &[id]);
            } else {
                entry.put_text(field, &[id, FACET_SEPARATOR, name]);
            }
        };
        for locality in &annotations.localities {
            put(self.facet_locality, &locality.id.0, &locality.name);
        }
        for person in &annotations.people {
            put(self.facet_person, &text::fold(&person.name), &person.name);
        }
        for org in &annotations.orgs {
            put(self.facet_org, &org.id, &org.name);
        }
        for cite in &annotations.cites {
            let number = cite.number.to_string();
            put(self.facet_cites, &number, &number);
        }
        if let Some(issuer) = &annotations.issuer {
            put(self.facet_issuer, &issuer.id, &issuer.name);
        }
        if let Some(source) = &document.source {
            put(self.facet_source, &source_key(source), source);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_in_the_schema() {
        assert!(Fields::of(&schema()).is_ok());
        assert_eq!(schema().fields().count(), FIELDS.len());
    }
}
