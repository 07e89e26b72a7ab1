//! Whole answers over small indexes; clauses are built by hand.

use super::{Answer, FacetField, SearchOptions, Searcher, Sort, TimelineUnit};
use crate::document::{
    Annotations, DatedBy, DocId, Document, DocumentDate, Kind, Lang, LocalityId, LocalityRef,
    PersonRef, ReadBy, Span, TextBuilder,
};
use crate::index::{Writer, WriterOptions};
use crate::query::{
    Clause, DateRange, Expanded, Expansion, Filter, LocalityFilter, Marks, Query, Role, Scope,
    Term, TextClause, TextForm,
};
use crate::text;
use jiff::civil::date;
use tempfile::TempDir;

pub(super) fn document(name: &str, title: &str, body: &str) -> Document {
    Document {
        id: DocId::of_record("test", name),
        external_id: Some(name.to_owned()),
        url: None,
        aliases: Vec::new(),
        text: TextBuilder {
            title: title.to_owned(),
            lead: String::new(),
            body: body.to_owned(),
        }
        .build(),
        date: None,
        lang: Lang::Vi,
        kind: Kind::News,
        source: Some("test".to_owned()),
        origin: None,
        authors: Vec::new(),
        read_by: ReadBy::Record,
        fetched_at: None,
        raw_sha256: [0; 32],
        problems: Vec::new(),
    }
}

pub(super) struct Fixture {
    dir: TempDir,
}

impl Fixture {
    pub(super) fn of(documents: &[(Document, Annotations)]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let options = WriterOptions {
            threads: 1,
            heap: 0,
        };
        let mut writer = Writer::with_options(dir.path(), options).unwrap();
        for (document, annotations) in documents {
            writer.put(document, annotations, 1).unwrap();
        }
        writer.commit("test").unwrap();
        Self { dir }
    }

    /// An index of untitled documents called `0`, `1`...
    pub(super) fn bodies(bodies: &[&str]) -> Self {
        let documents: Vec<_> = bodies
            .iter()
            .enumerate()
            .map(|(name, body)| {
                (
                    document(&name.to_string(), "", body),
                    Annotations::default(),
                )
            })
            .collect();
        Self::of(&documents)
    }

    pub(super) fn searcher(&self) -> Searcher {
        Searcher::open(self.dir.path()).unwrap()
    }

    pub(super) fn search(&self, root: Clause) -> Answer {
        self.search_with(root, &SearchOptions::default())
    }

    pub(super) fn search_with(&self, root: Clause, options: &SearchOptions) -> Answer {
        let query = Query {
            text: String::new(),
            root,
        };
        self.searcher().search(&query, options).unwrap()
    }

    /// External ids of the hits, in order.
    fn names(&self, root: Clause) -> Vec<String> {
        names(&self.search(root))
    }
}

fn names(answer: &Answer) -> Vec<String> {
    let hits = answer.hits.iter();
    hits.map(|hit| hit.record.external_id.clone().unwrap_or_default())
        .collect()
}

/// The terms of a text, as typed when it has marks and open else.
pub(super) fn terms(typed: &str) -> Vec<Term> {
    let marked = text::is_marked(typed);
    let mut terms = Vec::new();
    text::analyze(typed, |token| {
        if token.kind == text::TokenKind::OfficialNumber {
            return;
        }
        terms.push(Term {
            surface: typed[token.start..token.end].to_owned(),
            folded: token.folded.to_owned(),
            written: token.written.to_owned(),
            marks: if marked { Marks::Typed } else { Marks::Open },
            role: Role::Content,
        });
    });
    terms
}

pub(super) fn text_clause(form: TextForm) -> Clause {
    Clause::Text(TextClause {
        scope: Scope::Any,
        bare: matches!(form, TextForm::Word(_)),
        form,
        span: Span::default(),
    })
}

/// All words of a text.
pub(super) fn words(typed: &str) -> Clause {
    let words = terms(typed).into_iter().map(TextForm::Word);
    Clause::And(words.map(text_clause).collect())
}

pub(super) fn phrase(typed: &str, slop: u32) -> Clause {
    text_clause(TextForm::Phrase {
        terms: terms(typed),
        slop,
    })
}

