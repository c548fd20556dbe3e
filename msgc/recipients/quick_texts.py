"""Whether all texts of a column are right, asked of many of them at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgc.codec import encode
from msgc.late import regex
from msgc.recipients.leaves import FormatCheck
from msgc.recipients.written_columns import SEPARATOR, SEPARATOR_BYTES, data_of

Test = Callable[[Sequence[str]], bool]

# Texts that are matched as one; their number is a part of the pattern.
GROUP = 64
# Right texts of a format that are remembered: days are few, numbers of phones are many.
REMEMBERED = 4096
# All bytes but those of the control characters of ASCII that a row may not hold.
_SHOWN = bytes({*range(0x20, 0x7F), *range(0x80, 0x100), *b"\t\n\v\f\r\x1c\x1d\x1e"})
# The others that it may not, in UTF-8: control characters behind one byte, marks of direction
# behind another.
_CONTROL_START, _MARK_START = b"\xc2", b"\xe2"
_CONTROL_IN_UTF8 = re.compile(rb"\xc2[\x80-\x84\x86-\x9f]")
_MARK_IN_UTF8 = re.compile(rb"\xe2(?:\x80[\xaa-\xae]|\x81[\xa6-\xa9])")
_NOT_ENDS_OF_MARKS = bytes({*range(256)} - {*range(0xA6, 0xAF)})
# How JSON writes control characters, and a backslash that is one.
_CONTROL, _BACKSLASH, _ESCAPE = re.compile(rb"\\[ub]"), rb"\\", b"\\"
# Patterns of characters, sets and counts alone, anchored at both ends.
_PLAIN = re.compile(r"\^((?:[\w\-+*?{},.:/@#=&;~ !%<>'\"\[\]]|\\[^\w\s]|\\U[0-9a-f]{8})+)\\Z")
# How `ecma` writes a character of ASCII in a set.
_CODE = re.compile(r"\\U000000([0-7][0-9a-f])")


def escaped_texts(column: Sequence[str]) -> bytes:
    """Return the JSON of texts, without quotes, between separators. Raises TypeError for others."""
    return encode(SEPARATOR.join(column))[1:-1]


def all_shown(joined: str) -> bool:
    """Tell whether texts, joined, hold no character that a row may not hold."""
    try:
        data = joined.encode()
    except UnicodeEncodeError:
        return False
    return not data.translate(None, _SHOWN) and not is_hidden_in(data)


def all_shown_in(data: bytes) -> bool:
    """Tell whether texts, as `escaped_texts` has them, surely hold nothing that a row may not.

    One that holds the separator isn't told. JSON writes a control character as an escape: with a
    `u`, or as `\\b`.
    """
    # Most columns have no escapes, and looking for one byte takes next to nothing.
    if _ESCAPE in data and _CONTROL.search(data) and _CONTROL.search(data.replace(_BACKSLASH, b"")):
        return False
    return not is_hidden_in(data)


def is_hidden_in(data: bytes) -> bool:
    """Tell whether UTF-8 holds what isn't ASCII and what a row may not hold."""
    if data.isascii():
        return False
    if _CONTROL_START in data and _CONTROL_IN_UTF8.search(data):
        return True
    if _MARK_START not in data:
        return False
    # Quotes and dashes begin as marks do: looking for the ends first takes a third of the time.
    ends = data.translate(None, _NOT_ENDS_OF_MARKS)
    return bool(ends) and _MARK_IN_UTF8.search(data) is not None


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
    data_fits = _data_test(found[1])

    def test(column: Sequence[str]) -> bool:
        data = data_of(column)
        if data is not None and data_fits is not None and data_fits(data):
            return True
        whole = len(column) - len(column) % GROUP
        for start in range(0, whole, GROUP):
            lines = "\n".join(column[start : start + GROUP])
            if lines.count("\n") != GROUP - 1 or many(lines + "\n") is None:
                return all(map(one, column))
        return all(map(one, column[whole:]))

    return test


def _data_test(plain: str) -> Callable[[bytes], bool] | None:
    """Return what tells whether a plain pattern surely matches each text of a column, all at once.

    It is given what JSON has between quotes for them. None where the pattern may match a separator
    or what isn't ASCII: it isn't one of bytes.
    """
    written = _CODE.sub(lambda found: f"\\x{found[1]}", plain)
    if not written.isascii() or any(each in written for each in (r"\U", r"\x7f", SEPARATOR, ".")):
        return None
    many = regex(rf"(?>{written}{SEPARATOR})*+".encode())
    return lambda data: _ESCAPE not in data and many.fullmatch(data + SEPARATOR_BYTES) is not None


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
