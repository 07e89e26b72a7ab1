//! The two version numbers that every commit carries.

/// The layout of the bytes on disk.
///
/// - 1: folded, written and stem fields as word streams; records of codec 1.
/// - 2: figures stored, a column of fingerprints.
/// - 3: one word field, whose terms say how a word is written, in place of a folded and a written one.
pub const SCHEMA_VERSION: u32 = 3;

/// The meaning of what was extracted: another number asks to extract again from the raw pages.
///
/// - 1: first recognisers.
/// - 2: fingerprints of the words that the recognisers see; more names of people and former provinces.
/// - 3: titles, dates and leads of official texts and of pages without a rule.
/// - 4: times and more forms of figures; departments of provinces and branches of central bodies; numbers with a second
///   count.
/// - 5: what a text is about where it names its province once; ranks, moves and tables of figures in more forms.
pub const EXTRACTION_VERSION: u32 = 5;

/// The versions that an index was written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Versions {
    /// Its [`SCHEMA_VERSION`].
    pub schema: u32,
    /// Its [`EXTRACTION_VERSION`].
    pub extraction: u32,
}

impl Versions {
    /// The versions of this program.
    pub const CURRENT: Self = Self {
        schema: SCHEMA_VERSION,
        extraction: EXTRACTION_VERSION,
    };

    /// Tells whether this program would write the same.
    #[must_use]
    pub fn is_current(&self) -> bool {
        *self == Self::CURRENT
    }

    /// Puts the versions before the caller's payload.
    pub(super) fn head(self, payload: &str) -> String {
        format!("vankien {} {}\n{payload}", self.schema, self.extraction)
    }

    /// Parts what [`Versions::head`] put together.
    pub(super) fn split(text: &str) -> Option<(Self, &str)> {
        let (head, payload) = text.split_once('\n')?;
        let mut parts = head.strip_prefix("vankien ")?.split(' ');
        let schema = parts.next()?.parse().ok()?;
        let extraction = parts.next()?.parse().ok()?;
        Some((Self { schema, extraction }, payload))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_comes_off_again() {
        let head = Versions::CURRENT.head("a\nb");
        assert_eq!(Versions::split(&head), Some((Versions::CURRENT, "a\nb")));
        assert_eq!(Versions::split("{}"), None);
    }
}
