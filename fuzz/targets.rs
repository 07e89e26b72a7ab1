//! The table of what is fuzzed: every parser, with what must hold whatever it is given.
//!
//! `cargo test` runs it bounded with made-up inputs (`tests/it/fuzz.rs`), `fuzz/run` guided by coverage.

#![expect(unreachable_pub, reason = "a module of two crates")]

use std::io::Cursor;
use std::sync::LazyLock;
use url::Url;
use vankien::authority::numbers;
use vankien::corpus::Ledger;
use vankien::corpus::warc::{WarcReader, decode_body, parse_http};
use vankien::discover::{read_feed, read_listing, read_sitemap};
use vankien::document::{Document, Media, RawRecord, RecordLocation, normalize_address};
use vankien::enrich::annotate;
use vankien::extract::extract;
use vankien::html;
use vankien::query::{ParseOptions, Query, changes, explain};
use vankien::sites::Registry;
use vankien::text::{self, date};

/// One parser with what it is fed.
pub struct Target {
    /// Its name on the command line.
    pub name: &'static str,
    /// Parses and checks; a panic is a finding.
    pub run: fn(&[u8]),
    /// What inputs are made of, beside bytes of any kind.
    pub pieces: &'static [&'static str],
}

/// All targets.
pub const TARGETS: &[Target] = &[
    Target {
        name: "html",
        run: run_html,
        pieces: HTML,
    },
    Target {
        name: "jsonl",
        run: run_jsonl,
        pieces: JSONL,
    },
    Target {
        name: "front-matter",
        run: run_front_matter,
        pieces: FRONT_MATTER,
    },
    Target {
        name: "plain",
        run: run_plain,
        pieces: PROSE,
    },
    Target {
        name: "warc",
        run: run_warc,
        pieces: WARC,
    },
    Target {
        name: "http",
        run: run_http,
        pieces: HTTP,
    },
    Target {
        name: "dates",
        run: run_dates,
        pieces: DATES,
    },
    Target {
        name: "numbers",
        run: run_numbers,
        pieces: NUMBERS,
    },
    Target {
        name: "query",
        run: run_query,
        pieces: QUERY,
    },
    Target {
        name: "ledger",
        run: run_ledger,
        pieces: LEDGER,
    },
    Target {
        name: "text",
        run: run_text,
        pieces: PROSE,
    },
    Target {
        name: "enrich",
        run: run_enrich,
        pieces: PROSE,
    },
    Target {
        name: "feed",
        run: run_feed,
        pieces: FEED,
    },
    Target {
        name: "sitemap",
        run: run_sitemap,
        pieces: SITEMAP,
    },
    Target {
        name: "robots",
        run: run_robots,
        pieces: ROBOTS,
    },
    Target {
        name: "address",
        run: run_address,
        pieces: ADDRESS,
    },
    Target {
        name: "site-rule",
        run: run_site_rule,
        pieces: SITE_RULE,
    },
];

static REGISTRY: LazyLock<Registry> = LazyLock::new(Registry::bundled);

const ADDRESSES: [&str; 3] = [
    "https://vnexpress.net/a-1234567.html",
    "https://vietnam.vn/a",
    "https://example.org/",
];

fn record(bytes: &[u8], media: Media, address: Option<&str>) -> RawRecord {
    RawRecord {
        location: RecordLocation {
            file: "import/x/files/f".into(),
            offset: 0,
            length: bytes.len() as u64,
        },
        media,
        bytes: bytes.to_vec(),
        address: address.map(str::to_owned),
        fetched_at: Some("2026-11-22T05:00:00Z".to_owned()),
        charset: None,
        language: None,
        import_name: Some("x".into()),
        file_name: Some("f".into()),
    }
}

