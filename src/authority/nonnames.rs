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
    include_str!("nonnames.tsv").lines().filter_map(|line| {
        let (kind, text) = line.split_once('\t')?;
        let kind = match kind {
            "word" => NonName::Word,
            "body" => NonName::Body,
            "name" => NonName::Name,
            _ => return None,
        };
        Some((kind, text))
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
