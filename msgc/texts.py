"""Types of texts that are put together: how long they can be, and what they can hold."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from msgc.chars import NO_CHARS, ROW_CHARS, Chars, Spaces, chars_of, spaces_of
from msgc.types import IntegerType, StringType, Type

# Texts of so few words stay a list of words when they are put together.
MAX_WORDS = 16
# A longer text isn't kept as a word.
MAX_WORD = 200

CODE_POINTS, UTF16, BYTES = UNITS = ("code points", "utf16", "bytes")


def literal_type(text: str) -> StringType:
    """Return the type of one known text."""
    return StringType(
        None,
        (text,),
        len(text),
        len(text),
        chars_of(text),
        spaces_of(text),
        solid=bool(text.strip()),
    )


EMPTY = literal_type("")
ROW_STRING = StringType(chars=ROW_CHARS)
_NO_SPACES = Spaces()


def words_type(words: Iterable[str]) -> StringType:
    """Return the type of a text that is one of some words."""
    words = tuple(words)
    lengths = [len(word) for word in words]
    chars = reduce(Chars.__or__, map(chars_of, words), NO_CHARS)
    found = [spaces_of(word) for word in words]
    spaces = Spaces(max(s.run for s in found), max(s.edge for s in found)) if found else None
    return StringType(
        None,
        words,
        min(lengths, default=0),
        max(lengths, default=0),
        chars,
        spaces,
        solid=all(word.strip() for word in words),
    )


def written_type(kind: Type) -> StringType:
    """Return the type of a value written as text: text itself, an integer's digits."""
    if isinstance(kind, StringType):
        return kind
    if isinstance(kind, IntegerType):
        return _digits(kind)
    return StringType()


def _digits(kind: IntegerType) -> StringType:
    low, high = kind.minimum, kind.maximum
    is_positive = low is not None and low >= 0
    chars = Chars.WORD if is_positive else Chars.WORD | Chars.DASH
    if low is None or high is None:
        return StringType(None, None, 1, None, chars, _NO_SPACES, solid=True)
    ends = (len(str(low)), len(str(high)))
    least = 1 if low <= 0 <= high else min(ends)
    return StringType(None, None, least, max(ends), chars, _NO_SPACES, solid=True)


def concat(parts: Iterable[StringType]) -> StringType:
    """Return the type of texts written one after the other."""
    return reduce(_append, parts, EMPTY)


def _append(left: StringType, right: StringType) -> StringType:
    if left == EMPTY:
        return right
    words = _pairs(left.enum, right.enum)
    longest = (
        None
        if left.max_length is None or right.max_length is None
        else left.max_length + right.max_length
    )
    return StringType(
        None,
        words,
        left.min_length + right.min_length,
        longest,
        left.chars | right.chars,
        _joined_spaces(left, right),
        solid=left.solid or right.solid,
    )


def _pairs(left: tuple[str, ...] | None, right: tuple[str, ...] | None) -> tuple[str, ...] | None:
    if left is None or right is None or len(left) * len(right) > MAX_WORDS:
        return None
    words = tuple(dict.fromkeys(a + b for a in left for b in right))
    return words if all(len(word) <= MAX_WORD for word in words) else None


def _joined_spaces(left: StringType, right: StringType) -> Spaces | None:
    a, b = _spaces(left), _spaces(right)
    if a is None or b is None:
        return None
    meeting = a.edge + b.edge
    is_open = _may_be_blank(left) or _may_be_blank(right)
    return Spaces(max(a.run, b.run, meeting), meeting if is_open else max(a.edge, b.edge))


def _spaces(kind: StringType) -> Spaces | None:
    return kind.spaces if kind.chars & Chars.SPACE else _NO_SPACES


def _may_be_blank(kind: StringType) -> bool:
    """Tell whether the text may be nothing, or spaces alone."""
    spaces = _spaces(kind)
    return spaces is None or kind.min_length <= spaces.run


def repeated(kind: StringType, least: int, most: int | None) -> StringType:
    """Return the type of a text written between `least` and `most` times (None: no bound)."""
    if most == 0:
        return EMPTY
    length = None if most is None or kind.max_length is None else kind.max_length * most
    length = 0 if kind.max_length == 0 else length
    spaces = _joined_spaces(kind, kind) if most != 1 else kind.spaces
    # Blank rounds add up without end.
    spaces = None if most != 1 and _may_be_blank(kind) else spaces
    return StringType(
        None,
        None,
        kind.min_length * least,
        length,
        kind.chars,
        spaces,
        solid=kind.solid and least > 0,
    )


def may_be_empty(kind: StringType) -> StringType:
    """Return the type of the text, or of none at all."""
    return StringType(None, None, 0, kind.max_length, kind.chars, kind.spaces)


def lengths(kind: StringType, unit: str) -> tuple[int, int | None]:
    """Return the least and most length in a unit of `UNITS`; None where it has no bound."""
    if kind.enum is not None:
        found = [length_of(word, unit) for word in kind.enum]
        return min(found, default=0), max(found, default=0)
    widest = _widest(kind.chars, unit)
    return kind.min_length, None if kind.max_length is None else kind.max_length * widest


def _widest(chars: Chars, unit: str) -> int:
    widths = {
        "code points": (1, 1),
        "utf16": (1, 2),
        "bytes": (3, 4),
    }
    bmp, astral = widths[unit]
    if chars & Chars.ASTRAL:
        return astral
    # U+0080 to U+009F, U+2028 and the marks of direction aren't ASCII either.
    return bmp if chars & (Chars.BMP | Chars.BREAK | Chars.CONTROL) else 1


def length_of(text: str, unit: str) -> int:
    """Return a text's length in a unit of `UNITS`."""
    if unit == "code points":
        return len(text)
    encoding = "utf-16-le" if unit == "utf16" else "utf-8"
    size = len(text.encode(encoding, errors="surrogatepass"))
    return size // 2 if unit == "utf16" else size
