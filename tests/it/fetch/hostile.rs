//! A server that does what it can: each request ends within its limits, is reported by its address, and
//! the run goes on.

use super::server::{Request, Server, reply, reply_page};
use super::{Bench, options, pages, reason};
use std::io::Write;
use std::net::TcpStream;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use vankien::ingest::{self, Target, TroubleKind};

const HTML: &str = "Content-Type: text/html\r\n";

/// Where redirects lead that must not be followed, in every spelling.
const PRIVATE: [&str; 24] = [
    "http://127.0.0.1:1/",
    "http://127.1/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://2130706433/",
    "http://127%2e0%2e0%2e1/",
    "http://user@127.0.0.1/",
    "http://[::1]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://0.0.0.0/",
    "http://169.254.169.254/latest/meta-data/",
    "http://0xa9fea9fe/",
    "http://0xa9.0xfe.0xa9.0xfe/",
    "http://0251.0376.0251.0376/",
    "http://025177524776/",
    "http://2852039166/",
    "http://[::ffff:a9fe:a9fe]/",
    "http://[::ffff:169.254.169.254]/",
    "http://[64:ff9b::a9fe:a9fe]/",
    "//169.254.169.254/latest/meta-data/",
    "http://localhost/",
    "http://metadata.localhost/",
];

/// Made beforehand: the making takes longer than the limits.
static BOMB: LazyLock<Vec<u8>> = LazyLock::new(|| gzip(&vec![b' '; 100 << 20]));

static BOMB_BROTLI: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut packed = Vec::new();
    let mut encoder = brotli::CompressorWriter::new(&mut packed, 1 << 16, 5, 22);
    encoder.write_all(&vec![b' '; 70 << 20]).unwrap();
    drop(encoder);
    packed
});

static BOMB_ZSTD: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let spaces = vec![b' '; 100 << 20];
    zstd::bulk::compress(&spaces, 3).unwrap().repeat(10)
});

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn hostile(request: &Request, stream: &mut TcpStream) {
    static STEP: AtomicUsize = AtomicUsize::new(0);
    let path = request.path.as_str();
    match path {
        "/robots.txt" => reply(stream, "404 Not Found", "", b""),
        "/redirects" => {
            let next = STEP.fetch_add(1, Ordering::Relaxed);
            let location = format!("Location: /redirects-{next}\r\n");
            reply(stream, "302 Found", &location, b"");
        }
        "/circle" => reply(stream, "301 Moved", "Location: /circle\r\n", b""),
        "/nowhere" => reply(stream, "302 Found", "Location: http://\r\n", b""),
        "/file" => reply(stream, "302 Found", "Location: file:///etc/passwd\r\n", b""),
        "/endless" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
            while stream.write_all(&[b'x'; 4096]).is_ok() {}
        }
        "/announced" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nx");
        }
        "/bomb" => {
            let fields = format!("{HTML}Content-Encoding: gzip\r\n");
            reply(stream, "200 OK", &fields, &BOMB);
        }
        "/trickle" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            while stream.write_all(b"x").is_ok() {
                std::thread::sleep(Duration::from_millis(200));
            }
        }
        "/trickling-head" => {
            for byte in b"HTTP/1.1 200 OK\r\nX-Long: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" {
                if stream.write_all(&[*byte]).is_err() {
                    break;
                }
                std::thread::sleep(Duration::from_millis(200));
            }
        }
        "/silent" => std::thread::sleep(Duration::from_secs(5)),
        "/long" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nshort");
        }
        "/chunks" => {
            let head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
            let _ = stream.write_all(head);
            let _ = stream.write_all(b"zz\r\nbroken\r\n");
        }
        "/garbage" => {
            let _ = stream.write_all(b"\x00\x01\x02 what is this\r\n\r\n");
        }
        "/nothing" => {}
        "/heads" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n");
            while stream
                .write_all(b"X-A: aaaaaaaaaaaaaaaaaaaaaaaaaa\r\n")
                .is_ok()
            {}
        }
        "/storm" => reply(stream, "503 Service Unavailable", "", b"later"),
        "/forbidden" => reply(stream, "403 Forbidden", HTML, b"no"),
        "/challenge" => {
            let body = b"<html><title>Just a moment...</title><script src=/cdn-cgi/challenge-platform/x></script></html>";
            reply(stream, "200 OK", HTML, body);
        }
        "/stub" => {
            let body = b"<html><head><meta name=robots content='NOINDEX, NOFOLLOW'></head><body><p>.</p></body></html>";
            reply(stream, "200 OK", HTML, body);
        }
        "/empty" => reply(stream, "200 OK", HTML, b""),
        "/bomb-br" => {
            let fields = format!("{HTML}Content-Encoding: br\r\n");
            reply(stream, "200 OK", &fields, &BOMB_BROTLI);
        }
        "/bomb-zstd" => {
            let fields = format!("{HTML}Content-Encoding: zstd\r\n");
            reply(stream, "200 OK", &fields, &BOMB_ZSTD);
        }
        "/badly-packed" => {
            let fields = format!("{HTML}Content-Encoding: gzip\r\n");
            reply(stream, "200 OK", &fields, b"\x1f\x8bno gzip at all");
        }
        _ => match path.strip_prefix("/private/") {
            Some(number) => {
                let to = PRIVATE[number.parse::<usize>().unwrap()];
                reply(stream, "302 Found", &format!("Location: {to}\r\n"), b"");
            }
            None if path.starts_with("/redirects-") => {
                let next = STEP.fetch_add(1, Ordering::Relaxed);
                let location = format!("Location: /redirects-{next}\r\n");
                reply(stream, "302 Found", &location, b"");
            }
            None => reply_page(stream, 1),
        },
    }
}

