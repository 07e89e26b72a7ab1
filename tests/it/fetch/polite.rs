//! robots.txt, pacing, user agent, waiting when told to.

use super::server::{Server, reply, reply_page};
use super::{Bench, options, pages, reason};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use vankien::ingest::{self, FetchEvent, Target, TroubleKind};

fn with_robots(robots: &'static str) -> Server {
    Server::start(move |request, stream| match request.path.as_str() {
        "/robots.txt" => reply(stream, "200 OK", "", robots.as_bytes()),
        _ => reply_page(stream, 1),
    })
}

#[test]
fn what_robots_forbids_is_not_asked() {
    let server = with_robots(
        "User-agent: *\nDisallow: /\n\nUser-agent: vankien\nDisallow: /private/\nAllow: /private/open\n",
    );
    let redirecting = Server::start({
        let to = server.url("/private/b");
        move |request, stream| match request.path.as_str() {
            "/robots.txt" => reply(stream, "404 Not Found", "", b""),
            _ => reply(stream, "302 Found", &format!("Location: {to}\r\n"), b""),
        }
    });
    let addresses = [
        server.url("/a"),
        server.url("/private/a"),
        server.url("/private/open"),
        redirecting.url("/a"),
    ];
    let bench = Bench::new();
    let report = bench.fetch(&options(pages(&addresses)));
    assert_eq!(
        (report.totals.new, report.totals.refused),
        (2, 2),
        "{:?}",
        report.troubles
    );
    assert_eq!(
        (server.asked("/private/a"), server.asked("/private/b")),
        (0, 0)
    );
    assert_eq!(server.asked("/robots.txt"), 1);
    let (kind, why) = reason(&report, &addresses[1]).unwrap();
    assert_eq!(
        (kind, why),
        (TroubleKind::Refused, "robots.txt disallows /private/")
    );
    for request in server.log() {
        let agent = request.field("user-agent").unwrap().to_owned();
        assert!(
            agent.starts_with("vankien/") && agent.contains("tester@example.org"),
            "{agent}"
        );
        assert_eq!(request.field("from"), Some("tester@example.org"));
        assert_eq!(request.field("cookie"), None);
    }
}

#[test]
fn robots_by_status() {
    let check = |status: &'static str, permitted: bool| {
        let server = Server::start(move |request, stream| match request.path.as_str() {
            "/robots.txt" => reply(stream, status, "", b"User-agent: *\nDisallow: /"),
            _ => reply_page(stream, 1),
        });
        let report = Bench::new().fetch(&options(pages(&[server.url("/a")])));
        assert_eq!(
            (report.totals.new, report.totals.refused),
            if permitted { (1, 0) } else { (0, 1) },
            "{status}"
        );
    };
    check("200 OK", false);
    check("404 Not Found", true);
    check("403 Forbidden", true);
    check("500 Error", false);
    check("503 Busy", false);
}

#[test]
fn robots_behind_a_redirect_and_beyond_the_limit() {
    let server = Server::start(|request, stream| match request.path.as_str() {
        "/robots.txt" => reply(stream, "301 Moved", "Location: /other.txt\r\n", b""),
        "/other.txt" => {
            let mut text = String::from("User-agent: *\nDisallow: /near\n");
            text.push_str(&"# nothing to see here\n".repeat(30_000));
            text.push_str("Disallow: /far\n");
            reply(stream, "200 OK", "", text.as_bytes());
        }
        _ => reply_page(stream, 1),
    });
    let report = Bench::new().fetch(&options(pages(&[server.url("/near"), server.url("/far")])));
    assert_eq!(
        (report.totals.new, report.totals.refused),
        (1, 1),
        "{:?}",
        report.troubles
    );
}

#[test]
fn one_host_is_asked_one_thing_at_a_time_with_the_longer_pause() {
    let check = |robots: &'static str, delay: u64, least: u64| {
        let server = with_robots(robots);
        let addresses: Vec<String> = (0..3).map(|n| server.url(&format!("/{n}"))).collect();
        let mut options = options(pages(&addresses));
        options.settings.delay = Duration::from_millis(delay);
        let report = Bench::new().fetch(&options);
        assert_eq!(report.totals.new, 3);
        let log = server.log();
        assert_eq!(log.len(), 4);
        for two in log.windows(2) {
            let pause = two[1].at.duration_since(two[0].at);
            assert!(pause >= Duration::from_millis(least), "{pause:?}");
        }
    };
    check("", 150, 150);
    check("User-agent: *\nCrawl-delay: 0.3", 50, 300);
    check("User-agent: *\nCrawl-delay: 0.05", 150, 150);
}

