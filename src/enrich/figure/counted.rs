//! What a province is measured by when it is counted, and what belongs to a firm or a work instead.

use super::quantity::Form;
use crate::enrich::scan::Scan;

/// Words that may stand between a place and a bare number that belongs to it.
pub(super) const BARE_LEADS: &[&str] = &[
    "has", "have", "had", "with", "about", "over", "nearly", "some", "only", "took", "in",
    "reached", "recorded", "area", "co", "dat", "khoang", "hon", "gan", "la", "chi", "tren",
    "around", "more", "than", "before", "merging", "is", "was", "counted", "reported", "cu", "moi",
    "at", "truoc", "sap", "nhap", "khu", "vuc", "admitted",
];

/// Verbs of Party discipline that stand before a bare count of members.
pub(super) const DISCIPLINED: &[&str] = &[
    "khien trach",
    "canh cao",
    "cach chuc",
    "khai tru",
    "reprimanded",
    "warned",
    "dismissed",
    "expelled",
    "criticised",
    "criticized",
    "ky luat",
    "disciplined",
];

/// Tells whether a folded word is of a thing that a province is measured by.
pub(super) fn is_counted(word: &str) -> bool {
    word.len() > 3 && COUNTED.contains(&word)
}

/// Counted things that a province is measured by, as single folded words of the noun.
const COUNTED: &[&str] = &[
    "members",
    "member",
    "organisations",
    "organizations",
    "organisation",
    "delegates",
    "households",
    "household",
    "houses",
    "house",
    "homes",
    "projects",
    "project",
    "communes",
    "wards",
    "units",
    "headquarters",
    "officials",
    "heads",
    "targets",
    "target",
    "stations",
    "people",
    "residents",
    "inhabitants",
    "deaths",
    "dead",
    "missing",
    "injured",
    "infections",
    "accounts",
    "models",
    "families",
    "beneficiaries",
    "enterprises",
    "businesses",
    "firms",
    "companies",
    "schools",
    "classrooms",
    "workers",
    "jobs",
    "cadres",
    "cells",
    "committees",
    "committee",
    "offices",
    "agencies",
    "points",
    "tourists",
    "visitors",
    "arrivals",
    "soldiers",
    "troops",
    "voters",
    "comments",
    "opinions",
    "files",
    "cases",
    "violations",
    "hectares",
    "hectare",
    "ha",
    "km2",
    "tonnes",
    "tons",
    "ton",
    "tonne",
    "mw",
    "sq",
    "square",
    "provinces",
    "districts",
    "villages",
    "departments",
    "focal",
    "staff",
    "payroll",
    "civil",
];

/// The same in Vietnamese, folded, as the noun begins.
const COUNTED_VI: &[&str] = &[
    "dang vien",
    "to chuc",
    "ho",
    "can nha",
    "ngoi nha",
    "nha bi",
    "nha sap",
    "nha ngap",
    "nha o",
    "du an",
    "xa",
    "phuong",
    "don vi",
    "tru so",
    "cong chuc",
    "lao dong",
    "nguoi",
    "doanh nghiep",
    "chi tieu",
    "huyen",
    "chi bo",
    "dau moi",
    "luot",
    "y kien",
    "tan",
    "vu viec",
    "dai bieu",
    "can bo",
    "khu cong nghiep",
    "khu pho",
    "khu dan cu",
    "hop tac xa",
    "tau ca",
    "thon",
    "thanh vien",
    "cap uy",
    "dang bo",
    "co so",
    "hec ta",
    "ha",
    "mw",
    "phong hoc",
    "truong hoc",
    "truong mam non",
    "truong dat",
    "vien chuc",
    "dang uy",
    "km2",
    "mo hinh",
    "san pham ocop",
    "benh vien",
    "cum cong nghiep",
    "khach",
    "cong nhan",
    "hoc sinh",
    "bien che",
    "ho so",
    "thu tuc",
    "nhan khau",
    "tram",
    "cong trinh",
    "hoi vien",
    "dac khu",
    "thi tran",
    "hop tac",
    "truong hop",
    "to cong nghe",
    "diem",
    "nguoi dan",
];

fn is_counted_vi(noun: &str) -> bool {
    COUNTED_VI.iter().any(|counted| {
        noun.strip_prefix(counted)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

/// Words of works and firms, whose money and ground are not a province's.
const WORKS: &[&str] = &[
    "cong ty",
    "tap doan",
    "nha may",
    "khu do thi",
    "goi thau",
    "hop dong",
    "tong muc dau tu",
    "chu dau tu",
    "kdtm",
    "benh vien",
    "quang truong",
    "san bay",
    "nha dau tu",
    "corporation",
    "hotel",
    "resort",
    "khach san",
    "bang can doi",
    "co phan",
    "co phieu",
    "formosa",
    "trung tam thuong mai",
    "lo luy ke",
    "cong trinh",
    "tuong dai",
    "cay cau",
];

/// Tells whether works or a firm are named shortly before a quantity.
pub(super) fn of_a_project(scan: &Scan<'_>, quantity: &super::quantity::Quantity) -> bool {
    let from = (quantity.words.start.saturating_sub(22)..quantity.words.start)
        .rev()
        .find(|at| scan.words[*at].begins_sentence())
        .unwrap_or(quantity.words.start.saturating_sub(22));
    if from >= quantity.words.start {
        return false;
    }
    let before = format!(" {} ", scan.folded_run(from..quantity.words.start));
    WORKS
        .iter()
        .any(|work| before.contains(&format!(" {work} ")))
        || (before.ends_with(" du an ")
            || before.contains(" du an co ")
            || before.contains(" du an khoang "))
}

/// `a population of over 3.2 million`: a magnitude alone counts what the words before it say.
fn counts_people(scan: &Scan<'_>, quantity: &super::quantity::Quantity) -> bool {
    let from = quantity.words.start.saturating_sub(6);
    let before = scan.folded_run(from..quantity.words.start.max(from + 1));
    [
        "population",
        "dan so",
        "members",
        "households",
        "visitors",
        "tourists",
        "near poor",
        "people",
    ]
    .iter()
    .any(|counted| before.contains(counted))
}

/// Tells whether a quantity is of a kind that a sentence without a place may tell of a province.
pub(super) fn measures_a_province(scan: &Scan<'_>, quantity: &super::quantity::Quantity) -> bool {
    match quantity.form {
        Form::Money => !of_a_project(scan, quantity),
        Form::Percent | Form::Points | Form::Rank | Form::RankChange | Form::Times => true,
        Form::Bare => false,
        Form::Count if quantity.noun.is_none() => counts_people(scan, quantity),
        Form::Count | Form::Fraction => quantity.noun.clone().is_some_and(|noun| {
            is_counted_vi(scan.folded_run(noun.clone()))
                || noun
                    .into_iter()
                    .any(|word| COUNTED.contains(&scan.folded(word)))
        }),
    }
}
