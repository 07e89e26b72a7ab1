//! Symbols of types and bodies in official numbers, in canonical spelling.

/// Document types: the folded symbol and its canonical spelling.
pub(super) const TYPES: &[(&str, &str)] = &[
    ("BB", "BB"),
    ("BC", "BC"),
    ("BTT", "BTT"),
    ("CD", "CĐ"),
    ("CT", "CT"),
    ("CTHD", "CTHĐ"),
    ("CTPH", "CTPH"),
    ("CTR", "CTr"),
    ("CTRPH", "CTrPH"),
    ("CV", "CV"),
    ("DA", "ĐA"),
    ("GM", "GM"),
    ("HD", "HD"),
    ("HDLN", "HDLN"),
    ("HDLT", "HDLT"),
    ("KH", "KH"),
    ("KHLT", "KHLT"),
    ("KL", "KL"),
    ("KLTW", "KLTW"),
    ("L", "L"),
    ("LCT", "LCT"),
    ("LUAT", "Luật"),
    ("ND", "NĐ"),
    ("NQ", "NQ"),
    ("NQLT", "NQLT"),
    ("PA", "PA"),
    ("PL", "PL"),
    ("QC", "QC"),
    ("QCPH", "QCPH"),
    ("QD", "QĐ"),
    ("QDI", "QĐi"),
    ("QDNS", "QĐNS"),
    ("QH", "QH"),
    ("QYD", "QyĐ"),
    ("SL", "SL"),
    ("TB", "TB"),
    ("TC", "TC"),
    ("TL", "TL"),
    ("TT", "TT"),
    ("TTLB", "TTLB"),
    ("TTLT", "TTLT"),
    ("TTR", "TTr"),
    ("VBHN", "VBHN"),
];

/// Bodies whose symbol folding cannot restore: the folded symbol and its canonical spelling.
pub(super) const BODIES: &[(&str, &str)] = &[
    ("BBT", "BBT"),
    ("BCA", "BCA"),
    ("BCDTW", "BCĐTW"),
    ("BCSD", "BCSĐ"),
    ("BCSDCP", "BCSĐCP"),
    ("BCT", "BCT"),
    ("BDNTW", "BĐNTW"),
    ("BGDDT", "BGDĐT"),
    ("BGTVT", "BGTVT"),
    ("BKHCN", "BKHCN"),
    ("BKHDT", "BKHĐT"),
    ("BLDTBXH", "BLĐTBXH"),
    ("BNG", "BNG"),
    ("BNN", "BNN"),
    ("BNNMT", "BNNMT"),
    ("BNNPTNT", "BNNPTNT"),
    ("BNV", "BNV"),
    ("BQP", "BQP"),
    ("BTC", "BTC"),
    ("BTNMT", "BTNMT"),
    ("BTP", "BTP"),
    ("BTTTT", "BTTTT"),
    ("BVHTTDL", "BVHTTDL"),
    ("BXD", "BXD"),
    ("BYT", "BYT"),
    ("CP", "CP"),
    ("CTN", "CTN"),
    ("DCT", "ĐCT"),
    ("DDQH", "ĐĐQH"),
    ("DU", "ĐU"),
    ("DUCA", "ĐUCA"),
    ("DUCATW", "ĐUCATW"),
    ("DUCP", "ĐUCP"),
    ("DUK", "ĐUK"),
    ("DUKTW", "ĐUKTW"),
    ("DUQH", "ĐUQH"),
    ("HDBT", "HĐBT"),
    ("HDND", "HĐND"),
    ("HDLLTW", "HĐLLTW"),
    ("HDTP", "HĐTP"),
    ("MTTQ", "MTTQ"),
    ("MTTW", "MTTW"),
    ("NHNN", "NHNN"),
    ("TANDTC", "TANDTC"),
    ("TLD", "TLĐ"),
    ("TTCP", "TTCP"),
    ("TTG", "TTg"),
    ("TWDTN", "TWĐTN"),
    ("UBDT", "UBDT"),
    ("UBND", "UBND"),
    ("VKSNDTC", "VKSNDTC"),
    ("VPCP", "VPCP"),
];

