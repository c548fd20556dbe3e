"""Columns of texts, numbers and booleans read at once, of JSON values and of CSV cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isfinite
from typing import Any, cast

from msgc.recipients.cells import INTEGER, NUMBER
from msgc.recipients.leaves import Checks, format_check
from msgc.recipients.quick_columns import TypedColumn
from msgc.recipients.quick_texts import (
    Test,
    all_formatted,
    all_shown,
)
from msgc.types import IntegerType, NumberType, StringType, Type

Column = Sequence[Any]
Convert = Callable[[Column], Column]
"""Reads a column of values that are there; what it isn't sure of becomes UNUSUAL."""

UNUSUAL = object()
"""Stands for a value that only the reader of single rows can read, or tell the faults of."""


def has_unusual(column: Column) -> bool:
    """Tell whether UNUSUAL stands in a column; by types, since asking each value is slower."""
    return not isinstance(column, TypedColumn) and object in map(type, column)


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
    require_rules = text_rules(cast(StringType, kind), checks)

    def convert(column: Column) -> Column:
        joined = "".join(column)
        require(all_shown(joined))
        require_rules(column, len(joined))
        return column

    return convert


def text_rules(kind: StringType, checks: Checks) -> Callable[[Column, int], None]:
    """Return what requires the format, words and lengths of a type's texts.

    It takes them, and how many code points they have together at most.
    """
    are_formatted = _format_test(kind, checks)
    words = frozenset(kind.enum) if kind.enum is not None else None

    def require_rules(column: Column, most: int) -> None:
        require(are_formatted is None or are_formatted(column))
        require(words is None or words.issuperset(column))
        _require_lengths(kind, column, most)

    return require_rules


def _format_test(kind: StringType, checks: Checks) -> Test | None:
    is_format = format_check(kind, checks)
    if is_format is None:
        return None
    sure = checks.sure.get(kind.format or "")
    return all_formatted(is_format, checks.pattern(sure) if sure and checks.pattern else None)


def _require_lengths(kind: StringType, column: Column, together: int) -> None:
    least, most = kind.min_length, kind.max_length
    if least > 0:
        require(all(column) and (least == 1 or min(map(len, column)) >= least))
    if most is not None and together > most:
        require(max(map(len, column)) <= most)


def numbers(kind: Type, checks: Checks) -> Convert:
    """Return what reads a column of numbers."""
    number = cast(IntegerType | NumberType, kind)
    classes = {int} if isinstance(kind, IntegerType) else {int, float}

    def convert(column: Column) -> Column:
        found = set(map(type, column))
        require(found <= classes)
        least, most = min(column), max(column)
        require(all(map(isfinite, column if float in found else (least, most))))
        require(number.minimum is None or least >= number.minimum)
        require(number.maximum is None or most <= number.maximum)
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
    is_whole = isinstance(kind, IntegerType)
    written = (INTEGER if is_whole else NUMBER).fullmatch

    def convert(column: Column) -> Column:
        joined = "".join(column)
        if joined.isdigit() and joined.isascii() and all(column):
            # A number, unlike an integer, may not begin with a zero.
            require(is_whole or not any(len(cell) > 1 and cell[0] == "0" for cell in column))
            return check(list(map(int, column)))
        require(all(map(written, column)))
        return check(list(map(int, column)) if is_whole else [_number(cell) for cell in column])

    return convert


def _number(cell: str) -> float:
    """Return the number of a cell; a fraction or an exponent makes it a float."""
    return float(cell) if "." in cell or "e" in cell or "E" in cell else int(cell)


def cell_booleans(kind: Type, checks: Checks) -> Convert:
    """Return what reads a column of booleans in cells."""
    words = {"true": True, "false": False}
    return lambda column: [words[cell] for cell in column]
