//! Small groups of words that recognisers look for one by one in every sentence: the lexicon holds one bit for each
//! group, so that a word of none is passed without a look at its letters.

/// A group of words, by its bit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said(u16);

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
/// Words that one of the phrases for the whole nation holds, `ca nuoc` or `national average`.
pub(super) const NATION: Said = Said(64);
/// Words by which a sentence that names no province goes on about some: `the province`, `three`.
pub(super) const REFERENCES: Said = Said(128);
/// Words that deal numbers out in the order of places: `respectively`, `lần lượt`.
pub(super) const ORDERLY: Said = Said(256);
/// Words that go on with what was told, and name nothing new.
pub(super) const CONNECTING: Said = Said(512);
/// Words that a phrase of giving begins with.
pub(super) const GIVING: Said = Said(1024);
/// Units that measure things of a locality.
pub(super) const MEASURES: Said = Said(2048);
/// Durations, lengths, ages and the like.
pub(super) const DURATIONS: Said = Said(4096);
/// Vietnamese syllables, and those whose marks were left out.
pub(super) const SYLLABLES: Said = Said(8192);
/// First words of titles.
pub(super) const TITLE_FIRSTS: Said = Said(16_384);
/// Last words of titles.
pub(super) const TITLE_LASTS: Said = Said(32_768);

/// The groups, but for those that the lexicon fills from its tables, with their words or phrases, of which the first words are in the group as far as their folded forms tell.
pub(super) const GROUPS: [(Said, &[&str]); 13] = [
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
    (
        NATION,
        &[
            "average",
            "nuoc",
            "quoc",
            "country",
            "nationwide",
            "chung",
            "nationally",
        ],
    ),
    (
        REFERENCES,
        &[
            "tinh", "tp", "pho", "province", "city", "three", "four", "two",
        ],
    ),
    (ORDERLY, &["respectively", "order", "luot", "ung", "tu"]),
    (
        CONNECTING,
        &[
            "dat",
            "uoc",
            "khoang",
            "hon",
            "tren",
            "va",
            "so",
            "voi",
            "cung",
            "ky",
            "bang",
            "trong",
            "do",
            "nam",
            "truoc",
            "ngoai",
            "quy",
            "thang",
            "dau",
            "la",
            "co",
            "gan",
            "con",
            "chi",
            "den",
            "toi",
            "cao",
            "thap",
            "muc",
            "tinh",
            "thanh",
            "pho",
            "tp",
            "cua",
            "toan",
            "or",
            "and",
            "of",
            "which",
            "the",
            "about",
            "over",
            "nearly",
            "from",
            "than",
            "by",
            "in",
            "at",
            "a",
            "to",
            "year",
            "last",
            "same",
            "period",
            "compared",
            "with",
            "up",
            "down",
            "equal",
            "equivalent",
            "reaching",
            "reached",
            "was",
            "is",
            "were",
            "while",
            "khi",
            "rieng",
            "tuong",
            "duong",
            "duoc",
            "du",
            "ke",
            "hoach",
            "estimate",
            "plan",
            "exceeding",
            "exceeded",
            "vuot",
            "after",
            "moi",
            "per",
            "cu",
            "former",
            "old",
            "province",
            "city",
            "its",
            "it",
            "then",
            "tiep",
            "theo",
            "lan",
            "luot",
            "ung",
            "respectively",
            "lowest",
            "highest",
            "nhat",
            "lon",
            "but",
            "nhung",
            "quan",
            "binh",
            "ra",
            "de",
            "ha",
            "nang",
            "first",
            "months",
            "month",
            "quarter",
            "this",
        ],
    ),
    (GIVING, super::figure::GIFTS),
    (
        MEASURES,
        &[
            "ha", "hecta", "hectare", "hectares", "km2", "tan", "ton", "tons", "tonne", "tonnes",
            "points", "point", "diem", "mw", "kwh", "square", "sq",
        ],
    ),
    (
        DURATIONS,
        &[
            "nam", "thang", "ngay", "tuan", "gio", "phut", "giay", "tuoi", "year", "years",
            "month", "months", "monthly", "day", "days", "week", "weeks", "hour", "hours",
            "minute", "minutes", "pm", "am", "m", "cm", "m3", "met", "metre", "metres", "meter",
            "meters", "kg", "lit", "do", "century", "ngay", "decade", "decades", "quarter",
            "quarters", "nhiem", "degrees", "h", "teu", "trang", "bai", "cau",
        ],
    ),
];

impl Said {
    /// Adds the group to the bits of a word.
    pub(super) const fn put(self, bits: u16) -> u16 {
        bits | self.0
    }

    /// Whether the bits of a word hold the group.
    pub(super) const fn is_in(self, bits: u16) -> bool {
        bits & self.0 != 0
    }
}
