//! The numbers that ranking depends on, all of them.

/// What a ranking weighs by.
///
/// The values in [`Parameters::CHOSEN`] were found by experiment on judged questions: those whose
/// id has an even SHA-256 were searched for the best values, the others tell how good they are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parameters {
    /// How fast further occurrences of a word lose worth (BM25 k1).
    pub k1: f32,
    /// How much the length of a document counts against it (BM25 b).
    pub b: f32,
    /// Weight of a bare form in a passage without marks beside 1 for the word as written.
    pub bare: f32,
    /// Weight of another inflection of an English word beside 1 for the word itself.
    pub stem: f32,
    /// How many documents are looked at again with the positions of the words.
    pub depth: usize,
    /// Weight of a pair that is adjacent in query and document beside a word.
    pub pair: f32,
    /// Weight of a pair that stands close.
    pub near: f32,
    /// Positions that a close pair may span.
    pub window: u32,
    /// Weight of a pair adjacent in the title.
    pub title: f32,
    pub skip: f32,
    pub pair_k: f32,
    pub pair_b: f32,
    pub power: f32,
    pub pair_power: f32,
    pub tri: f32,
    pub dup: f32,
    pub cover: f32,
}

impl Parameters {
    /// The values in use.
    pub const CHOSEN: Self = Self {
        k1: 0.9,
        b: 0.4,
        bare: 0.7,
        stem: 0.8,
        depth: 300,
        pair: 1.0,
        near: 0.0,
        window: 8,
        title: 0.0,
        skip: 0.0,
        pair_k: 0.9,
        pair_b: 0.4,
        power: 1.0,
        pair_power: 1.0,
        tri: 0.0,
        dup: 1.0,
        cover: 0.0,
    };
}
