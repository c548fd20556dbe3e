"""File to file through the command line: against P3 and C, by two processes, memory, bad rows."""

from __future__ import annotations

from pathlib import Path

from bench import plain
from bench.goals import LOW_GATE, Goal
from bench.groups import Group
from bench.p3 import HAS_FAST_PARTS, WHY_NOT
from bench.place import CSV, NDJSON, P3_CSV, P3_NDJSON, TEXT, TWO, C, Place
from bench.recipients import dirty_rows, write_ndjson
from bench.sizes import Size
from bench.timing import Run, memory, speed_by_clock

CLEAN, FEW_BAD, BAD = "no bad rows", "0.1 % bad rows", "1 % bad rows"
SHARES = {CLEAN: 0.0, FEW_BAD: 0.001, BAD: 0.01}
IMAGE = "image"
MOST_MB = 100
REJECTED = 1


def groups(place: Place, size: Size) -> list[Group]:
    """Return what is measured from file to file."""
    return [_peers(place, size), _processes(place, size), _memory(place, size), _dirty(place, size)]


def ways(place: Place, many: int, few: int) -> tuple[dict[str, Run], dict[str, str]]:
    """Return all ways from a file of the text message's rows, and why others aren't there.

    `many` are the rows of msgc's files and C's, `few` those of P3's.
    """
    ndjson, csv = place.rows(many, ".ndjson"), place.rows(many, ".csv")
    runs: dict[str, Run] = {
        NDJSON: lambda _: place.compile(TEXT, ndjson, NDJSON),
        CSV: lambda _: place.compile(TEXT, csv, CSV),
    }
    absent: dict[str, str] = {}
    if HAS_FAST_PARTS:
        runs[P3_NDJSON] = lambda _: place.p3(place.rows(few, ".ndjson"), P3_NDJSON)
        runs[P3_CSV] = lambda _: place.p3(place.rows(few, ".csv"), P3_CSV)
    else:
        absent |= {P3_NDJSON: WHY_NOT, P3_CSV: WHY_NOT}
    program = plain.build(place.folder)
    if program is None:
        absent[C] = plain.WHY_NOT
    else:
        runs[C] = lambda _: place.c(program, ndjson, C)
    return runs, absent


def _peers(place: Place, size: Size) -> Group:
    runs, absent = ways(place, size.file_rows, size.few_file_rows)
    goals = (
        Goal(NDJSON, P3_NDJSON, 20, gate=LOW_GATE),
        Goal(CSV, P3_CSV, 20, gate=LOW_GATE),
        Goal(NDJSON, C, 0.4, gate=LOW_GATE),
        Goal(CSV, C, 0.4, gate=LOW_GATE),
    )
    note = (
        "Each is a process of its own, its start included, and msgc's finds the plan that an "
        f"earlier run kept; P3's files have {size.few_file_rows:,} rows. The C program reads "
        "NDJSON alone."
    )
    title = f"File to file, {size.file_rows:,} rows of the text message"
    turns = size.slow_repetitions
    return Group(title, runs, goals, absent=absent, note=note, repetitions=turns)


def _processes(place: Place, size: Size) -> Group:
    rows = place.rows(size.file_rows, ".ndjson")
    runs: dict[str, Run] = {
        NDJSON: lambda _: place.compile(TEXT, rows, NDJSON),
        TWO: lambda _: place.compile(TEXT, rows, TWO, "--jobs", "2"),
    }
    goals = (Goal(TWO, NDJSON, 1.6, measure=speed_by_clock),)
    title = f"Two processes, {size.file_rows:,} rows, by the clock"
    note = "The payloads' files are compared, byte for byte."
    turns = size.slow_repetitions
    return Group(title, runs, goals, measure=speed_by_clock, note=note, repetitions=turns)


def _memory(place: Place, size: Size) -> Group:
    small, large = (f"{count:,} rows" for count in size.memory_rows)
    runs = {f"{count:,} rows": _of_size(place, count) for count in size.memory_rows}
    goals = (
        Goal(large, small, 1.05, at_most=True, measure=memory),
        Goal(large, None, MOST_MB, at_most=True, measure=memory),
    )
    title = "Peak memory of `compile -r`"
    return Group(title, runs, goals, unit="MB", measure=memory, repetitions=size.slow_repetitions)


def _of_size(place: Place, count: int) -> Run:
    rows = place.rows(count, ".ndjson")
    return lambda _: place.compile(TEXT, rows, f"memory {count}")


def _dirty(place: Place, size: Size) -> Group:
    count = size.file_rows
    runs = {title: _with_bad(place, title, count, bad) for title, bad in SHARES.items()}
    goals = (Goal(BAD, CLEAN, 0.45), Goal(FEW_BAD, CLEAN, None))
    title = f"Bad rows, each named: {count:,} rows of the image message, file to file"
    return Group(title, runs, goals, unit="rows/s", repetitions=size.slow_repetitions)


def _with_bad(place: Place, title: str, count: int, bad: float) -> Run:
    rows: Path = place.folder / f"{count}-{bad}.ndjson"
    write_ndjson(rows, dirty_rows(count, bad))
    code = REJECTED if bad else 0
    return lambda _: place.compile(IMAGE, rows, title, code=code)
