"""A document as YAML: two spaces for each level, lists below their key."""

from __future__ import annotations

from collections.abc import Iterable

from msgc.lift.marks import Document
from msgc.lift.scalars import block_lines, inline, text

# YAML looks for a key's colon within 1024 characters; a longer key stands after a `?`.
MAX_SIMPLE_KEY = 1000


def write(parts: Iterable[dict[str, Document]]) -> str:
    """Return a message file's text: the parts' keys, with an empty line between two parts."""
    written = ("".join(f"{line}\n" for line in _lines(part)) for part in parts if part)
    return "\n".join(written)


def _lines(value: Document) -> list[str]:
    """Return the lines of a list or mapping that isn't empty."""
    if isinstance(value, dict):
        return [line for key, item in value.items() for line in _entry(key, item)]
    assert isinstance(value, list)
    return [line for item in value for line in _item(item)]


def _entry(key: str, value: Document) -> list[str]:
    name = text(key)
    if len(name) <= MAX_SIMPLE_KEY:
        return _after(f"{name}:", value)
    return [f"? {name}", *_after(":", value)]


def _after(head: str, value: Document) -> list[str]:
    if isinstance(value, dict | list) and value:
        return [head, *_indented(_lines(value))]
    block = block_lines(value)
    if block is not None:
        return [f"{head} |", *_indented(block)]
    return [f"{head} {inline(value)}"]


def _item(value: Document) -> list[str]:
    if not isinstance(value, dict | list) or not value:
        return _after("-", value)
    first, *rest = _indented(_lines(value))
    return ["- " + first[2:], *rest]


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"  {line}" if line else line for line in lines]
