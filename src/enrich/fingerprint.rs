//! Fingerprints: what tells copies of one text.
//!
//! A shingle is five syllables in a row, folded, so that copies with and without marks agree. The
//! wording of a text is the least of its shingles under each of [`HASHES`] orders (MinHash; Broder,
//! 1997), three and three hashed together into a band: two texts that share a part `s` of their
//! shingles have a band in common with probability 1 - (1 - s³)⁸, which is .9967 at .8. Each shingle
//! stands in one of the orders only, by its hash; an order without any borrows another's least (one
//! permutation hashing; Shrivastava, 2017). A band only proposes; [`Shingles::are_alike`] decides.

use super::scan::{Scan, folded_hashes};
use crate::document::{BANDS, Document, Fingerprint, Wording};

/// Syllables in a shingle.
const SHINGLE: usize = 5;

/// A text of fewer syllables is not compared: short notices are alike by their form.
const FEWEST_SYLLABLES: usize = 80;

/// Least hashes in a band.
const ROWS: usize = 3;

/// Orders under which the least shingle is taken.
const HASHES: usize = ROWS * BANDS;

/// The different shingles of a text, as hashes.
#[derive(Debug, Clone, Default)]
pub struct Shingles(Different);

impl Shingles {
    /// Takes the shingles of lead and body.
    #[must_use]
    pub fn of(body: &str) -> Self {
        Self::of_words(&folded_hashes(body))
    }

    fn of_words(words: &[u64]) -> Self {
        let mut different = Different::new(words.len());
        hashes(words).for_each(|shingle| different.add(shingle));
        Self(different)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.count as usize
    }

    /// Tells whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many of all shingles of two texts both have.
    #[must_use]
    pub fn jaccard(&self, other: &Self) -> f64 {
        let shared = self.shared(other);
        let all = self.len() + other.len() - shared;
        if all == 0 {
            0.0
        } else {
            shared as f64 / all as f64
        }
    }

    /// Tells whether two texts share at least four fifths of their shingles.
    #[must_use]
    pub fn are_alike(&self, other: &Self) -> bool {
        let shared = self.shared(other);
        let all = self.len() + other.len() - shared;
        all > 0 && shared * 5 >= all * 4
    }

    fn shared(&self, other: &Self) -> usize {
        self.0.iter().filter(|one| other.0.has(*one)).count()
    }
}

/// Tells whether two numbers of shingles let two texts be alike at all.
#[must_use]
pub fn may_be_alike(a: u32, b: u32) -> bool {
    u64::from(a.min(b)) * 5 >= u64::from(a.max(b)) * 4
}

/// Takes the fingerprint of a document, but for its translation key.
#[must_use]
pub(super) fn fingerprint(scan: &Scan<'_>, document: &Document) -> Fingerprint {
    let from = scan.word_at(document.text.title_span().end);
    let words = scan.hashes_from(from);
    if words.is_empty() {
        return Fingerprint::default();
    }
    let long_enough = words.len() >= FEWEST_SYLLABLES;
    Fingerprint {
        body: Some(written(scan, from, words)),
        translation: None,
        wording: long_enough.then(|| wording(words)),
    }
}

/// The hash of a key that several documents may carry.
#[must_use]
pub fn key_hash(key: &str) -> u64 {
    mix(hash(key)).max(1)
}

/// The hash of all words with their marks, whatever their tone placement.
fn written(scan: &Scan<'_>, from: usize, folded: &[u64]) -> u64 {
    let all = (from..).zip(folded).fold(0, |all, (at, folded)| {
        let marks = u64::from(scan.marks(at)) << 48;
        (all ^ folded ^ marks)
            .rotate_left(23)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
    });
    mix(all).max(1)
}

/// The hashes of the shingles in order.
fn hashes(words: &[u64]) -> impl Iterator<Item = u64> {
    /// What the first word of a shingle is multiplied by.
    const FIRST: u64 = FACTOR.wrapping_pow(SHINGLE as u32 - 1);
    let add = |joined: u64, word: u64| joined.wrapping_mul(FACTOR).wrapping_add(word);
    let (opening, rest) = words.split_at((SHINGLE - 1).min(words.len()));
    let opening = opening.iter().fold(0, |joined, word| add(joined, *word));
    // The words of one are those of the one before but for the first and the last (Rabin and Karp).
    rest.iter()
        .zip(words)
        .scan(opening, move |joined, (last, first)| {
            let shingle = add(*joined, *last);
            *joined = shingle.wrapping_sub(first.wrapping_mul(FIRST));
            Some(mix(shingle))
        })
}

/// What the hashes of the words of a shingle are multiplied by, once for each word after.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

