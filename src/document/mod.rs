//! The nouns: what a record, a document and the things recognised in it are.
//!
//! Everything here is plain data with constructors and printing; nothing reads a file, a clock or a
//! neighbour document. What comes in are values, what goes out are values.

mod address;
mod annotation;
mod article;
mod figure;
mod fingerprint;
mod id;
mod number;
mod raw;
mod span;

pub use address::{host_of, normalize_address};
pub use annotation::{
    Annotations, Byline, Citation, LocalityId, LocalityRef, Mention, MentionKind, OrgRef,
    PersonRef, Resolution,
};
pub use article::{
    DatedBy, Document, DocumentDate, Kind, Lang, Problem, ReadBy, Text, TextBuilder,
};
pub use figure::{Comparator, Figure, Period, PeriodOrigin};
pub use fingerprint::{BANDS, Fingerprint, Wording};
pub use id::{DocId, IdError};
pub use number::OfficialNumber;
pub use raw::{Media, RawRecord, RecordLocation};
pub use span::Span;
