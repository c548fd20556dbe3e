"""File to file through the command line: against P3 and C, with two jobs, memory, bad rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from bench import kernel, plain
from bench.goals import LOW_GATE, Goal
from bench.groups import Group
from bench.p3 import HAS_FAST_PARTS, WHY_NOT
from bench.place import (
    CSV,
    CSV_ALONE,
    NDJSON,
    NDJSON_ALONE,
    P3_CSV,
    P3_NDJSON,
    TEXT,
    TWO,
    C,
    Place,
)
from bench.recipients import dirty_rows, write_ndjson
from bench.sizes import Size
from bench.timing import Run, memory, speed_by_clock
from bench.wrote import Wrote

CLEAN, FEW_BAD, BAD = "no bad rows", "0.1 % bad rows", "1 % bad rows"
SHARES = {CLEAN: 0.0, FEW_BAD: 0.001, BAD: 0.01}
IMAGE = "image"
MOST_MB = 100
REJECTED = 1

Ways = tuple[dict[str, Run], dict[str, str]]
"""Runs by their titles, and why others aren't there."""


def groups(place: Place, size: Size) -> Iterator[Group]:
    """Yield what is measured from file to file; the largest file is there while it is needed."""
    yield _peers(place, size)
    yield _jobs(place, size)
    place.forget(size.job_rows)
    yield _memory(place, size)
    yield _dirty(place, size)


def ways(place: Place, many: int, few: int) -> Ways:
    """Return all ways from a file of the text message's rows, and why others aren't there.

    `many` are the rows of msgc's files and C's, `few` those of P3's.
    """
    parts = _msgc(place, many), _p3(place, few), _c(place, many)
    runs = {title: run for part, _ in parts for title, run in part.items()}
    return runs, {title: why for _, part in parts for title, why in part.items()}


def _msgc(place: Place, count: int) -> Ways:
    ndjson, csv = place.rows(count, ".ndjson"), place.rows(count, ".csv")
    runs: dict[str, Run] = {
        NDJSON: lambda _: place.compile(TEXT, ndjson, NDJSON),
        CSV: lambda _: place.compile(TEXT, csv, CSV),
    }
    if not kernel.is_there():
        return runs, {NDJSON_ALONE: kernel.WHY_NOT, CSV_ALONE: kernel.WHY_NOT}
    alone = kernel.ALONE
    runs[NDJSON_ALONE] = lambda _: place.compile(TEXT, ndjson, NDJSON_ALONE, switches=alone)
    runs[CSV_ALONE] = lambda _: place.compile(TEXT, csv, CSV_ALONE, switches=alone)
    return runs, {}


def _p3(place: Place, count: int) -> Ways:
    if not HAS_FAST_PARTS:
        return {}, {P3_NDJSON: WHY_NOT, P3_CSV: WHY_NOT}
    runs: dict[str, Run] = {
        P3_NDJSON: lambda _: place.p3(TEXT, place.rows(count, ".ndjson"), P3_NDJSON),
        P3_CSV: lambda _: place.p3(TEXT, place.rows(count, ".csv"), P3_CSV),
    }
    return runs, {}


def _c(place: Place, count: int) -> Ways:
    program = plain.build(place.folder)
    if program is None:
        return {}, {C: plain.WHY_NOT}
    return {C: lambda _: place.c(program, place.rows(count, ".ndjson"), C)}, {}


def _peers(place: Place, size: Size) -> Group:
    runs, absent = ways(place, size.file_rows, size.few_file_rows)
    goals = (
        Goal(NDJSON, P3_NDJSON, 20, gate=LOW_GATE),
        Goal(CSV, P3_CSV, 20, gate=LOW_GATE),
        Goal(NDJSON, C, 0.4, gate=LOW_GATE),
        Goal(CSV, C, 0.4, gate=LOW_GATE),
        Goal(NDJSON, NDJSON_ALONE, None),
        Goal(CSV, CSV_ALONE, None),
    )
    note = (
        "Each is a process of its own, its start included, and msgc's finds the plan that an "
        f"earlier run kept; P3's files have {size.few_file_rows:,} rows. The C program reads "
        "NDJSON alone; it refuses the rows that msgc refuses, but gives no reason."
    )
    title = f"File to file, {size.file_rows:,} rows of the text message"
    turns = size.slow_repetitions
    return Group(title, _alike(place, runs), goals, absent=absent, note=note, repetitions=turns)


def _alike(place: Place, runs: Mapping[str, Run]) -> dict[str, Run]:
    """Return runs that have to write the same; P3's have other rows."""
    many, few = Wrote(place), Wrote(place)
    rows = {P3_NDJSON: few, P3_CSV: few}
    return {title: rows.get(title, many).held(title, run) for title, run in runs.items()}


def _jobs(place: Place, size: Size) -> Group:
    rows = place.rows(size.job_rows, ".ndjson")
    runs: dict[str, Run] = {
        NDJSON: lambda _: place.compile(TEXT, rows, NDJSON),
        TWO: lambda _: place.compile(TEXT, rows, TWO, "--jobs", "2"),
    }
    goals = (Goal(TWO, NDJSON, 1.6, measure=speed_by_clock),)
    title = f"Two jobs, {size.job_rows:,} rows, by the clock"
    kind = "threads" if kernel.is_there() else "processes"
    note = f"The two jobs are {kind}. The payloads' files are compared, by their digests."
    return Group(
        title,
        _alike(place, runs),
        goals,
        measure=speed_by_clock,
        note=note,
        repetitions=size.slow_repetitions,
    )


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
    rows, title = place.rows(count, ".ndjson"), f"memory {count}"
    return Wrote(place).held(title, lambda _: place.compile(TEXT, rows, title))


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
    return Wrote(place).held(title, lambda _: place.compile(IMAGE, rows, title, code=code))