/// One symbol in canonical spelling.
pub(super) struct Symbol {
    pub(super) folded: String,
    pub(super) canonical: String,
    /// All capitals, or a mixed spelling that we know.
    pub(super) capital: bool,
}

pub(super) fn symbol(printed: &str) -> Option<Symbol> {
    let letters = printed.trim_end_matches(|c: char| c.is_ascii_digit());
    if printed.is_empty() || printed.len() > 24 {
        return None;
    }
    let upper: String = printed
        .chars()
        .flat_map(char::to_uppercase)
        .map(|c| match c {
            'Ð' | 'Ɖ' => 'Đ',
            'Ƣ' => 'Ư',
            c => c,
        })
        .collect();
    let mut folded: String = upper
        .chars()
        .map(|c| match c {
            'Đ' => 'D',
            'Ư' => 'W',
            'Ủ' | 'Ú' => 'U',
            c => c,
        })
        .collect();
    if !folded.is_ascii() {
        return None;
    }
    let mut canonical = upper;
    if canonical.ends_with("TƯ") {
        canonical.truncate(canonical.len() - 'Ư'.len_utf8());
        canonical.push('W');
    } else if canonical.contains('Ư') {
        folded = folded.replace('W', "U");
    }
    let digits = printed.len() - letters.len();
    let stem = &folded[..folded.len() - digits];
    let known = TYPES
        .iter()
        .chain(BODIES)
        .find(|(symbol, _)| *symbol == stem);
    if let Some((_, spelling)) = known {
        // `DA` is a project as well as the misprint of ĐA, the scheme: it stays as printed.
        if stem != "DA" {
            canonical = format!("{spelling}{}", &printed[letters.len()..]);
        }
    } else if folded.ends_with("TW") && canonical.starts_with('D') {
        canonical.replace_range(..1, "Đ");
    }
    let capital = !letters.chars().any(char::is_lowercase)
        || known.is_some_and(|(_, spelling)| {
            spelling.chars().any(char::is_lowercase)
                && letters.starts_with(|c: char| c.is_uppercase())
        });
    Some(Symbol {
        folded,
        canonical,
        capital,
    })
}

pub(super) fn is_type(folded: &str) -> bool {
    TYPES.iter().any(|(symbol, _)| *symbol == folded)
}

pub(super) fn is_party_type(folded: &str) -> bool {
    is_type(folded)
        && !["ND", "TTLT", "TTLB", "L", "PL", "LCT", "SL", "LUAT", "VBHN"].contains(&folded)
}

pub(super) fn is_central_party(folded: &str) -> bool {
    folded == "TW"
        || folded == "BBT"
        || folded == "HVCTQG"
        || (folded.ends_with("TW") && folded.len() <= 9)
        || [
            "DUCA", "DUK", "DUQH", "DUCP", "DDQH", "BCSD", "BCSDCP", "TWDTN", "DUCPTW",
        ]
        .contains(&folded)
}

pub(super) fn is_local_party(folded: &str) -> bool {
    let stem = folded
        .trim_start_matches("UBKT")
        .trim_start_matches("BTGDV")
        .trim_start_matches("BTC")
        .trim_start_matches("BTG")
        .trim_start_matches("BDV")
        .trim_start_matches("BNC")
        .trim_start_matches("VP");
    ["TU", "HU", "QU", "TXU", "THU", "DU", "CB", "BTV", "BTVTU"].contains(&stem)
}

pub(super) fn is_legislature(folded: &str) -> bool {
    let stem = folded.trim_end_matches(|c: char| c.is_ascii_digit());
    (stem == "QH" || stem == "UBTVQH") && stem.len() < folded.len()
}

pub(super) fn is_state_body(folded: &str) -> bool {
    is_legislature(folded)
        || ["HDND", "UBND", "UBTVQH", "CTK", "MTTQ", "VPQH", "VPCTN"].contains(&folded)
        || (BODIES.iter().any(|(symbol, _)| *symbol == folded)
            && !is_central_party(folded)
            && !is_local_party(folded))
}

pub(super) fn known_body(folded: &str) -> bool {
    is_central_party(folded) || is_local_party(folded) || is_state_body(folded)
}
