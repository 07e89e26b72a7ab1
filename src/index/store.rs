//! The stored values of a document, read straight from the bytes of the store.
//!
//! The engine hands on a value of bytes one byte at a time, which took a fifth of a whole query. Every
//! stored value is one of bytes, so what it writes is simple: how many values, then for each the field in
//! four bytes, the kind of value in one, its length and itself.

use super::IndexError;
use tantivy::schema::Field;

/// The kind of a value that is bytes.
const BYTES: u8 = 4;

/// The values of one document.
pub(super) struct Stored<'b>(pub(super) &'b [u8]);

impl<'b> Stored<'b> {
    /// The value of a field, if the document has one.
    pub(super) fn value(&self, field: Field) -> Result<Option<&'b [u8]>, IndexError> {
        let mut rest = self.0;
        for _ in 0..number(&mut rest)? {
            let id = u32::from_le_bytes(*chunk(&mut rest)?);
            let [kind] = *chunk(&mut rest)?;
            if kind != BYTES {
                return Err(IndexError::Record("a stored value of another kind"));
            }
            let length = number(&mut rest)?;
            let (value, behind) = rest.split_at_checked(length).ok_or(CUT_SHORT)?;
            if id == field.field_id() {
                return Ok(Some(value));
            }
            rest = behind;
        }
        Ok(None)
    }
}

const CUT_SHORT: IndexError = IndexError::Record("cut short");

fn chunk<'b, const N: usize>(rest: &mut &'b [u8]) -> Result<&'b [u8; N], IndexError> {
    let (chunk, behind) = rest.split_first_chunk().ok_or(CUT_SHORT)?;
    *rest = behind;
    Ok(chunk)
}

/// A number, seven bits a byte, the lowest first; the last byte has its high bit set.
fn number(rest: &mut &[u8]) -> Result<usize, IndexError> {
    let mut number = 0;
    for shift in (0..usize::BITS).step_by(7) {
        let [byte] = *chunk(rest)?;
        number |= usize::from(byte & 0x7F) << shift;
        if byte & 0x80 != 0 {
            return Ok(number);
        }
    }
    Err(IndexError::Record("a number too long"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tantivy::schema::{BytesOptions, Schema, Value};
    use tantivy::{DocAddress, Index, TantivyDocument};

    #[test]
    fn values_are_those_that_the_engine_reads() {
        let mut schema = Schema::builder();
        let options = || BytesOptions::default().set_stored();
        let fields = ["a", "b", "c"].map(|name| schema.add_bytes_field(name, options()));
        let index = Index::create_in_ram(schema.build());
        let mut writer = index.writer_with_num_threads(1, 15_000_000).unwrap();
        let mut document = TantivyDocument::default();
        document.add_bytes(fields[2], &[7; 300]);
        document.add_bytes(fields[0], b"");
        writer.add_document(document).unwrap();
        writer.commit().unwrap();
        let searcher = index.reader().unwrap().searcher();
        let store = searcher.segment_reader(0).get_store_reader(1).unwrap();
        let bytes = store.get_document_bytes(0).unwrap();
        let read: TantivyDocument = searcher.doc(DocAddress::new(0, 0)).unwrap();
        for field in fields {
            let expected = read.get_first(field).and_then(|value| value.as_bytes());
            assert_eq!(Stored(&bytes).value(field).unwrap(), expected);
        }
        for end in 0..bytes.len() {
            assert!(Stored(&bytes[..end]).value(fields[1]).is_err(), "{end}");
        }
    }
}
