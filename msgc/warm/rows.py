"""Few rows of NDJSON read into their types, where they are plain.

A row that the reader of `msgc.recipients` would refuse or change isn't plain, nor is any of which
that isn't clear at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from json import JSONDecoder
from math import isfinite
from typing import Any, NoReturn

from msgc.check.quick_schema import quick_predicate
from msgc.facts.formats import FORMATS
from msgc.recipients.limits import MAX_DEPTH
from msgc.warm.unusual import UnusualError

Read = Callable[[Any], object]
Spec = Mapping[str, Any]
"""A type as data: its `kind`, its limits, and what it holds."""

LOCALE = "locale"
MISSING = object()


def plain_rows(data: bytes, fields: Mapping[str, Spec]) -> list[dict[str, object]]:
    """Return a file's rows, of the fields declared. Raises UnusualError."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise UnusualError from None
    if "\0" in text or text.startswith("\ufeff"):
        raise UnusualError
    read = _object_reader({LOCALE: _ANY_LOCALE, **fields})
    return [read(_parsed(line)) for line in text.split("\n") if line.strip()]


def _parsed(line: str) -> object:
    # What escapes stand for half a character, and what nests deep, has faults of its own.
    if "\\ud" in line.lower() or line.count("[") + line.count("{") > MAX_DEPTH:
        raise UnusualError
    try:
        return _DECODER.decode(line)
    except (ValueError, RecursionError):
        raise UnusualError from None


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    require(len(made) == len(pairs))
    return made


def _float(text: str) -> float:
    number = float(text)
    require(isfinite(number))
    return number


def _no_constant(word: str) -> NoReturn:
    raise UnusualError


_DECODER = JSONDecoder(object_pairs_hook=_unique, parse_float=_float, parse_constant=_no_constant)
_ANY_LOCALE: Spec = {"kind": "string", "optional": True}


def require(condition: bool) -> None:
    """Raise UnusualError where something isn't so."""
    if not condition:
        raise UnusualError


def _reader(spec: Spec) -> Read:
    make = _READERS.get(spec["kind"])
    if make is None:
        raise UnusualError
    read = make(spec)
    fits = quick_predicate(spec["schema"]) if "schema" in spec else None

    def checked(value: Any) -> object:
        made = read(value)
        require(fits is None or fits(made))
        return made

    return checked


def _string(spec: Spec) -> Read:
    is_format = FORMATS.get(spec["format"]) if "format" in spec else None
    words, least, most = spec.get("enum"), spec.get("min", 0), spec.get("max")
    search = re.compile(spec["pattern"], re.ASCII).search if "pattern" in spec else None

    def read(value: Any) -> object:
        require(type(value) is str and value.replace("\n", "").isprintable())
        require(is_format is None or is_format(value))
        require(words is None or value in words)
        require(search is None or search(value) is not None)
        require(least <= len(value) and (most is None or len(value) <= most))
        return value

    return read


def _number(spec: Spec) -> Read:
    classes = (int,) if spec["kind"] == "integer" else (int, float)
    least, most = spec.get("min"), spec.get("max")

    def read(value: Any) -> object:
        require(type(value) in classes and _is_finite(value))
        require(least is None or value >= least)
        require(most is None or value <= most)
        return value

    return read


def _is_finite(value: float) -> bool:
    try:
        return isfinite(value)
    except OverflowError:
        return False


def _boolean(spec: Spec) -> Read:
    def read(value: Any) -> object:
        require(type(value) is bool)
        return value

    return read


def _list(spec: Spec) -> Read:
    read_item, least, most = _reader(spec["item"]), spec.get("min", 0), spec.get("max")

    def read(value: Any) -> object:
        require(type(value) is list and len(value) >= least)
        require(most is None or len(value) <= most)
        return [read_item(item) for item in value]

    return read


def _object(spec: Spec) -> Read:
    return _object_reader(spec["fields"])


def _object_reader(fields: Mapping[str, Spec]) -> Callable[[Any], dict[str, object]]:
    parts = [(name, _reader(spec), _absent(spec)) for name, spec in fields.items()]

    def read(value: Any) -> dict[str, object]:
        require(type(value) is dict)
        typed = {}
        for name, read_field, absent in parts:
            found = value.get(name)
            if found is not None:
                typed[name] = read_field(found)
            elif absent is not MISSING:
                require(absent is not None)
                typed[name] = absent
        return typed

    return read


def _absent(spec: Spec) -> object:
    """Return what stands in for a value that isn't there: MISSING for none, None for a fault."""
    default = spec.get("default")
    return MISSING if default is None and spec.get("optional") else default


_READERS: dict[str, Callable[[Spec], Read]] = {
    "string": _string,
    "integer": _number,
    "number": _number,
    "boolean": _boolean,
    "list": _list,
    "object": _object,
}