fn wording(words: &[u64]) -> Wording {
    let mut least = [u32::MAX; HASHES];
    let mut different = Different::new(words.len());
    for shingle in hashes(words) {
        let order = ((shingle >> 32) * HASHES as u64) >> 32;
        let least = &mut least[order as usize];
        *least = (*least).min(shingle as u32);
        different.add(shingle);
    }
    let own = least;
    for (order, least) in least.iter_mut().enumerate() {
        let mut next = order as u64;
        while *least == u32::MAX {
            // Some order has a shingle, since the text is long enough to have many.
            next = mix(next + HASHES as u64);
            *least = own[(((next >> 32) * HASHES as u64) >> 32) as usize];
        }
    }
    let mut bands = [0; BANDS];
    for (band, rows) in bands.iter_mut().zip(least.chunks_exact(ROWS)) {
        let joined = rows
            .iter()
            .fold(0, |joined, row| mix(joined ^ u64::from(*row)));
        *band = (joined >> 32) as u32;
    }
    Wording {
        shingles: different.count,
        bands,
    }
}

/// Different hashes, which are spread already: each stands in the first free place from the one that its
/// last bits name.
#[derive(Debug, Clone, Default)]
struct Different {
    /// 0 where there is none.
    places: Vec<u64>,
    count: u32,
}

impl Different {
    fn new(most: usize) -> Self {
        Self {
            places: vec![0; (most * 2).next_power_of_two()],
            count: 0,
        }
    }

    fn add(&mut self, hash: u64) {
        let hash = hash.max(1);
        let place = self.place_of(hash);
        if self.places[place] == 0 {
            self.places[place] = hash;
            self.count += 1;
        }
    }

    fn has(&self, hash: u64) -> bool {
        self.count > 0 && self.places[self.place_of(hash)] == hash
    }

    fn iter(&self) -> impl Iterator<Item = u64> {
        self.places.iter().copied().filter(|hash| *hash != 0)
    }

    /// Where a hash stands, or would stand.
    fn place_of(&self, hash: u64) -> usize {
        let mask = self.places.len() - 1;
        let mut place = hash as usize & mask;
        while self.places[place] != 0 && self.places[place] != hash {
            place = (place + 1) & mask;
        }
        place
    }
}

