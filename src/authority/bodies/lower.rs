//! Bodies of districts and communes, named by a head, a rank and the unit: `UBND huyện Phú Quý`.

use super::folded;
use crate::document::OrgRef;
use std::borrow::Cow;

/// A body of a district or commune: what its name begins with.
#[derive(Debug, Clone, Copy)]
pub struct LowerBody {
    /// How many words the head has, the rank included.
    pub words: usize,
    head: &'static str,
    rank: &'static str,
}

/// Heads of bodies below the province, folded, and as they are printed.
const LOWER_HEADS: [(&str, &str); 5] = [
    ("ubnd", "UBND"),
    ("uy ban nhan dan", "UBND"),
    ("hdnd", "HĐND"),
    ("hoi dong nhan dan", "HĐND"),
    ("cong an", "Công an"),
];

/// The ranks of lower units, folded, and as they are printed.
const LOWER_RANKS: [(&str, &str); 6] = [
    ("huyen", "huyện"),
    ("quan", "quận"),
    ("thi xa", "thị xã"),
    ("thi tran", "thị trấn"),
    ("xa", "xã"),
    ("phuong", "phường"),
];

/// Party committees of districts.
const LOWER_COMMITTEES: [(&str, &str); 3] = [
    ("huyen uy", "Huyện ủy"),
    ("quan uy", "Quận ủy"),
    ("thi uy", "Thị ủy"),
];

impl LowerBody {
    /// The head that folded words begin with: `ubnd huyen phu quy`, `huyen uy duc trong`.
    #[must_use]
    pub fn begins(folded: &str) -> Option<Self> {
        let after = |words: &str| {
            folded
                .strip_prefix(words)
                .and_then(|rest| rest.strip_prefix(' '))
        };
        let count = |words: &str| words.split(' ').count();
        if let Some((words, head)) = LOWER_COMMITTEES
            .iter()
            .find(|(words, _)| after(words).is_some())
        {
            return Some(Self {
                words: count(words),
                head,
                rank: "",
            });
        }
        LOWER_HEADS.iter().find_map(|(words, head)| {
            let rest = after(words)?;
            let (ranked, rank) = LOWER_RANKS.iter().find(|(ranked, _)| {
                rest.strip_prefix(ranked)
                    .is_some_and(|name| name.starts_with(' '))
            })?;
            Some(Self {
                words: count(words) + count(ranked),
                head,
                rank,
            })
        })
    }

    /// The body of a unit, by its name as printed.
    #[must_use]
    pub fn of(self, unit: &str) -> OrgRef {
        let name = if self.rank.is_empty() {
            format!("{} {unit}", self.head)
        } else {
            format!("{} {} {unit}", self.head, self.rank)
        };
        let head = name.strip_suffix(unit).unwrap_or_default();
        let slug = |text: &str, by: &str| folded(text).replace(' ', by);
        OrgRef {
            id: Cow::Owned(format!("{}:{}", slug(head, "-"), slug(unit, "_"))),
            name: Cow::Owned(name),
        }
    }

    /// The body that a whole name stands for.
    pub(super) fn of_name(name: &str) -> Option<OrgRef> {
        let lower = Self::begins(&folded(name))?;
        let unit: Vec<&str> = name.split_whitespace().skip(lower.words).collect();
        (!unit.is_empty()).then(|| lower.of(&unit.join(" ")))
    }
}
