"""Rows of Python's own values, as rows of JSON's: what a program has at hand is what it gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Any
from uuid import UUID

from msgc.recipients.limits import MAX_DEPTH

# What stands as it is, and that is nearly everything: only subclasses are looked at further.
_PLAIN = frozenset({str, int, float, bool, type(None)})
_TEXT = frozenset({str})


def plain_row(row: Mapping[Any, object]) -> dict[str, object]:
    """Return a row with JSON's values in place of others that say the same.

    Dates and UUIDs become text, decimals the numbers that are equal to them, and what derives from
    text, numbers, lists or mappings, or is a tuple, what JSON has. What is none of these stays, for
    the reader to refuse. Names that aren't text are no variable's, and are left out.
    """
    if _PLAIN.issuperset(map(type, row.values())) and _TEXT.issuperset(map(type, row)):
        return dict(row)
    named = ((name, value) for name, value in row.items() if isinstance(name, str))
    return {str.__str__(name): _plain(value, MAX_DEPTH) for name, value in named}


def _plain(value: object, depth: int) -> object:
    if type(value) in _PLAIN or depth == 0:
        return value
    make = next((make for kind, make in _MAKERS if isinstance(value, kind)), None)
    if make is not None:
        return make(value)
    if isinstance(value, list | tuple):
        return [_plain(each, depth - 1) for each in value]
    if isinstance(value, Mapping):
        return {name: _plain(each, depth - 1) for name, each in value.items()}
    return value


def _number(value: Decimal) -> object:
    """Return the number that JSON has for a decimal: a whole one where it has no decimal places.

    One that JSON can't keep stays a decimal.
    """
    if value.is_snan():
        return value
    number = float(value)
    # What has a million zeros isn't written out to see that it is too large.
    if not isfinite(number):
        return number
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent >= 0:
        return int(value)
    return number if Decimal(repr(number)) == value else value


# A member of `StrEnum` is text in what it says; what `str` would make of others is their name.
_MAKERS: tuple[tuple[type, Callable[..., object]], ...] = (
    (str, str.__str__),
    (int, int.__int__),
    (float, float.__float__),
    (date, lambda value: value.isoformat()),
    (UUID, str),
    (Decimal, _number),
)
