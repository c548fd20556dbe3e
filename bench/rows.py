"""Rows a second and peak memory of `compile -r`: `python -m bench.rows [ROWS...]`.

The rows are the shop's recipients, repeated with an order number and a name of their own.
"""

from __future__ import annotations

import csv
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
RECIPIENTS = ROOT / "templates" / "shop" / "recipients.csv"
MESSAGE = "shop/shipped"
DEFAULT_ROWS = (10_000, 1_000_000)
LONGEST_NAME = 50
ORDERS = 100_000


def write_rows(path: Path, count: int) -> None:
    """Write `count` distinct rows."""
    with RECIPIENTS.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    order, name = header.index("order.id"), header.index("name")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for number in range(count):
            row = list(rows[number % len(rows)])
            row[order] = f"JC-{number % ORDERS:05}"
            row[name] = f"{row[name][:LONGEST_NAME]} {number}"
            writer.writerow(row)


def measure(rows: Path, out: Path) -> tuple[float, float]:
    """Compile a file of rows; return the seconds taken and the peak memory so far in MB."""
    command = [sys.executable, "-m", "msgc", "-C", str(ROOT), "-q", "compile", MESSAGE]
    start = time.perf_counter()
    subprocess.run([*command, "-r", str(rows), "-o", str(out)], check=True, cwd=ROOT)
    seconds = time.perf_counter() - start
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    """Print a line for each number of rows, the smaller first: the peak is the largest so far."""
    counts = sorted(int(word) for word in sys.argv[1:]) or list(DEFAULT_ROWS)
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            rows = Path(folder) / "rows.csv"
            write_rows(rows, count)
            seconds, memory = measure(rows, Path(folder) / "out.ndjson")
            rate = count / seconds
            print(f"{count:>9,} rows: {seconds:8.1f} s, {rate:8,.0f} rows/s, {memory:6.1f} MB peak")


if __name__ == "__main__":
    main()
