//! *agent* and *frame*: a place that is itself the subject of its clause, `An Giang has disciplined 212
//! members`, `Đà Nẵng chi 100 tỷ đồng`, or that opens the sentence, `In Khanh Hoa alone, ...`.
//!
//! What such a sentence counts belongs to the place whatever the noun; a place that is only part of
//! a body's or a person's name, or that stands within another phrase, is no agent.

use super::super::quantity::Form;
use super::super::words::ends_clause;
use super::{Bound, Level, Pattern, Place, Sentence, Standing};
use crate::authority::localities::{UnitKind, localities};
use crate::document::LocalityId;
use crate::enrich::scan::{Gap, Scan};
use std::ops::Range;

/// Words between an article and a name: `the southernmost province of Ca Mau`.
const NAME_LEADS: &[&str] = &[
    "province",
    "city",
    "of",
    "former",
    "old",
    "new",
    "central",
    "northern",
    "southern",
    "western",
    "eastern",
    "southernmost",
    "northernmost",
    "coastal",
    "mountainous",
    "highland",
    "highlands",
    "midland",
    "delta",
    "mekong",
    "border",
    "the",
    "tinh",
    "thanh",
    "pho",
    "tp",
    "thu",
    "do",
    "t",
    "p",
];

/// Words after which a new clause may begin with its subject.
const CLAUSE_LEADS: &[&str] = &[
    "while",
    "whereas",
    "and",
    "but",
    "meanwhile",
    "so",
    "rieng",
    "con",
    "nhung",
    "va",
    "khi",
    "theo",
    "do",
    "nay",
    "where",
    "that",
    "la",
];

/// Verbs and the words that lead them, in Vietnamese.
const VERBS_VI: &[&str] = &[
    "đã", "đang", "sẽ", "hiện", "có", "còn", "đạt", "thu", "chi", "chỉ", "cần", "mất", "giảm",
    "tăng", "ghi", "kết", "kỷ", "xử", "thực", "hoàn", "giải", "cấp", "dự", "phấn", "là", "vừa",
    "mới", "phát", "thi", "đặt", "xây", "đưa", "bị", "huy", "tiếp", "đón", "xuất", "nhập", "tạo",
    "bố", "phải", "khởi", "cũng", "đề", "thông", "chuyển", "sắp", "tinh", "khen", "mở", "tổ",
    "triển", "ước", "đóng", "nộp", "hỗ", "đứng", "xếp", "giữ", "dẫn", "nằm", "tụt", "với", "chiếm",
    "gồm", "sở", "nợ", "bán", "mua", "miễn", "tặng", "nhận", "rà", "kiểm", "sáp", "di", "lập",
    "ban", "bầu", "sản", "nuôi", "khai", "quy", "cho", "xin", "trồng", "sơ", "di", "khoanh", "cắt",
    "dành", "bổ", "cử", "được", "vượt", "thành",
];

/// Verbs that put words into a mouth: what follows them is said, not done.
const SPEECH: &[&str] = &[
    "said",
    "says",
    "told",
    "announced",
    "warned",
    "asked",
    "noted",
    "added",
    "stressed",
    "believed",
    "nói",
    "cho biết",
];

/// The same in Vietnamese, folded, with verbs of ordering and rewarding.
const SPEECH_VI: &[&str] = &[
    "cho biet",
    "thong tin",
    "chi dao",
    "lam ro",
    "yeu cau",
    "de nghi",
    "kien nghi",
    "de xuat",
    "lay y",
    "khen thuong",
    "tra loi",
    "khoi kien",
    "bat giu",
    "bao cao",
    "ly giai",
    "noi ve",
    "vu viec",
];

