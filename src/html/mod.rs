//! Bytes of a page -> a tree that can be asked: charset, depth gate, selectors, lines of text.
//!
//! This is the only room that knows the HTML parser. Everything after parsing walks a flat array in
//! document order, so nothing here recurses and a hostile page cannot overflow a stack. What the
//! fields of a page mean is not known here: `extract` asks by selectors that `sites` declares. Bytes
//! and the charset of the HTTP head come in; a [`Page`], its elements and their text go out.

mod charset;
mod gate;
mod lines;
mod readable;
mod selector;
mod tag;
mod tree;

pub use charset::{Decoded, decode, decode_as};
pub use lines::{Dropped, lines_of, text_of};
pub use readable::{Readable, main_text};
pub use selector::{Selector, SelectorError};
pub use tag::Tag;
pub use tree::{Element, Page};
