"""Which characters a pattern's set (`[a-z_]`) holds, as classes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from msgc.chars import NO_CHARS, Chars, chars_of

# From here up to U+FFFF all characters are of one class, and above it of another.
_UNIFORM = 0x206A
_ASTRAL = 0x10000

Holds = Callable[[int], bool]


def chars_in(items: Any) -> Chars:
    """Return the classes of the characters in a set, as `re` has read it; with more if unsure."""
    is_negated = bool(items) and str(items[0][0]) == "NEGATE"
    tests = [_test(str(op), value) for op, value in (items[1:] if is_negated else items)]
    held = (chr(code) for code in range(_UNIFORM) if any(t(code) for t in tests) != is_negated)
    found = chars_of("".join(held))
    return found | _beyond(items, is_negated)


def _beyond(items: Any, is_negated: bool) -> Chars:
    """Return the classes above the characters that are looked at one by one."""
    if is_negated:
        return Chars.BMP | Chars.ASTRAL
    tops = [_top(str(op), value) for op, value in items]
    found = Chars.BMP if any(top >= _UNIFORM for top in tops) else NO_CHARS
    return found | (Chars.ASTRAL if any(top >= _ASTRAL for top in tops) else NO_CHARS)


def _top(op: str, value: Any) -> int:
    """Return the highest code point of a set's item."""
    if op == "CATEGORY":
        return _ASTRAL if "_NOT_" in str(value) else 0
    return int(value[1]) if op == "RANGE" else int(value)


def _test(op: str, value: Any) -> Holds:
    if op == "CATEGORY":
        return _category(str(value))
    low, high = value if op == "RANGE" else (value, value)
    return lambda code: low <= code <= high


@cache
def _category(name: str) -> Holds:
    """Return the test of a class such as `\\w`, of ASCII alone, as ECMA-262 has it."""
    word = name.rpartition("_")[2]
    members = {
        "DIGIT": frozenset(b"0123456789"),
        "SPACE": frozenset(b" \t\n\r\f\v"),
        "WORD": frozenset(code for code in range(128) if chr(code).isalnum() or code == ord("_")),
    }[word]
    if "_NOT_" in name:
        return lambda code: code not in members
    return lambda code: code in members
