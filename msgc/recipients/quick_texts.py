"""Whether all texts of a column are right, asked of many of them at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgc.recipients.controls import bad_character
from msgc.recipients.leaves import FormatCheck

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
# The marks of direction in UTF-8, all of which begin with one byte.
_MARKS = [chr(code).encode() for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]
_MARKS_START = 0xE2
_NOT_OF_MARKS = bytes({*range(256)} - {byte for mark in _MARKS for byte in mark})
# Patterns of characters, sets and counts alone, anchored at both ends.
_PLAIN = re.compile(r"\^((?:[\w\-+*?{},.:/@#=&;~ !%<>'\"\[\]]|\\[^\w\s]|\\U[0-9a-f]{8})+)\\Z")


def all_shown(joined: str) -> bool:
    """Tell whether texts, joined, surely hold no character that a row may not hold."""
    try:
        data = joined.encode()
    except UnicodeEncodeError:
        return False
    left = data.translate(None, _HARMLESS)
    if not left:
        return True
    if set(left) == {_MARKS_START}:
        # Where bytes between them are left out, others may look like a mark; none is overlooked.
        few = data.translate(None, _NOT_OF_MARKS)
        if not any(mark in few for mark in _MARKS):
            return True
    return bad_character("", joined) is None


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
