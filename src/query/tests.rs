//! The language as a whole: what is understood, what is refused, and that printing loses nothing.

use super::*;
use jiff::civil::date;
use proptest::prelude::*;

fn options() -> ParseOptions {
    ParseOptions {
        today: Some(date(2026, 11, 22)),
        ..ParseOptions::default()
    }
}

fn bare() -> ParseOptions {
    ParseOptions {
        expand: false,
        ..options()
    }
}

fn parse(text: &str) -> Query {
    Query::parse(text, &bare()).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The query prints as expected, and what is printed is the same query.
fn check(text: &str, printed: &str) {
    let query = parse(text);
    assert_eq!(query.to_string(), printed, "{text}");
    assert_eq!(parse(printed), query, "{text}");
}

fn refused(text: &str) -> QueryError {
    Query::parse(text, &bare()).expect_err(text)
}

fn check_refused(text: &str, place: &str, problem: &str, suggestion: Option<&str>) {
    let error = refused(text);
    assert_eq!(error.span.of(&error.text), place, "{text}: {error}");
    assert_eq!(error.to_string(), problem, "{text}");
    assert_eq!(error.suggestion.as_deref(), suggestion, "{text}");
}

#[test]
fn words_operators_and_groups() {
    check("", "");
    check("a b", "a b");
    check("a AND b", "a b");
    check("03-CT/\nTW a", "03-CT/ AND TW a");
    check("a OR b c", "a OR b c");
    check("(a OR b) c", "(a OR b) c");
    check("a (b (c))", "a b c");
    check("a -b NOT c", "a NOT b NOT c");
    check("-(a b)", "NOT (a b)");
    check("NOT NOT a", "a");
    check("-a", "NOT a");
    check("a or b and not c", "a or b and not c");
    check("Bà Rịa - Vũng Tàu", "Bà Rịa Vũng Tàu");
    check("\"OR\" a", "\"OR\" a");
    check("title:(a OR b)", "title:\"a\" OR title:\"b\"");
}

#[test]
fn phrases_prefixes_and_spellings() {
    check("\"a b\"", "\"a b\"");
    check("“a b”~5", "\"a b\"~5");
    check("pre*", "pre*");
    check("=word", "=\"word\"");
    check("=\"a b\"", "=\"a b\"");
    check("title:pre* body:\"a b\"~2", "title:pre* body:\"a b\"~2");
    check("title:a,b", "title:\"a\" OR title:\"b\"");
    check("\u{ff08}a OR b\u{ff09} c", "(a OR b) c");
}

#[test]
fn a_short_name_is_the_number_of_a_known_document() {
    let check = |name: &str, key: &str, series: Option<&str>| {
        let query = parse(&format!("cites:\"{name}\""));
        let Clause::Filter(Filter::Cites(number)) = query.root else {
            panic!("{name} is no number");
        };
        let read = (number.key.as_str(), number.series.as_deref());
        assert_eq!(read, (numbered(key).as_str(), series), "{name}");
    };
    fn numbered(number: &str) -> String {
        crate::authority::numbers::read(number).unwrap().key()
    }
    check("Nghị quyết 18", "18-NQ/TW", None);
    check("Nghị quyết Trung ương 4 khóa XII", "04-NQ/TW", Some("XII"));
    check_refused(
        "cites:\"Nghị quyết tám mươi\"",
        "Nghị quyết tám mươi",
        "`Nghị quyết tám mươi` is no official number",
        Some("write it like 96-QĐ/TW, 73/2023/NĐ-CP or 31/2024/QH15"),
    );
}

#[test]
fn fields_with_their_aliases() {
    check("locality:\"Quảng Ninh\"", "locality:\"Quảng Ninh\"");
    check("tinh: \"Quảng Ninh\"", "locality:\"Quảng Ninh\"");
    check("Tỉnh:\"Quảng Ninh\"", "locality:\"Quảng Ninh\"");
    check("nguoi:\"To Lam\"", "person:\"To Lam\"");
    check("so:96-QĐ/TW", "so:\"96-QĐ/TW\"");
    check("cites: 96 – QĐ/TW", "cites:\"96 – QĐ/TW\"");
    check("cites:\"Nghị quyết 18\"", "cites:\"Nghị quyết 18\"");
    check(
        "kind:directive,resolution a",
        "(kind:directive OR kind:resolution) a",
    );
    check("kind:\"chỉ thị\"", "kind:directive");
    check("lang:en has:figure", "lang:en has:figure");
    check("date:none", "NOT has:date");
    check("-date:none", "has:date");
    check("date:2023-10", "date:2023-10-01..2023-10-31");
    check("ngay:31/10/2023", "date:2023-10-31");
    check("date:2023..", "date:2023-01-01..");
    check("date:3months", "date:2026-08-22..2026-11-22");
    check("nguon:VietNam.vn", "source:vietnam.vn");
    check(
        "https://vietnam.vn/a,b?c=d",
        "id:\"https://vietnam.vn/a,b?c=d\"",
    );
}

#[test]
fn an_official_number_is_one_term() {
    for text in [
        "96-QĐ/TW",
        "96/QD-TW",
        "96 – QĐ/TW",
        "No. 96-QD/TW",
        "\"96-QD/TW\"",
    ] {
        let query = parse(text);
        let Clause::Text(TextClause {
            form: TextForm::Word(term),
            ..
        }) = &query.root
        else {
            panic!("{text}: {query:?}");
        };
        assert_eq!(term.folded, "96-qd/tw", "{text}");
        assert_eq!(parse(&query.to_string()), query);
    }
}

/// The words of a query with how they treat marks: `t` typed, `o` open, `e` exact.
fn marks(text: &str) -> String {
    fn visit(clause: &Clause, out: &mut String) {
        match clause {
            Clause::And(clauses) | Clause::Or(clauses) => {
                clauses.iter().for_each(|clause| visit(clause, out));
            }
            Clause::Not(clause) => visit(clause, out),
            Clause::Text(text) => {
                let terms = match &text.form {
                    TextForm::Word(term) | TextForm::Prefix(term) => std::slice::from_ref(term),
                    TextForm::Phrase { terms, .. } => terms,
                };
                out.extend(terms.iter().map(|term| match term.marks {
                    Marks::Open => 'o',
                    Marks::Typed => 't',
                    Marks::Exact => 'e',
                }));
            }
            _ => {}
        }
    }
    let mut out = String::new();
    visit(&parse(text).root, &mut out);
    out
}

#[test]
fn marks_are_decided_for_the_whole_query() {
    assert_eq!(marks("truong thi mai"), "ooo");
    assert_eq!(marks("Trương Thị Mai"), "ttt");
    assert_eq!(marks("Trương thi truong Mai"), "ttot");
    assert_eq!(marks("\"Trương Thị\" Mai"), "ttt");
    assert_eq!(marks("đang thi"), "oo");
    assert_eq!(marks("96-QĐ/TW mai"), "oo");
    assert_eq!(marks("=mai chó"), "et");
    assert_eq!(marks("Trương party secretary"), "too");
    assert_eq!(marks("Tru\u{31b}o\u{31b}ng Mai"), "tt");
}

#[test]
fn what_is_no_query_is_shown() {
    check_refused("a \"b c", "\"", "this quotation mark has no partner", None);
    check_refused("a (b", "(", "this parenthesis is not closed", None);
    check_refused("a) b", ")", "this parenthesis was not opened", None);
    check_refused(
        "tilte:a",
        "tilte",
        "there is no field called `tilte`",
        Some("title:"),
    );
    check_refused("title: ", "title:", "`title:` has no value", None);
    check_refused(
        "a date:2023-13",
        "2023-13",
        "`2023-13` is no date",
        Some("write it like 2023, 2023-10, 2023-10-31, 31/10/2023, 2023..2024 or 3months"),
    );
    check_refused(
        "date:2024..2023",
        "2024..2023",
        "the range ends before it begins",
        None,
    );
    check_refused(
        "locality:Quảng Ninh",
        "Quảng",
        "no locality is called `Quảng`",
        Some("locality:\"Quảng Ninh\""),
    );
    check_refused(
        "kind:directiv",
        "directiv",
        "`directiv` is no kind of document",
        Some("directive"),
    );
    check_refused("???", "???", "there is no word in it", None);
    for text in [
        "OR a",
        "a OR",
        "a OR OR b",
        "AND",
        "NOT",
        "a AND",
        "a OR )",
        "(NOT) a",
    ] {
        refused(text);
    }
    assert_eq!(
        refused(&"(".repeat(100)).problem,
        QueryProblem::TooDeep,
        "a bound on depth"
    );
    assert_eq!(refused(&"a ".repeat(2000)).problem, QueryProblem::TooLong);
}

#[test]
fn terms_of_the_glossary_carry_their_other_wordings() {
    let query = Query::parse("lấy phiếu tín nhiệm 2023", &options()).unwrap();
    let Clause::And(clauses) = &query.root else {
        panic!("{query:?}");
    };
    let [Clause::Expanded(expanded), Clause::Text(_)] = &clauses[..] else {
        panic!("{query:?}");
    };
    let other: Vec<String> = expanded
        .alternatives
        .iter()
        .map(|other| match &other.form {
            TextForm::Word(term) | TextForm::Prefix(term) => term.surface.clone(),
            TextForm::Phrase { terms, .. } => {
                let words: Vec<&str> = terms.iter().map(|term| term.surface.as_str()).collect();
                words.join(" ")
            }
        })
        .collect();
    assert!(
        other.contains(&"vote of confidence".to_owned()),
        "{other:?}"
    );
    assert!(
        other.contains(&"votes of confidence".to_owned()),
        "{other:?}"
    );
    assert_eq!(query.to_string(), "lấy phiếu tín nhiệm 2023");
    assert_eq!(Query::parse(&query.to_string(), &options()).unwrap(), query);
    // Quoted, negated and exact words are what they are.
    for text in [
        "\"lấy phiếu tín nhiệm\"",
        "-(lấy phiếu tín nhiệm)",
        "=chỉ =thị",
    ] {
        assert_eq!(
            Query::parse(text, &options()).unwrap(),
            parse(text),
            "{text}"
        );
    }
}

#[test]
fn flags_build_the_clauses_that_fields_build() {
    let flags = FilterFlags {
        locality: vec!["Quang Ninh".into()],
        cites: vec!["96-QD/TW".into()],
        from: Some("2024-01".into()),
        to: Some("2024".into()),
        kind: vec!["directive,resolution".into()],
        ..FilterFlags::default()
    };
    let query = parse("kiểm tra").filtered(&flags, &bare()).unwrap();
    let same = parse(
        "kiểm tra locality:\"Quang Ninh\" cites:96-QD/TW date:2024-01-01..2024-12-31 \
         (kind:directive OR kind:resolution)",
    );
    assert_eq!(query, same);
    assert_eq!(parse(&query.to_string()), query);
    let flags = FilterFlags {
        locality: vec!["Quang Nin".into()],
        ..FilterFlags::default()
    };
    let error = parse("").filtered(&flags, &bare()).unwrap_err();
    assert_eq!(error.span.of(&error.text), "Quang Nin");
    assert_eq!(error.suggestion.as_deref(), Some("Quảng Ninh"));
}

#[test]
fn every_change_of_a_query_is_another_query() {
    let query = parse("\"kiểm tra\" giám sát locality:\"Quảng Ninh\" -báo");
    let changes = changes(&query);
    assert!(changes.len() >= 6, "{changes:?}");
    assert_eq!(changes[0].what, "without locality:\"Quảng Ninh\"");
    for change in &changes {
        assert_ne!(change.query, query, "{}", change.what);
        Query::parse(&change.query.to_string(), &bare()).unwrap();
    }
}

/// Pieces that mean something to the parser, and pieces that do not.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(vec![
            "Trương", "Thị", "Mai", "truong", "Đảng", "lấy phiếu tín nhiệm", "UBND", "Việt-Nam", "hoà",
            "96-QĐ/TW", "96 – QD/TW", "96", "QĐ/TW", "73/2023/NĐ-CP", "13,45%", "15/15", "47.174", "No", "số", "Quảng Ninh",
            "vote of confidence", "don't", "a.b", "x*", "OR", "AND", "NOT", "or",
        ])
        .prop_map(str::to_owned),
        3 => prop::sample::select(vec![
            " ", " ", " ", "\"", "(", ")", "-", "--", "=", "*", "~", "~5", ",", ":", "/", "–", "“", "”", "\t",
            "＂", "（", "\u{301}", "\u{200b}", "'", "|", ".", "@", "@XIII",
        ])
        .prop_map(str::to_owned),
        3 => prop::sample::select(vec![
            "title:", "body:", "person:", "tinh:", "org:", "cites:", "so: ", "date:", "date:2023..", "ngay:31/10/2023",
            "date:none", "date:3months", "lang:vi", "kind:directive,law", "has:figure", "source:", "id:", "https://a.vn/b",
            "title:(", "locality:\"Quảng Ninh\"", "figure:grdp_growth", "abc:",
        ])
        .prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "\\PC{0,6}",
    ]
}

