"""What `indent` makes of lengths, characters and spaces."""

from __future__ import annotations

from collections.abc import Mapping

from msgc.chars import Chars, Spaces
from msgc.filters.ranges import is_solid, padded, text_of_type
from msgc.joins import spaces_in
from msgc.texts import part_of_text
from msgc.types import IntegerType, StringType, Type, present

Arguments = Mapping[str, Type]
Rest = tuple[Type, ...]


def indent_type(value: Type, arguments: Arguments, _rest: Rest) -> Type:
    """Return the type of a text whose lines, but for the first, begin with a margin."""
    kind = text_of_type(value)
    margin = _margin(arguments)
    has_breaks = bool(kind.chars & Chars.BREAK)
    if not has_breaks and "first" not in arguments:
        return kind
    # A line break of two characters becomes one, and a last lone `\r` none.
    least = kind.min_length // 2 if has_breaks else kind.min_length
    return StringType(
        None,
        None,
        least,
        _indented_length(kind, margin, arguments),
        kind.chars | margin.chars,
        _indented_spaces(kind, margin),
        solid=is_solid(kind),
    )


def _margin(arguments: Arguments) -> StringType:
    width = present(arguments["width"]) if "width" in arguments else IntegerType(4, 4)
    if isinstance(width, StringType):
        return width
    wide = width.maximum if isinstance(width, IntegerType) else None
    if not isinstance(width, IntegerType):
        return StringType()
    most = None if wide is None else max(wide, 0)
    return StringType(None, None, 0, most, Chars.SPACE, _run(most))


def _run(most: int | None) -> Spaces | None:
    return None if most is None else Spaces(most, most)


def _indented_length(kind: StringType, margin: StringType, arguments: Arguments) -> int | None:
    most, wide = kind.max_length, margin.max_length
    if most is None or wide is None:
        return None
    # An indented line needs a break before it, and a character of its own unless it may be blank.
    lines = most if "blank" in arguments else most // 2
    lines = lines if kind.chars & Chars.BREAK else 0
    return most + wide * (lines + ("first" in arguments))


def _indented_spaces(kind: StringType, margin: StringType) -> Spaces | None:
    # A last `\r` falls away, which may lay spaces open at the end.
    inner = part_of_text(kind, 0, None)
    if not margin.chars & ~Chars.SPACE:
        return padded(inner, margin.max_length)
    return None if margin.chars & Chars.SPACE else spaces_in(inner)
