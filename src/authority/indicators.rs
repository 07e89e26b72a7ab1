//! Base indicators: what provinces are measured by, and the words that tell them in both languages.
//!
//! Each base has its measures: the level itself, change and growth, rank, target, share of plan. The
//! list stands in `data/indicators.tsv` and is our own.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::sync::LazyLock;

/// What a figure tells of its base indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// The thing itself.
    Level,
    /// A difference in the unit of the thing.
    Change,
    /// A difference in percent.
    Growth,
    /// A place among localities.
    Rank,
    /// Places won or lost.
    RankChange,
    /// What is aimed at.
    Target,
    /// The growth that is aimed at.
    GrowthTarget,
    /// Percent of a plan.
    ShareOfPlan,
    /// Percent of a budget estimate.
    ShareOfEstimate,
    /// By how many percent a plan is passed.
    OverPlan,
    /// By how many percent a budget estimate is passed.
    OverEstimate,
    /// A place among localities by growth.
    GrowthRank,
    /// Percent of a whole.
    Share,
}

impl Measure {
    /// All of them, the level first.
    pub const ALL: [Self; 13] = [
        Self::Level,
        Self::Change,
        Self::Growth,
        Self::Rank,
        Self::RankChange,
        Self::Target,
        Self::GrowthTarget,
        Self::ShareOfPlan,
        Self::ShareOfEstimate,
        Self::OverPlan,
        Self::OverEstimate,
        Self::GrowthRank,
        Self::Share,
    ];
}

/// The id of figures that no indicator fits.
pub const OTHER: &str = "other";

/// One base indicator.
#[derive(Debug)]
pub struct Indicator {
    /// The stem of the ids of its measures.
    pub id: &'static str,
    /// The id of its level.
    pub level: &'static str,
    /// What its level is given in: `percent`, `money`, `count` or `bare`.
    pub form: &'static str,
    /// What a percentage without a word of change is.
    pub percent: Measure,
    /// Vietnamese name.
    pub name_vi: &'static str,
    /// English name.
    pub name_en: &'static str,
    cues: &'static str,
    units: &'static str,
}

impl Indicator {
    /// Tells whether a count in a unit, folded, may be of this; `-` in the table allows all.
    #[must_use]
    pub fn counts_in(&self, unit: &str) -> bool {
        let words = || unit.split(|c: char| !c.is_alphanumeric());
        self.units == "-"
            || self
                .units
                .split(' ')
                .any(|wanted| match wanted.split_once('_') {
                    None => words().any(|have| have == wanted),
                    Some((first, second)) => words()
                        .zip(words().skip(1))
                        .any(|pair| pair == (first, second)),
                })
    }

    /// The ids of all its measures, of the level first.
    #[must_use]
    pub fn ids(&self) -> Vec<String> {
        let mut ids: Vec<String> = Measure::ALL.map(|measure| self.id_of(measure)).into();
        let mut met = std::collections::HashSet::new();
        ids.retain(|id| met.insert(id.clone()));
        ids
    }

    /// The id of one measure, such as `grdp_growth` or `poverty_rate`.
    #[must_use]
    pub fn id_of(&self, measure: Measure) -> String {
        match measure {
            Measure::Level => self.level.to_owned(),
            Measure::Change => format!("{}_change", self.level),
            Measure::Growth => format!("{}_growth", self.id),
            Measure::Rank => format!("{}_rank", self.id),
            Measure::RankChange => format!("{}_rank_change", self.id),
            Measure::Target => format!("{}_target", self.level),
            Measure::GrowthTarget => format!("{}_growth_target", self.id),
            Measure::ShareOfPlan => format!("{}_pct_of_plan", self.id),
            Measure::ShareOfEstimate => format!("{}_pct_of_estimate", self.id),
            Measure::OverPlan => format!("{}_vs_plan", self.id),
            Measure::OverEstimate => format!("{}_vs_estimate", self.id),
            Measure::GrowthRank => format!("{}_growth_rank", self.id),
            Measure::Share if self.form == "percent" => self.level.to_owned(),
            Measure::Share if self.id == "public_investment_disbursement" => {
                format!("{}_rate", self.id)
            }
            Measure::Share if self.id.ends_with("_cut") => format!("{}_rate", self.id),
            Measure::Share => format!("{}_share", self.id),
        }
    }
}

/// The authority file of indicators.
#[derive(Debug)]
pub struct Indicators {
    all: Vec<Indicator>,
    cues: AhoCorasick,
    /// For each cue, its indicators and whether it is wide.
    owners: Vec<(Vec<usize>, bool)>,
}