/// What holds of every document, whatever it was read from.
fn check_document(document: &Document) {
    let text = &document.text;
    let full = text.full();
    assert_eq!(text.title_span().of(full), text.title());
    assert_eq!(text.lead_span().of(full), text.lead());
    assert_eq!(text.body_span().of(full), text.body());
    assert_eq!(&*text::normalize(full), full, "the text is in normal form");
    assert!(!full.contains('\0'));
}

fn read_and_check(bytes: &[u8], media: Media, address: Option<&str>) {
    let raw = record(bytes, media, address);
    if let Some(document) = extract(&raw, &REGISTRY).document() {
        check_document(&document);
    }
}

fn run_html(bytes: &[u8]) {
    let choice = usize::from(bytes.first().copied().unwrap_or(0)) % ADDRESSES.len();
    read_and_check(bytes, Media::Html, Some(ADDRESSES[choice]));
    let base = Url::parse(ADDRESSES[choice]).expect("a fixed address");
    let _ = read_listing(bytes, None, &base, None);
}

fn run_jsonl(bytes: &[u8]) {
    for line in bytes.split(|byte| *byte == b'\n') {
        read_and_check(line, Media::JsonRecord, None);
    }
}

fn run_front_matter(bytes: &[u8]) {
    read_and_check(bytes, Media::Markdown, None);
}

fn run_plain(bytes: &[u8]) {
    read_and_check(bytes, Media::Text, None);
    let decoded = html::decode(bytes, None);
    let _ = text::legacy::decode(&decoded.text);
}

fn run_warc(bytes: &[u8]) {
    let reader = WarcReader::new(Cursor::new(bytes), 0, 1 << 20).expect("memory can be read");
    let mut count = 0;
    for entry in reader {
        count += 1;
        assert!(count <= bytes.len() + 1, "reading ends");
        if let Ok(entry) = entry {
            let _ = entry.check_digests();
            if let Some(http) = entry.http() {
                assert!(http.body_start <= entry.block.len());
                let _ = decode_body(&http, &entry.block[http.body_start..], 1 << 20);
            }
            let _ = (entry.head.target(), entry.head.record_type());
        }
    }
}

fn run_http(bytes: &[u8]) {
    if let Some(http) = parse_http(bytes) {
        let body = decode_body(&http, &bytes[http.body_start..], 1 << 20);
        assert!(body.is_ok_and(|body| body.len() <= 1 << 20) || !bytes.is_empty());
    }
}

fn run_dates(bytes: &[u8]) {
    let typed = String::from_utf8_lossy(bytes);
    let _ = date::read_day(&typed);
    let _ = date::read_day_in_order(&typed, date::Order::MonthFirst);
    let near = date::read_day("2024-01-17").expect("a day").date;
    let mut end = 0;
    for found in date::find_days(&typed).chain(date::find_days_near(&typed, near)) {
        assert!(!typed[found.start..found.end].is_empty());
        end = end.max(found.end);
        let printed = found.day.date.to_string();
        let again = date::read_day(&printed).expect("a printed day is read");
        assert_eq!(again.date, found.day.date);
    }
    assert!(end <= typed.len());
}

fn run_numbers(bytes: &[u8]) {
    let typed = String::from_utf8_lossy(bytes);
    let mut end = 0;
    for found in numbers::find_all(&typed) {
        assert!(found.span.start >= end, "numbers stand in order and apart");
        assert!(!found.span.of(&typed).is_empty());
        end = found.span.end;
    }
    let _ = numbers::read(&typed);
}

fn run_query(bytes: &[u8]) {
    let typed = String::from_utf8_lossy(bytes);
    let today = date::read_day("2026-11-22").map(|day| day.date);
    for expand in [false, true] {
        let options = ParseOptions {
            today,
            expand,
            territory: false,
        };
        match Query::parse(&typed, &options) {
            Ok(query) => {
                let printed = query.to_string();
                match Query::parse(&printed, &options) {
                    Ok(again) => assert_eq!(again, query, "{typed:?} printed as {printed:?}"),
                    Err(error) => panic!("{typed:?} printed as {printed:?}: {error}"),
                }
                let _ = (explain(&query), changes(&query));
            }
            Err(error) => assert!(error.text.get(error.span.start..error.span.end).is_some()),
        }
    }
}

