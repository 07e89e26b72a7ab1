//! Steps over the parts of a number as printed.

use super::digits_end;

/// A cursor over what follows the digits.
pub(super) struct Cursor<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    Dash,
    Slash,
    Space,
}

impl<'t> Cursor<'t> {
    pub(super) fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Steps over a dash or slash with at most two spaces on each side; `Space` where only spaces stand.
    pub(super) fn joint(&mut self, spaced: bool) -> Option<Joint> {
        let start = self.at;
        let mut spaces = 0;
        let mut joint = None;
        for c in self.rest().chars() {
            match c {
                ' ' | '\u{a0}' if spaced && spaces < 4 => spaces += 1,
                '-' | '–' | '—' | '‐' | '‑' | '−' if joint.is_none() => {
                    joint = Some(Joint::Dash)
                }
                '/' | '∕' | '⁄' if joint.is_none() => joint = Some(Joint::Slash),
                _ => break,
            }
            self.at += c.len_utf8();
        }
        if joint.is_none() && spaces > 0 {
            joint = Some(Joint::Space);
        }
        if joint.is_none() {
            self.at = start;
        }
        joint
    }

    pub(super) fn digits(&mut self) -> &'t str {
        let end = digits_end(self.text.as_bytes(), self.at);
        let digits = &self.text[self.at..end];
        self.at = end;
        digits
    }

    /// Reads a symbol: letters, then digits as in `QH15`.
    pub(super) fn symbol(&mut self) -> &'t str {
        let rest = self.rest();
        let letters: usize = rest
            .chars()
            .take_while(|c| c.is_alphabetic())
            .map(char::len_utf8)
            .sum();
        if letters == 0 {
            return "";
        }
        let end = digits_end(rest.as_bytes(), letters);
        self.at += end;
        &rest[..end]
    }
}
