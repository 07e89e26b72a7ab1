#!/usr/bin/env python3
"""Makes a small web out of the fixtures: pages in the markup of real sites, under their host names,
with sitemaps, feeds and listings at the places that the site rules name; a configuration of nginx that
serves it over TLS; and a list of what a fetch must and must not bring.

    world.py ROOT    writes ROOT/www/<host>/..., ROOT/nginx.conf, ROOT/tls/, ROOT/expected.json
"""

import json
import pathlib
import re
import socket
import subprocess
import sys
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
FIXTURES = HERE.parent / "fixtures" / "sites"
RULES = HERE.parent.parent / "src" / "sites"

# Site, the days asked for, and through what its pages are announced.
SITES = {
    "vietnam.vn": ("2024-04-01", "2024-04-03"),
    "nhandan.vn": ("2024-04-01", "2024-04-30"),
    "vov.vn": ("2024-03-31", "2024-04-02"),
    "qdnd.vn": None,
    "baochinhphu.vn": None,
    "tuoitre.vn": None,
    "vnexpress.net": None,
    "dantri.com.vn": None,
    "vietnamnet.vn": None,
    "vietnamplus.vn": None,
}
# Hosts whose certificate is not in order, each in another way.
INSECURE = ["expired.example.vn", "wrong.example.vn", "self.example.vn"]
# A port without TLS.
PLAIN = 8442
# robots.txt of every host: one place that nobody may ask.
ROBOTS = "User-agent: *\nDisallow: /cam/\n"
LISTING = (
    '<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Thời sự</title></head><body>'
    '<nav><a href="/">Trang chủ</a><a href="/lien-he">Liên hệ</a></nav><main>{items}</main></body></html>'
)
ITEM = (
    '<article class="item-news"><h3 class="title-news"><a class="cms-link box-stream-link-title '
    'box-category-link-title" href="{url}" title="{title}">{title}</a></h3></article>'
)


def rule_of(site):
    return tomllib.loads((RULES / "bundled" / f"{site}.toml").read_text())


def variant(html, url, title, number):
    """The same page as another article: its own address, title and opening."""
    if number == 0:
        return html, url, title
    head, digits, tail = re.match(r"^(.*?)(\d{5,})?(\.\w+)?$", url).groups()
    new = f"{head}{int(digits) + number}{tail or ''}" if digits else f"{url}-phan-{number}"
    titled = f"{title}, phần {number}"
    return html.replace(url, new).replace(title, titled), new, titled


def split(url):
    host, _, path = url.removeprefix("https://").partition("/")
    return host, path


