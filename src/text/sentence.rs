//! Sentences and lines of Vietnamese and English text.

use super::fold::{fold, is_marked};

/// Abbreviations whose point ends no sentence, folded, in order.
///
/// Units and titles of both languages; months; what stands before a number is in [`BEFORE_NUMBERS`].
const ABBREVIATIONS: &[&str] = &[
    "apr", "aug", "brig", "bs", "capt", "ck", "cmdr", "co", "col", "corp", "cv", "d/c", "dc",
    "dec", "dr", "ds", "dt", "etc", "feb", "gen", "gov", "gs", "h", "hon", "hs", "inc", "jan",
    "jr", "jul", "jun", "ks", "ls", "lt", "ltd", "maj", "mar", "mr", "mrs", "ms", "mt", "nov",
    "nxb", "oct", "p", "pgs", "pres", "prof", "pts", "q", "rep", "rev", "sen", "sep", "sept",
    "sgt", "sr", "st", "t", "ths", "tm", "tp", "ts", "tt", "tx", "ubnd", "vs", "x",
];

/// Abbreviations only before a number: `No. 96`, `tr. 12`.
const BEFORE_NUMBERS: &[&str] = &["art", "no", "nos", "pp", "sec", "so", "tr", "vol"];

/// The longest abbreviation in bytes, with room for marks.
const LONGEST: usize = 8;

/// Splits text into sentences: start and end of each, without the white space around it.
///
/// Every line ends a sentence. Between them lies nothing but white space.
pub fn sentences(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + (text[at..].len() - text[at..].trim_start().len());
        if start == text.len() {
            return None;
        }
        let end = sentence_end(text, start);
        at = end;
        Some((start, start + text[start..end].trim_end().len()))
    })
}

/// The lines of text that are not empty: start and end of each, without the white space around it.
pub fn lines(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + (text[at..].len() - text[at..].trim_start().len());
        if start == text.len() {
            return None;
        }
        at = text[start..]
            .find('\n')
            .map_or(text.len(), |len| start + len);
        Some((start, start + text[start..at].trim_end().len()))
    })
}

/// The end of the sentence that begins at `start`: a line end or what follows its last mark.
fn sentence_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    loop {
        let next = bytes[at..]
            .iter()
            .position(|b| matches!(b, b'.' | b'!' | b'?' | b'\n' | 0xE2));
        let Some(mark) = next.map(|next| at + next) else {
            return text.len();
        };
        match bytes[mark] {
            b'\n' => return mark,
            0xE2 if !text[mark..].starts_with('…') => at = mark + 3,
            _ => {
                let (end, ends) = after_mark(text, start, mark);
                if ends {
                    return with_leftovers(text, end);
                }
                at = end;
            }
        }
    }
}

/// The end of a sentence with the quotes and marks that stand alone after it: `. ".`
fn with_leftovers(text: &str, end: usize) -> usize {
    let closes = ['"', '”', '’', '»', ')', ']', '.', '!', '?', '…', ','];
    let marks = text[end..].trim_start_matches(' ');
    let after = marks.trim_start_matches(closes);
    if after.is_empty() || (after.len() < marks.len() && after.starts_with(char::is_whitespace)) {
        text.len() - after.len()
    } else {
        end
    }
}

/// Where the marks that begin at `mark` end with their closing quotes, and whether a sentence does.
fn after_mark(text: &str, start: usize, mark: usize) -> (usize, bool) {
    let marks = text[mark..].trim_start_matches(['.', '!', '?', '…']);
    let marks_end = text.len() - marks.len();
    let closed = marks.trim_start_matches(['"', '\'', ')', ']', '”', '’', '»']);
    let end = text.len() - closed.len();
    let lone_point = &text[mark..marks_end] == ".";
    let before = &text[start..mark];
    let Some(first) = closed.chars().next() else {
        return (end, true);
    };
    if !first.is_whitespace() {
        return (
            end,
            lone_point && end == marks_end && is_glued(before, closed),
        );
    }
    let next = closed.trim_start();
    let item = next.chars().nth(1) == Some(')');
    let goes_on = (next.starts_with(char::is_lowercase) && !item)
        || (lone_point && end == marks_end && belongs_to_word(before, next));
    (end, !goes_on)
}

/// Whether a sentence begins without a space after a point, as in text whose spaces were lost:
/// `họp.Đồng chí`, but not `TP.HCM`, `Th.S` or `vietnam.vn`.
fn is_glued(before: &str, after: &str) -> bool {
    let mut next = after.chars();
    let capital =
        next.next().is_some_and(char::is_uppercase) && next.next().is_some_and(char::is_lowercase);
    let word = last_word(before);
    capital && word.chars().count() >= 2 && word.chars().all(char::is_lowercase)
}

