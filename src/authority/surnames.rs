//! Surnames: what makes a run of capitalised words a Vietnamese name.

use crate::text;
use std::collections::HashMap;
use std::sync::LazyLock;

/// How strongly a surname speaks for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SurnameStrength {
    /// Also a common word or a given name.
    Weak,
    /// Of a people whose given names need not be Vietnamese syllables.
    Minority,
    /// Hardly ever anything else.
    Strong,
}

/// One surname.
#[derive(Debug, Clone, Copy)]
pub struct Surname {
    /// As printed, with marks and a capital.
    pub printed: &'static str,
    /// How strongly it speaks for a person.
    pub strength: SurnameStrength,
}

/// Returns all surnames by their folded form.
#[must_use]
pub fn surnames() -> &'static HashMap<String, Vec<Surname>> {
    static TABLE: LazyLock<HashMap<String, Vec<Surname>>> = LazyLock::new(|| {
        let mut table: HashMap<String, Vec<Surname>> = HashMap::new();
        for line in include_str!("surnames.tsv").lines() {
            let Some((printed, strength)) = line.split_once('\t') else {
                continue;
            };
            let strength = match strength {
                "strong" => SurnameStrength::Strong,
                "weak" => SurnameStrength::Weak,
                "minority" => SurnameStrength::Minority,
                _ => continue,
            };
            let entry = table.entry(text::fold(printed)).or_default();
            entry.push(Surname { printed, strength });
        }
        table
    });
    &TABLE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_tell_surnames_apart() {
        let vo: Vec<&str> = surnames()["vo"]
            .iter()
            .map(|surname| surname.printed)
            .collect();
        assert_eq!(vo, ["Võ"]);
        assert_eq!(surnames()["le"][0].strength, SurnameStrength::Strong);
        assert!(surnames().values().map(Vec::len).sum::<usize>() > 200);
        assert!(!surnames().contains_key("printed"));
    }
}
