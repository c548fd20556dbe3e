"""Whether all texts of a column are right, asked of many of them at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec.json import Encoder

from msgc.recipients.controls import bad_character
from msgc.recipients.leaves import FormatCheck
from msgc.recipients.quick_columns import SEPARATOR, SEPARATOR_BYTES

Test = Callable[[Sequence[str]], bool]

# Texts that are matched as one; their number is a part of the pattern.
GROUP = 64
# Right texts of a format that are remembered: days are few, numbers of phones are many.
REMEMBERED = 4096
# Bytes with which no character of UTF-8 begins that a row may not hold. 0xC2 begins the second half
# of the control characters, 0xE2 the marks of direction, among many others.
_HARMLESS = bytes(
    {*range(0x20, 0x7F), *range(0x80, 0x100), *b"\t\n\v\f\r\x1c\x1d\x1e"} - {0xC2, 0xE2}
)
_HARMLESS_OR_SEPARATOR = _HARMLESS + SEPARATOR_BYTES
# How JSON writes control characters, and a backslash that is one.
_CONTROL, _BACKSLASH = re.compile(rb"\\[ub]"), rb"\\"
# The marks of direction in UTF-8, all of which begin with one byte.
_MARKS = [chr(code).encode() for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]
_MARKS_START = b"\xe2"
_NOT_MARKS_ENDS = bytes({*range(256)} - {mark[-1] for mark in _MARKS})
_NOT_OF_MARKS = bytes({*range(256)} - {byte for mark in _MARKS for byte in mark})
# Patterns of characters, sets and counts alone, anchored at both ends.
_PLAIN = re.compile(r"\^((?:[\w\-+*?{},.:/@#=&;~ !%<>'\"\[\]]|\\[^\w\s]|\\U[0-9a-f]{8})+)\\Z")

_encode = Encoder().encode


def escaped_texts(column: Sequence[str]) -> bytes:
    """Return the JSON of texts, without quotes, between separators. Raises TypeError for others."""
    return _encode(SEPARATOR.join(column))[1:-1]


def all_shown(joined: str) -> bool:
    """Tell whether texts, joined, surely hold no character that a row may not hold."""
    try:
        data = joined.encode()
    except UnicodeEncodeError:
        return False
    return _are_harmless(data, _HARMLESS) or bad_character("", joined) is None


def _are_harmless(data: bytes, harmless: bytes) -> bool:
    """Tell whether UTF-8 surely has no bytes but harmless ones, and no mark of direction."""
    left = data.translate(None, harmless)
    if not left:
        return True
    if left.strip(_MARKS_START):
        return False
    if not data.translate(None, _NOT_MARKS_ENDS):
        return True
    # Where bytes between them are left out, others may look like a mark; none is overlooked.
    few = data.translate(None, _NOT_OF_MARKS)
    return not any(mark in few for mark in _MARKS)


def all_shown_in(data: bytes) -> bool:
    """Tell whether texts, as `escaped_texts` has them, surely hold nothing that a row may not.

    One that holds the separator isn't told. JSON writes a control character as an escape: with a
    `u`, or as `\\b`.
    """
    if _CONTROL.search(data) and _CONTROL.search(data.replace(_BACKSLASH, b"")):
        return False
    return data.isascii() or _are_harmless(data, _HARMLESS_OR_SEPARATOR)


def all_match(search: re.Pattern[str]) -> Test:
    """Return what tells whether a pattern is found in each text of a column.

    A plain pattern is matched against groups of texts, a line each. Where the lines are as many as
    the texts, no match goes over the end of one; nothing is tried twice, so that none takes long.
    """
    one = search.search
    found = _PLAIN.fullmatch(search.pattern)
    if found is None:
        return lambda column: all(map(one, column))
    many = re.compile(rf"(?>{found[1]}\n){{{GROUP}}}", search.flags & re.ASCII).fullmatch

    def test(column: Sequence[str]) -> bool:
        whole = len(column) - len(column) % GROUP
        for start in range(0, whole, GROUP):
            lines = "\n".join(column[start : start + GROUP])
            if lines.count("\n") != GROUP - 1 or many(lines + "\n") is None:
                return all(map(one, column))
        return all(map(one, column[whole:]))

    return test


def all_formatted(is_format: FormatCheck, sure: re.Pattern[str] | None) -> Test:
    """Return what tells whether each text of a column has a format.

    A text in which `sure` is found surely has it.
    """
    known: set[str] = set()
    are_sure = all_match(sure) if sure is not None else None

    def test(column: Sequence[str]) -> bool:
        if are_sure is not None and are_sure(column):
            return True
        new = set(column) - known
        if not all(map(is_format, new)):
            return False
        if len(known) > REMEMBERED:
            known.clear()
        known.update(new)
        return True

    return test
