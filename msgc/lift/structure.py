"""Entries of lists that have a key `if` or `for`: the API's keys, not the language's words.

Inside `body:` they are plain keys. Where there is no `body:`, the entry is written as one
expression, in which a key is always a key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgc.facts.shapes import TAG, Shape
from msgc.lift.marks import Document, Expression
from msgc.vocabulary import STRUCTURE

Path = tuple[str | int, ...]

_TO_ESCAPE = re.compile(r"['\\]|[^\x20-\x7e\xa0-\U0010ffff]")
_WORDS = {True: "true", False: "false"}


def structured(value: object, shape: Shape, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """Yield the outermost entries of described lists that have a key `if` or `for`."""
    for part, item, inner in _parts(value, shape):
        if _is_taken_for_structure(part, item, inner):
            yield (*path, part), item
        else:
            yield from structured(item, inner, (*path, part))


def as_expressions(value: object, shape: Shape) -> Document:
    """Return the value with each such entry as an expression that makes it."""
    if not isinstance(value, dict | list):
        return value
    items: dict[str | int, Document] = {
        part: Expression(f"{{{{ {literal(item)} }}}}")
        if _is_taken_for_structure(part, item, inner)
        else as_expressions(item, inner)
        for part, item, inner in _parts(value, shape)
    }
    return items if isinstance(value, dict) else list(items.values())


def _parts(value: object, shape: Shape) -> Iterator[tuple[str | int, object, Shape]]:
    if isinstance(value, dict):
        tag = value.get(TAG)
        shape = shape.tagged(tag if isinstance(tag, str) else None)
        yield from ((name, item, shape.member(name)) for name, item in value.items())
    elif isinstance(value, list):
        yield from ((index, item, shape.items) for index, item in enumerate(value))


def _is_taken_for_structure(part: str | int, item: object, shape: Shape) -> bool:
    is_entry = isinstance(part, int) and isinstance(item, dict) and shape.is_described
    return is_entry and any(word in item for word in STRUCTURE)  # type: ignore[operator]


def holds_null(value: object) -> bool:
    """Tell whether a null stands anywhere in the value: expressions have none."""
    if isinstance(value, dict):
        return any(map(holds_null, value.values()))
    return any(map(holds_null, value)) if isinstance(value, list) else value is None


def literal(value: object) -> str:
    """Return a value without null as Jinja writes it."""
    if isinstance(value, dict):
        pairs = (f"{literal(key)}: {literal(item)}" for key, item in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, str):
        return "'" + _TO_ESCAPE.sub(_escape, value) + "'"
    return _WORDS[value] if isinstance(value, bool) else repr(value)


def _escape(match: re.Match[str]) -> str:
    sign = match[0]
    return f"\\{sign}" if sign in "'\\" else f"\\x{ord(sign):02x}"
