"""Reading rows by columns gives what reading them one by one gives: values, order and faults."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from msgc.pipeline import Project
from msgc.pipeline.compiling import Compiler
from msgc.recipients.rows import RawRow
from msgc.recipients.typed_many import ManyRows
from tests.property.fast_rows import row_of

ROOT = Path(__file__).parents[2]
PROJECT = Project.open(ROOT)
NAMES = [name for name in sorted(PROJECT.paths()) if PROJECT.message(name).variables.fields]
ROWS = 300


def as_cells(row: dict[str, object], nested: bool) -> dict[str, object]:
    return {name: cell(value, nested) for name, value in row.items()}


def cell(value: object, nested: bool) -> object:
    if isinstance(value, dict) and nested:
        return as_cells(value, nested)
    return "" if value is None else value if isinstance(value, str) else json.dumps(value)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", ["json", "cells", "columns"])
@pytest.mark.parametrize("bad", [0.0, 0.003, 0.1])
def test_rows_read_by_columns_are_the_same(name: str, kind: str, bad: float) -> None:
    message = PROJECT.message(name)
    rng = Random(f"{name} {kind} {bad}")
    data = [row_of(message.variables, rng, bad) for _ in range(ROWS)]
    for row in rng.sample(data, 20):
        row["other"] = rng.choice([1, None, "x"])
    if kind != "json":
        data = [as_cells(row, kind == "columns") for row in data]
    rows = [RawRow(i, row, (), kind != "json", i) for i, row in enumerate(data, 1)]
    reader = Compiler(message).reader
    assert repr_of(ManyRows(reader).read(rows)) == repr_of([reader.read(row) for row in rows])


def repr_of(read: list[object]) -> list[str]:
    """Return what was read with the order of nested objects, which a dict's equality hides."""
    return [repr(sorted_top(row)) for row in read]


def sorted_top(row: object) -> object:
    typed, faults = row  # type: ignore[misc]
    return (None if typed is None else sorted(typed.items(), key=lambda item: item[0]), faults)