/// A cue found in folded text.
#[derive(Debug, Clone, Copy)]
pub struct Cue {
    /// First byte in the folded text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// Its indicator.
    pub indicator: &'static Indicator,
    /// Whether it is a wide word that tells the indicator only where no other cue does.
    pub wide: bool,
}

/// The authority file of indicators, read at first use.
#[must_use]
pub fn indicators() -> &'static Indicators {
    static FILE: LazyLock<Indicators> =
        LazyLock::new(|| Indicators::read(include_str!("data/indicators.tsv")));
    &FILE
}

impl Indicators {
    fn read(table: &'static str) -> Self {
        let all: Vec<Indicator> = table
            .lines()
            .filter(|line| !line.starts_with('#'))
            .skip(1)
            .filter_map(row)
            .collect();
        let mut owners: Vec<(Vec<usize>, bool)> = Vec::new();
        let mut words: Vec<&str> = Vec::new();
        for (at, indicator) in all.iter().enumerate() {
            for cue in indicator.cues.split('|') {
                let wide = cue.starts_with('~');
                let cue = cue.trim_start_matches('~');
                match words.iter().position(|known| *known == cue) {
                    Some(known) => owners[known].0.push(at),
                    None => {
                        owners.push((vec![at], wide));
                        words.push(cue);
                    }
                }
            }
        }
        let cues = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            // Every text runs through it.
            .kind(Some(AhoCorasickKind::DFA))
            .build(&words)
            .expect("the cues of the bundled table are few and short");
        Self { all, cues, owners }
    }

    /// All indicators.
    #[must_use]
    pub fn all(&self) -> &[Indicator] {
        &self.all
    }

    /// The indicator that an id is a measure of.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Indicator> {
        self.all
            .iter()
            .filter(|indicator| id.starts_with(indicator.id) || id.starts_with(indicator.level))
            .max_by_key(|indicator| indicator.id.len())
    }

    /// The indicator that a name in either language, a cue or the stem of its ids stands for.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Indicator> {
        let folded = crate::text::fold(name);
        let is_name = |indicator: &&Indicator| {
            indicator.id == folded
                || [indicator.name_vi, indicator.name_en]
                    .iter()
                    .any(|known| crate::text::fold(known) == folded)
        };
        let by_cue = |indicator: &&Indicator| indicator.cues.split('|').any(|cue| cue == folded);
        let mut all = self.all.iter();
        all.find(is_name).or_else(|| self.all.iter().find(by_cue))
    }

    /// Finds the cues in folded text, whole words only, in order.
    pub fn cues_in<'f>(&'static self, folded: &'f str) -> impl Iterator<Item = Cue> + 'f {
        self.cues
            .find_iter(folded)
            .filter(move |found| {
                let before = folded[..found.start()].chars().next_back();
                let after = folded[found.end()..].chars().next();
                before.is_none_or(|c| c == ' ') && after.is_none_or(|c| c == ' ')
            })
            .flat_map(move |found| {
                let (owners, wide) = &self.owners[found.pattern().as_usize()];
                owners.iter().map(move |owner| Cue {
                    start: found.start(),
                    end: found.end(),
                    indicator: &self.all[*owner],
                    wide: *wide,
                })
            })
    }
}

fn row(line: &'static str) -> Option<Indicator> {
    let mut cells = line.split('\t');
    let mut cell = || cells.next();
    Some(Indicator {
        id: cell()?,
        level: cell()?,
        form: cell()?,
        percent: match cell()? {
            "growth" => Measure::Growth,
            "share" => Measure::Share,
            "change" => Measure::Change,
            _ => Measure::Level,
        },
        name_vi: cell()?,
        name_en: cell()?,
        cues: cell()?,
        units: cell()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        let file = indicators();
        assert!(file.all().len() >= 40, "{}", file.all().len());
        let mut ids: Vec<_> = file.all().iter().map(|i| i.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), file.all().len());
        for indicator in file.all() {
            for cue in indicator.cues.split('|') {
                let cue = cue.trim_start_matches('~');
                assert_eq!(cue, crate::text::fold(cue), "{}", indicator.id);
            }
        }
    }

    #[test]
    fn cues_are_whole_words_and_the_longest() {
        let ids: Vec<_> = indicators()
            .cues_in("thu ngan sach va grdp binh quan dau nguoi xuat khaux")
            .map(|cue| cue.indicator.id)
            .collect();
        assert_eq!(ids, ["budget_revenue", "grdp_per_capita"]);
        let grdp = indicators().find("grdp_growth").unwrap();
        assert_eq!(grdp.id_of(Measure::Growth), "grdp_growth");
        assert_eq!(indicators().find("poverty_rate").unwrap().id, "poverty");
    }
}
