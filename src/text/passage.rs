//! Passages: whether a stretch of text is written with Vietnamese marks.

use super::letter::{Letter, letter};

/// A line of fewer words than this follows its document.
pub(super) const FEWEST_WORDS: usize = 4;

/// How many words a passage has, and how many of them carry Vietnamese marks.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Count {
    pub(super) words: usize,
    pub(super) marked: usize,
}

impl Count {
    /// Whether so many marked words make a passage written with marks: one in four.
    ///
    /// Of 105,000 lines of Vietnamese press with marks all but one in a thousand have them on more
    /// words than that, three of four on average; English that spells Vietnamese names with marks has
    /// them on one of ten.
    pub(super) fn is_marked(self) -> bool {
        self.marked > 0 && self.marked * 4 >= self.words
    }

    fn add(&mut self, other: Self) {
        self.words += other.words;
        self.marked += other.marked;
    }
}

/// Whether a document is written with Vietnamese marks: the majority, by words, of its lines of four
/// words and more, or all its words together where it has no such line.
#[must_use]
pub fn document_marked(text: &str) -> bool {
    let (mut with, mut without) = (0, 0);
    let mut short = Count::default();
    for line in text.lines() {
        let count = count(line);
        if count.words < FEWEST_WORDS {
            short.add(count);
        } else if count.is_marked() {
            with += count.words;
        } else {
            without += count.words;
        }
    }
    if with + without == 0 {
        short.is_marked()
    } else {
        with > without
    }
}

/// Counts by letters alone, which is nearly what the analysis counts and costs a tenth.
fn count(line: &str) -> Count {
    let bytes = line.as_bytes();
    let mut count = Count::default();
    let (mut in_word, mut marked) = (false, false);
    let mut i = 0;
    while i < bytes.len() {
        let b = bytes[i];
        if b < 0x80 {
            let is_letter = b.is_ascii_alphabetic();
            if in_word && !is_letter {
                count.marked += usize::from(marked);
                marked = false;
            }
            count.words += usize::from(is_letter && !in_word);
            in_word = is_letter;
            i += 1;
            continue;
        }
        let Some(c) = line.get(i..).and_then(|rest| rest.chars().next()) else {
            break;
        };
        let entry = letter(c);
        let is_letter = entry.is_some() || c.is_alphabetic();
        if in_word && !is_letter {
            count.marked += usize::from(marked);
            marked = false;
        }
        count.words += usize::from(is_letter && !in_word);
        in_word = is_letter;
        marked |= entry.is_some_and(Letter::is_marked);
        i += c.len_utf8();
    }
    count.marked += usize::from(in_word && marked);
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_majority_decides() {
        for (text, expected) in [
            (
                "Đảng bộ tỉnh họp hội nghị\nBy our staff reporter here",
                true,
            ),
            (
                "The Party Committee met in Hanoi on Friday\nTrương Thị Mai dự họp",
                false,
            ),
            ("Truong Thi Mai chu tri hoi nghi", false),
            ("chó", true),
            ("Mai", false),
            ("", false),
            (
                "General Secretary Tô Lâm met voters of the capital on Monday afternoon",
                false,
            ),
        ] {
            assert_eq!(document_marked(text), expected, "{text}");
        }
    }
}