#[test]
fn retry_after_is_waited_for_or_ends_the_matter() {
    static TURNS: AtomicUsize = AtomicUsize::new(0);
    let server = Server::start(|request, stream| match request.path.as_str() {
        "/robots.txt" => reply(stream, "404 Not Found", "", b""),
        "/soon" if TURNS.fetch_add(1, Ordering::Relaxed) == 0 => {
            reply(stream, "429 Too Many Requests", "Retry-After: 1\r\n", b"");
        }
        _ => reply_page(stream, 1),
    });
    let report = Bench::new().fetch(&options(pages(&[server.url("/soon")])));
    assert_eq!(report.totals.new, 1, "{:?}", report.troubles);
    let log = server.log();
    let pause = log[2].at.duration_since(log[1].at);
    assert!(pause >= Duration::from_secs(1), "{pause:?}");

    let server = Server::start(|request, stream| match request.path.as_str() {
        "/robots.txt" => reply(stream, "404 Not Found", "", b""),
        _ => reply(
            stream,
            "429 Too Many Requests",
            "Retry-After: 3600\r\n",
            b"",
        ),
    });
    let addresses = [server.url("/a"), server.url("/b")];
    let report = Bench::new().fetch(&options(pages(&addresses)));
    let (kind, why) = reason(&report, &addresses[0]).unwrap();
    assert_eq!(
        (kind, why),
        (TroubleKind::Blocked, "the server answers 429")
    );
    let (_, why) = reason(&report, &addresses[1]).unwrap();
    assert!(why.contains("come back in"), "{why}");
    assert_eq!(server.log().len(), 2);
}

#[test]
fn private_addresses_are_asked_only_where_they_were_named() {
    let server = with_robots("");
    let other = with_robots("");
    let bench = Bench::new();
    let mut unnamed = options(pages(&[server.url("/a")]));
    unnamed.settings.named.clear();
    assert_eq!(bench.fetch(&unnamed).totals.failed, 1);
    assert_eq!(server.log().len(), 0);
    // A name is pinned to an address, as curl's --resolve has it; other ports of it are not.
    let address = format!("http://bao.example.vn:{}/a", server.port);
    let elsewhere = format!("http://bao.example.vn:{}/a", other.port);
    let mut pinned = options(pages(&[address, elsewhere]));
    let entry = format!("bao.example.vn:{}:127.0.0.1", server.port);
    pinned.settings.resolve.push(entry.parse().unwrap());
    let report = bench.fetch(&pinned);
    assert_eq!(
        (report.totals.new, report.totals.failed),
        (1, 1),
        "{:?}",
        report.troubles
    );
    assert_eq!((server.asked("/a"), other.log().len()), (1, 0));
}

#[test]
fn a_dry_run_tells_and_keeps_nothing() {
    let server = Server::start(|request, stream| {
        let host = request.field("host").unwrap_or_default().to_owned();
        match request.path.as_str() {
            "/robots.txt" => reply(stream, "200 OK", "", b"User-agent: *\nDisallow: /b"),
            _ => {
                let body = format!(
                    "<urlset><url><loc>http://{host}/a</loc></url><url><loc>http://{host}/b</loc></url></urlset>"
                );
                reply(stream, "200 OK", "", body.as_bytes());
            }
        }
    });
    let bench = Bench::new();
    let mut options = options(vec![Target::Sitemap(server.url("/s.xml"))]);
    options.dry_run = true;
    let mut planned = Vec::new();
    let report = ingest::fetch(&bench.collection, &options, &mut |event| {
        if let FetchEvent::Planned(address) = event {
            planned.push(address);
        }
    });
    let report = report.unwrap();
    assert_eq!((planned, report.planned), (vec![server.url("/a")], 1));
    assert_eq!((report.totals.refused, server.asked("/a")), (1, 0));
    assert!(!bench.root().join("warc").exists());
}

#[test]
fn retry_after_may_be_a_date() {
    static TURNS: AtomicUsize = AtomicUsize::new(0);
    // The test's clock stands at ten o'clock when it begins.
    let server = Server::start(|request, stream| match request.path.as_str() {
        "/robots.txt" => reply(stream, "404 Not Found", "", b""),
        _ if TURNS.fetch_add(1, Ordering::Relaxed) == 0 => {
            let fields = "Retry-After: Sun, 22 Nov 2026 10:00:02 GMT\r\n";
            reply(stream, "503 Busy", fields, b"");
        }
        _ => reply_page(stream, 1),
    });
    let report = Bench::new().fetch(&options(pages(&[server.url("/a")])));
    assert_eq!(report.totals.new, 1, "{:?}", report.troubles);
    let log = server.log();
    let pause = log[2].at.duration_since(log[1].at);
    assert!(pause >= Duration::from_secs(1), "{pause:?}");
}
