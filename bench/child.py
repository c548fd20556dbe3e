"""Runs a command and tells what it cost: `python bench/child.py COMMAND...`; prints JSON.

It stands between, because Linux counts as a process's peak memory also that of whoever started it:
this file imports next to nothing.
"""

import json
import os
import sys
import time


def main(command: list[str]) -> None:
    """Print the seconds by the clock and of the processor, the peak memory in MB, the exit code."""
    start = time.perf_counter()
    child = os.fork()
    if child == 0:
        os.execvp(command[0], command)
    _, status, usage = os.wait4(child, 0)
    cost = {
        "wall": time.perf_counter() - start,
        "cpu": usage.ru_utime + usage.ru_stime,
        "memory": usage.ru_maxrss / 1024,
        "code": os.waitstatus_to_exitcode(status),
    }
    print(json.dumps(cost), file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
