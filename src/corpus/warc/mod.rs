//! WARC 1.1 (ISO 28500): one gzip member a record when written, any packing when read.

mod http;
mod member;
mod packing;
mod reader;
mod record;
mod writer;

pub use http::{HttpError, HttpMessage, decode_body, parse_http};
pub use reader::{WarcEntry, WarcProblem, WarcReader};
pub use record::{RecordType, WarcHead, digest};
pub use writer::{NewRecord, WarcWriter, WriterOptions};
