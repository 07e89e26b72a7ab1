#!/usr/bin/env python3
"""Has pywb replay what was fetched, and compares it with what the server's files hold.

    replay.py ROOT COLLECTION
"""

import http.client
import json
import pathlib
import socket
import subprocess
import sys
import time
import urllib.parse

root, collection = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
wrong = []
place = root / "replay"
place.mkdir()


def manage(*arguments):
    subprocess.run(["wb-manager", *arguments], check=True, cwd=place, capture_output=True)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def get(port, path):
    """Status, fields and body as they come, without following redirects."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path)
    answer = connection.getresponse()
    found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    connection.close()
    return found


def captures(port, url):
    _, _, body = get(port, "/c/cdx?output=json&url=" + urllib.parse.quote(url, safe=""))
    return [json.loads(line) for line in body.decode().splitlines()]


def file_of(url):
    host, _, path = urllib.parse.unquote(url).removeprefix("https://").partition("/")
    file = root / "www" / host / path.split("?")[0]
    return file / "index.html" if file.is_dir() else file


def compare(port, url):
    """Every capture of an address: the page as the server has it, whatever kind of record it stands in."""
    found = captures(port, url)
    for capture in found:
        what = f"{url} at {capture['timestamp']} ({capture['mime']})"
        quoted = urllib.parse.quote(url, safe=":/?=&-_.~%")
        status, fields, body = get(port, f"/c/{capture['timestamp']}id_/{quoted}")
        if status != 200:
            wrong.append(f"{what} is replayed with status {status}")
            continue
        if body != file_of(url).read_bytes():
            wrong.append(f"{what} is replayed with another body")
        if fields.get("x-archive-orig-content-encoding", fields.get("content-encoding")) != "gzip":
            wrong.append(f"{what} has lost its content encoding")
        if not fields.get("x-archive-orig-server", "").startswith("nginx"):
            wrong.append(f"{what} has lost its head: {fields}")
        if "memento-datetime" not in fields:
            wrong.append(f"{what} has no time")
    return [capture["mime"] == "warc/revisit" for capture in found]


def check(port):
    expected = json.loads((root / "expected.json").read_text())
    pages = [page for site in expected.values() for page in site["pages"]]
    again = set(expected["vietnam.vn"]["pages"])
    for page in pages:
        kinds = compare(port, page)
        if kinds != ([False, True] if page in again else [False]):
            wrong.append(f"{page} has the captures {kinds}")
    # Not modified by its bytes rather than by the server's word.
    twice = "https://twice.example.vn/"
    if (kinds := compare(port, f"{twice}bai-0.html")) != [False, True, True]:
        wrong.append(f"the page without validators has the captures {kinds}")
    status, fields, _ = get(port, f"/c/2026id_/{twice}old.html")
    if status != 301 or not fields.get("location", "").endswith("bai-0.html"):
        wrong.append(f"the redirect is replayed with {status} to {fields.get('location')}")
    # As a reader sees it, with links rewritten.
    for site, what in expected.items():
        page = urllib.parse.quote(what["pages"][0], safe=":/?=&-_.~%")
        status, _, body = get(port, f"/c/2026mp_/{page}")
        if status != 200 or what["title"].split(",")[0] not in body.decode():
            wrong.append(f"{site}: {page} cannot be read in the browser ({status})")
    return len(pages)


manage("init", "c")
manage("add", "c", *map(str, sorted(collection.glob("warc/*/*.warc.gz"))))
port = free_port()
with open(root / "pywb.log", "w") as log:
    server = subprocess.Popen(["wayback", "-b", "127.0.0.1", "-p", str(port)], cwd=place, stdout=log, stderr=log)
try:
    for _ in range(240):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            break
        except OSError:
            time.sleep(0.25)
    else:
        sys.exit("pywb does not answer:\n" + (root / "pywb.log").read_text())
    count = check(port)
finally:
    server.terminate()
    server.wait()
for line in wrong[:40]:
    print(line)
print(f"pywb replays {count} pages: {len(wrong)} wrong")
sys.exit(1 if wrong else 0)
