"""Keywords of rules as quick tests of plain values, for programs that are kept.

Where one says yes, the rule's own test does too; where it says no, it may be wrong, and the rule is
asked. They import next to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from msgc.facts.formats import FORMATS

Fits = Callable[[Any], bool]

KEY, VALUE = "identifierKey", "identifierValue"
FORMAT, PATTERN, PHONE, PHONE_NUMBER = "format", "pattern", "phone", "phoneNumber"

# Keywords whose tests are asked of whole columns of texts.
OF_COLUMNS = frozenset(("trimmed", "oneLine", "maxBreaks"))


def is_of_columns(keyword: str, argument: object) -> bool:
    """Tell whether a keyword's test is mostly asked of a whole column of texts at once."""
    return keyword in OF_COLUMNS or (keyword, argument) == (FORMAT, PHONE)


def sure_test(keyword: str, argument: Any, of_rule: bool) -> Fits:
    """Return the test of a keyword; KeyError for one that isn't known.

    A pattern is one of Python's, which a rule wants of the whole text and a schema of a part.
    """
    if keyword == PATTERN:
        compiled = re.compile(argument, re.ASCII)
        find = compiled.fullmatch if of_rule else compiled.search
        return lambda value: find(value) is not None
    return SURE[keyword](argument)


def _trimmed(_wanted: object) -> Fits:
    return lambda value: type(value) is str and value == value.strip()


def _not_blank(_wanted: object) -> Fits:
    return lambda value: type(value) is str and value.strip() != ""


def _max_breaks(most: int) -> Fits:
    # What `splitlines` takes for breaks are those of the rule.
    return lambda value: type(value) is str and len(f"{value}.".splitlines()) - 1 <= most


def _one_line(argument: dict[str, int]) -> Fits:
    spaces = " " * argument["spaces"]
    return lambda value: type(value) is str and value.isprintable() and spaces not in value


def _phone_number(key: str) -> Fits:
    is_phone = FORMATS[PHONE]

    def fits(value: Any) -> bool:
        written = value.get(VALUE)
        return value.get(KEY) == key and type(written) is str and is_phone(written)

    return fits


def _format(name: str) -> Fits:
    is_format = FORMATS[name]
    return lambda value: type(value) is str and is_format(value)


def _distinct(argument: dict[str, Any]) -> Fits:
    steps = argument["by"].split(".") if argument["by"] else []

    def fits(value: Any) -> bool:
        # More may be taken for the same, and more places looked at, than the rule does.
        texts = [text.lower() for entry in value for text in _texts(entry, steps)]
        return len(set(texts)) == len(texts)

    return fits


def _texts(value: Any, steps: list[str]) -> list[str]:
    """Return the texts at a path; `*` stands for every member or entry."""
    if not steps:
        return [value] if isinstance(value, str) else []
    first, *more = steps
    inner = list(value.values()) if isinstance(value, dict) else value
    if first != "*":
        inner = [value[first]] if isinstance(value, dict) and first in value else []
    found = inner if isinstance(inner, list) else []
    return [text for each in found for text in _texts(each, more)]


SURE: dict[str, Callable[[Any], Fits]] = {
    "trimmed": _trimmed,
    "notBlank": _not_blank,
    "maxBreaks": _max_breaks,
    "oneLine": _one_line,
    PHONE_NUMBER: _phone_number,
    FORMAT: _format,
    "distinct": _distinct,
}
