//! Small groups of words that recognisers look for one by one in every sentence: the lexicon holds one bit for each
//! group, so that a word of none is passed without a look at its letters.

/// A group of words, by its bit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said(u8);

/// Syllables that a number or a rank in words may begin with.
pub(super) const NUMERALS: Said = Said(1);
/// Words for districts, communes and the like.
pub(super) const LOWER_KINDS: Said = Said(2);
/// Words by which a text speaks of its province or of the nation.
pub(super) const WHOLES: Said = Said(4);
/// Words that end a counted noun.
pub(super) const STOPS: Said = Said(8);
/// `thứ`, which makes an order of the number behind it.
pub(super) const ORDER: Said = Said(16);
/// Words that the names of institutions, works and lines open with.
pub(super) const INSTITUTIONS: Said = Said(32);

/// The groups with their words or phrases, of which the first words are in the group as far as their folded forms tell.
pub(super) const GROUPS: [(Said, &[&str]); 6] = [
    (
        NUMERALS,
        &[
            "ten", "dau", "la", "by", "nhat", "nhi", "cuoi", "mot", "hai", "ba", "bon", "nam",
            "sau", "bay", "tam", "chin", "muoi",
        ],
    ),
    (
        LOWER_KINDS,
        &[
            "quan", "huyen", "xa", "phuong", "thon", "ban", "ap", "buon", "district", "commune",
            "ward", "village", "hamlet", "town",
        ],
    ),
    (
        WHOLES,
        &[
            "tinh",
            "pho",
            "bo",
            "province",
            "city",
            "locality",
            "municipality",
            "municipal",
            "provincial",
            "nuoc",
            "quoc",
            "uong",
            "phu",
            "nation",
            "nationwide",
            "country",
            "central",
            "government",
        ],
    ),
    (STOPS, super::figure::STOPS),
    (ORDER, &["thu"]),
    (INSTITUTIONS, super::figure::INSTITUTIONS),
];

impl Said {
    /// Adds the group to the bits of a word.
    pub(super) const fn put(self, bits: u8) -> u8 {
        bits | self.0
    }

    /// Whether the bits of a word hold the group.
    pub(super) const fn is_in(self, bits: u8) -> bool {
        bits & self.0 != 0
    }
}