class World:
    def __init__(self, root):
        self.root = root
        self.www = root / "www"
        self.hosts = set()
        self.expected = {}

    def put(self, url, text):
        host, path = split(url)
        self.hosts.add(host)
        path = path.split("?")[0]
        file = self.www / host / (path if path and not path.endswith("/") else path + "index.html")
        if file.suffix == "" and file.is_dir():
            file = file / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def site(self, site):
        rule = rule_of(site)
        fixture = json.loads((FIXTURES / f"{site}.json").read_text())
        html = (FIXTURES / f"{site}.html").read_text()
        number = iter(range(100))
        pages = []

        def page():
            made, url, title = variant(html, fixture["url"], fixture["title"], next(number))
            self.put(url, made)
            pages.append(url)
            return url, title

        day = fixture["date"]
        dated = SITES[site] is not None
        if dated:
            for pattern in rule.get("dated_sitemaps", []):
                self.dated(pattern, SITES[site], day, page)
        else:
            for address in rule.get("feeds", []):
                self.put(address, rss([page(), page()]))
            for address in rule.get("sitemaps", []):
                self.put(address, sitemap([page()[0], page()[0]], day))
            for listing in rule.get("listings", []):
                self.listing(listing, page)
        host, _ = split(fixture["url"])
        forbidden = f"https://{host}/cam/bai-khong-duoc-doc-123456789.html"
        self.put(forbidden, html)
        self.forbid(rule, site, forbidden, day)
        self.expected[site] = {
            "pages": sorted(pages),
            "period": SITES[site],
            "title": fixture["title"],
        }

    def dated(self, pattern, period, day, page):
        """Every sitemap of the period; the pages stand in that of their day."""
        year, month, dom = day.split("-")
        first, last = period
        for number in range(int(first[8:]), 32 if first[:7] != last[:7] else int(last[8:]) + 1):
            self.put(fill(pattern, first[:8] + f"{number:02}"), sitemap([], day))
        if first[:7] != last[:7]:
            for number in range(1, int(last[8:]) + 1):
                self.put(fill(pattern, last[:8] + f"{number:02}"), sitemap([], day))
        self.put(fill(pattern, day), sitemap([page()[0] for _ in range(4)], day))

    def listing(self, listing, page):
        self.put(listing["url"], LISTING.format(items=items([page(), page()])))
        if "next" in listing:
            second = [page()]
            number = listing.get("second", 2)
            self.put(listing["next"].replace("{n}", str(number)), LISTING.format(items=items(second)))
            again = LISTING.format(items=items(second))
            self.put(listing["next"].replace("{n}", str(number + 1)), again)

    def forbid(self, rule, site, forbidden, day):
        """Announces the page that robots forbids in the first place that is looked at."""
        if SITES[site]:
            address = fill(rule["dated_sitemaps"][0], day)
        else:
            address = (rule.get("feeds") or rule.get("sitemaps") or [rule["listings"][0]["url"]])[0]
        host, path = split(address)
        file = self.www / host / path
        text = file.read_text()
        text = text.replace("</urlset>", f"<url><loc>{forbidden}</loc><lastmod>{day}</lastmod></url></urlset>")
        text = text.replace("</channel>", f"<item><title>x</title><link>{forbidden}</link></item></channel>")
        file.write_text(text)

    def finish(self):
        for host in self.hosts:
            (self.www / host / "robots.txt").write_text(ROBOTS)
        (self.root / "expected.json").write_text(json.dumps(self.expected, ensure_ascii=False, indent=1))
        self.certificates()
        self.nginx()

    def certificates(self):
        tls = self.root / "tls"
        tls.mkdir(exist_ok=True)

        def openssl(*arguments):
            subprocess.run(["openssl", *arguments], check=True, capture_output=True, cwd=tls)

        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3", "-subj", "/CN=test authority",
                "-keyout", "ca.key", "-out", "ca.pem", "-addext", "basicConstraints=critical,CA:TRUE",
                "-addext", "keyUsage=critical,keyCertSign,cRLSign")
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=test server",
                "-keyout", "server.key", "-out", "server.csr")

        def signed(name, hosts, days):
            names = ",".join(f"DNS:{host}" for host in hosts)
            (tls / "ext").write_text(
                f"subjectAltName={names}\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n")
            openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
                    "-days", str(days), "-extfile", "ext", "-out", f"{name}.pem")

        signed("server", sorted(self.hosts - set(INSECURE)), 2)
        signed("expired.example.vn", ["expired.example.vn"], -1)
        signed("wrong.example.vn", ["other.example.vn"], 2)
        openssl("req", "-x509", "-key", "server.key", "-days", "2", "-subj", "/CN=self.example.vn",
                "-addext", "subjectAltName=DNS:self.example.vn", "-out", "self.example.vn.pem")

    def nginx(self):
        def server(host, certificate, more):
            return f"""
  server {{
    listen 127.0.0.1:443 ssl;
    http2 on;
    server_name {host};
    ssl_certificate {self.root}/tls/{certificate}.pem;
    ssl_certificate_key {self.root}/tls/server.key;
    root {self.www}/$host;
    {more}
    location / {{ try_files $uri $uri/index.html =404; }}
  }}"""

        # The first is for all other hosts.
        servers = [server("_", "server", "")]
        servers += [server(host, host, "") for host in INSECURE]
        # No word on the age of a page: what is the same is seen by its bytes alone.
        silent = 'etag off; if_modified_since off; add_header Last-Modified "";'
        moved = "location = /old.html { return 301 https://$host/bai-0.html; }"
        # A name that the system resolves to this computer, as a stranger's name server may.
        inward = f"location = /inward.html {{ return 302 http://{socket.gethostname()}:{PLAIN}/bai-0.html; }}"
        servers.append(server("twice.example.vn", "server", f"{silent} {moved} {inward}"))
        (self.root / "nginx.conf").write_text(f"""
worker_processes 1;
pid {self.root}/nginx.pid;
error_log {self.root}/error.log;
events {{ worker_connections 512; }}
http {{
  types {{ application/xml xml; application/rss+xml rss; text/plain txt; application/json json; }}
  default_type text/html;
  charset utf-8;
  gzip on;
  gzip_types *;
  log_format seen '$msec\\t$host\\t$status\\t$request_uri\\t$server_protocol\\t$http_user_agent\\t$http_cookie';
  access_log {self.root}/access.log seen;
  server {{
    listen 127.0.0.1:{PLAIN};
    root {self.www}/$host;
  }}
  {"".join(servers)}
}}
""")


def fill(pattern, day):
    year, month, dom = day.split("-")
    return (pattern.replace("{yyyy}", year).replace("{mm}", month).replace("{dd}", dom)
            .replace("{m}", str(int(month))).replace("{d}", str(int(dom))))


def items(pages):
    return "".join(ITEM.format(url=url, title=title) for url, title in pages)


def sitemap(urls, day):
    rows = "".join(f"<url><loc>{url}</loc><lastmod>{day}T04:04:10.339Z</lastmod></url>" for url in urls)
    return ('<?xml version="1.0" encoding="UTF-8"?>'
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>')


def rss(pages):
    rows = "".join(f"<item><title>{title}</title><link>{url}</link></item>" for url, title in pages)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title><link>x</link>{rows}</channel></rss>'


def many(world, host, count):
    """Plain pages that link to nothing, for kills and for speed."""
    for number in range(count):
        body = "".join(
            f"<p>Đoạn {part} của bài số {number}: huyện ủy họp bàn việc thứ {part}, nghe các xã báo cáo và giao "
            f"từng ban phụ trách một phần việc trước ngày {part + 1}.</p>" for part in range(8))
        world.put(f"https://{host}/bai-{number}.html",
                  f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Bài số {number} về công tác '
                  f'Đảng</title><meta property="article:published_time" content="2024-01-17T08:00:00+07:00"></head>'
                  f"<body><article><h1>Bài số {number} về công tác Đảng</h1>{body}</article></body></html>")


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    world = World(root)
    for site in SITES:
        world.site(site)
    (root / "hosts").write_text("\n".join(sorted(world.hosts)) + "\n")
    many(world, "kill.example.vn", 2000)
    for host in ["twice.example.vn", "localhost", *INSECURE]:
        many(world, host, 2)
    for number in range(20):
        many(world, f"s{number}.example.vn", int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    world.finish()


main()