#[test]
fn every_trick_ends_within_its_limit_and_is_reported() {
    use TroubleKind::{Blocked, Failed};
    for bomb in [&BOMB, &BOMB_BROTLI, &BOMB_ZSTD] {
        LazyLock::force(bomb);
        // It would get past the limit for what is received.
        assert!(bomb.len() < 200_000, "{}", bomb.len());
    }
    let server = Server::start(hostile);
    let expected = [
        ("/redirects", Failed, "more than 4 redirects"),
        ("/circle", Failed, "more than 4 redirects"),
        ("/nowhere", Failed, "no web address"),
        ("/file", Failed, "no web address"),
        ("/endless", Failed, "larger than 200000 bytes"),
        ("/announced", Failed, "larger than 200000 bytes"),
        ("/bomb", Failed, "unpacks to more than"),
        ("/bomb-br", Failed, "unpacks to more than"),
        ("/bomb-zstd", Failed, "unpacks to more than"),
        ("/trickle", Failed, "no whole answer within 2 s"),
        ("/trickling-head", Failed, "silent"),
        ("/silent", Failed, "silent"),
        ("/long", Failed, "broken"),
        ("/chunks", Failed, "broken"),
        ("/garbage", Failed, "broken"),
        ("/nothing", Failed, "broken"),
        ("/heads", Failed, "broken"),
        ("/storm", Failed, "the server answers 503"),
        ("/forbidden", Blocked, "the server answers 403"),
        ("/challenge", Blocked, "challenge"),
        ("/stub", Blocked, "stub"),
        ("/empty", Blocked, "empty"),
        ("/badly-packed", Failed, "gzip"),
    ];
    let mut addresses: Vec<String> = expected.iter().map(|(p, _, _)| server.url(p)).collect();
    addresses.extend((0..PRIVATE.len()).map(|n| server.url(&format!("/private/{n}"))));
    addresses.push(server.url("/last"));
    let bench = Bench::new();
    let began = Instant::now();
    let report = bench.fetch(&options(pages(&addresses)));
    // Two tries of at most two seconds for each that is slow.
    assert!(
        began.elapsed() < Duration::from_secs(40),
        "{:?}",
        began.elapsed()
    );
    for (path, kind, text) in expected {
        let found = reason(&report, &server.url(path));
        let agrees = found.is_some_and(|(found, reason)| found == kind && reason.contains(text));
        assert!(agrees, "{path}: {found:?}, not {kind:?} {text:?}");
    }
    for (number, to) in PRIVATE.iter().enumerate() {
        let found = reason(&report, &server.url(&format!("/private/{number}")));
        let agrees = found.is_some_and(|(_, reason)| reason.contains("not a public address"));
        assert!(agrees, "{to}: {found:?}");
    }
    assert_eq!(
        (report.totals.new, report.totals.failed),
        (1, addresses.len() as u64 - 1)
    );
    assert_eq!(report.index.as_ref().unwrap().documents, 1);
    // What trickled once for as long as it may is not asked again; what fell silent is.
    assert_eq!((server.asked("/trickle"), server.asked("/silent")), (1, 2));
    bench.assert_sound();
    // What was not had is known without anything derived.
    std::fs::remove_dir_all(bench.root().join(".vankien")).unwrap();
    ingest::update(&bench.collection, &mut |_| {}).unwrap();
    let gaps = ingest::info(&bench.collection).unwrap().fetch_gaps;
    let addresses_in_gaps: u64 = gaps.iter().map(|gap| gap.addresses).sum();
    assert_eq!(addresses_in_gaps, addresses.len() as u64 - 1, "{gaps:?}");
}

