#!/usr/bin/env python3
"""Runs a program and tells what it cost.

    cost.py PAGES NAME PROGRAM [ARGUMENT]...
"""

import resource
import subprocess
import sys
import time

pages, name, command = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
began = time.time()
subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
cpu = used.ru_utime + used.ru_stime
print(f"{name}: {pages} pages, {time.time() - began:.1f} s, {cpu:.2f} CPU-s ({used.ru_stime:.2f} of them the system's), "
      f"{pages / cpu:.0f} pages a CPU-second, {used.ru_maxrss // 1024} MB")