/// English verbs that do not end in -ed, and auxiliaries.
const VERBS_EN: &[&str] = &[
    "has",
    "have",
    "had",
    "is",
    "was",
    "will",
    "still",
    "lost",
    "saw",
    "took",
    "spent",
    "put",
    "sent",
    "set",
    "built",
    "led",
    "drew",
    "cut",
    "won",
    "held",
    "gave",
    "paid",
    "sold",
    "made",
    "got",
    "met",
    "brought",
    "grew",
    "shed",
    "left",
    "kept",
    "plans",
    "aims",
    "needs",
    "expects",
    "wants",
    "counts",
    "covers",
    "owns",
    "exports",
    "produces",
    "employs",
    "runs",
    "also",
    "already",
    "currently",
    "now",
    "only",
    "alone",
    "itself",
    "must",
    "can",
    "did",
    "hopes",
    "intends",
    "hosts",
    "ranks",
    "shut",
    "laid",
    "went",
    "rose",
    "fell",
    "became",
    "accounts",
    "contributes",
    "boasts",
    "welcomes",
    "drew",
    "chose",
    "found",
    "began",
    "sets",
    "borrowed",
    "with",
    "which",
    "brings",
    "records",
    "reports",
    "holds",
    "keeps",
    "leads",
    "remains",
    "attracts",
    "earns",
    "collects",
    "spends",
    "sells",
    "builds",
    "takes",
    "makes",
    "gets",
    "sees",
    "loses",
    "provides",
    "grows",
    "raises",
    "sends",
    "closes",
    "opens",
    "cuts",
    "saves",
    "merges",
    "elects",
    "admits",
    "seeks",
    "fell",
    "bought",
    "shares",
    "posted",
    "targets",
    "requires",
    "pays",
    "gives",
    "gains",
    "shows",
    "stands",
];

/// How far behind a place that opens the sentence a count of no known indicator may stand.
const FRAME_WORDS: usize = 8;

/// How many numbers back the verb may stand that a row of places shares.
const ELLIPSES: usize = 12;

/// How far behind the province a quantity may stand that it has.
const REACH: usize = 40;

/// How many words before a place may stand in a sentence that it opens.
const OPENING: usize = 5;

/// The place that a sentence opens with and tells of: a dateline or the site of a meeting tells nothing, so
/// either one of the sentence's figures is of the place or something is called its own.
pub(in super::super) fn opening(
    scan: &Scan<'_>,
    words: &Range<usize>,
    first: Option<&Place>,
    bound: &[Bound],
) -> Option<LocalityId> {
    // "The central province has 38,940 ...": the province that was named before.
    if first.is_none() {
        let itself = bound.iter().find(|bound| bound.pattern == Pattern::Agent);
        return itself.map(|bound| bound.id.clone());
    }
    let place = first.filter(|place| {
        place.level == Level::Province && place.words.start <= words.start + OPENING
    })?;
    let owns = place.words.end < words.end && scan.words[place.words.end].gap == Gap::Apostrophe;
    let told = bound
        .iter()
        .any(|bound| bound.id == place.id && bound.pattern != Pattern::Topic);
    (owns || told).then(|| place.id.clone())
}

impl Standing {
    /// The place that a sentence without a name speaks of: its line's, else its article's.
    pub(super) fn spoken_of(&self) -> Option<LocalityId> {
        self.frame.clone().or_else(|| self.topic.clone())
    }

    /// Notes the provinces of a sentence that was read, and the place that it opens with and tells of.
    pub(in super::super) fn went_on(&mut self, opening: Option<LocalityId>, ids: &[LocalityId]) {
        let Some(id) = ids.first() else {
            self.frame = opening.or_else(|| self.frame.take());
            return;
        };
        if ids.iter().any(|other| other != id) {
            self.frame = None;
            self.last = None;
            return;
        }
        if opening.is_some() {
            self.frame = opening;
        } else if self.frame.as_ref().is_some_and(|frame| frame != id) {
            self.frame = None;
        }
        self.last = Some(id.clone());
    }
}

impl Sentence<'_, '_> {
    /// *agent*: the place is the subject of the clause that a quantity stands in.
    pub(super) fn is_agent(&self, place: &Place, at: usize) -> bool {
        self.acts(&place.words, at)
    }

    /// Whether a place is the subject of a verb right behind it.
    pub(super) fn is_named_subject(&self, place: &Place) -> bool {
        let verb = place.words.end;
        verb < self.words.end
            && self.heads_a_clause(&place.words)
            && !self.scan.words[verb].is_capital()
            && !ends_clause(self.scan, verb)
    }

    /// *itself*: `the whole province has reduced 58 focal points`, `toàn tỉnh có 3.112 doanh nghiệp`.
    pub(super) fn itself(&self, at: usize, standing: &Standing) -> Option<Bound> {
        if self.provinces().next().is_some() || self.personal() {
            return None;
        }
        let quantity = &self.quantities[at];
        let words = self.whole_before(quantity.words.start)?;
        let id = standing.spoken_of().or_else(|| standing.last.clone())?;
        let city = localities()
            .unit(&id.0)
            .is_some_and(|unit| unit.kind == UnitKind::Municipality);
        let said = self.scan.folded_run(words.clone());
        let of_a_city = said.contains("pho") || said.contains("city") || said.contains("tp");
        let lower = standing.lower && !said.contains("toan") && !said.contains("whole");
        (!lower && city == of_a_city && self.acts(&words, at)).then_some(Bound {
            quantity: at,
            id,
            pattern: Pattern::Agent,
            from: words.start,
        })
    }