#[test]
fn an_operator_before_mere_signs_is_shown_where_it_stands() {
    for text in ["a OR \u{fffd}", "a OR hs OR …", "(a OR 🙂) b"] {
        let error = Query::parse(text, &options()).unwrap_err();
        assert_eq!(error.span.of(&error.text), "OR", "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(2000)
    })]

    #[test]
    fn what_is_printed_parses_to_the_same(pieces in prop::collection::vec(piece(), 0..12)) {
        let text = pieces.concat();
        for options in [options(), bare()] {
            if let Ok(query) = Query::parse(&text, &options) {
                let printed = query.to_string();
                match Query::parse(&printed, &options) {
                    Ok(again) => prop_assert_eq!(&again, &query, "{:?} printed as {:?}", text, printed),
                    Err(error) => prop_assert!(false, "{:?} printed as {:?}: {}", text, printed, error),
                }
                let _ = explain(&query);
                let _ = changes(&query);
            }
        }
    }

    #[test]
    fn an_error_points_into_its_text(text in "\\PC{0,40}") {
        if let Err(error) = Query::parse(&text, &options()) {
            prop_assert!(error.text.get(error.span.start..error.span.end).is_some());
        }
    }
}

/// The words of a query that have a role.
fn words_of(role: Role, text: &str) -> Vec<String> {
    fn collect(role: Role, clause: &Clause, found: &mut Vec<String>) {
        match clause {
            Clause::And(clauses) | Clause::Or(clauses) => {
                clauses
                    .iter()
                    .for_each(|clause| collect(role, clause, found));
            }
            Clause::Text(text) => {
                let words = text.form.terms().iter().filter(|term| term.role == role);
                found.extend(words.map(|term| term.surface.clone()));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    collect(role, &parse(text).root, &mut found);
    found
}

#[test]
fn function_words_of_english_weigh_little() {
    for (text, expected) in [
        (
            "how many members did the committee expel",
            &["how", "many", "did", "the"][..],
        ),
        ("vote of confidence", &["of"]),
        ("What does WHO say of Hà Nội", &[]),
        ("what does WHO say of Hanoi", &["what", "does", "of"]),
        ("can bo the duc", &[]),
        ("the party congress", &[]),
        ("=of =the rules", &[]),
    ] {
        assert_eq!(words_of(Role::Function, text), expected, "{text}");
        let query = parse(text);
        assert_eq!(parse(&query.to_string()), query, "{text}");
    }
}

#[test]
fn words_that_ask_weigh_less() {
    for (text, expected) in [
        ("xã có bao nhiêu đảng viên", &["bao", "nhiêu"][..]),
        ("xa co bao nhieu dang vien", &["bao", "nhieu"]),
        ("thu tục như thế nào", &["như", "thế", "nào"]),
        (
            "Đảng viên được sinh con thứ ba hay không",
            &["hay", "không"],
        ),
        ("ai là bí thư", &[]),
        ("=bao =nhiêu đảng viên", &[]),
    ] {
        assert_eq!(words_of(Role::Question, text), expected, "{text}");
        let query = parse(text);
        assert_eq!(parse(&query.to_string()), query, "{text}");
    }
}

#[test]
fn a_name_without_its_quotes_is_completed() {
    for (text, place, suggestion) in [
        ("kind:nghị quyết", "nghị", "kind:\"nghị quyết\""),
        ("tinh:Bắc Ninh kỷ luật", "Bắc", "locality:\"Bắc Ninh\""),
    ] {
        let error = refused(text);
        assert_eq!(error.span.of(&error.text), place, "{text}");
        assert_eq!(error.suggestion.as_deref(), Some(suggestion), "{text}");
    }
}

#[test]
fn the_signs_of_a_number_may_be_left_out_in_a_field() {
    for (text, printed) in [
        ("cites:\"96 QĐ TW\"", "cites:\"96-QĐ/TW\""),
        ("cites:96qđ/tw", "cites:\"96-QĐ/TW\""),
        ("number:\"178/2024 NĐ-CP\"", "number:\"178/2024/NĐ-CP\""),
        ("number:178/2024NĐ-CP", "number:\"178/2024/NĐ-CP\""),
        ("number:\"31 2024 QH15\"", "number:\"31/2024/QH15\""),
    ] {
        let (typed, known) = (parse(text), parse(printed));
        let key = |query: &Query| match &query.root {
            Clause::Filter(Filter::Cites(number) | Filter::Number(number)) => {
                (number.key.clone(), number.series.clone())
            }
            other => panic!("{other:?}"),
        };
        assert_eq!(key(&typed), key(&known), "{text}");
        assert_eq!(parse(&typed.to_string()), typed, "{text}");
    }
    refused("cites:\"96\"");
    refused("cites:\"QĐ TW\"");
    refused("cites:\"1 2 3 QĐ\"");
}
