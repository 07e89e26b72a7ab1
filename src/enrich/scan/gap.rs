//! What stands between two words.

/// What stands between a word and the one before it; of several signs the strongest counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// Spaces alone.
    Space,
    /// An apostrophe, no space.
    Apostrophe,
    /// A slash.
    Slash,
    /// A hyphen or dash of any length.
    Dash,
    /// A comma.
    Comma,
    /// Quotation marks.
    Quote,
    /// A closing bracket.
    Close,
    /// An opening bracket.
    Open,
    /// A colon.
    Colon,
    /// A semicolon.
    Semicolon,
    /// Any other sign (%, +, &, *...).
    Other,
    /// A full stop, question or exclamation mark, ellipsis.
    Stop,
    /// The end of a line.
    Line,
}

impl Gap {
    /// What a sign is.
    #[inline]
    pub(super) fn of(c: char) -> Self {
        static SIGNS: [Gap; 128] = {
            let mut signs = [Gap::Other; 128];
            let mut b = 0u8;
            while b < 128 {
                signs[b as usize] = Gap::of_ascii(b);
                b += 1;
            }
            signs
        };
        match SIGNS.get(c as usize) {
            Some(sign) => *sign,
            None => Self::beyond_ascii(c),
        }
    }

    const fn of_ascii(b: u8) -> Self {
        match b {
            b'\n' | b'\r' => Self::Line,
            b' ' | b'\t' | 0x0b | 0x0c => Self::Space,
            b'.' | b'!' | b'?' => Self::Stop,
            b',' => Self::Comma,
            b';' => Self::Semicolon,
            b':' => Self::Colon,
            b'(' | b'[' => Self::Open,
            b')' | b']' => Self::Close,
            b'"' => Self::Quote,
            b'\'' => Self::Apostrophe,
            b'/' => Self::Slash,
            b'-' => Self::Dash,
            _ => Self::Other,
        }
    }

    fn beyond_ascii(c: char) -> Self {
        match c {
            '…' => Self::Stop,
            '“' | '”' | '«' | '»' | '„' => Self::Quote,
            '’' | '‘' => Self::Apostrophe,
            '–' | '—' | '‑' | '−' | '‐' => Self::Dash,
            _ if c.is_whitespace() => Self::Space,
            _ => Self::Other,
        }
    }
}
