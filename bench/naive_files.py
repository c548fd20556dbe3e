"""P3 from file to file, as a command: `python -m bench.naive_files MESSAGE ROWS PAYLOADS`."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

import orjson

from bench.messages import ALL
from bench.naive import Row
from bench.p3 import p3


def rows_of(path: Path) -> Iterator[Row]:
    """Yield the rows of an NDJSON or CSV file."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)
    else:
        with path.open("rb") as file:
            yield from map(orjson.loads, file)


def main(message: str, rows: str, payloads: str) -> int:
    """Write a payload for each row that has one; 1 where a row has none."""
    pipeline, refused = p3(ALL[message]), 0
    with Path(payloads).open("wb", buffering=1 << 20) as file:
        for line in map(pipeline.line, rows_of(Path(rows))):
            if line is None:
                refused += 1
            else:
                file.write(line + b"\n")
    return int(refused > 0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
