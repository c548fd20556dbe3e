"""How long the texts of `format` can be: a known pattern's pieces and its conversions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import reduce
from math import inf

from msgc.chars import NO_CHARS, Chars, Spaces, chars_of
from msgc.filters.conversions import CONVERSION
from msgc.filters.guard import literal
from msgc.filters.limits import MAX_WIDTH
from msgc.filters.ranges import bounds_of, padded, text_of_type
from msgc.filters.text_ranges import number_text
from msgc.texts import concat, literal_type, part_of_text
from msgc.types import IntegerType, NumberType, StringType, Type, UnknownType, present

Arguments = Mapping[str, Type]

# Beside the digits of `%e` and `%g`: a sign, a point, leading zeros or an exponent (`e-308`).
_SCIENTIFIC = 9
_ANY_DIGITS = Chars.WORD | Chars.DASH | Chars.OTHER | Chars.SPACE
_LARGEST = 10**300
_PLAIN_LETTERS = frozenset("diuoxXfF")
_DEFAULT_PRECISION = 6


def format_type(value: Type, _arguments: Arguments, rest: tuple[Type, ...]) -> Type:
    """Return the type of a filled pattern; of an unknown pattern nothing is known."""
    pattern = literal(value)
    if not isinstance(pattern, str):
        return StringType()
    return concat(_pieces(pattern, iter(rest)))


def _pieces(pattern: str, values: Iterator[Type]) -> Iterator[StringType]:
    position = 0
    for found in CONVERSION.finditer(pattern):
        yield literal_type(pattern[position : found.start()])
        is_percent = bool(found["percent"])
        yield literal_type("%") if is_percent else _converted(found, next(values, UnknownType()))
        position = found.end()
    yield literal_type(pattern[position:])


def _converted(found: re.Match[str], value: Type) -> StringType:
    width, precision = found["width"], found["precision"]
    if not (_is_small(width) and _is_small(precision)):
        return StringType()
    places = None if precision is None else int(precision or 0)
    letter, kind = found["type"] or "", present(value)
    made = _text(kind, places) if letter == "s" else _number(found, letter, kind, places)
    return _padded(made, int(width or 0))


def _is_small(digits: str | None) -> bool:
    """Tell whether `format` takes a width or precision; a larger one is never written out."""
    return not digits or (len(digits) <= len(str(MAX_WIDTH)) and int(digits) <= MAX_WIDTH)


def _text(kind: Type, precision: int | None) -> StringType:
    text = number_text(kind) if isinstance(kind, NumberType) else text_of_type(kind)
    if precision is None or precision >= (text.max_length or inf):
        return text
    return part_of_text(text, min(text.min_length, precision), precision)


def _padded(made: StringType, width: int) -> StringType:
    if width <= made.min_length:
        return made
    return StringType(
        None,
        None,
        width,
        None if made.max_length is None else max(made.max_length, width),
        # Zeros may fill it, too.
        made.chars | Chars.SPACE | Chars.WORD,
        padded(made, width - made.min_length),
        solid=made.solid,
    )


def _number(found: re.Match[str], letter: str, kind: Type, precision: int | None) -> StringType:
    low, high = bounds_of(kind)
    if letter in "eEgG":
        places = _DEFAULT_PRECISION if precision is None else precision
        return _digits(_ANY_DIGITS, 1, places + _SCIENTIFIC)
    if letter not in _PLAIN_LETTERS or low is None or high is None or max(-low, high) > _LARGEST:
        return _digits(_ANY_DIGITS, 1, None)
    ends = _ends(found, letter, low, high, isinstance(kind, IntegerType))
    chars = reduce(Chars.__or__, map(chars_of, ends), NO_CHARS)
    return _digits(chars, 1, max(map(len, ends), default=0))


def _ends(found: re.Match[str], letter: str, low: float, high: float, is_whole: bool) -> list[str]:
    """Write a range's ends, and the zero below zero: the longest that its numbers can be.

    More digits before the point are longer, behind it there are always as many, and rounding keeps
    the order of numbers.
    """
    dot = "" if found["precision"] is None else f".{found['precision']}"
    conversion = f"%{found['flags']}{dot}{letter}"
    ends: list[float] = [low, high]
    if letter in "fF":
        ends += [-0.0] if low <= 0 <= high and not is_whole else []
    else:
        ends = [int(end) for end in ends]
    return [conversion % end for end in ends]


def _digits(chars: Chars, least: int, most: int | None) -> StringType:
    return StringType(None, None, least, most, chars, Spaces(1, 1), solid=True)
