//! Titles and offices: the phrases that a person's name stands after or before.

use super::lookup::Lookup;
use crate::text;
use std::sync::LazyLock;

/// What a title says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TitleKind {
    /// Only that a person follows: `ông`, `Comrade`.
    Address,
    /// A military, academic or religious title, or a calling.
    Rank,
    /// A position; the words after it may name its body.
    Office,
}

/// One title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Title {
    /// What it says.
    pub kind: TitleKind,
    /// Whether it is Vietnamese.
    pub vietnamese: bool,
    /// As the file prints it, with marks.
    pub printed: &'static str,
}

/// The titles by their folded form, one space between the words.
#[derive(Debug)]
pub struct Titles {
    phrases: Lookup<String, Vec<Title>>,
    longest: Lookup<String, usize>,
}

/// Returns the titles and offices.
#[must_use]
pub fn titles() -> &'static Titles {
    static TITLES: LazyLock<Titles> = LazyLock::new(Titles::read);
    &TITLES
}

impl Titles {
    /// The title that a folded phrase is, if it is one.
    #[must_use]
    pub fn get(&self, folded: &str) -> Option<Title> {
        self.all(folded).first().copied()
    }

    /// All titles that fold to a phrase: `trưởng ban` and `trưởng bản`, which their marks tell apart.
    #[must_use]
    pub fn all(&self, folded: &str) -> &[Title] {
        self.phrases.get(folded).map_or(&[], Vec::as_slice)
    }

    /// How many words the longest title has that begins with a folded word; 0 for none.
    #[must_use]
    pub fn longest_from(&self, first: &str) -> usize {
        self.longest.get(first).copied().unwrap_or(0)
    }

    /// All titles, folded.
    pub fn phrases(&self) -> impl Iterator<Item = &str> {
        self.phrases.keys().map(String::as_str)
    }

    fn read() -> Self {
        let mut phrases: Lookup<String, Vec<Title>> = Lookup::default();
        let mut longest: Lookup<String, usize> = Lookup::default();
        let titles = super::of_kinds(include_str!("offices.tsv"), |kind| match kind {
            "address" => Some(TitleKind::Address),
            "rank" => Some(TitleKind::Rank),
            "office" => Some(TitleKind::Office),
            _ => None,
        });
        for (kind, phrase) in titles {
            // The two Vietnamese words of address that bear no mark.
            let vietnamese = !phrase.is_ascii() || matches!(phrase, "anh" | "em");
            let folded = text::fold(phrase);
            let words: Vec<&str> = folded
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .collect();
            let length = longest.entry(words[0].to_owned()).or_default();
            *length = words.len().max(*length);
            phrases.entry(words.join(" ")).or_default().push(Title {
                kind,
                vietnamese,
                printed: phrase,
            });
        }
        Self { phrases, longest }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_title_stands_twice_in_the_file() {
        for (folded, titles) in &titles().phrases {
            for (at, title) in titles.iter().enumerate() {
                let again = titles[at + 1..]
                    .iter()
                    .any(|other| crate::authority::same_written(other.printed, title.printed));
                assert!(!again, "{folded}");
            }
        }
        assert_eq!(titles().all("truong ban").len(), 2);
    }

    #[test]
    fn phrases_are_found_folded() {
        let check = |phrase, kind| {
            assert_eq!(
                titles().get(phrase).map(|title| title.kind),
                kind,
                "{phrase}"
            )
        };
        check("tong bi thu", Some(TitleKind::Office));
        check("dong chi", Some(TitleKind::Address));
        check("gs ts", Some(TitleKind::Rank));
        check("vice chairman", Some(TitleKind::Office));
        check("bau troi", None);
        assert_eq!(titles().longest_from("pho"), 5);
    }
}
