"""The value that can only be meant where another stands: of the wanted type or format."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgc.facts.formats import FORMATS
from msgc.late import regex
from msgc.syntax.values import json_number

_HOST = regex(r"//|www\.|(?:[a-z0-9-]+\.)+[a-z]{2,}/", re.IGNORECASE)
_SEPARATORS = regex(r"(?<=[0-9])[ .-](?=[0-9])")
_DAY_AND_TIME = regex(r"([0-9-]{10}) (\S+)")
_TRUTHS = {"true": True, "false": False}


def of_type(value: object, wanted: tuple[str, ...]) -> str | int | float | bool | None:
    """Return the value in the JSON type that is wanted, None where it could be another."""
    if type(value) is int and "string" in wanted:
        return str(value)
    if not isinstance(value, str):
        return None
    if "boolean" in wanted:
        return _TRUTHS.get(value)
    number = json_number(value)
    if isinstance(number, float) and "number" not in wanted:
        return None
    return number if {"number", "integer"} & set(wanted) else None


def of_format(value: str, format: str) -> str | None:
    """Return the text in a format that its writer surely meant, None where there is a doubt."""
    meant = _FORMS[format](value) if format in _FORMS else None
    return meant if meant and meant != value and FORMATS[format](meant) else None


def _url(value: str) -> str | None:
    if not _HOST.match(value):
        return None
    return f"https:{value}" if value.startswith("//") else f"https://{value}"


_FORMS: dict[str, Callable[[str], str | None]] = {
    "uri": _url,
    "date-time": lambda value: _DAY_AND_TIME.sub(r"\1T\2", value),
    "locale-bcp47": lambda value: value.replace("_", "-"),
    "phone": lambda value: _SEPARATORS.sub("", value),
}
