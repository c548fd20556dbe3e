"""Types of texts that are put together: how long they can be, and what they can hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import reduce

from msgc.chars import NO_CHARS, ROW_CHARS, WHITE, Chars, Spaces, chars_of, is_blank, spaces_of
from msgc.joins import (
    MAX_ENUM,
    NO_SPACES,
    join_strings,
    may_be_blank,
    meeting_spaces,
    shorter,
    spaces_in,
)
from msgc.types import IntegerType, StringType, Type

# Texts of so few words stay a list of words when they are put together.
MAX_WORDS = 16
# A longer text isn't kept as a word.
MAX_WORD = 200
# Python writes integers of up to 4,300 digits.
MAX_BITS = 14_000

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
        solid=not is_blank(text),
    )


EMPTY = literal_type("")
ROW_STRING = StringType(chars=ROW_CHARS)


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
        solid=not any(map(is_blank, words)),
    )


def letters_type(chars: Chars) -> StringType:
    """Return the type of one character of some classes."""
    spaces = Spaces(1, 1) if chars & Chars.SPACE else NO_SPACES
    return StringType(None, None, 1, 1, chars, spaces, solid=not chars & WHITE)


def found_type(texts: Iterable[str]) -> StringType:
    """Return the type of a text that is one of some texts, which stay its words if they are few."""
    words = tuple(dict.fromkeys(texts))
    kind = words_type(words)
    are_few = len(words) <= MAX_ENUM and (kind.max_length or 0) <= MAX_WORD
    return kind if are_few else replace(kind, enum=None)


def written_type(kind: Type) -> StringType:
    """Return the type of a value written as text: text itself, an integer's digits."""
    if isinstance(kind, StringType):
        return kind
    if isinstance(kind, IntegerType):
        return _digits(kind)
    return StringType()


def _digits(kind: IntegerType) -> StringType:
    low, high = _sayable(kind.minimum), _sayable(kind.maximum)
    if low is not None and low == high:
        return literal_type(str(low))
    is_positive = low is not None and low >= 0
    chars = Chars.WORD if is_positive else Chars.WORD | Chars.DASH
    nearest = low if is_positive else high if high is not None and high < 0 else None
    least = 1 if nearest is None else len(str(nearest))
    longest = None if low is None or high is None else max(len(str(low)), len(str(high)))
    return StringType(None, None, least, longest, chars, NO_SPACES, solid=True)


def _sayable(bound: int | None) -> int | None:
    """Return a bound, or none for one of more digits than Python writes."""
    return None if bound is None or bound.bit_length() > MAX_BITS else bound


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
        meeting_spaces(left, right),
        solid=left.solid or right.solid,
    )


def _pairs(left: tuple[str, ...] | None, right: tuple[str, ...] | None) -> tuple[str, ...] | None:
    if left is None or right is None or len(left) * len(right) > MAX_WORDS:
        return None
    words = tuple(dict.fromkeys(a + b for a in left for b in right))
    return words if all(len(word) <= MAX_WORD for word in words) else None


def repeated(kind: StringType, least: int, most: int | None) -> StringType:
    """Return the type of a text written between `least` and `most` times (None: no bound)."""
    if most == 0:
        return EMPTY
    length = None if most is None or kind.max_length is None else kind.max_length * most
    length = 0 if kind.max_length == 0 else length
    spaces = meeting_spaces(kind, kind) if most != 1 else kind.spaces
    # Blank rounds add up without end.
    spaces = None if most != 1 and may_be_blank(kind) else spaces
    return StringType(
        None,
        None,
        kind.min_length * least,
        length,
        kind.chars,
        spaces,
        solid=kind.solid and least > 0,
    )


def joined(item: StringType, between: StringType, least: int, most: int | None) -> StringType:
    """Return the type of `least` to `most` texts (None: no bound) with others between them."""
    if most == 0:
        return EMPTY
    rest = None if most is None else most - 1
    more = repeated(concat((between, item)), max(least - 1, 0), rest)
    made = concat((item, more))
    return made if least else join_strings(made, EMPTY)


def part_of_text(kind: StringType, least: int, most: int | None) -> StringType:
    """Return the type of a piece cut out of a text, of `least` to `most` code points."""
    return StringType(None, None, least, shorter(kind.max_length, most), kind.chars, _inner(kind))


def _inner(kind: StringType) -> Spaces | None:
    """Return the runs of spaces of any piece: a cut may lay a run open at its edge."""
    spaces = spaces_in(kind)
    return None if spaces is None else Spaces(spaces.run, spaces.run)


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
    if unit == "code points" or text.isascii():
        return len(text)
    encoding = "utf-16-le" if unit == "utf16" else "utf-8"
    size = len(text.encode(encoding, errors="surrogatepass"))
    return size // 2 if unit == "utf16" else size
