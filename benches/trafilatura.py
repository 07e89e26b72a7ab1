"""Prints the CPU seconds that rs-trafilatura takes to read the given pages the given number of times."""

import sys
import time

import rs_trafilatura

rounds = int(sys.argv[1])
pages = [open(path, "rb").read() for path in sys.argv[2:]]
start = time.process_time()
for _ in range(rounds):
    for page in pages:
        rs_trafilatura.extract_bytes(page)
print(time.process_time() - start)