fn run_ledger(bytes: &[u8]) {
    let ledger = Ledger::parse(bytes);
    let lines = bytes.split(|byte| *byte == b'\n');
    let filled = lines.filter(|line| !line.trim_ascii().is_empty()).count();
    assert_eq!(ledger.entries().len() + ledger.bad_lines.len(), filled);
    for id in ledger.ids() {
        let _ = (ledger.withdrawal(id), ledger.corrections(id));
        assert!(ledger.of(id).count() > 0);
    }
    assert!(ledger.ids_since(&ledger.fingerprint()).is_some());
}

fn run_text(bytes: &[u8]) {
    let typed = String::from_utf8_lossy(bytes);
    let normal = text::normalize(&typed).into_owned();
    assert_eq!(*text::normalize(&normal), normal);
    let folded = text::fold(&normal).to_string();
    assert_eq!(text::fold(&folded), folded);
    text::analyze(&normal, |token| {
        assert!(!normal[token.start..token.end].is_empty());
    });
    for (start, end) in text::sentences(&normal).chain(text::lines(&normal)) {
        let _ = &normal[start..end];
    }
    let _ = text::detect_language(&normal);
    let _ = text::canonical(&normal);
}

fn run_enrich(bytes: &[u8]) {
    let raw = record(bytes, Media::Text, None);
    let Some(document) = extract(&raw, &REGISTRY).document() else {
        return;
    };
    let found = annotate(&document);
    let full = document.text.full();
    for mention in &found.mentions {
        assert!(!mention.span.of(full).is_empty());
    }
    for byline in &found.bylines {
        if let Some(span) = byline.span {
            assert!(!span.of(full).is_empty());
        }
    }
}

fn run_feed(bytes: &[u8]) {
    let base = Url::parse(ADDRESSES[2]).expect("a fixed address");
    let _ = read_feed(bytes, &base);
}

fn run_sitemap(bytes: &[u8]) {
    let base = Url::parse(ADDRESSES[2]).expect("a fixed address");
    let _ = read_sitemap(bytes, &base);
}

/// As `fetch` asks it: the rules, which of them decides, the pause and the sitemaps.
fn run_robots(bytes: &[u8]) {
    let robots = robotxt::Robots::parse(bytes, "vankien");
    for address in ADDRESSES {
        let url = Url::parse(address).expect("a fixed address");
        if !robots.is_url_allowed(&url) {
            let path = &url[url::Position::BeforePath..url::Position::AfterQuery];
            let _ = robots.matching_rule(path).map(|rule| rule.pattern().len());
        }
    }
    let _ = (robots.crawl_delay(), robots.sitemaps().len());
}

fn run_address(bytes: &[u8]) {
    let typed = String::from_utf8_lossy(bytes);
    if let Some(address) = normalize_address(&typed) {
        assert_eq!(
            normalize_address(&address).as_deref(),
            Some(address.as_str())
        );
    }
}

fn run_site_rule(bytes: &[u8]) {
    let typed = String::from_utf8_lossy(bytes);
    let mut registry = Registry::default();
    let _ = registry.add("fuzzed", &typed);
    let _ = html::Selector::parse(&typed);
}