/// FNV-1a: keys stand in the index, so that their hashes must be the same in every build.
fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// Spreads the bits of a number (the finaliser of SplitMix64).
const fn mix(n: u64) -> u64 {
    let n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ (n >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of made-up syllables; `from` shifts it along an endless one.
    fn text(from: usize, syllables: usize) -> String {
        let word = |n: usize| format!("t{}a", mix(n as u64) % 9973);
        let words: Vec<String> = (from..from + syllables).map(word).collect();
        words.join(" ")
    }

    #[test]
    fn marks_case_and_signs_do_not_count() {
        let a = Shingles::of("Kiểm tra, giám sát là chức năng lãnh đạo của Đảng.");
        let b = Shingles::of("KIEM TRA - giam sat la chuc nang lanh dao cua dang");
        assert_eq!((a.len(), b.len()), (7, 7));
        assert!((a.jaccard(&b) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn four_fifths_are_alike() {
        // 104 and 104 shingles share 92 or 93.
        let a = Shingles::of(&text(0, 108));
        assert!(a.are_alike(&Shingles::of(&text(11, 108))));
        assert!(!a.are_alike(&Shingles::of(&text(12, 108))));
        assert!(may_be_alike(80, 100) && !may_be_alike(79, 100));
        assert!(!Shingles::default().are_alike(&Shingles::default()));
    }

    #[test]
    fn texts_that_are_alike_mostly_share_a_band() {
        let shares = |a: &Wording, b: &Wording| a.bands.iter().zip(&b.bands).any(|(a, b)| a == b);
        let (mut found, mut chance) = (0, 0);
        for n in 0..400 {
            let start = n * 10_000;
            let of = |from, long| wording(Scan::new(&text(from, long)).hashes_from(0));
            let one = of(start, 204);
            // 200 shingles each, 178 shared: .802.
            found += usize::from(shares(&one, &of(start + 22, 204)));
            // 200 shingles each, 66 shared: .198.
            chance += usize::from(shares(&one, &of(start + 134, 204)));
        }
        assert!(found >= 396, "{found} of 400");
        assert!(chance < 60, "{chance} of 400");
    }

    /// Every pair of documents that is alike, found without bands: of two sets that share four fifths,
    /// the rarest fifth of the one meets the other (prefix filter; Chaudhuri et al., 2006).
    fn alike_pairs(texts: &[(usize, Shingles)]) -> Vec<(usize, usize)> {
        let mut frequency: std::collections::HashMap<u64, u32> = Default::default();
        for (_, shingles) in texts {
            let all = shingles.0.iter();
            all.for_each(|one| *frequency.entry(one).or_default() += 1);
        }
        let mut seen: std::collections::HashMap<u64, Vec<usize>> = Default::default();
        let mut pairs = Vec::new();
        for (at, (_, shingles)) in texts.iter().enumerate() {
            let mut rarest: Vec<u64> = shingles.0.iter().collect();
            rarest.sort_unstable_by_key(|one| (frequency[one], *one));
            rarest.truncate(rarest.len() - rarest.len() * 4 / 5 + 1);
            let mut near: Vec<usize> = Vec::new();
            for one in rarest.into_iter().filter(|one| frequency[one] > 1) {
                let others = seen.entry(one).or_default();
                near.extend(others.iter());
                others.push(at);
            }
            near.sort_unstable();
            near.dedup();
            near.retain(|other| texts[*other].1.are_alike(shingles));
            pairs.extend(near.into_iter().map(|other| (texts[other].0, texts[at].0)));
        }
        pairs
    }

    /// The words of the optional articles beside the project, the long ones.
    fn real_articles() -> Vec<Vec<u64>> {
        let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared");
        let shared = std::env::var("VANKIEN_SHARED").unwrap_or_else(|_| beside.to_owned());
        let path = std::path::Path::new(&shared).join("data/text/news20k.jsonl.gz");
        let Ok(file) = std::fs::File::open(path) else {
            return Vec::new();
        };
        let reader = std::io::BufReader::new(flate2::read::MultiGzDecoder::new(file));
        let words = std::io::BufRead::lines(reader).map(|line| {
            let record: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
            let body = record["text"].as_str().or(record["body"].as_str());
            Scan::new(&crate::text::normalize(body.unwrap()))
                .hashes_from(0)
                .to_vec()
        });
        words
            .filter(|words| words.len() >= FEWEST_SYLLABLES)
            .collect()
    }

    fn share_a_band(a: &Wording, b: &Wording) -> bool {
        a.bands.iter().zip(&b.bands).any(|(a, b)| a == b)
    }

    /// Measures on the optional data beside the project: `cargo test --release -- --ignored bands`.
    #[test]
    #[ignore = "reads 20,000 articles"]
    #[expect(
        clippy::print_stderr,
        reason = "a test that measures tells what it found"
    )]
    fn bands_find_the_pairs_of_real_articles() {
        let articles = real_articles();
        let texts: Vec<(usize, Shingles)> = articles
            .iter()
            .map(|words| Shingles::of_words(words))
            .enumerate()
            .collect();
        let wordings: Vec<Wording> = articles.iter().map(|words| wording(words)).collect();
        let pairs = alike_pairs(&texts);
        let found = pairs
            .iter()
            .filter(|(a, b)| share_a_band(&wordings[*a], &wordings[*b]))
            .count();
        eprintln!(
            "{} articles, {} pairs, {found} found",
            texts.len(),
            pairs.len()
        );
        assert!(found * 100 >= pairs.len() * 99);
        // Real near-copies are few: one word in so many is put in another's place, or an end is cut.
        let (mut all, mut met) = (0, 0);
        for (name, copy) in COPIES {
            let (mut alike, mut shared, mut near) = (0, 0, 0);
            for (at, words) in articles.iter().enumerate().step_by(3) {
                let copy = copy(words);
                let copied = Shingles::of_words(&copy);
                if !texts[at].1.are_alike(&copied) {
                    continue;
                }
                let shares = share_a_band(&wordings[at], &wording(&copy));
                alike += 1;
                shared += usize::from(shares);
                near += usize::from(texts[at].1.jaccard(&copied) < 0.82);
            }
            eprintln!("{name}: {alike} alike ({near} below .82), {shared} found");
            all += alike;
            met += shared;
        }
        eprintln!("copies: {met} of {all}");
        assert!(met * 100 >= all * 99);
    }

    type Copy = fn(&[u64]) -> Vec<u64>;

    /// Copies as an editor makes them.
    const COPIES: [(&str, Copy); 5] = [
        ("one word in 100", |words| edited(words, 100)),
        ("one word in 60", |words| edited(words, 60)),
        ("one word in 48", |words| edited(words, 48)),
        ("a tenth cut", |words| words[words.len() / 10..].to_vec()),
        ("a sixth cut", |words| {
            words[..words.len() - words.len() / 6].to_vec()
        }),
    ];

    fn edited(words: &[u64], every: usize) -> Vec<u64> {
        let edit = |(at, word): (usize, &u64)| {
            if at % every == every / 2 {
                mix(*word)
            } else {
                *word
            }
        };
        words.iter().enumerate().map(edit).collect()
    }
}
