//! Names of other peoples: what shows a person where no title stands before a foreign name.

/// Where a name stands in the whole name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForeignName {
    /// First, with a family name behind it: `Kenji Sato`.
    Given,
    /// A family name that stands first, before one or two words: `Wang Huning`.
    Chinese,
    /// A family name that stands first, before a name of two syllables with a hyphen: `Oh Su-yong`.
    Korean,
}

/// All names on file, with their kinds.
pub fn foreign_names() -> impl Iterator<Item = (ForeignName, &'static str)> {
    super::of_kinds(include_str!("foreign.tsv"), |kind| match kind {
        "given" => Some(ForeignName::Given),
        "chinese" => Some(ForeignName::Chinese),
        "korean" => Some(ForeignName::Korean),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_one_word_and_of_one_kind() {
        let names: Vec<(ForeignName, &str)> = foreign_names().collect();
        assert!(names.len() > 500);
        for (at, (_, name)) in names.iter().enumerate() {
            assert!(name.chars().all(char::is_alphabetic), "{name}");
            assert!(name.starts_with(char::is_uppercase), "{name}");
            let again = names[at + 1..].iter().any(|(_, other)| other == name);
            assert!(!again, "{name}");
        }
    }
}
