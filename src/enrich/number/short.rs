//! Short forms: `Resolution 18`, `NQ18`, `Quy định 365/2025`, `Nghị quyết Trung ương 4 khóa XII`.

use super::Reference;
use super::context::{self, Publisher};
use crate::authority::documents::{KnownDocument, documents};
use crate::authority::numbers::{self, Scheme};
use crate::document::{OfficialNumber, Span};
use crate::enrich::scan::{Gap, Scan, Word};
use crate::enrich::spelling::WordSet;
use crate::text::fold;
use std::sync::LazyLock;

/// A type of document: its names, folded, and its symbol.
struct Type {
    names: &'static [&'static str],
    symbol: &'static str,
    /// Whether the Vietnamese word is a verb as well, so that a small letter proves nothing.
    verb: bool,
}

const TYPES: &[Type] = &[
    kind(
        &["nghi quyet", "resolution", "resolutions", "nq"],
        "NQ",
        false,
    ),
    kind(&["chi thi", "directive", "directives", "ct"], "CT", false),
    kind(&["ket luan", "conclusion", "conclusions", "kl"], "KL", true),
    kind(&["quy dinh", "regulation", "regulations"], "QĐ", true),
    kind(&["quyet dinh", "decision", "decisions", "qd"], "QĐ", true),
    kind(
        &["huong dan", "guidance", "guideline", "guidelines"],
        "HD",
        true,
    ),
    kind(&["thong bao", "notice"], "TB", true),
    kind(&["nghi dinh", "decree", "decrees"], "NĐ", false),
    kind(&["thong tu", "circular", "circulars"], "TT", false),
    kind(&["cong dien", "dispatch", "telegram"], "CĐ", false),
];

const fn kind(names: &'static [&'static str], symbol: &'static str, verb: bool) -> Type {
    Type {
        names,
        symbol,
        verb,
    }
}

/// The last words of all names of types.
static LAST_WORDS: LazyLock<WordSet> = LazyLock::new(|| {
    let names = TYPES.iter().flat_map(|kind| kind.names);
    WordSet::of(names.map(|name| name.rsplit(' ').next().unwrap_or(name)))
});

/// Words that may follow a short form which nothing else proves; a counted noun may not.
const FOLLOWERS: &[&str] = &[
    "cua", "ve", "ngay", "nam", "da", "duoc", "va", "la", "co", "trong", "theo", "khoa", "nay",
    "do", "voi", "cho", "tai", "se", "dang", "ra", "cung", "vao", "neu", "yeu", "moi", "chi",
    "tuc", "bo", "trung", "chinh", "se", "den",
];

/// Adds the short forms of the text to the references found already.
pub(super) fn find(scan: &Scan<'_>, references: &mut Vec<Reference>) {
    let mut whole: Vec<Span> = references.iter().map(|reference| reference.span).collect();
    whole.sort_unstable_by_key(|span| span.start);
    let mut whole = whole.into_iter().peekable();
    // Where the references that begin before a word reach to.
    let mut taken_to = 0;
    let mut at = 0;
    let may_end = |word: &Word| word.has_digit() || word.end - word.start == 10;
    while let Some(skipped) = scan.words[at..].iter().position(may_end) {
        at += skipped;
        let word = scan.words[at];
        let span = word.span();
        while let Some(before) = whole.next_if(|before| before.start <= span.start) {
            taken_to = taken_to.max(before.end);
        }
        let next = if word.has_digit() {
            if span.end <= taken_to {
                None
            } else {
                plenum_vi(scan, at)
                    .or_else(|| numbered(scan, at))
                    .map(|reference| series(scan, at, reference, references))
            }
        } else if scan.folded(at) == "resolution" {
            plenum_en(scan, at).map(|reference| {
                references.push(reference);
                at + 1
            })
        } else {
            None
        };
        at = next.unwrap_or(at + 1);
    }
    leave_to_local_bodies(references);
}

/// `quyết định 47 của UBND TP Đà Nẵng`, and then `quyết định 47` alone: the city's as well, and not the Party's of that
/// number.
fn leave_to_local_bodies(references: &mut Vec<Reference>) {
    let name = |reference: &Reference| {
        let number = &reference.number.number;
        number.split('/').next().unwrap_or(number).to_owned()
    };
    let local: Vec<String> = references.iter().filter(|it| it.local).map(name).collect();
    if !local.is_empty() {
        references.retain(|it| it.complete || it.local || !local.contains(&name(it)));
    }
}

