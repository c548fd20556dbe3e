"""Every way from file to file writes what the reference writes, bad rows and their reasons too."""

from __future__ import annotations

import filecmp
from pathlib import Path

from bench.contenders import REFERENCE
from bench.files import IMAGE, REJECTED, ways
from bench.place import CSV, NDJSON, TEXT, TWO, C, Place
from bench.recipients import BREAKS_SCHEMA, BREAKS_TYPES, changed, row_of, write_ndjson
from bench.verify import DifferenceError, same

ENGINE = ("--engine", "reference")


def verify_files(place: Place, rows: int) -> int:
    """Hold every way to the reference on files of `rows` rows; return how many rows were compared.

    Raises DifferenceError.
    """
    good = place.rows(rows, ".ndjson")
    place.compile(TEXT, good, REFERENCE, *ENGINE)
    place.compile(TEXT, good, TWO, "--jobs", "2")
    runs, _ = ways(place, rows, rows)
    for run in runs.values():
        run(0)
    for title in (*runs, TWO):
        same_file(title, place.out(title), place.out(REFERENCE))
    return (len(runs) + 1) * rows + _verify_bad(place)


def _verify_bad(place: Place) -> int:
    """Hold two processes and one to the reference on the table of bad rows, between good ones."""
    bad = changed(row_of(0), (*BREAKS_SCHEMA, *BREAKS_TYPES))
    rows = [row for number, each in enumerate(bad) for row in (row_of(number), each)]
    path = place.folder / f"{len(rows)}-bad.ndjson"
    # Half of a surrogate pair can't be written as UTF-8: the reader never meets it in a file.
    write_ndjson(path, [row for row in rows if "\ud800" not in str(row["note"])])
    titles = {REFERENCE: ENGINE, NDJSON: (), TWO: ("--jobs", "2")}
    for title, words in titles.items():
        place.compile(IMAGE, path, title, *words, code=REJECTED)
    for title in titles:
        for ending in (".ndjson", ".rejected.ndjson"):
            made, wanted = (place.out(t).with_suffix(ending) for t in (title, REFERENCE))
            same_file(title, made, wanted)
    return len(rows)


def same_file(who: str, made: Path, wanted: Path) -> None:
    """Raise DifferenceError where a file isn't what the reference wrote."""
    if not filecmp.cmp(made, wanted, shallow=False):
        same(who, made.name, *(path.read_bytes().split(b"\n") for path in (made, wanted)))


def verify_timed(place: Place) -> None:
    """Hold the files that were timed to be the same; raises DifferenceError."""
    first = place.out(NDJSON)
    for title in (CSV, TWO, C):
        made = place.out(title)
        if made.exists() and not filecmp.cmp(made, first, shallow=False):
            raise DifferenceError(f"{title} differs from {NDJSON} in what was timed")
