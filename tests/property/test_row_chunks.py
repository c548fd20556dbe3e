"""Rows that are dicts come to the same chunk with the kernel, without it, and row by row."""

from __future__ import annotations

import json
import re
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msgc.emit import many_steps, steps
from msgc.facts.formats import FORMATS, PATTERNS
from msgc.facts.patterns import ecma
from msgc.recipients import kernel_objects
from msgc.recipients.chunks import Chunk
from msgc.recipients.kernel_objects import KernelRows
from msgc.recipients.leaves import Checks
from msgc.recipients.quick_columns import GapColumn
from msgc.recipients.row_chunks import RowChunks
from msgc.recipients.rows import RawRow
from msgc.recipients.tables import RowTable, Table
from msgc.recipients.typed import RowReader, TypedRow
from msgc.types import (
    BooleanType,
    Field,
    IntegerType,
    ListType,
    NumberType,
    ObjectType,
    OptionalType,
    StringType,
    Type,
)
from tests.kernel_help import by_each, needs_kernel, same
from tests.property.fast_rows import row_of
from tests.property.speed_rows import Row, rows_of
from tests.property.speed_runs import EFFORT

CHECKS = Checks(FORMATS, pattern=ecma, sure=PATTERNS)
TEXTS = st.sampled_from(
    [
        *(StringType(), StringType(), StringType(min_length=1, max_length=12)),
        *(StringType(enum=("S", "M", "L")), StringType(pattern="^[A-Z]{2}[0-9]{1,3}$")),
        *(StringType(format="phone"), StringType(format="date"), StringType(format="uri")),
    ]
)
WHOLES = st.builds(IntegerType, st.sampled_from([None, None, -5, 0]), st.sampled_from([None, 50]))
LEAVES: st.SearchStrategy[Type] = TEXTS | TEXTS | WHOLES | WHOLES
OTHERS: st.SearchStrategy[Type] = st.sampled_from([BooleanType(), NumberType()])
NAMES = st.sampled_from(["a", "b", "name", "é", "x y", "locale"])
# Of so many rows, in some runs, one says its language.
ONE_IN, MOST_ROWS = 20, 90
# Characters that rows may hold and the kernel leaves to Python.
FEW = re.compile("[\x0b\x1c-\x1e\x85]|\\\\u00(0b|1[c-e])")

often = settings(deadline=None, max_examples=60 * EFFORT)


def objects(kinds: st.SearchStrategy[Type], least: int = 1) -> st.SearchStrategy[ObjectType]:
    plain = kinds.map(Field)
    loose = st.builds(Field, kinds, optional=st.just(True)) | kinds.map(
        lambda kind: Field(OptionalType(kind))
    )
    fields = st.dictionaries(
        NAMES, plain | plain | plain | plain | loose, min_size=least, max_size=4
    )
    return fields.map(lambda fields: ObjectType(fields=fields))


def lists(kinds: st.SearchStrategy[Type]) -> st.SearchStrategy[Type]:
    entries = objects(kinds) | objects(kinds) | kinds
    return st.builds(ListType, entries, st.sampled_from([0, 0, 1]), st.sampled_from([None, 5]))


KINDS = LEAVES | lists(LEAVES | lists(LEAVES)) | OTHERS | objects(LEAVES | OTHERS)
DEFAULTS = {"def": Field(StringType(), default="-"), "none": Field(IntegerType(), default=7)}


@st.composite
def variables(draw: st.DrawFn) -> ObjectType:
    """What a message declares, at times with defaults."""
    more = {name: DEFAULTS[name] for name in DEFAULTS if draw(st.integers(0, 3)) == 0}
    made: ObjectType = draw(objects(st.one_of(LEAVES, LEAVES, KINDS)))
    return ObjectType(fields={**made.fields, **more})


def generated(kind: ObjectType, seed: int) -> list[Row]:
    """Return rows, good ones or some bad, of which all, some or none say their language."""
    rng = Random(seed)
    count = rng.randint(1, MOST_ROWS)
    rows = rows_of(kind, count, seed) if rng.random() < 0.6 else _good(kind, count, rng)
    share = rng.choice((0, 1, ONE_IN))
    for row in rows:
        if share != 1 and not (share and rng.randrange(share) == 0) and "locale" not in kind.fields:
            row.pop("locale", None)
        elif share == 1:
            row.setdefault("locale", "nl")
    return rows


def _good(kind: ObjectType, count: int, rng: Random) -> list[Row]:
    return [row_of(kind, rng) for _ in range(count)]


