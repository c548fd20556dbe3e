"""Columns of texts, numbers and booleans read at once, of JSON values and of CSV cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isfinite
from typing import Any, cast

from msgc.recipients.cells import INTEGER, NUMBER
from msgc.recipients.controls import bad_character
from msgc.recipients.leaves import Checks, format_check
from msgc.types import IntegerType, NumberType, StringType, Type

Column = Sequence[Any]
Convert = Callable[[Column], Column]
"""Reads a column of values that are there; what it isn't sure of becomes UNUSUAL."""

UNUSUAL = object()
"""Stands for a value that only the reader of single rows can read, or tell the faults of."""


class UnusualError(Exception):
    """A column holds something unusual; its values are then tried one by one."""


def valued(convert: Convert) -> Convert:
    """Return what reads a column, value by value where the whole can't be read at once."""

    def alone(value: object) -> object:
        try:
            return convert([value])[0]
        except Exception:
            # Whatever is unusual in a value, the reader of single rows is what tells of it.
            return UNUSUAL

    def read(column: Column) -> Column:
        try:
            return convert(column)
        except Exception:
            return list(map(alone, column))

    return read


def require(condition: bool) -> None:
    """Raise UnusualError where something isn't so."""
    if not condition:
        raise UnusualError


def strings(kind: Type, checks: Checks) -> Convert:
    """Return what reads a column of texts."""
    text = cast(StringType, kind)
    is_format = format_check(text, checks)
    words = frozenset(text.enum) if text.enum is not None else None

    def convert(column: Column) -> Column:
        joined = "".join(column)
        require(set(map(type, column)) <= {str})
        require(joined.isprintable() or bad_character("", joined) is None)
        require(is_format is None or all(map(is_format, column)))
        require(words is None or words.issuperset(column))
        require(not text.min_length or min(map(len, column)) >= text.min_length)
        require(text.max_length is None or max(map(len, column)) <= text.max_length)
        return column

    return convert


def numbers(kind: Type, checks: Checks) -> Convert:
    """Return what reads a column of numbers."""
    number = cast(IntegerType | NumberType, kind)
    classes = {int} if isinstance(kind, IntegerType) else {int, float}

    def convert(column: Column) -> Column:
        require(set(map(type, column)) <= classes and all(map(isfinite, column)))
        require(number.minimum is None or min(column) >= number.minimum)
        require(number.maximum is None or max(column) <= number.maximum)
        return column

    return convert


def booleans(kind: Type, checks: Checks) -> Convert:
    """Return what reads a column of booleans."""

    def convert(column: Column) -> Column:
        require(set(map(type, column)) <= {bool})
        return column

    return convert


def cell_numbers(kind: Type, checks: Checks) -> Convert:
    """Return what reads a column of numbers in cells."""
    check = numbers(kind, checks)
    written = INTEGER if isinstance(kind, IntegerType) else NUMBER

    def convert(column: Column) -> Column:
        require(all(map(written.fullmatch, column)))
        return check([_number(cell) for cell in column])

    return convert


def _number(cell: str) -> float:
    """Return the number of a cell; a fraction or an exponent makes it a float."""
    return float(cell) if "." in cell or "e" in cell or "E" in cell else int(cell)


def cell_booleans(kind: Type, checks: Checks) -> Convert:
    """Return what reads a column of booleans in cells."""
    words = {"true": True, "false": False}
    return lambda column: [words[cell] for cell in column]
