"""What is fuzzed of the kernel: what it takes is what the definition makes of the same bytes."""

from __future__ import annotations

import json
from typing import Any

from msgc.emit import many_steps, steps
from msgc.native.cells import Column, cells_reader
from msgc.native.lines import TEXT, UNUSED, WHOLE, Lines, line_reader
from msgc.native.weaving import weaver
from msgc.recipients.ndjson import row_of_line
from msgc.recipients.plain_cells import plain_columns
from msgc.recipients.typed import RowReader
from msgc.types import Field, IntegerType, ObjectType, StringType

KINDS = {"a": TEXT, "n": WHOLE, "é": UNUSED, "b": TEXT, "x": UNUSED, "m": WHOLE}
"""Keys of lines, and what the kernel is told of them."""

SEPARATOR = b"\x7f"
USED = {name: kind for name, kind in KINDS.items() if kind != UNUSED}
TYPES = {name: StringType() if kind == TEXT else IntegerType() for name, kind in USED.items()}
READER = RowReader(ObjectType(fields={name: Field(kind) for name, kind in TYPES.items()}), {})
DELIMITERS = b",", b";", b"\t"
# What stands between the parts of a program, and the most rows and columns of one.
MARK, MOST_ROWS, MOST_WIDTH = b"\n", 8, 4
# More pieces than any row has, when a byte tells how many these are.
MOST_COUNT = 4

Row = dict[str, bytes]
"""Texts as they stand between the quotes of JSON, and integers, by their keys."""

Literals = tuple[bytes, ...]
Order = tuple[int, ...]


class DifferentError(AssertionError):
    """What the kernel has taken for something else than it is."""


def lines_taken(data: bytes) -> None:
    """Require of each line that the kernel takes that it is a row, and this one."""
    reader = line_reader(KINDS)
    found = None if reader is None else reader.read(data)
    if found is None:
        return
    wanted = [by_definition(line) for line in _lines(data)]
    if found.count != len(wanted):
        raise DifferentError(f"{found.count} instead of {len(wanted)} lines")
    taken = [each for place, each in enumerate(wanted) if place not in found.odd]
    if rows_of(found) != taken:
        raise DifferentError(f"{rows_of(found)} instead of {taken}")


def rows_of(found: Lines) -> list[Row]:
    """Return the rows of columns."""
    parted = [data.split(SEPARATOR) for data in found.columns.values()]
    return [dict(zip(found.columns, row, strict=True)) for row in zip(*parted, strict=True)]


def by_definition(line: str) -> Row | None:
    """Return what JSON has for the values of a line that are used, None where it is no such row."""
    raw = row_of_line(1, 1, line)
    typed, _ = READER.read(raw)
    if typed is None or raw.data is None or raw.data.keys() - KINDS:
        return None
    if any(type(raw.data[name]) is not type(typed[name]) for name in USED):
        # It isn't written as it stands there.
        return None
    written = {name: json.dumps(typed[name], ensure_ascii=False).encode() for name in USED}
    return {name: each[1:-1] if USED[name] == TEXT else each for name, each in written.items()}


def _lines(data: bytes) -> list[str]:
    """Return lines as files are read, each with its break."""
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    return [f"{line}\n" for line in lines[:-1]] + [line for line in lines[-1:] if line]


def cells_taken(data: bytes) -> None:
    """Require the columns of CSV that Python's own copy makes, or none.

    The first byte chooses the delimiter, and how many columns there are.
    """
    choice, rest = (data[0], data[1:]) if data else (0, b"")
    delimiter, width = DELIMITERS[choice % 3], 2 + choice // 3 % MOST_WIDTH
    reader = cells_reader([True] * width, delimiter)
    found = None if reader is None else reader.read(rest)
    if found is None:
        return
    wanted = [each.escaped() for each in plain_columns(rest, width, delimiter) or ()]
    if found.columns != [Column(SEPARATOR.join(each), all(each)) for each in wanted]:
        raise DifferentError(f"{found} instead of {wanted}")


def lines_woven(data: bytes) -> None:
    """Require the lines that Python writes, or none where a column hasn't a text for each row.

    The first two bytes choose how many rows and columns there are; the columns follow, and the
    literals.
    """
    weave, (rows, width, *_) = weaver(), (*data, 0, 0)
    count, width = 1 + rows % MOST_ROWS, 1 + width % MOST_WIDTH
    columns, literals = _parted(data[2:], width)
    if weave is None:
        return
    order = tuple(place * 3 % width for place in range(len(literals) - 1))
    made = weave.lines(count, literals, order, columns)
    pieces = [column.split(SEPARATOR) for column in columns]
    fits = all(len(each) == count for each in pieces)
    if made != (steps.woven(count, literals, order, *pieces) if fits else None):
        raise DifferentError(f"{made!r} of {count} rows of {columns}, {literals}")


def pieces_woven(data: bytes) -> None:
    """Require the pieces that Python makes of each row, or its error.

    The first byte chooses how many columns there are; counts follow, the columns, and the literals.
    """
    width, (counts, _, rest) = 1 + (data[:1] or b"\0")[0] % MOST_WIDTH, data[1:].partition(MARK)
    texts, literals = _parted(rest, width)
    columns = [column.split(SEPARATOR) if column else [] for column in texts]
    order = tuple(place % width for place in range(len(literals) - 1))
    given = ([count % MOST_COUNT for count in counts], literals, order)
    made, wanted = (_pieces(weave, *given, columns) for weave in (many_steps, steps))
    if made != wanted:
        raise DifferentError(f"{made} instead of {wanted} of {given}, {columns}")


def _pieces(
    module: Any, counts: list[int], literals: Literals, order: Order, columns: list[list[bytes]]
) -> list[bytes] | None:
    # The definition doesn't look at a column that stands nowhere.
    used = columns[: len({*order})]
    try:
        return [*module.woven_pieces(counts, literals, order, *used)]
    except ValueError:
        return None


def _parted(data: bytes, width: int) -> tuple[list[bytes], Literals]:
    parts = data.split(MARK)
    parts += [b""] * (width + 1 - len(parts))
    return parts[:width], tuple(parts[width:])