/// Keeps a reference, and those that share its type: `Resolutions 57, 59 and 66`.
fn series(
    scan: &Scan<'_>,
    at: usize,
    reference: Reference,
    references: &mut Vec<Reference>,
) -> usize {
    let begins = scan.word_at(reference.span.start);
    let plural = scan.folded(begins).ends_with('s')
        || (begins > 0 && ["cac", "hai", "ba", "bon"].contains(&scan.folded(begins - 1)));
    references.push(reference);
    let mut last = at;
    if !plural {
        return last + 1;
    }
    loop {
        let mut next = last + 1;
        if next < scan.words.len() && ["and", "va"].contains(&scan.folded(next)) {
            next += 1;
        } else if next >= scan.words.len() || scan.words[next].gap != Gap::Comma {
            break;
        }
        if next >= scan.words.len() || !is_count(scan.folded(next)) {
            break;
        }
        let Some(more) = type_named(scan, begins).and_then(|kind| {
            let span = scan.words[next].span();
            reference_of(scan, kind, scan.folded(next), None, span, begins)
        }) else {
            break;
        };
        references.push(more);
        last = next;
    }
    last + 1
}

fn type_named(scan: &Scan<'_>, at: usize) -> Option<&'static Type> {
    let two = (at + 2 <= scan.words.len()).then(|| scan.folded_run(at..at + 2));
    TYPES.iter().find(|kind| {
        kind.names
            .iter()
            .any(|name| Some(*name) == two || *name == scan.folded(at))
    })
}

fn is_count(word: &str) -> bool {
    (1..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit())
}

/// `Resolution No. 18`, `Nghị quyết số 18`, `NQ18`, `Quy định 365/2025`.
fn numbered(scan: &Scan<'_>, at: usize) -> Option<Reference> {
    let folded = scan.folded(at);
    if let Some(reference) = glued(scan, at, folded) {
        return Some(reference);
    }
    if !is_count(folded) || (at > 0 && scan.words[at].gap > Gap::Stop) {
        return None;
    }
    let mut before = at.checked_sub(1)?;
    let announced = ["so", "no", "number"].contains(&scan.folded(before));
    if announced {
        before = before.checked_sub(1)?;
    }
    if scan.words[at].gap != Gap::Space && !(announced && scan.words[at].gap == Gap::Stop) {
        return None;
    }
    if !scan.is_in(&LAST_WORDS, before) {
        return None;
    }
    let one = scan.folded(before);
    let two = before
        .checked_sub(1)
        .map(|start| (start, scan.folded_run(start..before + 1)));
    let (start, kind) = TYPES.iter().find_map(|kind| {
        kind.names.iter().find_map(|name| match two {
            Some((start, run)) if *name == run => Some((start, kind)),
            _ if *name == one => Some((before, kind)),
            _ => None,
        })
    })?;
    let year = year_after(scan, at);
    if !proved(scan, start, at, kind, announced, year.is_some()) || foreign(scan, start, at) {
        return None;
    }
    let last = if year.is_some() { at + 1 } else { at };
    let span = Span::new(
        scan.words[start].start as usize,
        scan.words[last].end as usize,
    );
    reference_of(scan, kind, folded, year, span, start)
}

fn glued(scan: &Scan<'_>, at: usize, folded: &str) -> Option<Reference> {
    let digits = folded.find(|c: char| c.is_ascii_digit())?;
    let (symbol, count) = folded.split_at(digits);
    if symbol.len() != 2 {
        return None;
    }
    let kind = TYPES.iter().find(|kind| kind.names.contains(&symbol))?;
    let capital = scan.surface(at).starts_with(|c: char| c.is_uppercase());
    (capital && is_count(count))
        .then(|| reference_of(scan, kind, count, None, scan.words[at].span(), at))
        .flatten()
}

fn year_after(scan: &Scan<'_>, at: usize) -> Option<i16> {
    let next = scan.words.get(at + 1)?;
    (next.gap == Gap::Slash)
        .then(|| context::year(scan.folded(at + 1)))
        .flatten()
}

/// Tells whether a type word and a number are a citation and not a verb with what it counts.
fn proved(
    scan: &Scan<'_>,
    start: usize,
    at: usize,
    kind: &Type,
    announced: bool,
    year: bool,
) -> bool {
    let first = scan.words[start];
    let english =
        !scan.surface(start).contains(' ') && kind.names[1..].contains(&scan.folded(start));
    if english {
        // A slash or hyphen after it makes it a part of something else.
        let joined = scan
            .words
            .get(at + 1)
            .is_some_and(|next| matches!(next.gap, Gap::Slash | Gap::Dash) && !year);
        return first.is_capital() && !joined;
    }
    let next = scan.words.get(at + 1);
    if next.is_some_and(|next| next.gap == Gap::Slash) && !year {
        return false;
    }
    let followed = next.is_none_or(|next| {
        !matches!(next.gap, Gap::Space | Gap::Dash | Gap::Apostrophe)
            || FOLLOWERS.contains(&scan.folded(at + 1))
    });
    if announced || year {
        return followed || first.is_capital() || !kind.verb;
    }
    if first.is_capital() && !first.begins_sentence() {
        return followed || !kind.verb;
    }
    // "theo quyết định 47 của UBND TP Đà Nẵng".
    let issued = || {
        scan.words.len() > at + 1
            && scan.folded(at + 1) == "cua"
            && context::publisher(scan, scan.words[at].span()).is_some()
    };
    followed && (first.is_capital() || !kind.verb || issued())
}

/// Resolutions of the United Nations are numbered too.
fn foreign(scan: &Scan<'_>, start: usize, at: usize) -> bool {
    let from = start.saturating_sub(4);
    let to = (at + 9).min(scan.words.len());
    let around = scan.folded_run(from..to);
    [
        "lien hop quoc",
        "united nations",
        "un security",
        "hoi dong bao an",
        " eu ",
    ]
    .iter()
    .any(|name| around.contains(name))
}

fn reference_of(
    scan: &Scan<'_>,
    kind: &Type,
    count: &str,
    year: Option<i16>,
    span: Span,
    begins: usize,
) -> Option<Reference> {
    let publisher =
        context::publisher(scan, span).or_else(|| context::publisher_before(scan, begins));
    let word = fold(scan.surface(begins)).to_lowercase();
    // Translations call a directive of the Party a decree too.
    let kind = match publisher {
        Some(Publisher::CentralParty) if kind.symbol == "NĐ" => TYPES
            .iter()
            .find(|kind| kind.symbol == "CT")
            .unwrap_or(kind),
        _ => kind,
    };
    let candidates: Vec<_> = documents()
        .find_count(count)
        .filter(|known| is_kind(known, kind, &word))
        .filter(|known| publisher.is_none_or(|publisher| publishes(publisher, known)))
        .filter(|known| year.is_none_or(|year| known.year == year))
        .collect();
    let spelled = spelled(kind.symbol, count, year, publisher);
    let complete = spelled.is_some();
    let (mut number, mut scheme) = spelled.unwrap_or_else(|| {
        let number = match year {
            Some(year) => format!("{count}/{year}/{}", kind.symbol),
            None => format!("{count}-{}", kind.symbol),
        };
        (number, Scheme::CentralParty)
    });
    if let Some(known) = shared(&candidates) {
        number.clone_from(&known.number.number);
        scheme = numbers::find_all(&number).first()?.scheme;
    }
    let stated = match year {
        Some(_) if scheme == Scheme::StateWithYear || complete => candidates
            .first()
            .and_then(|known| known.number.series.clone()),
        Some(_) if candidates.len() == 1 => candidates[0].number.series.clone(),
        _ => None,
    };
    Some(Reference {
        span,
        number: OfficialNumber {
            number,
            series: stated,
        },
        scheme,
        candidates,
        complete,
        local: publisher == Some(Publisher::Local),
    })
}

/// The candidates' number, where it is the same for all.
fn shared(candidates: &[&'static KnownDocument]) -> Option<&'static KnownDocument> {
    let first = candidates.first()?;
    candidates
        .iter()
        .all(|known| known.number.key() == first.number.key())
        .then_some(*first)
}

fn is_kind(known: &KnownDocument, kind: &Type, word: &str) -> bool {
    let printed = &known.number.number;
    let symbol = printed.contains(&format!("-{}/", kind.symbol))
        || printed.contains(&format!("/{}-", kind.symbol))
        || (kind.symbol == "QĐ" && printed.contains("-QĐi/"))
        || (kind.symbol == "NQ" && printed.contains("/QH") && known.type_vi == "Nghị quyết");
    // QĐ is quy định as well as quyết định: the word decides.
    let decision = known.type_vi == "Quyết định";
    let says_decision = word.starts_with("quyet") || word.starts_with("decision");
    symbol && (kind.symbol != "QĐ" || word.starts_with("qd") || decision == says_decision)
}

fn publishes(publisher: Publisher, known: &KnownDocument) -> bool {
    let printed = &known.number.number;
    match publisher {
        Publisher::CentralParty => printed.contains("/TW"),
        Publisher::Government => printed.ends_with("-CP"),
        Publisher::PrimeMinister => printed.ends_with("-TTg"),
        Publisher::Assembly => printed.contains("QH"),
        Publisher::Local => printed.ends_with("/TU"),
    }
}

/// The full number where type, body and year leave nothing open but the series.
fn spelled(
    symbol: &str,
    count: &str,
    year: Option<i16>,
    publisher: Option<Publisher>,
) -> Option<(String, Scheme)> {
    let party = ["NQ", "CT", "KL", "QĐ", "HD", "TB"].contains(&symbol);
    match (publisher, year) {
        (Some(Publisher::CentralParty), _) if party => {
            Some((format!("{count}-{symbol}/TW"), Scheme::CentralParty))
        }
        (_, Some(year)) if symbol == "NĐ" => {
            Some((format!("{count}/{year}/NĐ-CP"), Scheme::StateWithYear))
        }
        (Some(Publisher::Government), None) if symbol == "NQ" => {
            Some((format!("{count}/NQ-CP"), Scheme::State))
        }
        (Some(Publisher::PrimeMinister), None) if ["CT", "CĐ", "QĐ"].contains(&symbol) => {
            Some((format!("{count}/{symbol}-TTg"), Scheme::State))
        }
        _ => None,
    }
}

/// `Nghị quyết Trung ương 4 khóa XII`, `Nghị quyết Hội nghị Trung ương 6 (khóa XII)`.
fn plenum_vi(scan: &Scan<'_>, at: usize) -> Option<Reference> {
    let start = at.checked_sub(4)?;
    if scan.folded(at - 1) != "uong" {
        return None;
    }
    let plenum: u32 = scan.folded(at).parse().ok()?;
    let run = scan.folded_run(start..at);
    let start = if run == "nghi quyet trung uong" {
        start
    } else if run == "hoi nghi trung uong" && start >= 2 {
        let before = scan.folded_run(start - 2..start);
        if before != "nghi quyet" {
            return None;
        }
        start - 2
    } else {
        return None;
    };
    // Within the next words the term must stand, else the plenum is open.
    let term = (at + 1..(at + 9).min(scan.words.len())).find_map(|place| {
        (scan.folded(place) == "khoa" && place + 1 < scan.words.len())
            .then(|| numbers::term_named(scan.folded(place + 1)))
            .flatten()
    })?;
    adopted(scan, plenum, term, start, at)
}

/// `the fourth plenum Resolution of the 11th Party Central Committee`, `Resolution of the 4th plenum of
/// the 12th Party Central Committee`, `Resolution of the 4th Central Committee (term XI)`; `at` is the
/// word "resolution".
fn plenum_en(scan: &Scan<'_>, at: usize) -> Option<Reference> {
    let word = |place: usize| (place < scan.words.len()).then(|| scan.folded(place));
    let meets = |place: usize| {
        matches!(
            word(place),
            Some("plenum" | "plenary" | "conference" | "session" | "meeting")
        )
    };
    let before = at
        .checked_sub(2)
        .filter(|_| meets(at - 1))
        .and_then(|start| Some((start, context::ordinal(scan.folded(start))?)));
    let (start, plenum, after) = match before {
        Some((start, plenum)) => (start, plenum, at + 1),
        None => {
            if word(at + 1)? != "of" || word(at + 2)? != "the" {
                return None;
            }
            let plenum = context::ordinal(word(at + 3)?)?;
            let next = at + 4 + usize::from(word(at + 4)? == "party");
            let central = word(next) == Some("central") && word(next + 1) == Some("committee");
            if !meets(next) && !central {
                return None;
            }
            (at, plenum, next + 1 + usize::from(central))
        }
    };
    let term = (after..after + 10).find_map(|place| {
        let next = word(place + 1)?;
        match word(place)? {
            "term" | "tenure" | "khoa" => numbers::term_named(next),
            ordinal => {
                let number = context::ordinal(ordinal)?;
                let of_term = matches!(next, "party" | "central" | "tenure" | "term");
                of_term
                    .then(|| numbers::term_named(&number.to_string()))
                    .flatten()
            }
        }
    })?;
    adopted(scan, plenum, term, start, after - 1)
}

fn adopted(
    scan: &Scan<'_>,
    plenum: u32,
    term: &str,
    first: usize,
    last: usize,
) -> Option<Reference> {
    let candidates: Vec<_> = documents().adopted_by(plenum, term).collect();
    let known = candidates.first()?;
    let number = match candidates.as_slice() {
        [known] => known.number.clone(),
        _ => OfficialNumber {
            number: format!("{} (plenum {plenum})", known.type_vi),
            series: None,
        },
    };
    Some(Reference {
        span: scan.span(first..last + 1),
        number,
        scheme: Scheme::CentralParty,
        candidates,
        complete: false,
        local: false,
    })
}