const HTML: &[&str] = &[
    "<html><head>",
    "<title>Hội nghị Trung ương</title>",
    "<meta charset=utf-8>",
    "<meta property=\"og:type\" content=\"article\">",
    "<meta property=\"article:published_time\" content=\"2024-01-17T08:00:00+07:00\">",
    "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"x\"}</script>",
    "</head><body>",
    "<article class='fck_detail '>",
    "</article>",
    "<div>",
    "</div>",
    "<p>",
    "</p>",
    "<b><i>",
    "</b>",
    "<table><tr><td>",
    "</table>",
    "<br>",
    "<a href=/x-1234567.html>",
    "</a>",
    "<h1>",
    "</h1>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<svg><title>",
    "<template>",
    "&nbsp;&amp;&#7899;&#x110000;",
    " e\u{302}\u{301} ",
    "\u{0}\u{ad}",
    "17/01/2024",
    "Bình luận (0)\n",
    "Ban Thường vụ Tỉnh ủy họp về công tác kiểm tra, giám sát và kỷ luật đảng trong quý một. ",
    "The Secretariat met on Wednesday and heard a report on inspection and discipline. ",
];

const JSONL: &[&str] = &[
    "{\"id\":\"a\",",
    "{\"id\":7,",
    "\"url\":\"https://example.vn/a\",",
    "\"date\":\"2024-01-17\",",
    "\"date\":\"31/13/2023\",",
    "\"date\":1705449600,",
    "\"title\":\"Hội nghị\",",
    "\"lang\":\"vi\",",
    "\"author\":[\"x\"],",
    "\"text\":\"Ban Thường vụ họp.\\nHai.\"}",
    "\"text\":null,\"body\":\"x\"}",
    "\"text\":{\"a\":[[[",
    "\\ud800",
    "\\u0000",
    "}",
    "]",
    "\n",
    "\u{feff}",
];

const FRONT_MATTER: &[&str] = &[
    "---\n",
    "+++\n",
    "title: Chỉ thị số 35\n",
    "title: \"a: b\" # c\n",
    "date: 2024-01-17\n",
    "date: 31/13/2023\n",
    "number: 35-CT/TW\n",
    "lang: vi\n",
    "kind: directive\n",
    "- a\n",
    "  b: c\n",
    "# Tiêu đề\n",
    "Một câu văn.\n",
    "**đậm** [liên kết](https://example.vn) `mã`\n",
    "```\n",
    "| a | b |\n|---|---|\n",
    "\r\n",
    "\u{feff}",
];

const PROSE: &[&str] = &[
    // A table whose cells became lines.
    "\nChỉ tiêu\nKết quả\nQuảng Ninh\n12,5\n3\nHải Phòng\n4\n5\n",
    // A sentence of numbers and places that goes on and on.
    "GRDP tăng 9,5%, đạt 2.310,5 tỷ đồng; TP. Đà Nẵng, tỉnh Hà Nam, huyện Duy Tiên, ",
    "Ngày 17/1/2024, ",
    "đồng chí Trương Thị Mai, Thường trực Ban Bí thư, ",
    "Bí thư Tỉnh ủy Quảng Ninh ",
    "Quy định số 96-QĐ/TW ngày 2/2/2023 của Bộ Chính trị ",
    "Nghị quyết 18-NQ/TW khóa XII; ",
    "Regulation No. 96-QD/TW of the Politburo ",
    "GRDP tăng 11,03% so với cùng kỳ, đạt 1.234,5 tỷ đồng; ",
    "lần lượt là 3,5%, 4% và 7 phần trăm. ",
    "TP. Hồ Chí Minh, tỉnh Bắc Ninh, huyện Ba Bể, ",
    "6 tháng đầu năm 2024 ",
    "Điều 1. ",
    "| Quảng Ninh | 9,5 |\n",
    "BAN CHẤP HÀNH TRUNG ƯƠNG\nSố 35-CT/TW\nHà Nội, ngày 14 tháng 6 năm 2024\n",
    "Nơi nhận:\n",
    "T/M BỘ CHÍNH TRỊ\n",
    "(TTXVN) ",
    "C«ng v¨n vÒ c«ng t¸c ",
    "hoà hòa thuý thúy ",
    "e\u{302}\u{301}",
    "\u{1e9b}\u{323}",
    "𝐀𝟏ﬁ",
    "\u{200b}\u{ad}",
    "\"",
    "(",
    ")",
    "…",
    "\n",
    "\n\n",
    " ",
    "0",
    "%",
];