def chunk_of(kind: ObjectType, rows: list[Row], exact: bool = False) -> Chunk:
    return RowChunks(kind, CHECKS, exact).chunk(rows, lambda place: RawRow(place + 1, rows[place]))


def plainly(kind: ObjectType, rows: list[Row]) -> list[TypedRow]:
    """Return what the definition reads."""
    reader = RowReader(kind, FORMATS, pattern=ecma, sure=PATTERNS)
    return [reader.read(RawRow(number, row)) for number, row in enumerate(rows, 1)]


def told(values: Any) -> list[str]:
    # Words, since True, 1 and 1.0 are equal, and the order of keys counts.
    return [repr(each) for each in values]


def told_rows(rows: Any) -> list[str]:
    return [repr(sorted(row.items())) for row in rows]


def written(column: Any) -> object:
    """Return what is written of a column's texts, integers and lists."""
    classes = set(map(type, column))
    if isinstance(column, GapColumn):
        # What escapes and what writes integers take none with gaps.
        column = [*column]
    if classes == {list}:
        counts, entries = steps.counts_of(column), steps.entries_of(column)
        return [[*counts], written(entries)]
    if classes == {dict}:
        names = dict.fromkeys(name for each in column for name in each)
        return {name: written(steps.field_of(column, name, True)) for name in names}
    if classes == {str}:
        return [*many_steps.escaped(column)]
    return [*many_steps.whole_numbers(column)] if classes == {int} else told(column)


def columns_told(kind: ObjectType, table: Table, values_first: bool) -> object:
    """Return rows' columns as they are written, and their values."""
    ways = (told, written) if values_first else (written, told)
    columns = [table.column((name,), True) for name in kind.fields] if len(table) else []
    return [sorted((way.__name__, way(column)) for way in ways) for column in columns]


def is_plain(rows: list[Row]) -> bool:
    """Tell whether rows hold nothing that they may hold and the kernel leaves to Python.

    It does so with those that say their language where few do.
    """
    if len({"locale" in row for row in rows}) > 1:
        return False
    data = json.dumps(rows, ensure_ascii=False)
    return not FEW.search(data) and not re.search("[0-9]{19}", data)


@often
@given(variables(), st.integers(0, 2**32), st.booleans())
def test_a_chunk_is_the_same_with_the_kernel_and_row_by_row(
    kind: ObjectType, seed: int, exact: bool
) -> None:
    rows = generated(kind, seed)
    read = plainly(kind, rows)

    def look() -> list[int]:
        chunk = chunk_of(kind, rows, exact)
        assert sorted([*chunk.places, *chunk.others()]) == list(range(len(rows)))
        assert [chunk.raw(place).data for place in chunk.places] == [rows[p] for p in chunk.places]
        assert told_rows(chunk.table.rows()) == told_rows([read[p][0] for p in chunk.places])
        assert not any(read[place][1] for place in chunk.places)
        return [*chunk.places]

    found = by_each(look)
    if not any(faults for _, faults in read) and is_plain(rows):
        assert found == same(found["without the kernel"])


@often
@given(variables(), st.integers(0, 2**32), st.booleans())
def test_values_and_what_is_written_of_some_rows_are_the_same(
    kind: ObjectType, seed: int, values_first: bool
) -> None:
    rows, share = generated(kind, seed), Random(seed).choice((0.0, 0.1, 0.9, 1.0))
    read = plainly(kind, rows)

    def look() -> bool:
        chunk, rng = chunk_of(kind, rows), Random(seed)
        some = [i for i in range(len(chunk.places)) if rng.random() < share]
        table = RowTable([read[chunk.places[i]][0] or {} for i in some])
        made = columns_told(kind, chunk.table.take(some), values_first)
        return made == columns_told(kind, table, values_first)

    assert by_each(look) == same(True)


@needs_kernel
def test_the_kernel_reads_most_of_what_is_generated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or else chunks that are the same would say little."""
    asked, taken = [], []
    read = kernel_objects.KernelObjects.read

    def counting(objects: kernel_objects.KernelObjects, rows: list[Row]) -> KernelRows | None:
        found = read(objects, rows)
        asked.append(len(rows))
        taken.append(len(found.rows) if found and found.columns else 0)
        return found

    monkeypatch.setattr(kernel_objects.KernelObjects, "read", counting)

    @settings(deadline=None, max_examples=40, derandomize=True, database=None)
    @given(variables(), st.integers(0, 2**32))
    def look(kind: ObjectType, seed: int) -> None:
        chunk_of(kind, generated(kind, seed))

    look()
    assert sum(taken) > sum(asked) / 3
