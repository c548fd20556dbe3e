"""Every way from file to file writes what the reference writes."""

from __future__ import annotations

import filecmp
from pathlib import Path

from bench import kernel
from bench.contenders import REFERENCE
from bench.files import ways
from bench.place import TEXT, TWO, TWO_ALONE, Place
from bench.verify import same

ENGINE = ("--engine", "reference")


def verify_files(place: Place, rows: int) -> int:
    """Hold every way to the reference on files of `rows` rows; return how many rows were compared.

    Raises DifferenceError.
    """
    good = place.rows(rows, ".ndjson")
    place.compile(TEXT, good, REFERENCE, *ENGINE)
    runs, _ = ways(place, rows, rows)
    for run in runs.values():
        run(0)
    # By now there is a kept plan, with which the kernel has threads instead of processes.
    place.compile(TEXT, good, TWO, "--jobs", "2")
    place.compile(TEXT, good, TWO_ALONE, "--jobs", "2", switches=kernel.ALONE)
    titles = (*runs, TWO, TWO_ALONE)
    for title in titles:
        same_file(title, place.out(title), place.out(REFERENCE))
    return len(titles) * rows


def same_file(who: str, made: Path, wanted: Path) -> None:
    """Raise DifferenceError where a file isn't what the reference wrote."""
    if not filecmp.cmp(made, wanted, shallow=False):
        same(who, made.name, *(path.read_bytes().split(b"\n") for path in (made, wanted)))
