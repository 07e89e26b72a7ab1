//! One text a rule of reading numbers.

use super::*;

fn check(lang: Lang, text: &str, expected: &[&str]) {
    let scan = Scan::new(text);
    let got: Vec<String> = find(&scan, 0..scan.words.len(), lang, &[])
        .into_iter()
        .map(|q| {
            let value = match (q.value, q.range) {
                (Some(value), _) => value.to_string(),
                (None, Some((low, high))) => format!("{low}..{high}"),
                _ => String::new(),
            };
            let whole = q.denominator.map_or(String::new(), |d| format!("/{d}"));
            let unit = q.unit.unwrap_or_default();
            format!("{value}{whole} {unit}").trim().to_owned()
        })
        .collect();
    assert_eq!(got, expected, "in {text:?}");
}

#[test]
fn numbers_are_read_by_language() {
    assert_eq!(read("47.174", Lang::Vi, true), Some(47174.0));
    assert_eq!(read("47.174", Lang::En, true), Some(47174.0));
    assert_eq!(read("47.174", Lang::En, false), Some(47.174));
    assert_eq!(read("1.401,61", Lang::Vi, false), Some(1401.61));
    assert_eq!(read("1,401.61", Lang::En, false), Some(1401.61));
    assert_eq!(read("13,45", Lang::En, false), Some(13.45));
    assert_eq!(read("13.45", Lang::Vi, false), Some(13.45));
    assert_eq!(read("1.234.567", Lang::Vi, true), Some(1_234_567.0));
    assert_eq!(read("0.125", Lang::Vi, false), Some(0.125));
    assert_eq!(read("1,234", Lang::Vi, true), None);
}

#[test]
fn units_and_signs() {
    check(
        Lang::En,
        "exports fell 11.7 per cent to $24.9 billion",
        &["-11.7 %", "24.9 billion USD"],
    );
    check(Lang::Vi, "tăng 15,8%, giảm 6,5%", &["15.8 %", "-6.5 %"]);
    check(
        Lang::Vi,
        "giảm 8 người so với cùng kỳ năm trước",
        &["-8 người"],
    );
    check(
        Lang::En,
        "reduced 41 department-level focal points",
        &["41 department-level focal points"],
    );
    check(Lang::Vi, "giảm còn 5,41%", &["5.41 %"]);
    check(
        Lang::En,
        "20 percent fewer than the year before",
        &["-20 %"],
    );
    check(Lang::En, "(-8.25%) and (+ 14.3%)", &["-8.25 %", "14.3 %"]);
    check(Lang::Vi, "4.117 tỷ đồng thu ngân sách", &["4117 tỷ đồng"]);
}

#[test]
fn ranges_and_fractions() {
    check(
        Lang::En,
        "put at 2.5-3 trillion VND",
        &["2.5..3 trillion VND"],
    );
    check(Lang::Vi, "từ 8 đến 8,5%/năm", &["8..8.5 %"]);
    check(Lang::En, "down 1.5 - 2% per year", &["-2..-1.5 %"]);
    check(Lang::En, "rose from 5 to 8 percent", &["5 %", "8 %"]);
    check(Lang::En, "achieved 15/15 targets", &["15/15 targets"]);
    check(Lang::En, "46 of 102 projects", &["46/102 projects"]);
    check(Lang::Vi, "5 trong số 7 đảng ủy", &["5/7 đảng ủy"]);
    check(
        Lang::En,
        "3 targets out of 23 were not met",
        &["3/23 targets"],
    );
}

#[test]
fn dates_durations_and_labels_are_no_quantities() {
    check(
        Lang::Vi,
        "chiều 17/3, trong 5 giờ, năm 2016, ngày 12/3, quý 2, 8 tháng",
        &[],
    );
    check(
        Lang::En,
        "on September 17, 2012, for 65 years, aged 87, No. 11, 2021-2025",
        &[],
    );
    check(Lang::Vi, "giai đoạn 2021 - 2025, khóa 13, 4‰, 83 cm", &[]);
}

proptest::proptest! {
    #[test]
    fn never_panics_and_slices(text in "(?:[0-9]{1,4}|[.,/% –(-]| to | of | tỷ | người | giảm ){0,14}") {
        let scan = Scan::new(&text);
        for lang in Lang::ALL {
            for quantity in find(&scan, 0..scan.words.len(), lang, &[]) {
                proptest::prop_assert!(!quantity.span.of(&text).is_empty());
            }
        }
    }
}

#[test]
fn a_dash_with_decimals_makes_a_range_and_a_glued_magnitude_a_sum() {
    check(Lang::En, "a goal of 6-6.5 percent", &["6..6.5 %"]);
    check(Lang::En, "drew USD1.26bn in a year", &["1.26 bn USD"]);
    check(
        Lang::Vi,
        "tổng thu 3 năm 24.186 tỷ đồng",
        &["24186 tỷ đồng"],
    );
    check(
        Lang::En,
        "in 8 out of the province's 11 districts",
        &["8/11 districts"],
    );
    check(Lang::En, "cut 17.4 percent of its units", &["17.4 %"]);
    check(
        Lang::En,
        "2.6 percentage points below the mark",
        &["-2.6 percentage points"],
    );
    check(
        Lang::En,
        "seven officials and 40 members",
        &["7 officials", "40 members"],
    );
}