const WARC: &[&str] = &[
    "WARC/1.1\r\n",
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.vn/a\r\n",
    "WARC-Type: metadata\r\n",
    "WARC-Date: 2024-01-17T00:00:00Z\r\n",
    "WARC-Payload-Digest: sha1:2FD4E1C67A2D28FCED849EE1BB76E7391B93EB12\r\n",
    "Content-Type: application/http; msgtype=response\r\n",
    "Content-Length: 60\r\n",
    "Content-Length: 99999999999\r\n",
    "Content-Length: -1\r\n",
    "Content-Length: 0\r\n",
    "\r\n",
    "\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Tin",
    "\n",
];

const HTTP: &[&str] = &[
    "HTTP/1.1 200 OK\r\n",
    "HTTP/2 301\r\n",
    "Content-Type: text/html; charset=utf-8\r\n",
    "Content-Encoding: gzip\r\n",
    "Content-Encoding: br, zstd\r\n",
    "Content-Encoding: deflate\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Content-Length: 5\r\n",
    " folded\r\n",
    "\r\n",
    "5\r\nhello\r\n",
    "ffffffffffffffff\r\n",
    "0\r\n\r\n",
    "1;x=y\r\na\r\n",
];

const DATES: &[&str] = &[
    "Thứ bảy, ",
    "ngày ",
    "7/3/2026",
    "31/02/2024",
    "17 tháng 1 năm 2024",
    "2024-01-17T20:00:00Z",
    "2024-13-45",
    "20240117",
    "1705449600000",
    "Jan 17, 2024",
    "January 17th 2024",
    "Wed, 17 Jan 2024 08:00:00 +0700",
    ", 00:05 (GMT+7)",
    "GMT+14",
    "-",
    "/",
    ".",
    " ",
    "-9999",
    "99999999999999999999",
    "tháng ",
    "năm ",
    "28/7",
    "٣",
];

const NUMBERS: &[&str] = &[
    "96-QĐ/TW",
    "96 – QD/TW",
    "Regulation No. 96-QD/TW",
    "số ",
    "No. ",
    "18-NQ/TW khóa XII",
    "@XIII",
    "@2024",
    "123/2024/NĐ-CP",
    "178/2024/ND-CP",
    "202/2025/QH15",
    "1191/NQ-UBTVQH15",
    "45-QĐNS/TW",
    "58-CTr/TU",
    "-",
    "–",
    "/",
    " ",
    "0",
    "99999999999",
    "Đ",
    "NQ",
    "và ",
];

const QUERY: &[&str] = &[
    "kiểm tra ",
    "Mai ",
    "truong ",
    "\"lấy phiếu tín nhiệm\"",
    "\"a b\"~5 ",
    "pre* ",
    "=word ",
    "=\"a b\" ",
    "OR ",
    "NOT ",
    "AND ",
    "-",
    "(",
    ")",
    "\"",
    "“",
    "”",
    "locality:\"Quảng Ninh\" ",
    "tinh:Huế,\"Hà Nội\" ",
    "nguoi:Mai ",
    "so:96-QĐ/TW ",
    "date:2023-10..2023-12-31 ",
    "date:3months ",
    "date:none ",
    "ngay:31/10/2023 ",
    "has:figure ",
    "lang:vi ",
    "kind:law ",
    "farbe:rot ",
    ":",
    ",",
    "~",
    "*",
    "=",
    "..",
    "ｆｏｏ：",
    "đ",
    " ",
];