pub(super) fn prefix(typed: &str) -> Clause {
    text_clause(TextForm::Prefix(terms(typed).remove(0)))
}

fn scoped(scope: Scope, form: TextForm) -> Clause {
    Clause::Text(TextClause {
        scope,
        form,
        bare: false,
        span: Span::default(),
    })
}

#[test]
fn a_marked_word_finds_no_other_marking() {
    let fixture = Fixture::bodies(&[
        "Con chó của người nông dân giữ nhà",
        "Anh cho tôi mượn quyển sách này",
        "Món giò chò được bán ở chợ quê",
        "The puppy called Cho was sleeping here",
    ]);
    assert_eq!(fixture.names(words("chó")), ["0", "3"]);
    assert_eq!(fixture.search(words("cho")).total, 4);
}

#[test]
fn a_marked_name_is_found_in_english_too() {
    let fixture = Fixture::bodies(&[
        "Comrade Truong Thi Mai visited the commune",
        "Đồng chí Trương Thị Mai đến thăm xã",
        "Bà Mai Thị Trương đến thăm xã",
        "Trường Thị Mãi là tên khác hẳn",
    ]);
    assert_eq!(fixture.names(phrase("Trương Thị Mai", 0)), ["1", "0"]);
    assert_eq!(fixture.names(words("Trương Thị Mai")), ["1", "0", "2"]);
    assert_eq!(fixture.search(phrase("truong thi mai", 0)).total, 3);
}

#[test]
fn a_phrase_stays_within_one_part() {
    let fixture = Fixture::of(&[(
        document("a", "Hội nghị Quảng", "Ninh mở hội nghị toàn quốc"),
        Annotations::default(),
    )]);
    assert_eq!(fixture.search(phrase("quang ninh", 0)).total, 0);
    assert_eq!(fixture.search(phrase("quang ninh", 5)).total, 0);
    assert_eq!(fixture.search(phrase("hoi nghi quang", 0)).total, 1);
    assert_eq!(fixture.search(phrase("nghi toan quoc", 0)).total, 1);
    assert_eq!(fixture.search(phrase("nghi quoc", 1)).total, 1);
}

#[test]
fn scopes_look_where_they_say() {
    let fixture = Fixture::of(&[
        (
            document("t", "Hội nghị tỉnh", "Toàn văn"),
            Annotations::default(),
        ),
        (
            document("b", "Toàn văn", "Một hội nghị tỉnh"),
            Annotations::default(),
        ),
    ]);
    for (scope, expected) in [(Scope::Title, "t"), (Scope::Body, "b")] {
        for form in [
            TextForm::Word(terms("hội").remove(0)),
            TextForm::Prefix(terms("ho").remove(0)),
            TextForm::Phrase {
                terms: terms("hoi nghi"),
                slop: 0,
            },
        ] {
            assert_eq!(fixture.names(scoped(scope, form)), [expected]);
        }
    }
}

#[test]
fn a_prefix_finds_what_begins_so() {
    let fixture = Fixture::bodies(&["Các trường học", "The schools of Truong Sa", "Trung ương"]);
    assert_eq!(fixture.search(prefix("tru")).total, 3);
    assert_eq!(fixture.search(prefix("truon")).total, 2);
    assert_eq!(fixture.search(prefix("trườn")).total, 2);
    assert_eq!(fixture.search(prefix("x")).total, 0);
}

#[test]
fn negation_alone_answers() {
    let fixture = Fixture::bodies(&["một hai", "hai ba"]);
    assert_eq!(fixture.names(Clause::Not(Box::new(words("mot")))), ["1"]);
    assert_eq!(fixture.search(Clause::All).total, 2);
    assert_eq!(
        fixture
            .search(Clause::Or(vec![words("mot"), words("ba")]))
            .total,
        2
    );
}

#[test]
fn inflected_english_words_find_each_other() {
    let mut english = document("en", "", "The votes of confidence were taken");
    english.lang = Lang::En;
    let fixture = Fixture::of(&[(english, Annotations::default())]);
    assert_eq!(fixture.search(words("vote")).total, 1);
    assert_eq!(fixture.search(phrase("vote of confidence", 0)).total, 1);
    assert_eq!(fixture.search(words("voting machine")).total, 0);
}

