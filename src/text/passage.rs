//! Passages: whether a stretch of text is written with Vietnamese marks.

use super::letter::is_marked_letter;

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

/// Counts by letters alone, which is nearly what the analysis counts and costs a fraction.
fn count(line: &str) -> Count {
    let bytes = line.as_bytes();
    let mut count = Count::default();
    let (mut in_word, mut marked) = (false, false);
    let mut i = 0;
    while let Some(&b) = bytes.get(i) {
        let (width, is_letter, is_marked) = if b < 0x80 {
            (1, b.is_ascii_alphabetic(), false)
        } else {
            beyond_ascii(line, i)
        };
        count.words += usize::from(is_letter && !in_word);
        count.marked += usize::from(in_word && !is_letter && marked);
        marked = is_letter && (marked || is_marked);
        in_word = is_letter;
        i += width;
    }
    count.marked += usize::from(in_word && marked);
    count
}

/// Width of the character at `i`, whether it is a letter, and whether one with a Vietnamese mark.
#[inline]
fn beyond_ascii(line: &str, i: usize) -> (usize, bool, bool) {
    let bytes = line.as_bytes();
    let low = |at: usize| bytes[at] & 0x3F;
    match (bytes[i], bytes[i + 1]) {
        (lead @ 0xC3..=0xC6, _) if lead != 0xC3 || !matches!(low(i + 1), 0x17 | 0x37) => (
            2,
            true,
            MARKED[usize::from(lead - 0xC3)] >> low(i + 1) & 1 == 1,
        ),
        (0xE1, 0xBA) => (3, true, low(i + 2) >= 0x20),
        (0xE1, 0xBB) => (3, true, low(i + 2) <= 0x39),
        // Dashes and quotation marks.
        (0xE2, 0x80) => (3, false, false),
        _ => {
            let c = line[i..].chars().next().unwrap_or(' ');
            (c.len_utf8(), c.is_alphabetic(), false)
        }
    }
}

/// For each lead byte 0xC3..0xC7 of UTF-8 the second bytes, by their low six bits, that make a letter
/// with a Vietnamese mark.
const MARKED: [u64; 4] = marked();

const fn marked() -> [u64; 4] {
    let mut masks = [0; 4];
    let mut at = 0;
    while at < 4 * 64 {
        if is_marked_letter(0xC0 + at) {
            masks[at as usize / 64] |= 1 << (at % 64);
        }
        at += 1;
    }
    masks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_told_by_their_bytes() {
        let letters = ('\u{80}'..'\u{250}').chain('\u{1E00}'..'\u{1F00}');
        for c in letters.chain('\u{2000}'..'\u{2100}') {
            let marked = crate::text::is_marked(c.encode_utf8(&mut [0; 4]));
            let told = beyond_ascii(&c.to_string(), 0);
            assert_eq!(told, (c.len_utf8(), c.is_alphabetic(), marked), "{c}");
        }
    }

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