const LEDGER: &[&str] = &[
    "{\"at\":\"2026-11-22T05:00:00Z\",\"action\":\"withdraw\",\"id\":\"abcdefghijklm\"}",
    "{\"at\":\"x\",\"who\":\"y\",\"reason\":\"z\",\"action\":\"restore\",\"id\":\"abcdefghijklm\"}",
    "{\"at\":\"x\",\"action\":\"correct\",\"id\":\"abcdefghijklm\",\"field\":\"date\",\"value\":\"2024-01-17\"}",
    "{\"at\":\"x\",\"action\":\"same\",\"id\":\"abcdefghijklm\",\"other\":\"bcdefghijklmn\"}",
    "{\"at\":\"x\",\"action\":\"not-same\",\"id\":\"?\",\"other\":\"\"}",
    "{\"at\":\"x\",\"action\":\"burn\"}",
    "{\"at\":",
    "\n",
    "\r\n",
    " ",
    "\u{feff}",
];

const FEED: &[&str] = &[
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
    "<rss version=\"2.0\"><channel>",
    "<item><title>Tin</title><link>https://example.org/a</link>",
    "<pubDate>22/11/2026 08:05</pubDate>",
    "<pubDate>Wed, 17 Jan 2024 08:00:00 GMT+7</pubDate>",
    "</item>",
    "</channel></rss>",
    "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><id>x</id><updated>2024-01-17T00:00:00Z</updated></entry></feed>",
    "<![CDATA[",
    "]]>",
    "&xxe;",
    "<!DOCTYPE a [<!ENTITY xxe \"x\">]>",
    "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[]}",
];

const SITEMAP: &[&str] = &[
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
    "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">",
    "</urlset>",
    "<url><loc>https://example.org/b</loc><lastmod>2024-01-17</lastmod></url>",
    "<url><loc>",
    "</loc>",
    "<lastmod>2024-13-45T00:00</lastmod>",
    "<news:news><news:publication_date>2024-01-17T08:00:00+07:00</news:publication_date></news:news>",
    "</url>",
    "<sitemapindex><sitemap><loc>/s.xml</loc></sitemap>",
    "</sitemapindex>",
    "https://example.org/plain.html\n",
    "&amp;",
    "&#x110000;",
    "<![CDATA[",
    "]]>",
    "<!--",
    "\u{feff}",
];

const ROBOTS: &[&str] = &[
    "User-agent: *\n",
    "User-Agent: vankien\n",
    "user-agent:VanKien/1.0 (+x)\r\n",
    "Disallow: /\n",
    "Disallow:\n",
    "Allow: /a*b$\n",
    "Disallow: /****************$\n",
    "Disallow: /%61%zz\n",
    "Crawl-delay: 2.5\n",
    "Crawl-delay: -1e999\n",
    "Sitemap: https://example.org/s.xml\n",
    "Sitemap: //\n",
    "# \n",
    "\r",
    "\0",
    "\u{feff}",
    "/a-1234567.html",
    "*",
    "$",
];

const ADDRESS: &[&str] = &[
    "https://",
    "HTTP://",
    "www.",
    "example.vn",
    "bác.vn",
    ":443",
    ":99999",
    "/a/../b",
    "/%41%zz",
    "?utm_source=x&b=1&a=2",
    "#frag",
    "user:pw@",
    "[::1]",
    "127.1",
    " ",
    "\\",
    "//",
    ".",
    "%",
    "&",
];

const SITE_RULE: &[&str] = &[
    "name = \"x\"\n",
    "hosts = [\"example.vn\"]\n",
    "family = \"y\"\n",
    "confirmed = false\n",
    "[[feeds]]\nurl = \"https://example.vn/rss\"\n",
    "[[readings]]\n",
    "title = \"h1\"\n",
    "body = \"div.a > p\"\n",
    "date = { selector = \"time\", attribute = \"datetime\" }\n",
    "[address]\narticle = \"-[0-9]+\\\\.html\"\n",
    "div:not(.x):has(> p)",
    "[a~=\"b\"]",
    ":nth-child(2n+1)",
    "=",
    "[",
    "\"\"\"",
];