fn located(name: &str, day: Option<jiff::civil::Date>, person: &str) -> (Document, Annotations) {
    let mut document = document(name, "", "Tin về hội nghị của tỉnh");
    document.date = day.map(|day| DocumentDate {
        day,
        origin: DatedBy::Field("date".into()),
    });
    let annotations = Annotations {
        people: vec![
            PersonRef {
                name: person.to_owned(),
                role: None,
            },
            PersonRef {
                name: "Lê Văn Tám".to_owned(),
                role: None,
            },
        ],
        localities: vec![LocalityRef {
            id: LocalityId("63:22".into()),
            name: "Quảng Ninh".into(),
            or: Some(LocalityId("34:22".into())),
            by_lower_unit: false,
        }],
        ..Annotations::default()
    };
    (document, annotations)
}

#[test]
fn filters_dates_and_counts() {
    let fixture = Fixture::of(&[
        located("a", Some(date(2023, 12, 31)), "Trương Thị Mai"),
        located("b", Some(date(2024, 2, 1)), "Truong Thi Mai"),
        located("c", None, "Phạm Minh Chính"),
    ]);
    let locality = |id: &'static str| {
        Clause::Filter(Filter::Locality(LocalityFilter {
            name: id.into(),
            ids: vec![LocalityId(id.into())],
        }))
    };
    assert_eq!(fixture.search(locality("34:22")).total, 3);
    assert_eq!(fixture.search(locality("63:2")).total, 0);
    let person = |name: &str| {
        Clause::Filter(Filter::Person {
            name: name.to_owned(),
            terms: terms(name),
        })
    };
    assert_eq!(fixture.search(person("thi mai")).total, 2);
    assert_eq!(fixture.search(person("Trương Mai")).total, 2);
    assert_eq!(fixture.search(person("mai tam")).total, 0, "two people");
    let year = Clause::And(vec![
        words("hoi nghi"),
        Clause::Filter(Filter::Date(DateRange {
            from: Some(date(2024, 1, 1)),
            to: None,
        })),
    ]);
    let answer = fixture.search(year);
    assert_eq!(names(&answer), ["b"]);
    assert_eq!(answer.undated_left_out, 1);
    let options = SearchOptions {
        sort: Sort::DateAscending,
        ..SearchOptions::default()
    };
    assert_eq!(
        names(&fixture.search_with(Clause::All, &options)),
        ["a", "b", "c"]
    );
    // Of equals the newer comes first, the undated last.
    assert_eq!(fixture.names(words("hoi nghi")), ["b", "a", "c"]);

    let all = Query {
        text: String::new(),
        root: Clause::All,
    };
    let searcher = fixture.searcher();
    let timeline = searcher.timeline(&all, TimelineUnit::Month).unwrap();
    let expected = [("2023-12", 1), ("2024-01", 0), ("2024-02", 1)];
    assert_eq!(timeline, expected.map(|(m, n)| (m.to_owned(), n)));
    let people = searcher.facets(&all, FacetField::Person, 10).unwrap();
    assert_eq!(people[0].name, "Lê Văn Tám");
    assert_eq!(
        (people[1].name.as_str(), people[1].count),
        ("Trương Thị Mai", 2)
    );
    let years = searcher.facets(&all, FacetField::Year, 10).unwrap();
    assert_eq!(years.len(), 2);
}

#[test]
fn long_queries_are_relaxed() {
    let fixture = Fixture::bodies(&["một hai ba bốn năm", "một hai ba", "một hai"]);
    let answer = fixture.search(words("mot hai ba bon nam"));
    assert_eq!((answer.total, answer.relaxed_total), (1, 0));
    let answer = fixture.search(words("mot hai ba sau bay"));
    assert_eq!((answer.total, answer.relaxed_total), (0, 2));
    assert!(answer.hits.iter().all(|hit| hit.relaxed));
    assert_eq!(fixture.search(words("mot hai sau")).relaxed_total, 0);
    let options = SearchOptions {
        any: true,
        ..SearchOptions::default()
    };
    assert_eq!(
        names(&fixture.search_with(words("ba bon"), &options)),
        ["0", "1"]
    );
}

