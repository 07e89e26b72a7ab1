//! Bare numbers: which belong to a place, by what stands beside them.

use super::super::{nouns, words};
use super::{Place, Sentence};
use crate::enrich::figure::quantity::Form;
use crate::enrich::scan::Gap;

impl Sentence<'_, '_> {
    /// A bare number belongs to a place only next to it, or where words tell what it counts.
    pub(super) fn bare_fits(&self, at: usize, place: &Place) -> bool {
        let scan = self.scan;
        let word = self.quantities[at].words.start;
        let between = place.words.end..word;
        let earlier = self.counted_before(at);
        let head = (self.words.start + 1..word).any(|w| scan.gap_text(w).contains(':'));
        let small_words = |mut words: std::ops::Range<usize>| {
            words.all(|w| nouns::BARE_LEADS.contains(&scan.folded(w)))
        };
        let small = small_words(between.clone());
        // "came third with 83.7".
        let ranked = at
            .checked_sub(1)
            .map(|before| &self.quantities[before])
            .is_some_and(|rank| {
                rank.form == Form::Rank
                    && rank.words.start >= place.words.end
                    && rank.words.end < word
                    && word <= rank.words.end + 3
                    && small_words(rank.words.end..word)
            });
        if ranked || earlier && self.has_moved(at, place) {
            return true;
        }
        // "were admitted, while Bac Ninh with fewer cells admitted 3,070".
        let verb = word - 1;
        if earlier
            && verb >= place.words.end
            && scan.folded(verb).len() > 3
            && !scan.words[verb].has_digit()
            && (self.words.start..place.words.start).any(|at| scan.folded(at) == scan.folded(verb))
            && !words::ends_clause(scan, word)
        {
            return true;
        }
        ((earlier || head || !between.is_empty()) && between.len() <= 4 && small)
            || self.bare_means(at)
    }

    /// `Binh Dinh reduced from 11 to 6`: where a place stood and stands, right behind it.
    fn has_moved(&self, at: usize, place: &Place) -> bool {
        let scan = self.scan;
        let Some(from) = self.moved_from(at).filter(|from| *from > place.words.end) else {
            return false;
        };
        (place.words.end..from).all(|word| {
            words::moves(scan.folded(word)).is_some()
                || matches!(scan.folded(word), "has" | "had" | "da" | "manh" | "sharply")
        }) && (place.words.end..=from).all(|word| !words::ends_clause(scan, word))
    }

    /// `cut its departments from 19 to 14`: a counted thing stands between the verb and the numbers.
    fn moves_what_counts(&self, at: usize) -> bool {
        let scan = self.scan;
        let Some(from) = self.moved_from(at) else {
            return false;
        };
        let verb = (from.saturating_sub(BROUGHT_WORDS).max(self.words.start)..from)
            .rev()
            .take_while(|word| !words::ends_clause(scan, word + 1))
            .find(|word| words::moves(scan.folded(*word)).is_some());
        verb.is_some_and(|verb| {
            (verb + 1..from).any(|word| nouns::is_counted(scan.folded(word)))
                || verb + 1 < from && nouns::is_counted_vi(scan.folded_run(verb + 1..from))
        })
    }

    /// `Party cells fell by 12 to 341`: where what is counted stands after a move by so many.
    fn is_level_reached(&self, at: usize) -> bool {
        let scan = self.scan;
        let Some(by) = at.checked_sub(1).map(|before| &self.quantities[before]) else {
            return false;
        };
        let to = self.quantities[at].words.start - 1;
        if by.words.end != to || scan.folded(to) != "to" || scan.folded(by.words.start - 1) != "by"
        {
            return false;
        }
        let from = by
            .words
            .start
            .saturating_sub(BROUGHT_WORDS)
            .max(self.words.start);
        (from..by.words.start)
            .rev()
            .take_while(|word| !words::ends_clause(scan, word + 1))
            .any(|word| nouns::is_counted(scan.folded(word)) || scan.folded(word) == "cells")
    }

