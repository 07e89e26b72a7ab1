//! Words and fixed names that look like persons or localities of ours and are neither.

/// What such a word or name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NonName {
    /// An English word that never stands in a person's name.
    Word,
    /// A word that makes an institution, a street or an event of the name before it.
    Body,
    /// A fixed name of several words.
    Name,
}

/// Returns all of them as the file prints them.
pub fn nonnames() -> impl Iterator<Item = (NonName, &'static str)> {
    super::of_kinds(include_str!("nonnames.tsv"), |kind| match kind {
        "word" => Some(NonName::Word),
        "body" => Some(NonName::Body),
        "name" => Some(NonName::Name),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        let lines = include_str!("nonnames.tsv").lines();
        let expected = lines.filter(|line| !line.starts_with('#')).count();
        assert_eq!(nonnames().count(), expected);
    }
}
