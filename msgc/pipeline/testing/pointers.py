"""JSON pointers (RFC 6901) read, and what they lead to."""

from __future__ import annotations

from msgc.late import regex

_INDEX = regex(r"0|[1-9][0-9]{0,8}")
_ESCAPE = regex(r"~(?![01])")


class Nothing:
    """What a pointer leads to where there is nothing."""

    def __repr__(self) -> str:
        return "NOTHING"


NOTHING = Nothing()


def is_pointer(text: str) -> bool:
    """Tell whether a text is a JSON pointer; the empty one is the whole document."""
    return (not text or text.startswith("/")) and not _ESCAPE.search(text)


def parts_of(pointer: str) -> list[str]:
    """Return a pointer's parts, unescaped."""
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]


def value_at(document: object, pointer: str) -> object:
    """Return what a pointer leads to, NOTHING where it leads nowhere."""
    value = document
    for part in parts_of(pointer):
        value = _member(value, part)
    return value


def _member(value: object, part: str) -> object:
    if isinstance(value, dict):
        return value.get(part, NOTHING)
    if isinstance(value, list) and _INDEX.fullmatch(part) and int(part) < len(value):
        return value[int(part)]
    return NOTHING
