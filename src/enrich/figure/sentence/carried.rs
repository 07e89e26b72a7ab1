//! What is carried over: from the sentences before to a pronoun or to the rest of a line, and from a place
//! that another is compared with to the words that tell of it.

use super::super::{counted, doubt, words};
use super::{Bound, Level, Pattern, Place, Sentence, Standing};
use crate::document::LocalityId;
use crate::enrich::figure::quantity::Form;
use crate::enrich::scan::{Gap, Scan};

/// Within how many words of its sentence a pronoun stands that is its subject.
const PRONOUN_WORDS: usize = 10;

impl Standing {
    /// The place that a pronoun stands for.
    fn referred_to(&self) -> Option<LocalityId> {
        self.subject
            .clone()
            .or_else(|| self.frame.clone())
            .filter(|id| self.topic.as_ref().is_none_or(|topic| topic == id))
    }
}

impl Sentence<'_, '_> {
    /// `It`, `the province` or `tỉnh` after a sentence with one subject.
    pub(super) fn pronoun(&self, at: usize, standing: &Standing) -> Option<Bound> {
        let quantity = &self.quantities[at];
        if quantity.form == Form::Bare || self.names_another(at) {
            return None;
        }
        // After a commune "it" is the commune, but "the province" is not.
        if standing.lower && !doubt::speaks_of_the_province(self.scan, &self.words) {
            return None;
        }
        let id = standing.referred_to()?;
        (self.refers(at)).then_some(Bound {
            quantity: at,
            id,
            pattern: Pattern::Topic,
            from: self.words.start,
        })
    }

    /// Whether a place stands before a quantity or beside it, other than one that is compared with.
    fn names_another(&self, at: usize) -> bool {
        let quantity = &self.quantities[at];
        let clause = self.clause(quantity.words.start);
        self.provinces().any(|(_, place)| {
            place.words.start < quantity.words.start
                || self.clause(place.words.start) == clause && !self.compared(place)
        })
    }

    /// Whether a sentence speaks of what was named before: `Its exports ...`, `In the past tenure it met ...`.
    fn refers(&self, at: usize) -> bool {
        let start = self.words.start;
        let first = self.scan.padded_run(start..(start + 2).min(self.words.end));
        let leads = [
            " it ",
            " its ",
            " the province",
            " the city",
            " the locality",
            " tinh ",
            " thanh pho",
            " toan tinh",
            " dia phuong",
        ]
        .iter()
        .any(|lead| first.starts_with(lead))
            // The body, not the ground.
            && !matches!(first, " tinh uy " | " thanh uy ");
        let end = self.quantities[at].words.start.min(start + PRONOUN_WORDS);
        leads || (start..end).any(|word| matches!(self.scan.surface(word), "it" | "its"))
    }

    /// *paragraph*: the sentence names no locality and its line has named one alone.
    pub(super) fn of_the_paragraph(&self, at: usize, standing: &Standing) -> Option<Bound> {
        if standing.several || standing.lower || standing.topic.is_some() || !self.places.is_empty()
        {
            return None;
        }
        let id = standing.subject.clone()?;
        let quantity = &self.quantities[at];
        let fits = counted::measures_a_province(self.scan, quantity);
        (fits && !self.personal(at)).then_some(Bound {
            quantity: at,
            id,
            pattern: Pattern::Paragraph,
            from: self.words.start,
        })
    }

    /// `behind Ha Giang, whose pace of 8.3 percent ...`, `after Ha Giang with 2.7 billion USD`: what is told of a
    /// place that another is compared with.
    pub(super) fn told_aside(&self, at: usize) -> Option<Bound> {
        let quantity = &self.quantities[at];
        if quantity.form == Form::Bare {
            return None;
        }
        let (_, place) = self
            .provinces()
            .filter(|(_, place)| place.words.end <= quantity.words.start)
            .last()?;
        // "compared with Hai Duong's 9 percent".
        let owner = place.words.end;
        if self.scan.words[owner].gap == Gap::Apostrophe && owner + 1 == quantity.words.start {
            return Some(self.bound(at, place, Pattern::Subject));
        }
        let lead = self.is_told_more_of(place, quantity.words.start)?;
        let close =
            (lead + 1..=quantity.words.start).all(|word| !words::ends_clause(self.scan, word));
        (close
            && self.compared(place)
            && self.bracket(place.words.start) == self.bracket(quantity.words.start))
        .then(|| self.bound(at, place, Pattern::Subject))
    }

