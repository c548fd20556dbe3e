"""The rules of texts, numbers and lists, the same for JSON values and CSV cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from math import isfinite

from msgc.recipients.controls import bad_character
from msgc.recipients.limits import MAX_DEPTH
from msgc.recipients.phones import bad_phone
from msgc.recipients.rows import RowFault
from msgc.recipients.sentences import (
    breaks_rule,
    not_a_word,
    not_finite,
    not_json,
    too_deep,
    wrong_type,
)
from msgc.records import dataclass
from msgc.types import IntegerType, NumberType, StringType, Type

Faults = list[RowFault]
Read = Callable[[object, str, Faults], object]
"""Reads a value at a dotted path: returns it typed, and adds what is wrong to the faults."""

FormatCheck = Callable[[str], bool]
SchemaCheck = Callable[[Mapping[str, object], object], Iterable[str]]
QuickCheck = Callable[[Mapping[str, object]], Callable[[object], bool] | None]

FORMAT_KEYS = {"datetime": "date-time"}


@dataclass(frozen=True, slots=True)
class Checks:
    """What is known elsewhere: the checks of formats by JSON Schema's names, and of schemas.

    `quick` makes of a schema what tells that a value surely fits it, if it can. `pattern` makes of
    an ECMA-262 pattern what is to be searched for; `sure` are patterns that are found in texts of
    a format only.
    """

    formats: Mapping[str, FormatCheck]
    schema: SchemaCheck | None = None
    quick: QuickCheck | None = None
    pattern: Callable[[str], re.Pattern[str]] | None = None
    sure: Mapping[str, str] = field(default_factory=dict)


def format_check(kind: StringType, checks: Checks) -> FormatCheck | None:
    """Return the check of a text's format, None where it has none that is checked."""
    return checks.formats.get(FORMAT_KEYS.get(kind.format or "", kind.format or ""))


def text_rules(kind: StringType, checks: Checks) -> Read:
    """Return the reader of a text: its characters, format, words and length."""
    is_format = format_check(kind, checks)
    ruled = kind.enum is not None or kind.min_length > 0 or kind.max_length is not None
    # A phone number with marks of direction has a fault of its own, which tells the number.
    is_phone = kind.format == "phone"

    def read(value: object, path: str, faults: Faults) -> object:
        assert isinstance(value, str)
        if not value.isprintable() and not is_phone and (fault := bad_character(path, value)):
            faults.append(fault)
        elif is_format and not is_format(value):
            faults.append(_bad_format(path, value, kind, is_format))
        elif ruled:
            faults.extend(_broken_rules(path, value, kind))
        return value

    return read


def in_range(value: float, path: str, kind: IntegerType | NumberType, faults: Faults) -> object:
    """Return the number; add a fault where it is out of its type's range."""
    if kind.minimum is not None and value < kind.minimum:
        help = f"Write {kind.minimum} or more."
        faults.append(breaks_rule(path, value, f"is less than {kind.minimum}", help))
    elif kind.maximum is not None and value > kind.maximum:
        help = f"Write {kind.maximum} or less."
        faults.append(breaks_rule(path, value, f"is more than {kind.maximum}", help))
    return value


def with_schema(kind: Type, read: Read, checks: Checks) -> Read:
    """Return a reader that also holds what it read to the author's own schema, if there is one."""
    check, schema = checks.schema, kind.schema
    if check is None or schema is None:
        return read

    def checked(value: object, path: str, faults: Faults) -> object:
        before = len(faults)
        typed = read(value, path, faults)
        if len(faults) == before:
            faults.extend(_off_schema(path, typed, reason) for reason in check(schema, typed))
        return typed

    return checked


def plain(value: object, path: str, faults: Faults, depth: int = MAX_DEPTH) -> object:
    """Return a value of no known type; add faults where JSON can't carry it."""
    if isinstance(value, str):
        if not value.isprintable() and (fault := bad_character(path, value)):
            faults.append(fault)
    elif isinstance(value, float):
        if not isfinite(value):
            faults.append(not_finite(path))
    elif isinstance(value, dict | list):
        _plain_inside(value, path, faults, depth)
    elif not isinstance(value, bool | int | None):
        faults.append(not_json(path))
    return value


def _plain_inside(
    value: dict[object, object] | list[object], path: str, faults: Faults, depth: int
) -> None:
    if depth == 0:
        faults.append(too_deep(path))
        return
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(value, dict):
            plain(key if isinstance(key, str) else object(), path, faults, depth)
        plain(item, f"{path}.{key}", faults, depth - 1)


def _bad_format(path: str, value: str, kind: StringType, is_format: FormatCheck) -> RowFault:
    if kind.format == "phone":
        return bad_phone(path, value, is_format)
    return wrong_type(path, value, kind.word)


def _broken_rules(path: str, value: str, kind: StringType) -> Iterable[RowFault]:
    length = len(value)
    if kind.enum is not None and value not in kind.enum:
        yield not_a_word(path, value, kind.enum)
    if length < kind.min_length:
        help = f"Write at least {kind.min_length} characters."
        said = f"has {length} characters, fewer than {kind.min_length}"
        yield breaks_rule(path, value, said, help)
    if kind.max_length is not None and length > kind.max_length:
        help = f"Shorten it to {kind.max_length} characters."
        said = f"has {length} characters, more than {kind.max_length}"
        yield breaks_rule(path, value, said, help)


def _off_schema(path: str, value: object, reason: str) -> RowFault:
    help = "Change the value, or the variable's schema in `vars`."
    return breaks_rule(path, value, f"doesn't fit its schema: {reason.rstrip('.')}", help)
