"""What an author's `pattern` says of a text's length and characters.

The pattern is read as Python reads its translation. Where a part isn't understood, nothing is
claimed of the whole.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, reduce
from importlib import import_module
from typing import Any

from msgc.chars import ANY_CHARS
from msgc.facts.patterns import ecma
from msgc.infer.charsets import chars_in
from msgc.joins import join_strings
from msgc.texts import EMPTY, concat, letters_type, literal_type, repeated
from msgc.types import StringType

# A private module, but the only reader of patterns that reads them as `re` does.
_parser: Any = import_module("re._parser")

Part = tuple[Any, Any]
Parts = list[Part]
_STARTS = ("AT_BEGINNING", "AT_BEGINNING_STRING")
_ENDS = ("AT_END_STRING",)


class _UnclearError(Exception):
    """A part of the pattern isn't understood."""


@lru_cache(maxsize=256)
def pattern_type(pattern: str) -> StringType:
    """Return the type of the texts in which an ECMA-262 pattern is found somewhere."""
    try:
        parts = list(_parser.parse(ecma(pattern).pattern, ecma(pattern).flags))
        found = _sequence(parts)
    except (ValueError, RecursionError, _UnclearError):
        return StringType()
    before = EMPTY if _is_held(parts, 0, _STARTS) else StringType()
    after = EMPTY if _is_held(parts, -1, _ENDS) else StringType()
    return concat((before, found, after))


def _is_held(parts: Parts, end: int, anchors: tuple[str, ...]) -> bool:
    """Tell whether a pattern's first (0) or last (-1) part surely holds it to the text's end."""
    if not parts:
        return False
    op, value = parts[end]
    if str(op) == "AT":
        return str(value) in anchors
    if str(op) == "SUBPATTERN":
        return _is_held(list(value[3]), end, anchors)
    return str(op) == "BRANCH" and all(_is_held(list(part), end, anchors) for part in value[1])


def _sequence(parts: Any) -> StringType:
    return concat([_part(op, value) for op, value in parts])


def _part(op: Any, value: Any) -> StringType:
    read = _READERS.get(str(op))
    if read is None:
        raise _UnclearError
    return read(value)


def _repeat(value: Any) -> StringType:
    least, most, parts = value
    is_bounded = most != _parser.MAXREPEAT
    return repeated(_sequence(parts), int(least), int(most) if is_bounded else None)


def _branch(value: Any) -> StringType:
    return reduce(join_strings, map(_sequence, value[1]))


def _nothing(value: Any) -> StringType:
    """Return the type of what looks around, and takes no character."""
    return EMPTY


_READERS: dict[str, Callable[[Any], StringType]] = {
    "LITERAL": lambda value: literal_type(chr(value)),
    "NOT_LITERAL": lambda value: letters_type(ANY_CHARS),
    "IN": lambda value: letters_type(chars_in(value)),
    "BRANCH": _branch,
    "SUBPATTERN": lambda value: _sequence(value[3]),
    **dict.fromkeys(("MAX_REPEAT", "MIN_REPEAT"), _repeat),
    **dict.fromkeys(("AT", "ASSERT", "ASSERT_NOT"), _nothing),
}
