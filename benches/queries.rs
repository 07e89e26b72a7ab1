//! What a query costs, cold as a process and warm in one, by kind of query.

use crate::Options;
use crate::baseline::Baseline;
use crate::measure::{self, ms, percentile};
use crate::parts;
use crate::whole::{Built, vankien};
use std::process::Command;
use std::time::Duration;
use vankien::query::{ParseOptions, Query};
use vankien::search::{SearchOptions, Searcher};

/// A kind of query: ours, and what bare tantivy, which has one folded field, is asked beside it.
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    pub(crate) pairs: &'static [(&'static str, &'static str)],
}

impl Kind {
    /// Long questions are asked with `--any`, as the baseline asks them.
    pub(crate) fn any(&self) -> bool {
        self.name == "long question"
    }
}

pub(crate) const KINDS: &[Kind] = &[
    Kind {
        name: "one word",
        pairs: &[
            ("tham nhũng", "+tham +nhung"),
            ("giáo", "giao"),
            ("lũ", "lu"),
            ("cảng", "cang"),
            ("thuế", "thue"),
            ("rừng", "rung"),
        ],
    },
    Kind {
        name: "all words",
        pairs: &[
            ("kiểm tra giám sát", "kiem tra giam sat"),
            ("cải cách hành chính", "cai cach hanh chinh"),
            ("bí thư tỉnh ủy", "bi thu tinh uy"),
            ("đầu tư công", "dau tu cong"),
            ("bảo hiểm xã hội", "bao hiem xa hoi"),
            ("giao thông đường bộ", "giao thong duong bo"),
        ],
    },
    Kind {
        name: "phrase",
        pairs: &[
            ("\"kiểm tra giám sát\"", "\"kiem tra giam sat\""),
            ("\"thành phố hồ chí minh\"", "\"thanh pho ho chi minh\""),
            ("\"bí thư tỉnh ủy\"", "\"bi thu tinh uy\""),
            ("\"đầu tư công\"", "\"dau tu cong\""),
            ("\"xã hội\"", "\"xa hoi\""),
            ("\"tổng bí thư\"", "\"tong bi thu\""),
        ],
    },
    Kind {
        name: "filtered",
        pairs: &[
            ("giao thông date:2018..2020", "giao thong"),
            ("giao thông tinh:\"Hà Nội\"", "giao thong"),
            ("đầu tư tinh:\"Đà Nẵng\" date:2019", "dau tu"),
            ("trường học date:2017-01..2017-06", "truong hoc"),
            ("công an tinh:\"TP Hồ Chí Minh\"", "cong an"),
            ("bệnh viện lang:vi date:2016..", "benh vien"),
        ],
    },
    Kind {
        name: "without marks",
        pairs: &[
            ("kiem tra giam sat", "kiem tra giam sat"),
            ("cai cach hanh chinh", "cai cach hanh chinh"),
            ("thanh pho ho chi minh", "thanh pho ho chi minh"),
            ("truong hoc", "truong hoc"),
            ("nguoi dan", "nguoi dan"),
            ("ngan hang nha nuoc", "ngan hang nha nuoc"),
        ],
    },
    Kind {
        name: "prefix",
        pairs: &[
            ("nghi*", "nghi"),
            ("chươ*", "chuong"),
            ("viet*", "viet"),
            ("inter*", "internet"),
            ("quả*", "quang"),
            ("thươ*", "thuong"),
        ],
    },
    Kind {
        name: "rare",
        pairs: &[
            ("Đăk Glei", "dak glei"),
            ("khiển trách cảnh cáo", "khien trach canh cao"),
            ("blockchain", "blockchain"),
            ("Kpă", "kpa"),
            ("asean", "asean"),
            ("uranium", "uranium"),
        ],
    },
    Kind {
        name: "frequent words",
        pairs: &[
            ("của và là", "cua va la"),
            ("người trong các", "nguoi trong cac"),
            ("không có được", "khong co duoc"),
            ("một năm", "mot nam"),
            ("những công", "nhung cong"),
            ("việc cho ra", "viec cho ra"),
        ],
    },
    Kind {
        name: "long question",
        pairs: &[
            (
                "học sinh các trường tiểu học ở vùng lũ được nghỉ học đến khi nào",
                "hoc OR sinh OR cac OR truong OR tieu OR hoc OR o OR vung OR lu OR duoc OR nghi OR hoc OR den OR khi OR nao",
            ),
            (
                "người mua nhà ở xã hội phải có những điều kiện gì để vay vốn ngân hàng",
                "nguoi OR mua OR nha OR o OR xa OR hoi OR phai OR co OR nhung OR dieu OR kien OR gi OR de OR vay OR von OR ngan OR hang",
            ),
            (
                "ai là người đứng đầu ủy ban nhân dân thành phố Đà Nẵng trong năm đó",
                "ai OR la OR nguoi OR dung OR dau OR uy OR ban OR nhan OR dan OR thanh OR pho OR da OR nang OR trong OR nam OR do",
            ),
        ],
    },
    Kind {
        name: "English",
        pairs: &[
            ("world cup", "world cup"),
            ("vote of confidence", "vote of confidence"),
            ("facebook google", "facebook google"),
            ("artificial intelligence", "artificial intelligence"),
            ("central committee", "central committee"),
            ("smart city", "smart city"),
        ],
    },
];

