//! What tells copies of one text, known from each document alone.

/// How many keys stand for the wording of a text.
pub const BANDS: usize = 8;

/// What tells copies of one text: equal hashes of bodies are equal bodies, a shared band asks for a
/// comparison, equal translation keys are one article in several languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fingerprint {
    /// Hash of the words of lead and body with their marks; nothing where there are none.
    pub body: Option<u64>,
    /// Hash of the key that a site gives to all translations of an article.
    pub translation: Option<u64>,
    /// How the text is worded; nothing for one too short to be compared.
    pub wording: Option<Wording>,
}

/// How a text is worded, in a form that two texts of like wording are likely to share in part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wording {
    /// How many different shingles the text has.
    pub shingles: u32,
    /// Keys of which texts of like wording have at least one in common.
    pub bands: [u32; BANDS],
}
