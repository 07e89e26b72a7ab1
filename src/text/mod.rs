//! Vietnamese and English text: normal form, marks, folding, syllables, sentences, language, dates.
//!
//! Pure functions; nothing here knows a document, a file or an index. Text comes in as UTF-8 and is
//! NFC from [`normalize`] on; tokens, spans and dates go out.

mod analysis;
mod fold;
mod normalize;

pub use analysis::{Token, TokenKind, analyze};
pub use fold::fold;
pub use normalize::normalize;
