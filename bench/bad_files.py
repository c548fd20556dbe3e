"""Files of bad rows between good ones, for what goes from file to file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import TypeVar

from bench.odd_lines import odd_lines
from bench.recipients import (
    BREAKS_SCHEMA,
    BREAKS_TYPES,
    Row,
    changed,
    row_of,
    without_each_field,
    write_csv,
    write_ndjson,
)

# Good rows before each bad one: msgc's quick copies decline a block of which much is bad.
FEW, MANY = 1, 16
HALF = "\ud800"

T = TypeVar("T")


def ndjson_files(folder: Path) -> list[Path]:
    """Write tables of bad rows and of odd lines; the number of rows begins each file's name."""
    bad = [*changed(row_of(0), (*BREAKS_SCHEMA, *BREAKS_TYPES)), *without_each_field(row_of(0))]
    lines = _lines_between(odd_lines(row_of(3)))
    odd = folder / f"{len(lines)}-odd.ndjson"
    odd.write_bytes(b"\n".join(lines))
    return [
        _ndjson(folder, "bad", _rows_between(_encodable(bad), MANY)),
        _ndjson(folder, "bad-ascii", _rows_between(bad, FEW), in_ascii=True),
        odd,
    ]


def csv_file(folder: Path) -> Path:
    """Write the table of bad rows as cells."""
    bad = changed(row_of(0), (*BREAKS_SCHEMA, *BREAKS_TYPES))
    rows = _rows_between(_encodable(bad), MANY)
    path = folder / f"{len(rows)}-bad.csv"
    write_csv(path, rows)
    return path


def schema_files(folder: Path) -> tuple[Path, Path]:
    """Write rows that the API's schema judges, as NDJSON and as CSV."""
    rows = _rows_between(changed(row_of(0), BREAKS_SCHEMA), FEW)
    path = _ndjson(folder, "schema", rows)
    write_csv(path.with_suffix(".csv"), rows)
    return path, path.with_suffix(".csv")


def _encodable(rows: Sequence[Row]) -> list[Row]:
    """Return rows without those that hold half of a surrogate pair, which UTF-8 can't have."""
    return [row for row in rows if HALF not in str(row.get("note"))]


def _rows_between(bad: Sequence[Row], spaced: int) -> list[Row]:
    return list(_between(map(row_of, count()), bad, spaced))


def _lines_between(bad: Sequence[bytes]) -> list[bytes]:
    good = (json.dumps(row_of(number), ensure_ascii=False).encode() for number in count())
    return list(_between(good, bad, MANY))


def _between(good: Iterator[T], bad: Sequence[T], spaced: int) -> Iterator[T]:
    for each in bad:
        yield from (next(good) for _ in range(spaced))
        yield each


def _ndjson(folder: Path, name: str, rows: Sequence[Row], in_ascii: bool = False) -> Path:
    path = folder / f"{len(rows)}-{name}.ndjson"
    write_ndjson(path, rows, in_ascii)
    return path
