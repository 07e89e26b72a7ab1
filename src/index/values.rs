//! A document as the engine takes it in: its long values are moved there, not copied.

use super::room::Held;
use std::iter::Empty;
use tantivy::Document;
use tantivy::schema::document::{ReferenceValue, ReferenceValueLeaf};
use tantivy::schema::{Field, Value};

/// Where a value is.
#[derive(Debug, Clone, Copy)]
enum Slot {
    Unsigned(u64),
    Signed(i64),
    /// From byte to byte of the short texts.
    Short(usize, usize),
    Stream(usize),
    Bytes(usize),
}

/// The values of one document.
#[derive(Debug, Default)]
pub(super) struct Values {
    slots: Vec<(Field, Slot)>,
    /// Keywords and facets one behind the other.
    short: String,
    streams: Vec<String>,
    bytes: Vec<Vec<u8>>,
    /// The room it takes up among the documents that wait.
    held: Option<Held>,
}

impl Values {
    pub(super) fn put_unsigned(&mut self, field: Field, value: u64) {
        self.slots.push((field, Slot::Unsigned(value)));
    }

    pub(super) fn put_signed(&mut self, field: Field, value: i64) {
        self.slots.push((field, Slot::Signed(value)));
    }

    /// Puts a short text, given in pieces.
    pub(super) fn put_text(&mut self, field: Field, pieces: &[&str]) {
        let start = self.short.len();
        pieces.iter().for_each(|piece| self.short.push_str(piece));
        let slot = Slot::Short(start, self.short.len());
        self.slots.push((field, slot));
    }

    /// Puts a word stream.
    pub(super) fn put_stream(&mut self, field: Field, stream: String) {
        self.slots.push((field, Slot::Stream(self.streams.len())));
        self.streams.push(stream);
    }

    pub(super) fn put_bytes(&mut self, field: Field, bytes: Vec<u8>) {
        self.slots.push((field, Slot::Bytes(self.bytes.len())));
        self.bytes.push(bytes);
    }

    /// How many bytes of memory it takes, roughly.
    pub(super) fn size(&self) -> usize {
        let streams = self.streams.iter().map(String::capacity);
        let bytes = self.bytes.iter().map(Vec::capacity);
        let slots = self.slots.capacity() * size_of::<(Field, Slot)>();
        streams.chain(bytes).sum::<usize>() + self.short.capacity() + slots
    }

    /// Holds room until the document is done with.
    pub(super) fn hold(&mut self, held: Held) {
        self.held = Some(held);
    }
}

/// One value.
#[derive(Debug, Clone, Copy)]
pub(super) struct ValueOf<'a> {
    values: &'a Values,
    slot: Slot,
}

impl<'a> Value<'a> for ValueOf<'a> {
    type ArrayIter = Empty<Self>;
    type ObjectIter = Empty<(&'a str, Self)>;

    fn as_value(&self) -> ReferenceValue<'a, Self> {
        let values = self.values;
        ReferenceValue::Leaf(match self.slot {
            Slot::Unsigned(value) => ReferenceValueLeaf::U64(value),
            Slot::Signed(value) => ReferenceValueLeaf::I64(value),
            Slot::Short(start, end) => ReferenceValueLeaf::Str(&values.short[start..end]),
            Slot::Stream(at) => ReferenceValueLeaf::Str(&values.streams[at]),
            Slot::Bytes(at) => ReferenceValueLeaf::Bytes(&values.bytes[at]),
        })
    }
}

/// All values with their fields.
pub(super) struct FieldsAndValues<'a> {
    values: &'a Values,
    slots: std::slice::Iter<'a, (Field, Slot)>,
}

impl<'a> Iterator for FieldsAndValues<'a> {
    type Item = (Field, ValueOf<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let values = self.values;
        let (field, slot) = *self.slots.next()?;
        Some((field, ValueOf { values, slot }))
    }
}

impl Document for Values {
    type Value<'a> = ValueOf<'a>;
    type FieldsValuesIter<'a> = FieldsAndValues<'a>;

    fn iter_fields_and_values(&self) -> FieldsAndValues<'_> {
        FieldsAndValues {
            values: self,
            slots: self.slots.iter(),
        }
    }
}