    /// `Only A (4.9 percent) and B (4.1 percent) grew by less than 5 percent`: what follows a list whose places have
    /// their numbers in brackets is of none of them.
    pub(super) fn ends_a_bracket_list(&self, place: &Place, before: usize) -> bool {
        let scan = self.scan;
        let bracketed = |place: &Place| {
            let open = place.words.end;
            open < before && scan.words[open].gap == Gap::Open && self.bracket(open) != 0
        };
        if !bracketed(place) || self.bracket(before) != 0 {
            return false;
        }
        let joined = place.words.start > self.words.start
            && matches!(scan.folded(place.words.start - 1), "and" | "va");
        joined
            && self.provinces().any(|(_, other)| {
                other.words.end < place.words.start
                    && bracketed(other)
                    && self.clause(place.words.start) <= self.clause(other.words.start) + 3
            })
    }

    /// The word that leads on from a place to what it has: `whose`, `which`, `with`.
    fn is_told_more_of(&self, place: &Place, before: usize) -> Option<usize> {
        let lead = place.words.end;
        (lead < before && matches!(self.scan.folded(lead), "whose" | "which" | "with" | "where"))
            .then_some(lead)
    }

    /// `below Ha Giang, Lai Chau and Son La, which spent ...`: a list of places that another is compared
    /// with, and that something is told of.
    pub(super) fn is_told_list(&self, last: &Place) -> bool {
        last.level == Level::Province && self.is_told_more_of(last, self.words.end).is_some()
    }
}

/// A verb of speech that leads to a statement: `cho biết`, `thông tin`, `said`.
pub(super) fn tells(scan: &Scan<'_>, word: usize) -> bool {
    match scan.folded(word) {
        "said" | "says" | "reported" | "noted" | "added" | "announced" | "revealed"
        | "stressed" | "affirmed" | "pledged" | "promised" | "informed" => true,
        "biet" => word > 0 && scan.folded(word - 1) == "cho",
        "tin" => word > 0 && scan.surface(word - 1) == "thông",
        "dinh" => word > 0 && scan.surface(word - 1) == "khẳng",
        "ket" => word > 0 && scan.surface(word - 1) == "cam",
        "ro" => word > 0 && matches!(scan.surface(word - 1), "nêu" | "nói" | "làm"),
        _ => false,
    }
}

/// `so với Gia Lai`, `compared to An Giang`, `than Hanoi`: no subject; `start` is where the sentence begins.
pub(in super::super) fn is_compared(scan: &Scan<'_>, start: usize, place: &Place) -> bool {
    let first = start;
    let start = place.words.start;
    let mut lead = start;
    while lead > first && ["tinh", "tp", "pho", "thanh", "the"].contains(&scan.folded(lead - 1)) {
        lead -= 1;
    }
    // "trầm trọng hơn: Gia Lai 2.560 người": a sign parts it from what is compared.
    if lead == first || words::ends_clause(scan, lead) {
        return false;
    }
    // "nearly twice as much as that of Ca Mau".
    if lead >= first + 3
        && matches!(
            scan.folded_run(lead - 2..lead),
            "that of" | "those of" | "that in" | "those in"
        )
        && matches!(scan.folded(lead - 3), "than" | "as")
    {
        return true;
    }
    let one = scan.folded(lead - 1);
    let two = if lead >= first + 2 {
        scan.folded_run(lead - 2..lead)
    } else {
        ""
    };
    [
            "than",
            "unlike",
            "like",
            "versus",
        ]
        .contains(&one)
            || ["behind", "after", "above", "below"].contains(&one)
            // "cao hơn Bắc Kạn", "sau Quảng Ninh".
            || ["hơn", "sau", "thua", "kém"].contains(&scan.surface(lead - 1))
            // "gấp 2,7 lần Bắc Ninh".
            || one == "lan" && lead >= first + 2 && scan.words[lead - 2].has_digit()
            || [
                "so voi",
                "compared to",
                "compared with",
                "cung voi",
                "nhat voi",
                "nhap voi",
                "merged with",
                "merging with",
            ]
            .contains(&two)
}
