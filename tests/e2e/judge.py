#!/usr/bin/env python3
"""Compares what the server saw and what the collection holds with what was to be expected.

    judge.py ROOT COLLECTION DELAY
"""

import collections
import gzip
import json
import pathlib
import sys
import urllib.parse

root, collection, delay = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), float(sys.argv[3])
expected = json.loads((root / "expected.json").read_text())
wrong = []
seen = collections.defaultdict(list)
for line in (root / "access.log").read_text().splitlines():
    time, host, status, uri, protocol, agent, cookie = line.split("\t")
    seen[host].append((float(time), uri, status))
    if uri.startswith("/cam/"):
        wrong.append(f"robots forbids {host}{uri}, and it was asked")
    if not agent.startswith("vankien/") or "e2e@example.org" not in agent:
        wrong.append(f"the agent calls itself {agent}")
    if protocol != "HTTP/2.0":
        wrong.append(f"{host}{uri} was asked by {protocol}")
    if cookie != "-":
        wrong.append(f"{host}{uri} was asked with a cookie")
    if status not in ("200", "304"):
        wrong.append(f"{host}{uri} answered {status}")
for host, rows in seen.items():
    rows.sort()
    if rows[0][1] != "/robots.txt":
        wrong.append(f"{host}: {rows[0][1]} was asked before robots.txt")
    for (before, _, _), (after, uri, _) in zip(rows, rows[1:]):
        # The server notes times in milliseconds, when an answer is done.
        if after - before < delay - 0.01:
            wrong.append(f"{host}{uri} was asked {after - before:.3f} s after the one before")
held = collections.Counter()
for file in collection.glob("warc/*/*.warc.gz"):
    data = gzip.open(file).read()
    for record in data.split(b"WARC/1.1\r\n")[1:]:
        head = record.split(b"\r\n\r\n", 1)[0].decode()
        fields = dict(row.split(": ", 1) for row in head.split("\r\n"))
        if fields["WARC-Type"] == "response" and "Vankien-Role" not in fields:
            held[fields["WARC-Target-URI"]] += 1
for site, what in expected.items():
    for page in what["pages"]:
        times = held.pop(urllib.parse.quote(page, safe=":/?=&-_.~"), 0)
        if times != 1:
            wrong.append(f"{page} is held {times} times")
for page in held:
    wrong.append(f"{page} is held and was not expected")
for line in wrong[:40]:
    print(line)
total = sum(len(what["pages"]) for what in expected.values())
requests = sum(map(len, seen.values()))
print(f"{len(expected)} sites, {total} pages, {requests} requests to {len(seen)} hosts: {len(wrong)} wrong")
sys.exit(1 if wrong else 0)
