//! Vietnamese and English text: normal form, marks, folding, syllables, sentences, language, dates.
//!
//! Pure functions; nothing here knows a document, a file or an index. Text comes in as UTF-8 and is
//! NFC from [`normalize`] on; tokens, spans and dates go out.

mod analysis;
pub mod date;
mod fold;
mod function;
mod language;
mod latin;
pub mod legacy;
mod letter;
mod normalize;
mod number;
mod official;
mod passage;
mod scan;
mod sentence;
mod stem;
mod syllable;
mod tone;
mod words;

pub use analysis::{Token, TokenKind, analyze, analyze_with};
pub use fold::{fold, is_marked};
pub use function::{is_english_function_word, is_function_word, question_phrases};
pub use language::detect_language;
pub(crate) use latin::Latin;
pub use normalize::normalize;
pub use passage::document_marked;
pub use sentence::{lines, sentences};
pub use stem::stem_english;
pub use syllable::{bare_syllables, is_bare_syllable, is_syllable};
pub use tone::canonical;