#[test]
fn html_under_another_name_and_in_a_wrong_charset_is_kept() {
    let server = Server::start(|request, stream| {
        let body = super::server::page(7);
        match request.path.as_str() {
            "/robots.txt" => reply(stream, "404 Not Found", "", b""),
            "/a.pdf" => reply(
                stream,
                "200 OK",
                "Content-Type: application/pdf\r\n",
                body.as_bytes(),
            ),
            _ => reply(
                stream,
                "200 OK",
                "Content-Type: text/html; charset=windows-1251\r\n",
                body.as_bytes(),
            ),
        }
    });
    let bench = Bench::new();
    let report = bench.fetch(&options(pages(&[server.url("/a.pdf"), server.url("/b")])));
    assert_eq!(
        (report.totals.new, report.totals.failed),
        (2, 0),
        "{:?}",
        report.troubles
    );
    let index = report.index.unwrap();
    assert_eq!((index.new, index.unread), (1, 1), "{:?}", index.failures);
}

#[test]
fn pages_are_read_however_they_are_packed() {
    let server = Server::start(|request, stream| {
        let page = |number| super::server::page(number).into_bytes();
        let mut brotli = Vec::new();
        brotli::CompressorWriter::new(&mut brotli, 1 << 12, 5, 22)
            .write_all(&page(2))
            .unwrap();
        let (coding, body) = match request.path.as_str() {
            "/robots.txt" => {
                let robots = zstd::bulk::compress(b"User-agent: *\nDisallow: /no", 3).unwrap();
                return reply(stream, "200 OK", "Content-Encoding: zstd\r\n", &robots);
            }
            "/1" => ("gzip", gzip(&page(1))),
            "/2" => ("br", brotli),
            "/3" => ("zstd", zstd::bulk::compress(&page(3), 3).unwrap()),
            _ => ("gzip, br", {
                let mut twice = Vec::new();
                brotli::CompressorWriter::new(&mut twice, 1 << 12, 5, 22)
                    .write_all(&gzip(&page(4)))
                    .unwrap();
                twice
            }),
        };
        let fields = format!("{HTML}Content-Encoding: {coding}\r\n");
        reply(stream, "200 OK", &fields, &body);
    });
    let addresses = ["/1", "/2", "/3", "/4", "/no"].map(|path| server.url(path));
    let bench = Bench::new();
    let report = bench.fetch(&options(pages(&addresses)));
    let sums = (
        report.totals.new,
        report.totals.refused,
        report.totals.failed,
    );
    assert_eq!(sums, (4, 1, 0), "{:?}", report.troubles);
    assert_eq!(report.index.unwrap().documents, 4);
    let accepted = server.log()[1].field("accept-encoding").map(str::to_owned);
    assert_eq!(accepted.as_deref(), Some("gzip, br, zstd"));
    bench.assert_sound();
}