    /// The `from` of a move that a bare number is an end of: `from 11 to 6`.
    fn moved_from(&self, at: usize) -> Option<usize> {
        let scan = self.scan;
        let here = &self.quantities[at].words;
        let reached = here.start > self.words.start
            && scan.words[here.start].gap == Gap::Space
            && matches!(scan.folded(here.start - 1), "to" | "xuong" | "len" | "con");
        let left = match at.checked_sub(1).map(|before| &self.quantities[before]) {
            Some(before) if reached && before.form == Form::Bare && before.earlier => {
                if before.words.end + 2 < here.start {
                    return None;
                }
                before.words.start
            }
            _ => here.start,
        };
        left.checked_sub(1)
            .filter(|from| *from >= self.words.start)
            .filter(|from| matches!(scan.surface(*from), "from" | "từ"))
    }

    pub(super) fn counted_before(&self, at: usize) -> bool {
        self.quantities[..at]
            .iter()
            .any(|q| !matches!(q.form, Form::Rank | Form::Bare))
    }

    /// A bare number whose thing is told without a noun after it: `projects 1,013`, `khiển trách 166`,
    /// `of which 411 were finished`, `compared with 204 in 2020`, `57 of them`, `its target of 30`.
    pub(super) fn bare_means(&self, at: usize) -> bool {
        let scan = self.scan;
        let quantity = &self.quantities[at];
        let word = quantity.words.start;
        let from = word.saturating_sub(2).max(self.words.start);
        let two = if from < word {
            scan.folded_run(from..word)
        } else {
            ""
        };
        let one = if from < word {
            scan.folded(word - 1)
        } else {
            ""
        };
        let close = from < word && !words::ends_clause(scan, word);
        let next = quantity.words.end;
        let after = if next < self.words.end && !words::ends_clause(scan, next) {
            scan.folded(next)
        } else {
            ""
        };
        let earlier = self.counted_before(at);
        let told = close && nouns::is_counted(one);
        let headed = scan.words[word].gap == Gap::Colon
            && (self.words.start..word)
                .rev()
                .take(8)
                .any(|w| nouns::is_counted(scan.folded(w)));
        // "Số doanh nghiệp thành lập mới: 412".
        let headed = headed || scan.words[word].gap == Gap::Colon && self.is_headed(word);
        let disciplined = close
            && nouns::DISCIPLINED
                .iter()
                .chain(nouns::BEFALLEN)
                .any(|verb| two.ends_with(verb));
        let part = earlier
            && ([
                "of which",
                "trong do",
                "compared with",
                "compared to",
                "so voi",
                "target of",
                "goal of",
            ]
            .contains(&two)
                || (after == "of"
                    && next + 1 < self.words.end
                    && matches!(scan.folded(next + 1), "them" | "whom" | "which")));
        let numbered = [
            "to", "xuong", "con", "len", "la", "dat", "was", "is", "at", "from", "tu",
        ]
        .contains(&one)
            && (self.words.start..word).any(|w| {
                matches!(scan.folded(w), "number" | "total" | "population")
                    || scan.surface(w).to_lowercase() == "số"
                        // A factor and an index count nothing.
                        && !(w > 0 && matches!(scan.surface(w - 1), "hệ" | "chỉ"))
            })
            // "poor households numbered 3,471".
            || matches!(one, "numbered" | "totalled" | "totaled" | "numbering" | "totalling")
                && word >= self.words.start + 2
                && nouns::is_counted(scan.folded(word - 2));
        let verb = earlier
            && (is_done(after)
                || [
                    "have",
                    "were",
                    "are",
                    "lost",
                    "had",
                    "remain",
                    "remained",
                    "need",
                    "died",
                    "collapsed",
                    "received",
                    "moved",
                    "live",
                    "reach",
                    "meet",
                    "met",
                ]
                .contains(&after))
            && !close | matches!(one, "which" | "and");
        // "mất tích 6".
        let befallen =
            close && earlier && matches!(two, "mat tich" | "bi thuong" | "thiet mang" | "lam chet");
        let target = [
            "target of",
            "goal of",
            "quota of",
            "membership of",
            "population of",
        ]
        .contains(&two);
        // "12 were expelled, 9 dismissed".
        let passive = matches!(after, "were" | "was") && next + 1 < self.words.end;
        let befell = if passive {
            scan.folded(next + 1)
        } else {
            after
        };
        let punished = !befell.is_empty() && nouns::DISCIPLINED.contains(&befell);
        punished
            || befallen
            || self.is_planned(at)
            || self.is_brought_to(at)
            || self.goes_on_counting(at)
            || self.moves_what_counts(at)
            || self.is_level_reached(at)
            // "mới xử lý được 41".
            || close && earlier && after.is_empty() && scan.surface(word - 1) == "được"
            || self.is_of_its_clause(at)
            || self.is_counted_in_bracket(at)
            || told
            || headed
            || disciplined
            || part
            || numbered
            || verb
            || target
    }

