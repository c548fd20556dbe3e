"""Bad rows from file to file: each way leaves out the same, and msgc's tell the same reasons."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bench import kernel, plain
from bench.bad_files import csv_file, ndjson_files, schema_files
from bench.contenders import REFERENCE
from bench.files import IMAGE, REJECTED
from bench.p3 import HAS_FAST_PARTS
from bench.place import (
    CSV,
    CSV_ALONE,
    NDJSON,
    NDJSON_ALONE,
    P3_CSV,
    P3_NDJSON,
    TEXT,
    TWO,
    TWO_ALONE,
    C,
    Place,
    count_of,
)
from bench.timing import NO_SWITCHES
from bench.verify_files import ENGINE, same_file

# The text message takes all that the API's schema judges.
SCHEMA_CODES = {TEXT: 0, IMAGE: REJECTED}
Ways = Mapping[str, tuple[tuple[str, ...], Mapping[str, str]]]
NDJSON_WAYS: Ways = {
    NDJSON: ((), NO_SWITCHES),
    NDJSON_ALONE: ((), kernel.ALONE),
    TWO: (("--jobs", "2"), NO_SWITCHES),
    TWO_ALONE: (("--jobs", "2"), kernel.ALONE),
}
CSV_WAYS: Ways = {CSV: ((), NO_SWITCHES), CSV_ALONE: ((), kernel.ALONE)}


def verify_bad(place: Place) -> int:
    """Hold all ways to the reference on bad rows between good ones; return how many were compared.

    Raises DifferenceError.
    """
    ndjson, cells = ndjson_files(place.folder), csv_file(place.folder)
    for path in ndjson:
        _hold_msgc(place, IMAGE, path, NDJSON_WAYS)
        _hold_msgc(place, TEXT, path, NDJSON_WAYS)
        _hold_c(place, path)
    for message in (TEXT, IMAGE):
        _hold_msgc(place, message, cells, CSV_WAYS)
        _hold_p3(place, message)
    return sum(map(count_of, (*ndjson, cells)))


def _hold_msgc(place: Place, message: str, rows: Path, ways: Ways) -> None:
    place.compile(message, rows, REFERENCE, *ENGINE, code=REJECTED)
    for title, (words, switches) in ways.items():
        place.compile(message, rows, title, *words, code=REJECTED, switches=switches)
        for ending in (".ndjson", ".rejected.ndjson"):
            made, wanted = (place.out(t).with_suffix(ending) for t in (title, REFERENCE))
            same_file(title, made, wanted)


def _hold_c(place: Place, rows: Path) -> None:
    """Hold the C program to what the reference has just made of the text message's rows."""
    program = plain.build(place.folder)
    if program is not None:
        place.c(program, rows, C, code=REJECTED)
        same_file(C, place.out(C), place.out(REFERENCE))


def _hold_p3(place: Place, message: str) -> None:
    """Hold P3 to the reference where the API's schema judges; it doesn't read rows as msgc does."""
    if not HAS_FAST_PARTS:
        return
    code, (ndjson, cells) = SCHEMA_CODES[message], schema_files(place.folder)
    place.compile(message, ndjson, REFERENCE, *ENGINE, code=code)
    for title, rows in {P3_NDJSON: ndjson, P3_CSV: cells}.items():
        place.p3(message, rows, title, code=code)
        same_file(title, place.out(title), place.out(REFERENCE))