#[test]
fn sitemaps_that_loop_bombs_of_xml_and_floods_of_links_end() {
    let server = Server::start(|request, stream| {
        let host = request.field("host").unwrap_or_default().to_owned();
        let xml = "Content-Type: text/xml\r\n";
        let laughs = "<?xml version='1.0'?><!DOCTYPE z [<!ENTITY a 'aaaaaaaaaaaaaaaa'>\
            <!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>\
            <!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'><!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'>]>";
        let body = match request.path.as_str() {
            "/loop.xml" | "/loop2.xml" => format!(
                "<sitemapindex><sitemap><loc>http://{host}/loop.xml</loc></sitemap>\
                 <sitemap><loc>http://{host}/loop2.xml</loc></sitemap>\
                 <sitemap><loc>http://{host}/bomb.xml</loc></sitemap></sitemapindex>"
            ),
            "/bomb.xml" => format!(
                "{laughs}<urlset><url><loc>http://{host}/from-bomb?&e;</loc></url>\
                 <url><loc>http://{host}/plain</loc></url></urlset>"
            ),
            "/feed.xml" => format!(
                "{laughs}<rss version='2.0'><channel><title>&e;</title><item>\
                 <link>http://{host}/item</link></item></channel></rss>"
            ),
            "/no-feed.xml" => "<html>what?".to_owned(),
            "/flood.xml" => {
                let urls: String = (0..200_000)
                    .map(|n| format!("<url><loc>http://{host}/p{n}</loc></url>"))
                    .collect();
                let packed = gzip(format!("<urlset>{urls}</urlset>").as_bytes());
                return reply(stream, "200 OK", "Content-Encoding: gzip\r\n", &packed);
            }
            "/robots.txt" => return reply(stream, "404 Not Found", "", b""),
            _ => return reply_page(stream, 3),
        };
        reply(stream, "200 OK", xml, body.as_bytes());
    });
    let bench = Bench::new();
    let sitemap = |path: &str| Target::Sitemap(server.url(path));
    let mut options = options(vec![
        sitemap("/loop.xml"),
        Target::Feed(server.url("/feed.xml")),
        Target::Feed(server.url("/no-feed.xml")),
    ]);
    options.settings.limits.body = 4 << 20;
    let report = bench.fetch(&options);
    assert_eq!(server.asked("/loop.xml"), 1);
    assert_eq!(server.asked("/loop2.xml"), 1);
    assert_eq!(server.asked("/plain"), 1);
    assert_eq!(server.asked("/item"), 1);
    assert!(reason(&report, &server.url("/no-feed.xml")).is_some());
    let mut flood = super::options(vec![sitemap("/flood.xml")]);
    flood.settings.limits.body = 4 << 20;
    flood.limit = Some(5);
    let report = bench.fetch(&flood);
    assert_eq!(
        (
            report.totals.new + report.totals.changed + report.totals.unchanged,
            report.limited
        ),
        (5, true)
    );
    bench.assert_sound();
}

#[test]
fn a_host_in_trouble_is_left_alone_and_the_others_go_on() {
    let storm = Server::start(|_, stream| reply(stream, "500 Error", "", b""));
    let closed = Server::start(|request, stream| match request.path.as_str() {
        "/robots.txt" => reply(stream, "404 Not Found", "", b""),
        _ => reply(stream, "503 Busy", "", b""),
    });
    let well = Server::start(|request, stream| match request.path.as_str() {
        "/robots.txt" => reply(stream, "404 Not Found", "", b""),
        _ => reply_page(stream, 1),
    });
    let mut addresses: Vec<String> = (0..20).map(|n| closed.url(&format!("/{n}"))).collect();
    addresses.push(storm.url("/a"));
    addresses.push(well.url("/a"));
    let bench = Bench::new();
    let mut options = options(pages(&addresses));
    options.settings.patience.troubles = 3;
    let report = bench.fetch(&options);
    assert_eq!(
        (
            report.totals.new,
            report.totals.refused,
            report.totals.failed
        ),
        (1, 1, 20)
    );
    // Three addresses, two tries each, and its robots.txt.
    assert_eq!(closed.log().len(), 7);
    let (_, left) = reason(&report, &closed.url("/19")).unwrap();
    assert!(left.contains("left alone after 3 failures"), "{left}");
    let (kind, robots) = reason(&report, &storm.url("/a")).unwrap();
    assert_eq!(kind, TroubleKind::Refused);
    assert!(robots.contains("robots.txt cannot be read"), "{robots}");
    assert_eq!(storm.asked("/a"), 0);
}

