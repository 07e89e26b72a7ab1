//! The terms of the word field: each word stands there once, in a term that says how it is written.
//!
//! | term | stands for |
//! | --- | --- |
//! | `mai` | the word written without marks in a passage with marks, or a number |
//! | `mai`, NUL | the bare word in a passage without marks |
//! | `mai`, NUL, `mãi` | the word written with these marks |
//!
//! The forms of one folded word are neighbours in the dictionary, so that a word typed without marks
//! is a short range of it.

use super::keys::cut;

/// Stands behind the folded word; in no word itself.
const PARTING: &str = "\0";

/// Sorts right behind all forms of a folded word and before any longer word.
const BEHIND: char = '\u{1}';

/// How a word is written where a term stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WordForm<'t> {
    /// As it is typed without marks, in a passage with marks.
    Plain(&'t str),
    /// Bare in a passage without marks.
    Bare,
    /// With marks.
    Marked(&'t str),
}

impl<'t> WordForm<'t> {
    /// The form of a word by its two spellings and the passage that it stands in.
    #[inline]
    pub(super) fn of(folded: &'t str, written: &'t str, marked_passage: bool) -> Self {
        if written != folded {
            Self::Marked(written)
        } else if marked_passage {
            Self::Plain(folded)
        } else {
            Self::Bare
        }
    }

    /// The form that a term says.
    pub(crate) fn read(term: &'t str) -> Self {
        match term.split_once(PARTING) {
            None => Self::Plain(term),
            Some((_, "")) => Self::Bare,
            Some((_, written)) => Self::Marked(written),
        }
    }

    /// What stands behind the folded word in its term: the sign that parts them, and the word as it
    /// is written.
    #[inline]
    pub(super) fn ending(self) -> (&'static str, &'t str) {
        match self {
            Self::Plain(_) => ("", ""),
            Self::Bare => (PARTING, ""),
            Self::Marked(written) => (PARTING, cut(written)),
        }
    }

    fn term(self, folded: &str) -> String {
        let (parting, written) = self.ending();
        [cut(folded), parting, written].concat()
    }
}

/// The term of a word as it is written, whatever the passage.
pub(crate) fn written_form(folded: &str, written: &str) -> String {
    WordForm::of(folded, written, true).term(folded)
}

/// The term of a bare word in a passage without marks.
pub(crate) fn bare_form(folded: &str) -> String {
    WordForm::Bare.term(folded)
}

/// The terms of a word in every form: from the first one to before the second.
pub(crate) fn all_forms(folded: &str) -> (String, String) {
    let folded = cut(folded);
    (folded.to_owned(), format!("{folded}{BEHIND}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_read_as_they_were_written() {
        for form in [
            WordForm::Plain("mai"),
            WordForm::Bare,
            WordForm::Marked("mãi"),
        ] {
            assert_eq!(WordForm::read(&form.term("mai")), form);
        }
    }

    #[test]
    fn all_forms_of_a_word_and_no_other_are_in_its_range() {
        let (first, end) = all_forms("mai");
        let within = |term: &str| term >= first.as_str() && term < end.as_str();
        assert!(within(&written_form("mai", "mai")));
        assert!(within(&written_form("mai", "mãi")));
        assert!(within(&bare_form("mai")));
        for other in ["ma", "main", "mam", "ma\0mã", "main\0", "maia\0maiá"] {
            assert!(!within(other), "{other}");
        }
    }
}
