//! *agent* and *frame*: a place that is itself the subject of its clause, `An Giang has disciplined 212
//! members`, `Đà Nẵng chi 100 tỷ đồng`, or that opens the sentence, `In Khanh Hoa alone, ...`.
//!
//! What such a sentence counts belongs to the place whatever the noun; a place that is only part of
//! a body's or a person's name, or that stands within another phrase, is no agent.

use super::super::words::ends_clause;
use super::{Place, Sentence};
use crate::enrich::scan::{Gap, Scan};

/// Words between an article and a name: `the southernmost province of Ca Mau`.
const NAME_LEADS: &[&str] = &[
    "province", "city", "of", "former", "old", "new", "central", "northern", "southern", "western",
    "eastern", "southernmost", "northernmost", "coastal", "mountainous", "highland", "highlands",
    "midland", "delta", "mekong", "border", "the", "tinh", "thanh", "pho", "tp", "thu", "do", "t", "p",
];

/// Words after which a new clause may begin with its subject.
const CLAUSE_LEADS: &[&str] = &[
    "while", "whereas", "and", "but", "meanwhile", "so", "rieng", "con", "nhung", "va", "khi",
    "theo", "do", "nay", "where", "that",
];

/// Verbs and the words that lead them, in Vietnamese.
const VERBS_VI: &[&str] = &[
    "đã", "đang", "sẽ", "hiện", "có", "còn", "đạt", "thu", "chi", "chỉ", "cần", "mất", "giảm", "tăng",
    "ghi", "kết", "kỷ", "xử", "thực", "hoàn", "giải", "cấp", "dự", "phấn", "là", "vừa", "mới", "phát",
    "thi", "đặt", "xây", "đưa", "bị", "huy", "tiếp", "đón", "xuất", "nhập", "tạo", "bố", "phải", "khởi",
    "cũng", "đề", "thông", "chuyển", "sắp", "tinh", "khen", "mở", "tổ", "triển", "ước", "đóng", "nộp",
    "cho", "xin", "trồng", "sơ", "di", "khoanh", "cắt", "dành", "bổ", "cử", "được", "vượt", "thành",
];

/// Verbs that put words into a mouth: what follows them is said, not done.
const SPEECH: &[&str] = &[
    "said", "says", "told", "announced", "warned", "asked", "noted", "added", "stressed", "believed",
    "nói", "cho biết",
];

/// English verbs that do not end in -ed, and auxiliaries.
const VERBS_EN: &[&str] = &[
    "has", "have", "had", "is", "was", "will", "still", "lost", "saw", "took", "spent", "put", "sent",
    "set", "built", "led", "drew", "cut", "won", "held", "gave", "paid", "sold", "made", "got", "met",
    "brought", "grew", "shed", "left", "kept", "plans", "aims", "needs", "expects", "wants", "counts",
    "covers", "owns", "exports", "produces", "employs", "runs", "also", "already", "currently", "now",
    "only", "alone", "itself", "must", "can", "did", "hopes", "intends", "hosts", "ranks", "shut",
    "laid", "went", "rose", "fell", "became", "accounts", "contributes", "boasts", "welcomes", "drew",
    "chose", "found", "began", "sets", "borrowed", "with", "which",
];

impl Sentence<'_, '_> {
    /// *agent*: the place is the subject of the clause that a quantity stands in.
    pub(super) fn is_agent(&self, place: &Place, at: usize) -> bool {
        let scan = self.scan;
        let quantity = &self.quantities[at];
        if !self.heads_a_clause(place) {
            return false;
        }
        let mut verb = place.words.end;
        while verb < quantity.words.start
            && ["province", "city", "cu", "moi"].contains(&scan.folded(verb))
        {
            verb += 1;
        }
        let relative = verb < quantity.words.start && scan.folded(verb) == "which";
        if verb >= quantity.words.start
            || scan.words[verb].is_capital()
            || ends_clause(scan, verb) && !relative
            || !is_verb(scan, verb)
        {
            return false;
        }
        let between = verb..quantity.words.start;
        between.len() <= 22
            && self.goes_on_to(place, verb + 1, at)
            && !between
                .into_iter()
                .any(|word| SPEECH.contains(&scan.folded(word)))
    }

    /// Whether the clause goes on from its verb to a quantity: at once, or by a row of quantities that
    /// only commas and a few words part.
    fn goes_on_to(&self, place: &Place, from: usize, at: usize) -> bool {
        let scan = self.scan;
        let end = self.quantities[at].words.start;
        let other = self
            .provinces()
            .any(|(_, other)| other.words.start >= place.words.end && other.words.end <= end);
        if other {
            return false;
        }
        let mut last = None;
        for quantity in &self.quantities[..=at] {
            let start = quantity.words.start;
            if start < from {
                continue;
            }
            let since = last.unwrap_or(from);
            let joined = (since..=start).filter(|word| *word > from).all(|word| {
                !ends_clause(scan, word) || last.is_some() && is_comma(scan, word)
            });
            if !joined || last.is_some_and(|last| start > last + 8) {
                return false;
            }
            last = Some(quantity.words.end);
        }
        true
    }

    /// A place that opens its sentence or clause, with the words of its kind before it.
    fn heads_a_clause(&self, place: &Place) -> bool {
        let scan = self.scan;
        let mut start = place.words.start;
        while start > self.words.start
            && !ends_clause(scan, start)
            && NAME_LEADS.contains(&scan.folded(start - 1))
            && place.words.start - start < 7
        {
            start -= 1;
        }
        start == self.words.start
            || ends_clause(scan, start) && scan.words[start].gap != Gap::Open
            || CLAUSE_LEADS.contains(&scan.folded(start - 1))
    }

    /// *frame*: `In Khanh Hoa alone`, `Tại Bến Tre,` before everything else.
    pub(super) fn is_frame(&self, place: &Place, at: usize) -> bool {
        let scan = self.scan;
        let first = self.words.start;
        let leads = ["in", "tai", "o", "rieng", "across"].contains(&scan.folded(first))
            && place.words.start <= first + 4
            && (first + 1..place.words.start).all(|word| {
                NAME_LEADS.contains(&scan.folded(word)) || ["tai", "o"].contains(&scan.folded(word))
            });
        let next = place.words.end;
        let ends = next < self.words.end
            && (ends_clause(scan, next)
                || ["alone", "province", "city"].contains(&scan.folded(next))
                || scan.words[next].has_digit());
        let other = self.provinces().any(|(_, other)| {
            other.words.start >= next && other.words.end <= self.quantities[at].words.start
        });
        leads && ends && !other
    }
}

fn is_verb(scan: &Scan<'_>, word: usize) -> bool {
    let folded = scan.folded(word);
    let printed = scan.surface(word);
    VERBS_EN.contains(&folded)
        || folded.len() > 4 && folded.ends_with("ed") && folded != "united"
        || VERBS_VI.contains(&printed)
}

/// A comma, or nothing but the sign of a percentage.
fn is_comma(scan: &Scan<'_>, word: usize) -> bool {
    scan.gap_text(word)
        .chars()
        .all(|sign| matches!(sign, ',' | '%' | ' ' | '\u{a0}'))
}
