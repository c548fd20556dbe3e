"""What is fuzzed: readers of recipients' files and the kernel, against what each agrees with."""

from __future__ import annotations

import io
import json
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

import pyarrow.parquet as pq

from msgc.recipients import blocks
from msgc.recipients.quick_reading import chunks_of, open_blocks, quick_reader
from msgc.recipients.reading import open_rows
from msgc.recipients.rows import RowsError, RowsSource
from msgc.recipients.typed import RowReader
from msgc.types import (
    BooleanType,
    Field,
    IntegerType,
    ListType,
    NumberType,
    ObjectType,
    StringType,
)
from tests.fuzz.kernel_targets import cells_taken, lines_taken, lines_woven, pieces_woven
from tests.fuzz.object_targets import objects_taken

ITEM = ObjectType(fields={"x": Field(StringType(max_length=3)), "y": Field(BooleanType())})
INNER = ObjectType(
    fields={"id": Field(StringType()), "n": Field(NumberType(minimum=0), optional=True)}
)
VARS = ObjectType(
    fields={
        "a": Field(StringType(format="phone")),
        "b": Field(IntegerType(minimum=0), optional=True),
        "c": Field(NumberType(), default=1),
        "o": Field(INNER, optional=True),
        "l": Field(ListType(ITEM, max_items=2), default=[]),
    }
)
ONE = ObjectType(fields={"a": Field(StringType())})
READERS = [RowReader(kind, {"phone": lambda text: text.startswith("+")}) for kind in (VARS, ONE)]
# Bytes of a block, which the first byte of what is fuzzed chooses, and the reader with it.
SIZES = (1, 2, 3, 7, 16, 61, 300, 65_536)


class LostError(AssertionError):
    """A row that is lost, served twice, or read in two ways."""


def source(format: str, data: bytes) -> RowsSource:
    return RowsSource("rows", format, lambda: nullcontext(io.BytesIO(data)))


def plainly(format: str, data: bytes, reader: RowReader) -> list[str]:
    """Return each row as it is read one by one, and the faults that end the file."""
    found: list[str] = []
    try:
        for raw in open_rows(source(format, data)):
            found.append(f"{raw} {told(reader.read(raw))}")
    except RowsError as error:
        found.append(f"{error.faults}")
    return found


def quickly(format: str, data: bytes, reader: RowReader) -> list[str]:
    """Return the same by columns: rows of the table, and the others as they are read again."""
    quick = quick_reader(format, reader)
    assert quick is not None
    found: list[str] = []
    try:
        for chunk in chunks_of(open_blocks(source(format, data), quick), quick):
            typed = dict(zip(chunk.places, chunk.table.rows(), strict=True))
            if sorted({*typed, *chunk.others()}) != list(range(chunk.count)):
                raise LostError("the places of a chunk's rows aren't each there once")
            for place in range(chunk.count):
                raw = chunk.raw(place)
                read = (typed[place], ()) if place in typed else reader.read(raw)
                found.append(f"{raw} {told(read)}")
    except RowsError as error:
        found.append(f"{error.faults}")
    return found


def told(read: object) -> str:
    """Return what was read, the fields of the row in order."""
    typed, faults = read  # type: ignore[misc]
    return repr((None if typed is None else sorted(typed.items()), faults))


@contextmanager
def cut_at(size: int) -> Iterator[None]:
    names = ("FIRST_BLOCK", "MIN_BLOCK", "MAX_BLOCK")
    before = {name: getattr(blocks, name) for name in names}
    try:
        for name in names:
            setattr(blocks, name, size)
        yield
    finally:
        for name, value in before.items():
            setattr(blocks, name, value)


def by_columns(format: str, data: bytes) -> None:
    """Require that a file is read by columns as it is row by row, whatever its blocks."""
    choice, rest = (data[0], data[1:]) if data else (0, b"")
    reader = READERS[choice & 1]
    wanted = plainly(format, rest, reader)
    with cut_at(SIZES[(choice >> 1) % len(SIZES)]):
        require_same(quickly(format, rest, reader), wanted)


def require_same(made: list[str], wanted: list[str]) -> None:
    if made != wanted:
        differing = next(
            (pair for pair in zip(made, wanted, strict=False) if pair[0] != pair[1]), None
        )
        raise LostError(f"{len(made)} instead of {len(wanted)} rows; first {differing}")


def lines(data: bytes) -> None:
    """Require the same of NDJSON, and as many rows as there are lines that aren't blank."""
    by_columns("ndjson", data)
    found, ended = counted("ndjson", data[1:])
    if BOM_UTF8.startswith(data[1:]):
        # Python's codec takes a file that breaks off within its mark for an empty one.
        return
    text = data[1:].decode("utf-8-sig", "surrogateescape")
    if not ended and found != sum(not line.isspace() for line in text.split("\n") if line):
        raise LostError(f"{found} rows")


def array(data: bytes) -> None:
    """Require as many rows of a JSON array as the standard library finds entries."""
    found, ended = counted("json", data)
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return
    if not ended and isinstance(value, list) and len(value) != found:
        raise LostError(f"{found} instead of {len(value)} rows")


def parquet(data: bytes) -> None:
    """Require as many rows of a Parquet file as it says that it has."""
    found, ended = counted("parquet", data)
    if not ended and found != pq.ParquetFile(io.BytesIO(data)).metadata.num_rows:
        raise LostError(f"{found} rows")


def counted(format: str, data: bytes) -> tuple[int, bool]:
    """Return how many rows there are, which must be numbered from 1, and whether a fault ends."""
    count = 0
    try:
        for raw in open_rows(source(format, data)):
            count += 1
            if raw.number != count:
                raise LostError(f"row {count} is numbered {raw.number}")
            READERS[0].read(raw)
    except RowsError:
        return count, True
    return count, False


TARGETS: dict[str, Callable[[bytes], None]] = {
    "ndjson": lines,
    "csv": lambda data: by_columns("csv", data),
    "tsv": lambda data: by_columns("tsv", data),
    "json": array,
    "parquet": parquet,
    "kernel-cells": cells_taken,
    "kernel-lines": lines_taken,
    "kernel-objects": objects_taken,
    "kernel-pieces": pieces_woven,
    "kernel-weave": lines_woven,
}
"""By the name of the format, or of a function, what raises for bytes that are read wrongly."""