#[test]
fn a_connection_that_is_not_secure_is_not_used() {
    // Plain HTTP where TLS should be, garbage instead of a handshake, nothing at all.
    let plain = Server::start_raw(|stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
    });
    let garbage = Server::start_raw(|stream| {
        let _ = stream.write_all(&[0x16, 0x03, 0x03, 0xff, 0xff, 1, 2, 3, 4, 5, 6, 7]);
        let _ = stream.write_all(&[0xa5; 70_000]);
    });
    let alert = Server::start_raw(|stream| {
        // A fatal alert: handshake failure.
        let _ = stream.write_all(&[0x15, 0x03, 0x03, 0, 2, 2, 40]);
    });
    let silent = Server::start_raw(|_| std::thread::sleep(Duration::from_secs(5)));
    let closing = Server::start_raw(|_| {});
    let well = Server::start(|request, stream| match request.path.as_str() {
        "/robots.txt" => reply(stream, "404 Not Found", "", b""),
        _ => reply_page(stream, 1),
    });
    let https = |server: &Server| format!("https://127.0.0.1:{}/a", server.port);
    let cases = [&plain, &garbage, &alert].map(https);
    let unsure = [&silent, &closing].map(https);
    let mut addresses: Vec<String> = cases.iter().chain(&unsure).cloned().collect();
    addresses.push(well.url("/a"));
    let mut options = options(pages(&addresses));
    options.settings.limits.connect = Duration::from_millis(700);
    let began = Instant::now();
    let bench = Bench::new();
    let report = bench.fetch(&options);
    assert!(began.elapsed() < Duration::from_secs(20));
    assert_eq!(
        (report.totals.new, report.totals.failed),
        (1, 5),
        "{:?}",
        report.troubles
    );
    for address in &cases {
        let (kind, why) = reason(&report, address).unwrap();
        assert_eq!(kind, TroubleKind::Failed);
        assert!(why.contains("not secure"), "{address}: {why}");
    }
    for address in &unsure {
        assert!(reason(&report, address).is_some(), "{address}");
    }
    bench.assert_sound();
}

#[test]
fn ten_gigabytes_packed_into_ten_megabytes_are_not_unpacked() {
    LazyLock::force(&BOMB);
    // Members that follow one another are one body.
    let server = Server::start(|request, stream| match request.path.as_str() {
        "/robots.txt" => reply(stream, "404 Not Found", "", b""),
        "/bomb" | "/bomb.xml" => {
            let fields = format!("{HTML}Content-Encoding: gzip\r\n");
            reply(stream, "200 OK", &fields, &BOMB.repeat(100));
        }
        "/file.xml.gz" => reply(stream, "200 OK", "", &BOMB.repeat(100)),
        _ => reply_page(stream, 1),
    });
    let bombs = ["/bomb", "/bomb.xml", "/file.xml.gz"].map(|path| server.url(path));
    let mut options = options(vec![
        Target::Page(bombs[0].clone()),
        Target::Sitemap(bombs[1].clone()),
        Target::Sitemap(bombs[2].clone()),
        Target::Page(server.url("/a")),
    ]);
    options.settings.limits.body = 32 << 20;
    let began = Instant::now();
    let bench = Bench::new();
    let report = bench.fetch(&options);
    assert!(began.elapsed() < Duration::from_secs(20));
    assert_eq!(
        (report.totals.new, report.totals.failed),
        (1, 3),
        "{:?}",
        report.troubles
    );
    for address in &bombs {
        let (_, why) = reason(&report, address).unwrap();
        assert!(why.contains("unpacks to more than"), "{address}: {why}");
    }
    bench.assert_sound();
}
