//! What the authority files say of a word in a run: a surname, a fixed name, a country, a saint.

use super::super::lexicon::{Named, WordInfo, lexicon};
use super::super::scan::Scan;
use super::segment::Run;
use crate::authority::same_written;
use crate::authority::surnames::SurnameStrength;
use std::ops::Range;

/// The strength of the surname at a word, if it can be one in this line.
pub(super) fn surname(
    scan: &Scan<'_>,
    run: &Run,
    at: usize,
    known: Option<&WordInfo>,
) -> Option<SurnameStrength> {
    let surnames = known?.surnames;
    let printed = scan.surface(at);
    let strongest = surnames.iter().map(|surname| surname.strength).max()?;
    if scan.words[at].is_marked() {
        let exact = surnames
            .iter()
            .find(|surname| surname.printed == printed || same_written(surname.printed, printed));
        return exact.map(|surname| surname.strength);
    }
    let bare = surnames.iter().find(|surname| surname.printed == printed);
    if run.marked {
        // In a line with marks a bare word is itself, or belongs to a name printed without marks.
        return bare.map(|surname| surname.strength);
    }
    let ambiguous = matches!(
        scan.folded(at),
        "do" | "la"
            | "an"
            | "ho"
            | "ma"
            | "van"
            | "kim"
            | "ha"
            | "son"
            | "quan"
            | "phi"
            | "the"
            | "to"
            | "song"
            | "long"
            | "hang"
            | "man"
            | "tan"
            | "cam"
            | "co"
            | "dam"
            | "than"
            | "a"
            | "ba"
            | "ban"
            | "so"
            | "lo"
            | "thi"
            | "can"
    );
    Some(if ambiguous && strongest == SurnameStrength::Strong {
        SurnameStrength::Weak
    } else {
        strongest
    })
}

/// The length of a place's or body's fixed name at a word. A lower unit's name is none: too many
/// persons are called so.
pub(super) fn fixed_name(scan: &Scan<'_>, at: usize, end: usize) -> Option<(usize, bool)> {
    let is_lower = |named: &[Named]| {
        let mut named = named.iter();
        named.all(|named| matches!(named, Named::Lower(_) | Named::Former(_)))
    };
    let mut next = lexicon().longest_name(scan, at, end);
    while let Some((length, named)) = next {
        if !is_lower(named) {
            let other = named.iter().all(|named| matches!(named, Named::Other(_)));
            if has_its_marks(scan, at..at + length, named) {
                return Some((length, other));
            }
        }
        next = lexicon().shorter_name(scan, at, length);
    }
    None
}

/// A saint's name before the surname of a Catholic: `Giuse Vũ Văn Thiên`.
pub(super) fn is_saint(folded: &str) -> bool {
    matches!(
        folded,
        "giuse"
            | "phero"
            | "phaolo"
            | "gioan"
            | "anton"
            | "toma"
            | "luca"
            | "maria"
            | "teresa"
            | "phanxico"
            | "micae"
            | "daminh"
            | "vinhson"
            | "aloisio"
            | "laurenso"
            | "simon"
            | "mattheu"
            | "gioakim"
            | "phanxicoxavie"
    )
}

/// Cities that no person is called after: `Tổng Giám mục Hà Nội`.
pub(super) fn is_municipality(scan: &Scan<'_>, at: usize) -> bool {
    at + 2 <= scan.words.len()
        && matches!(
            scan.folded_run(at..at + 2),
            "ha noi" | "hai phong" | "da nang" | "can tho" | "viet nam"
        )
}

/// "Hà Nam" but not "Hạ Nam": marks that are printed must agree.
pub(super) fn has_its_marks(scan: &Scan<'_>, words: Range<usize>, named: &[Named]) -> bool {
    if !scan.words[words.clone()]
        .iter()
        .any(|word| word.is_marked())
    {
        return true;
    }
    let printed = scan.surface_run(words);
    named.iter().any(|named| match named {
        Named::Unit(unit) => {
            same_written(unit.name, printed)
                || unit
                    .aliases
                    .iter()
                    .any(|alias| same_written(alias, printed))
                || unit.name == "Hồ Chí Minh"
        }
        Named::Other(name) => same_written(name, printed),
        Named::Region(_) => true,
        Named::Lower(_) | Named::Former(_) => false,
    })
}

/// A country between an office and a name: `Tổng thống Nga Vladimir Putin`.
pub(super) fn is_country(scan: &Scan<'_>, at: usize) -> bool {
    let continent = at > 0
        && scan.folded(at - 1) == "chau"
        && matches!(scan.folded(at), "au" | "a" | "phi" | "my");
    continent
        || matches!(
            scan.folded(at),
            "nga"
                | "my"
                | "anh"
                | "phap"
                | "duc"
                | "nhat"
                | "han"
                | "lao"
                | "uc"
                | "ukraine"
                | "campuchia"
                | "singapore"
                | "indonesia"
                | "malaysia"
                | "philippines"
                | "israel"
                | "iran"
                | "cuba"
                | "australia"
                | "canada"
                | "myanmar"
                | "mexico"
                | "brazil"
                | "italia"
                | "belarus"
        )
}