#[test]
fn another_wording_counts_at_lower_weight() {
    let mut english = document("en", "", "A vote of confidence was held");
    english.lang = Lang::En;
    let fixture = Fixture::of(&[
        (english, Annotations::default()),
        (
            document("vi", "", "Quốc hội lấy phiếu tín nhiệm"),
            Annotations::default(),
        ),
        (
            document("no", "", "Tín nhiệm của phiếu bầu cử"),
            Annotations::default(),
        ),
    ]);
    let expanded = Clause::Expanded(Expanded {
        base: Box::new(words("lấy phiếu tín nhiệm")),
        scope: Scope::Any,
        alternatives: vec![Expansion {
            of: "lấy phiếu tín nhiệm".into(),
            form: TextForm::Phrase {
                terms: terms("vote of confidence"),
                slop: 0,
            },
            weight: 0.5,
            reason: "glossary",
        }],
    });
    let answer = fixture.search(expanded);
    assert_eq!(names(&answer), ["vi", "en"]);
    assert_eq!(answer.relaxed_total, 0);
}

/// Ids and scores of the best hits.
fn ranking(dir: &std::path::Path, root: &Clause) -> Vec<(DocId, f32)> {
    let query = Query {
        text: String::new(),
        root: root.clone(),
    };
    let options = SearchOptions {
        limit: 50,
        any: true,
        ..SearchOptions::default()
    };
    let answer = Searcher::open(dir)
        .unwrap()
        .search(&query, &options)
        .unwrap();
    let hits = answer.hits.iter();
    hits.map(|hit| (hit.record.id, hit.score)).collect()
}

#[test]
fn hits_do_not_hang_on_segments_or_the_order_of_adding() {
    let syllables = [
        "hội", "nghị", "tỉnh", "ủy", "kết", "luận", "về", "xây", "dựng",
    ];
    let documents: Vec<Document> = (0..60usize)
        .map(|n| {
            let word = |place: usize| syllables[(n * 7 + place * place + n * place) % 9];
            let body: Vec<&str> = (0..10 + n % 13).map(word).collect();
            document(&n.to_string(), "", &body.join(" "))
        })
        .collect();
    let build = |order: &mut dyn Iterator<Item = &Document>, every: usize| {
        let dir = tempfile::tempdir().unwrap();
        let mut writer = Writer::open(dir.path()).unwrap();
        for (n, document) in order.enumerate() {
            writer.put(document, &Annotations::default(), 1).unwrap();
            if n % every == 0 {
                writer.commit("").unwrap();
            }
        }
        // What was put twice counts once after merging.
        writer
            .put(&documents[3], &Annotations::default(), 2)
            .unwrap();
        writer.commit("").unwrap();
        writer.finish().unwrap();
        Writer::compact(dir.path()).unwrap();
        dir
    };
    let one = build(&mut documents.iter(), 100);
    let many = build(&mut documents.iter().rev(), 7);
    for query in [
        words("hội nghị tỉnh ủy"),
        words("xay dung"),
        phrase("ket luan", 1),
    ] {
        let expected = ranking(one.path(), &query);
        assert!(expected.len() > 5);
        assert_eq!(ranking(many.path(), &query), expected);
    }
}

#[test]
fn an_index_stands_at_the_last_commit() {
    let dir = tempfile::tempdir().unwrap();
    assert!(Searcher::open(dir.path()).is_err());
    let mut writer = Writer::open(dir.path()).unwrap();
    assert!(Searcher::open(dir.path()).is_err(), "nothing committed");
    writer
        .put(&document("a", "", "một"), &Annotations::default(), 1)
        .unwrap();
    writer.commit("first").unwrap();
    writer
        .put(&document("b", "", "hai"), &Annotations::default(), 1)
        .unwrap();
    writer.remove(DocId::of_record("test", "a"));
    // Dropped without a commit, as by a crash.
    drop(writer);
    let searcher = Searcher::open(dir.path()).unwrap();
    assert_eq!((searcher.documents(), searcher.payload()), (1, "first"));
    let (record, version) = searcher
        .record(DocId::of_record("test", "a"))
        .unwrap()
        .unwrap();
    assert_eq!((record.title.as_str(), version), ("một", 1));
    assert_eq!(Writer::open(dir.path()).unwrap().payload(), Some("first"));
}