/// Measures every kind and prints a line for each.
pub(crate) fn run(built: &Built, options: &Options) {
    warm(built, options);
    parts::run(built, options.repeats);
    cold(built);
}

fn warm(built: &Built, options: &Options) {
    let searcher = open(built);
    let bare = Baseline::open(&built.baseline);
    let asked: usize = KINDS.iter().map(|kind| kind.pairs.len()).sum();
    println!(
        "\nwarm, {asked} queries {} times, ms of CPU:     vankien      bare tantivy   ratio of",
        options.repeats
    );
    println!(
        "                                          median     p99   median     p99  medians   p99"
    );
    let (mut all_ours, mut all_bare) = (Vec::new(), Vec::new());
    for kind in KINDS {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for (query, folded) in kind.pairs {
            let any = kind.any();
            ours.extend(times(options.repeats, || answer(&searcher, query, any)));
            theirs.extend(times(options.repeats, || bare.search(folded)));
        }
        // The baseline has no filters and no prefixes: it is asked the words alone.
        line(kind.name, &mut ours, &mut theirs);
        all_ours.append(&mut ours);
        all_bare.append(&mut theirs);
    }
    line("all", &mut all_ours, &mut all_bare);
}

fn line(name: &str, ours: &mut [Duration], theirs: &mut [Duration]) {
    let half = (percentile(ours, 0.5), percentile(theirs, 0.5));
    let most = (percentile(ours, 0.99), percentile(theirs, 0.99));
    let ratio = |(ours, theirs): (Duration, Duration)| ours.as_secs_f64() / theirs.as_secs_f64();
    println!(
        "{name:40} {:8.2} {:7.2} {:8.2} {:7.2} {:8.2} {:5.2}",
        ms(half.0),
        ms(most.0),
        ms(half.1),
        ms(most.1),
        ratio(half),
        ratio(most),
    );
}

/// Times of `repeats` runs after one that is not counted.
pub(crate) fn times(repeats: usize, work: impl Fn() -> usize) -> Vec<Duration> {
    std::hint::black_box(work());
    (0..repeats)
        .map(|_| measure::here(|| std::hint::black_box(work())).0)
        .collect()
}

fn answer(searcher: &Searcher, query: &str, any: bool) -> usize {
    let parsed = Query::parse(query, &ParseOptions::default()).expect("a query we understand");
    let options = SearchOptions {
        any,
        ..SearchOptions::default()
    };
    searcher.search(&parsed, &options).expect("an answer").total
}

pub(crate) fn open(built: &Built) -> Searcher {
    let collection =
        vankien::corpus::Collection::open(&built.collection).expect("the collection made before");
    let generation = collection.generation().expect("its index");
    Searcher::open(&generation.index_dir()).expect("an index that opens")
}

fn cold(built: &Built) {
    let bench = std::env::current_exe().expect("the bench's own path");
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for kind in KINDS {
        for (query, folded) in kind.pairs {
            let mut ask = vankien(&built.collection);
            ask.arg("search");
            if kind.any() {
                ask.arg("--any");
            }
            ours.push(measure::process(ask.arg("--").arg(query)).cpu);
            let mut bare = Command::new(&bench);
            bare.arg("--child-query").arg(&built.baseline).arg(folded);
            theirs.push(measure::process(&mut bare).cpu);
        }
    }
    println!("\ncold, a process for each query, ms of CPU");
    line("all", &mut ours, &mut theirs);
}
