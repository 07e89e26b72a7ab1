//! Facets over people and localities of a collection whose table of names is long: 20,000 articles that
//! print 30,000 forms of names of people, with marks and without, and every district and commune on file.

use crate::measure::{ms, percentile};
use crate::queries::times;
use crate::whole::vankien;
use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::Path;
use vankien::authority::localities::{former_units, lower_units};
use vankien::query::{ParseOptions, Query};
use vankien::search::{FacetField, Searcher};
use vankien::text;

const ARTICLES: usize = 20_000;
/// Each is printed with its marks and without.
const NAMES: usize = 16_250;
/// How many values of a facet are asked for.
const SHOWN: usize = 20;

const SURNAMES: [&str; 13] = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Đinh",
    "Lâm",
];
const MIDDLES: [&str; 25] = [
    "Văn",
    "Thị",
    "Đức",
    "Hữu",
    "Đình",
    "Ngọc",
    "Xuân",
    "Minh",
    "Quang",
    "Thanh",
    "Công",
    "Quốc",
    "Trọng",
    "Viết",
    "Bá",
    "Duy",
    "Gia",
    "Khắc",
    "Mạnh",
    "Như",
    "Phúc",
    "Sỹ",
    "Tiến",
    "Trường",
    "Anh",
];
const GIVEN: [&str; 50] = [
    "An", "Bình", "Chi", "Cường", "Dũng", "Duyên", "Đạt", "Điệp", "Giang", "Hà", "Hải", "Hạnh",
    "Hằng", "Hiền", "Hiếu", "Hoa", "Hòa", "Huệ", "Hùng", "Hương", "Khánh", "Kiên", "Lan", "Liên",
    "Linh", "Loan", "Long", "Mạnh", "Mai", "Nga", "Nghĩa", "Nhung", "Oanh", "Phong", "Phương",
    "Quân", "Quyên", "Sơn", "Tâm", "Thảo", "Thắng", "Thủy", "Toàn", "Trang", "Tuấn", "Tùng",
    "Uyên", "Vân", "Vinh", "Yến",
];

/// Builds the collection in a folder and prints what the facets cost in the process that has it open.
pub(crate) fn run(folder: &Path, repeats: usize) {
    let file = folder.join("named.jsonl");
    let forms = write_articles(&file);
    let collection = folder.join("named");
    let added = vankien(&collection)
        .arg("add")
        .arg(&file)
        .output()
        .expect("the program runs");
    assert!(
        added.status.success(),
        "{}",
        String::from_utf8_lossy(&added.stderr)
    );
    let opened = vankien::corpus::Collection::open(&collection).expect("the collection just made");
    let generation = opened.generation().expect("its index");
    let searcher = Searcher::open(&generation.index_dir()).expect("an index that opens");
    println!(
        "\nfacets of {ARTICLES} articles with {forms} printed forms of names, warm     median     p99   values"
    );
    for (name, field) in [
        ("people", FacetField::Person),
        ("localities", FacetField::Locality),
    ] {
        for (what, text) in [("all documents", ""), ("half of them", "ngày:2024")] {
            let query = Query::parse(text, &ParseOptions::default()).expect("a query");
            let ask = |limit| {
                searcher
                    .facets(&query, field, limit)
                    .expect("an answer")
                    .len()
            };
            let mut all = times(repeats.max(20), || ask(SHOWN));
            println!(
                "{:48} {:9.2} {:7.2} {:8}",
                format!("{name}, {what}"),
                ms(percentile(&mut all, 0.5)),
                ms(percentile(&mut all, 0.99)),
                ask(usize::MAX),
            );
        }
    }
}

/// Writes the articles; tells how many forms of names they print.
fn write_articles(file: &Path) -> usize {
    let names: Vec<String> = SURNAMES
        .iter()
        .flat_map(|surname| {
            let middles = MIDDLES.iter();
            middles.flat_map(move |middle| {
                let given = GIVEN.iter();
                given.map(move |given| format!("{surname} {middle} {given}"))
            })
        })
        .take(NAMES)
        .collect();
    let places: Vec<String> = lower_units()
        .all()
        .iter()
        .chain(former_units())
        .map(|unit| format!("{} {}", unit.kind.word().to_lowercase(), unit.name))
        .collect();
    let mut forms = HashSet::new();
    let mut lines = String::new();
    for article in 0..ARTICLES {
        let mut body = String::new();
        for at in 0..3 {
            // The second time a name comes round it is printed without marks.
            let turn = article * 3 + at;
            let name = &names[turn % names.len()];
            let name = match turn / names.len() % 2 {
                0 => name.clone(),
                _ => without_marks(name),
            };
            let place = &places[turn % places.len()];
            let _ = write!(body, "Ông {name} đến {place} làm việc với chi bộ. ");
            forms.insert(name);
        }
        let _ = writeln!(
            lines,
            r#"{{"id":"named-{article}","title":"Một ngày làm việc số {article}","date":"{}-05-04","lang":"vi","text":"{body}"}}"#,
            2023 + article % 2,
        );
    }
    std::fs::write(file, lines).expect("a folder of our own");
    forms.len()
}

fn without_marks(name: &str) -> String {
    let words = name.split(' ').map(|word| {
        let folded = text::fold(word);
        let mut letters = folded.chars();
        let first = letters.next().map(|c| c.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    });
    words.collect::<Vec<String>>().join(" ")
}