    /// `The central province has 38,940 ...; 3,127 families got new houses`: the sentence goes on about it.
    pub(super) fn goes_on(&self, at: usize, standing: &Standing, bound: &[Bound]) -> Option<Bound> {
        let itself = bound
            .iter()
            .find(|bound| bound.pattern == Pattern::Agent)
            .filter(|_| self.places.is_empty() && standing.spoken_of().is_none())?;
        let standing = Standing {
            frame: Some(itself.id.clone()),
            ..Standing::default()
        };
        self.topic(at, &standing)
    }

    /// The last words before a word that stand for the province itself.
    fn whole_before(&self, before: usize) -> Option<Range<usize>> {
        let scan = self.scan;
        let from = before.saturating_sub(REACH).max(self.words.start);
        (from..before).rev().find_map(|at| {
            let up_to = |words: usize| (at + words <= before).then(|| at..at + words);
            let run = |words: usize| up_to(words).map_or("", |run| scan.folded_run(run));
            let small = |word: usize| scan.surface(word).chars().all(|c| !c.is_uppercase());
            match scan.folded(at) {
                "the" if matches!(run(2), "the province" | "the city") => up_to(2),
                "the" if self.is_described(at, before) => {
                    let kind = (at + 2..before)
                        .find(|word| matches!(scan.folded(*word), "province" | "city"))?;
                    up_to(kind + 1 - at)
                }
                "the"
                    if matches!(
                        run(3),
                        "the whole province"
                            | "the whole city"
                            | "the entire province"
                            | "the entire city"
                    ) =>
                {
                    up_to(3)
                }
                "toan" | "ca" if matches!(run(3), "toan thanh pho" | "ca thanh pho") => up_to(3),
                "toan" | "ca" if matches!(run(2), "toan tinh" | "ca tinh" | "toan tp") => up_to(2),
                "tinh"
                    if matches!(scan.surface(at), "tỉnh" | "Tỉnh")
                        && at + 1 < before
                        && small(at + 1)
                        && !self.follows_a_noun(at) =>
                {
                    up_to(1)
                }
                "thanh"
                    if run(2) == "thanh pho"
                        && at + 2 < before
                        && small(at + 2)
                        && !self.follows_a_noun(at)
                    // "các tỉnh, thành phố".
                    && (at == self.words.start || scan.folded(at - 1) != "tinh") =>
                {
                    up_to(2)
                }
                _ => None,
            }
        })
    }

    /// `the central coastal province`: nothing but where it lies stands before its kind.
    fn is_described(&self, at: usize, before: usize) -> bool {
        let scan = self.scan;
        let kind = (at + 1..before.min(at + 5))
            .find(|word| matches!(scan.folded(*word), "province" | "city"));
        kind.is_some_and(|kind| {
            kind > at + 1 && (at + 1..kind).all(|word| NAME_LEADS.contains(&scan.folded(word)))
        })
    }

    /// `Chủ tịch UBND tỉnh`, `của tỉnh`: part of another phrase.
    fn follows_a_noun(&self, at: usize) -> bool {
        at > self.words.start
            && !ends_clause(self.scan, at)
            && !CLAUSE_LEADS.contains(&self.scan.folded(at - 1))
    }

    /// Whether some words are the subject of the clause that a quantity stands in.
    fn acts(&self, place: &Range<usize>, at: usize) -> bool {
        let scan = self.scan;
        let quantity = &self.quantities[at];
        if !self.heads_a_clause(place) {
            return false;
        }
        let mut verb = place.end;
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
            // "khu Tây Hồ Tây, Hà Nội với quy mô 2 ha".
            || scan.folded(verb) == "voi"
                && place.start > self.words.start
                && scan.folded(place.start - 1) != "la"
        {
            return false;
        }
        let between = verb..quantity.words.start;
        between.len() <= 22
            && self.goes_on_to(place, verb + 1, at)
            && !between.into_iter().any(|word| {
                SPEECH.contains(&scan.folded(word))
                    || word + 1 < quantity.words.start
                        && SPEECH_VI.contains(&scan.folded_run(word..word + 2))
            })
    }

