//! Text that is safe in the place where it is shown.

use std::borrow::Cow;

/// Keeps a spreadsheet from reading a cell as a formula: a cell that begins with one of its signs gets
/// an apostrophe before it (OWASP, CSV injection).
#[must_use]
pub fn guard_cell(cell: &str) -> Cow<'_, str> {
    let first = cell.trim_start_matches([' ', '\n']).chars().next();
    match first {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠') => {
            Cow::Owned(format!("'{cell}"))
        }
        _ => Cow::Borrowed(cell),
    }
}

/// One line without control characters, so that a text from elsewhere cannot steer the terminal.
#[must_use]
pub fn plain_line(text: &str) -> Cow<'_, str> {
    if text.chars().any(char::is_control) {
        let plain = text.chars().map(|c| if c.is_control() { ' ' } else { c });
        Cow::Owned(plain.collect())
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded() {
        for cell in ["=1+1", "+1", "-8,25%", "@x", "\t=1", " =1"] {
            assert_eq!(guard_cell(cell), format!("'{cell}"), "{cell}");
        }
        for cell in ["", "a=1", "96-QĐ/TW", "8,25%"] {
            assert_eq!(guard_cell(cell), cell);
        }
    }

    #[test]
    fn escape_sequences_do_not_pass() {
        assert_eq!(plain_line("a\u{1b}[31mb"), "a [31mb");
    }
}