    /// `giảm thôn ghép xuống 3`: what is brought down or up to a number stands between.
    fn is_brought_to(&self, at: usize) -> bool {
        let scan = self.scan;
        let word = self.quantities[at].words.start;
        let Some(to) = word.checked_sub(1).filter(|to| *to > self.words.start) else {
            return false;
        };
        if words::ends_clause(scan, word) || !matches!(scan.surface(to), "xuống" | "lên" | "còn")
        {
            return false;
        }
        let from = to.saturating_sub(BROUGHT_WORDS).max(self.words.start);
        let verb = (from..to - 1)
            .rev()
            .take_while(|verb| !words::ends_clause(scan, verb + 1))
            .find(|verb| {
                matches!(
                    scan.surface(*verb),
                    "giảm" | "tăng" | "đưa" | "hạ" | "nâng" | "kéo"
                )
            });
        verb.is_some_and(|verb| nouns::is_counted_vi(scan.folded_run(verb + 1..to)))
    }

    /// Whether a counted thing opens the clause that ends with a colon before a word.
    fn is_headed(&self, word: usize) -> bool {
        let scan = self.scan;
        let clause = (self.words.start..word)
            .rev()
            .find(|start| *start == self.words.start || words::ends_clause(scan, *start));
        // "Lượt xem: 1.254" counts nothing of a province.
        let said = clause.filter(|start| matches!(scan.surface(*start), "Số" | "số"));
        said.is_some_and(|number| {
            number + 1 < word && nouns::is_counted_vi(scan.folded_run(number + 1..word))
        })
    }

    /// `thôn chưa có chi bộ riêng là 9`: the clause opens with what it counts.
    fn is_of_its_clause(&self, at: usize) -> bool {
        let scan = self.scan;
        let word = self.quantities[at].words.start;
        let Some(is) = word.checked_sub(1).filter(|is| *is > self.words.start) else {
            return false;
        };
        if words::ends_clause(scan, word) || scan.surface(is) != "là" {
            return false;
        }
        let clause = (self.words.start..is)
            .rev()
            .find(|start| *start == self.words.start || words::ends_clause(scan, *start));
        clause.is_some_and(|start| nouns::is_counted_vi(scan.folded_run(start..is)))
    }

    /// `(chỉ tiêu 3.200)`, `(target 3,200)`, `54,9% chỉ tiêu (1.100)`: what was planned of the count before it.
    fn is_planned(&self, at: usize) -> bool {
        let word = self.quantities[at].words.start;
        let scan = self.scan;
        let opens = scan.words[word].gap == Gap::Open
            && scan.text[self.quantities[at].span.end..].starts_with(')');
        self.counted_before(at)
            && word > self.words.start
            && self.bracket(word) != 0
            && (scan.words[word].gap == Gap::Space || opens)
            && (matches!(scan.folded(word - 1), "target" | "plan" | "goal")
                || word >= self.words.start + 2
                    && matches!(
                        scan.folded_run(word - 2..word),
                        "chi tieu" | "ke hoach" | "muc tieu"
                    ))
    }

    /// `số hợp tác xã giải thể (37)`: a number alone in its bracket, behind what it counts.
    fn is_counted_in_bracket(&self, at: usize) -> bool {
        let scan = self.scan;
        let words = &self.quantities[at].words;
        let alone = scan.words[words.start].gap == Gap::Open
            && self.scan.text[self.quantities[at].span.end..].starts_with(')');
        let from = words.start.saturating_sub(8).max(self.words.start);
        alone
            && (from..words.start).any(|word| {
                matches!(scan.surface(word), "số" | "Số" | "number")
                    && (word + 1..words.start).all(|word| !words::ends_clause(scan, word))
            })
    }
}

/// How many words back the verb stands that brings what it counts to a number.
const BROUGHT_WORDS: usize = 7;

/// `402 dissolved`, `411 finished`: what those did of whom the sentence told before.
fn is_done(after: &str) -> bool {
    after.len() > 5 && after.ends_with("ed") && after != "united"
}