    /// Whether the clause goes on from its verb to a quantity: at once, or by a row of quantities that
    /// only commas and a few words part.
    fn goes_on_to(&self, place: &Range<usize>, from: usize, at: usize) -> bool {
        let scan = self.scan;
        let end = self.quantities[at].words.start;
        let other = self
            .provinces()
            .any(|(_, other)| other.words.start >= place.end && other.words.end <= end);
        if other {
            return false;
        }
        let mut last = None;
        let first = self
            .quantities
            .partition_point(|quantity| quantity.words.start < from);
        for quantity in &self.quantities[first.min(at)..=at] {
            let start = quantity.words.start;
            let since = last.unwrap_or(from);
            let joined = (since..=start)
                .filter(|word| *word > from)
                .all(|word| !ends_clause(scan, word) || last.is_some() && is_comma(scan, word));
            if !joined || last.is_some_and(|last| start > last + 8) {
                return false;
            }
            last = Some(quantity.words.end);
        }
        true
    }

    /// A place that opens its sentence or clause, with the words of its kind before it.
    fn heads_a_clause(&self, place: &Range<usize>) -> bool {
        let scan = self.scan;
        let mut start = place.start;
        // "TP. Đà Nẵng": the stop of a short form ends nothing.
        let ends = |word: usize| {
            ends_clause(scan, word)
                && !(scan.words[word].gap == Gap::Stop
                    && matches!(scan.folded(word - 1), "tp" | "p" | "t"))
        };
        while start > self.words.start
            && !ends(start)
            && NAME_LEADS.contains(&scan.folded(start - 1))
            && place.start - start < 7
        {
            start -= 1;
        }
        start == self.words.start
            || ends(start) && scan.words[start].gap != Gap::Open
            || CLAUSE_LEADS.contains(&scan.folded(start - 1))
    }

    /// `xếp thứ 2 đồng bằng sông Cửu Long`, `in the Mekong Delta`: what a rank is within.
    pub(super) fn is_scope(&self, place: &Place) -> bool {
        let at = place.words.start;
        at > self.words.start
            && (self.scan.words[at - 1].has_digit()
                || matches!(
                    self.scan.folded(at - 1),
                    "nhat" | "nhi" | "ba" | "vung" | "dau"
                ))
    }

    /// `Phu Yen lost 21,600 cages, Binh Dinh 8 ships`: a place whose verb was said of the one before it.
    pub(super) fn shares_a_verb(&self, place: &Place, at: usize) -> bool {
        let start = place.words.start;
        let close = place.words.end == self.quantities[at].words.start
            && start > self.words.start
            && (ends_clause(self.scan, start)
                || matches!(self.scan.folded(start - 1), "and" | "va" | "con"));
        let mut before = start;
        close
            && (0..at).rev().take(ELLIPSES).any(|earlier| {
                let quantity = &self.quantities[earlier];
                let place = self
                    .provinces()
                    .filter(|(_, place)| place.words.end <= quantity.words.start)
                    .last()
                    .filter(|(_, place)| place.words.start < before);
                before = place.map_or(before, |(_, place)| place.words.start);
                place.is_some_and(|(_, place)| self.is_agent(place, earlier))
            })
    }

    /// `In Vinh Long there are still 1,140 records`, `Tại Sơn La hiện có ...`: what there is at a place.
    pub(super) fn is_found_there(&self, place: &Place, at: usize) -> bool {
        (place.words.end..self.quantities[at].words.start).any(|word| {
            matches!(self.scan.folded(word), "there")
                || matches!(self.scan.surface(word), "có" | "còn")
        })
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
        // "Bến Tre: 60,91 điểm, hạng 12 cả nước".
        if next < self.words.end
            && self.heads_a_clause(&place.words)
            && place.words.start <= first + 2
            && scan.words[next].gap == Gap::Colon
        {
            return true;
        }
        let ends = next < self.words.end
            && (ends_clause(scan, next)
                || ["alone", "province", "city"].contains(&scan.folded(next))
                || scan.words[next].has_digit());
        let other = self.provinces().any(|(_, other)| {
            other.words.start >= next && other.words.end <= self.quantities[at].words.start
        });
        // "Tại Nghệ An, đoàn công tác đã đến ... tri ân 1.240 cán bộ": far from it another acts.
        let near = self.quantities[at].words.start <= next + FRAME_WORDS
            || self.quantities[at].form != Form::Count;
        leads && ends && !other && near
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
