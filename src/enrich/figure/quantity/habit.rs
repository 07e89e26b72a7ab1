//! How a text parts its numbers: an English text that was translated may keep the dots of its original.

use crate::document::Lang;

/// How many numbers like `11.107` a text has at least that parts thousands by dots.
const NUMBERS: usize = 2;

/// The language by whose habits the numbers of a text are read. `11.107` in an English text is a decimal, unless
/// there are several of the kind and no number of the text parts thousands by commas.
pub(in super::super) fn of_numbers(text: &str, lang: Lang) -> Lang {
    if lang != Lang::En {
        return lang;
    }
    let grouped = |mark: u8| groups(text.as_bytes(), mark).count();
    if grouped(b'.') >= NUMBERS && grouped(b',') == 0 {
        Lang::Vi
    } else {
        lang
    }
}

/// The marks of a kind that stand before just three digits and behind one to three.
fn groups(text: &[u8], mark: u8) -> impl Iterator<Item = usize> {
    let digit = move |at: usize| text.get(at).is_some_and(u8::is_ascii_digit);
    memchr::memchr_iter(mark, text).filter(move |&at| {
        let three = digit(at + 1) && digit(at + 2) && digit(at + 3) && !digit(at + 4);
        // "0.325" and "17.09.2024" part nothing.
        let other = |at: usize| text.get(at).is_some_and(|c| matches!(c, b'.' | b','));
        let before = at > 0 && digit(at - 1) && (text[at - 1] != b'0' || at > 1 && digit(at - 2));
        three && before && !(other(at + 4) && digit(at + 5))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_part_thousands_where_commas_do_not() {
        let habit = |text| of_numbers(text, Lang::En);
        assert_eq!(
            habit("revenue of 11.107 billion VND, 3.226 households, 6.38%"),
            Lang::Vi
        );
        assert_eq!(habit("revenue of 11.107 billion VND, up 6.38%"), Lang::En);
        assert_eq!(
            habit("11.107 billion, 3.226 billion, 4,512 households"),
            Lang::En
        );
        assert_eq!(habit("an index of 0.325 and 0.411"), Lang::En);
        assert_eq!(of_numbers("11,107 and 3,226", Lang::Vi), Lang::Vi);
    }
}