/// Whether a point belongs to the word before it: an abbreviation, an initial or an enumeration.
fn belongs_to_word(before: &str, next: &str) -> bool {
    let word = last_word(before);
    if word.len()
        == before
            .trim_start_matches(['"', '“', '(', '-', '–', ' ', '*', '•'])
            .len()
        && is_enumerator(word)
    {
        return true;
    }
    if word.is_empty() || word.len() > LONGEST {
        return false;
    }
    if word.chars().count() == 1
        && word.chars().all(char::is_uppercase)
        && !matches!(word, "Q" | "P" | "H" | "T" | "X")
    {
        return is_initial(&before[..before.len() - word.len()]);
    }
    if is_marked(word) {
        return false;
    }
    let folded = fold(word);
    // In small letters these are words ("hon", "sen"), but for a few.
    let abbreviates = word.starts_with(char::is_uppercase) || matches!(word, "đ/c" | "etc" | "vs");
    (abbreviates && ABBREVIATIONS.binary_search(&folded.as_str()).is_ok())
        || (next.starts_with(|c: char| c.is_ascii_digit())
            && BEFORE_NUMBERS.contains(&folded.as_str()))
}

/// `1`, `12`, `a`, `IV` at the beginning of a sentence.
fn is_enumerator(word: &str) -> bool {
    let roman = word.bytes().all(|b| b"IVX".contains(&b));
    let number = word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit());
    !word.is_empty() && (number || roman || word.chars().count() == 1)
}

/// Whether a capital after this is an initial (`George W. Bush`), not the name that Vietnamese press
/// gives the unnamed (`Nguyễn Văn A.`) nor a letter after a common word (`vitamin C.`).
fn is_initial(before: &str) -> bool {
    let trimmed = before.trim_end();
    if trimmed.ends_with('.') || trimmed.is_empty() {
        return true;
    }
    let word = last_word(trimmed);
    word.starts_with(char::is_uppercase)
        && !matches!(
            fold(word).as_str(),
            "van" | "thi" | "nguyen" | "tran" | "le"
        )
}

/// The letters, digits and strokes at the end of text.
fn last_word(text: &str) -> &str {
    let kept = text.trim_end_matches(|c: char| c.is_alphanumeric() || c == '/');
    &text[kept.len()..]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(expected: &[&str]) {
        for between in [" ", "\n", "  \n "] {
            let text = expected.join(between);
            let found: Vec<_> = sentences(&text)
                .map(|(start, end)| &text[start..end])
                .collect();
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn sentences_end() {
        check(&[
            "Hội nghị họp ngày 17.1.2024.",
            "Đồng chí phát biểu!",
            "Ai dự?",
            "Tỷ lệ là 13,45%.",
        ]);
        check(&[
            "“Phải làm ngay.”",
            "Ông nói.",
            "(Ảnh: TTXVN.)",
            "Hết…",
            "Rồi sao?",
        ]);
        check(&["Nạn nhân là Nguyễn Văn A.", "Công an vào cuộc."]);
        check(&["Nhiều hơn.", "Mấy anh em."]);
        check(&["Ông nói: “Tốt. ”.", "Hết."]);
        check(&["The vote was held.", "It passed by 13.45 percent."]);
    }

    #[test]
    fn points_within_sentences() {
        check(&[
            "UBND TP. Hồ Chí Minh và Q. 1, P. Bến Nghé họp.",
            "PGS. TS. Lê Văn Bình dự.",
        ]);
        check(&[
            "Mr. Smith signed Regulation No. 96 in the U.S. capital.",
            "He left.",
        ]);
        check(&["George W. Bush came.", "No.", "He did."]);
        check(&[
            "1. Nội dung thứ nhất.",
            "a) Điểm a.",
            "IV. Tổ chức thực hiện.",
            "2. Hai.",
        ]);
        check(&[
            "Ban Chấp hành T.Ư Đảng khóa XIII.",
            "Trang vietnam.vn đưa tin v.v. và nhiều việc.",
        ]);
        check(&["Ngày 5 Jan. 2024 họp.", "Hết."]);
    }

    #[test]
    fn lost_spaces() {
        let text = "Hội nghị đã họp.Đồng chí dự tại TP.HCM.";
        let found: Vec<_> = sentences(text)
            .map(|(start, end)| &text[start..end])
            .collect();
        assert_eq!(found, ["Hội nghị đã họp.", "Đồng chí dự tại TP.HCM."]);
    }

    #[test]
    fn lines_are_trimmed() {
        let text = "\n một \n\n  hai\n";
        let found: Vec<_> = lines(text).map(|(start, end)| &text[start..end]).collect();
        assert_eq!(found, ["một", "hai"]);
    }

    #[test]
    fn abbreviations_are_in_order() {
        assert!(ABBREVIATIONS.is_sorted());
    }

    proptest! {
        #[test]
        fn sentences_cover_the_text(text in "(\\PC|[.!?…\"”\n ]|TP\\. |1\\. |họp\\.Đồng){0,30}") {
            let mut last = 0;
            for (start, end) in sentences(&text) {
                prop_assert!(start < end && text[last..start].trim().is_empty());
                prop_assert!(!text[start..end].contains('\n'));
                last = end;
            }
            prop_assert!(text[last..].trim().is_empty());
        }
    }
}
