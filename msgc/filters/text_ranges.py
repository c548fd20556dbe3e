"""What the filters from text to text make of lengths, characters and spaces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from msgc.chars import MARKUP, NO_CHARS, WHITE, Chars, Spaces
from msgc.filters.ranges import counts_in, grown, is_solid, padded, text_in, text_of_type, times
from msgc.joins import NO_SPACES, spaces_in
from msgc.texts import part_of_text
from msgc.types import IntegerType, NumberType, StringType, Type, present

Arguments = Mapping[str, Type]
Rest = tuple[Type, ...]

# Unicode, SpecialCasing.txt: one character's upper case is up to three, its lower case up to two;
# both only of characters between U+0080 and U+FFFF, some of which become ASCII letters.
UPPER_GROWTH = 3
LOWER_GROWTH = 2
# A float's shortest text, such as -2.2250738585072014e-308; it has a `+` from 1e16.
FLOAT_LENGTH = 23
FLOAT_PLUS = 1e16


def upper_type(value: Type, _arguments: Arguments, _rest: Rest) -> Type:
    """Return the type of a text in upper case."""
    kind = text_of_type(value)
    return _cased(kind, times(kind.max_length, UPPER_GROWTH))


def lower_type(value: Type, _arguments: Arguments, _rest: Rest) -> Type:
    """Return the type of a text in lower case."""
    kind = text_of_type(value)
    return _cased(kind, times(kind.max_length, LOWER_GROWTH))


def title_type(value: Type, _arguments: Arguments, _rest: Rest) -> Type:
    """Return the type of a text whose first letter, or each word's, is in upper case.

    A word's first letter trebles, and what parts words doesn't grow: of a text's characters one
    more than doubles.
    """
    kind = text_of_type(value)
    most = kind.max_length
    return _cased(kind, most * LOWER_GROWTH + 1 if most else most)


def _cased(kind: StringType, most: int | None) -> StringType:
    if kind.chars & Chars.BMP:
        return grown(kind, most, kind.chars | Chars.WORD)
    return grown(kind, kind.max_length, kind.chars)


def trim_type(value: Type, arguments: Arguments, _rest: Rest) -> Type:
    """Return the type of a text without the white space, or the characters, at its ends."""
    kind = text_of_type(value)
    if "chars" in arguments:
        away = text_in(arguments, "chars", "")
        return part_of_text(kind, 0, None) if kind.chars & away.chars else kind
    if not kind.chars & WHITE:
        return kind
    spaces = spaces_in(kind)
    return replace(
        kind,
        enum=None,
        min_length=int(kind.solid),
        spaces=None if spaces is None else Spaces(spaces.run, 0),
    )


def oneline_type(value: Type, _arguments: Arguments, _rest: Rest) -> Type:
    """Return the type of a text on one line, with single spaces and none at its ends."""
    kind = text_of_type(value)
    away = Chars.TAB | Chars.BREAK
    if not kind.chars & (away | Chars.SPACE | Chars.CONTROL):
        return kind
    chars = (kind.chars & ~away) | Chars.SPACE
    least = int(kind.solid)
    return replace(kind, enum=None, min_length=least, chars=chars, spaces=Spaces(1, 0))


def center_type(value: Type, arguments: Arguments, _rest: Rest) -> Type:
    """Return the type of a text between spaces."""
    kind = text_of_type(value)
    narrow, wide = counts_in(arguments, "width", 80)
    if wide is not None and wide <= kind.min_length:
        return kind
    return StringType(
        None,
        None,
        max(kind.min_length, narrow or 0),
        None if wide is None or kind.max_length is None else max(kind.max_length, wide),
        kind.chars | Chars.SPACE,
        padded(kind, None if wide is None else wide - kind.min_length),
        solid=is_solid(kind),
    )


def wordcount_type(value: Type, _arguments: Arguments, _rest: Rest) -> Type:
    """Return the type of a count of words: between two words there is something else."""
    kind = text_of_type(value)
    words = Chars.WORD | Chars.LINE | Chars.BMP | Chars.ASTRAL
    if not kind.chars & words:
        return IntegerType(0, 0)
    most = kind.max_length
    return IntegerType(0, None if most is None else (most + 1) // 2)


def string_type(value: Type, _arguments: Arguments, _rest: Rest) -> Type:
    """Return the type of a value as Python writes it."""
    kind = present(value)
    if isinstance(kind, StringType):
        return kind
    return number_text(kind) if isinstance(kind, NumberType) else text_of_type(kind)


def number_text(kind: NumberType) -> StringType:
    """Return the type of a number as Python writes it, whole or not."""
    low, high = kind.minimum, kind.maximum
    chars = Chars.WORD | Chars.DASH
    if low is None or high is None:
        return StringType(None, None, 1, None, chars | Chars.OTHER, NO_SPACES, solid=True)
    ends = (len(str(int(low))), len(str(int(high))), FLOAT_LENGTH + (low < 0))
    has_plus = max(-low, high) >= FLOAT_PLUS
    chars |= Chars.OTHER if has_plus else NO_CHARS
    return StringType(None, None, 1, max(ends), chars, NO_SPACES, solid=True)


def plain_type(value: Type, _arguments: Arguments, _rest: Rest) -> Type:
    """Return the type of a text whose marks have zero-width spaces around them."""
    kind = text_of_type(value)
    if not kind.chars & MARKUP:
        return kind
    most = kind.max_length
    # Between two marks stands one, and one at either end of a run.
    return grown(kind, most * 2 + 1 if most else most, kind.chars | Chars.BMP)
