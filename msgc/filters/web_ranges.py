"""What the filters for HTML and URLs make of lengths, characters and spaces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from msgc.chars import ANY_CHARS, UNRESERVED, WHITE, Chars, Spaces
from msgc.filters.ranges import grown, is_solid, text_of_type, times
from msgc.filters.text_ranges import number_text
from msgc.joins import NO_SPACES
from msgc.types import IntegerType, NumberType, StringType, Type, present

Arguments = Mapping[str, Type]
Rest = tuple[Type, ...]

# `&` becomes `&amp;`.
ESCAPE_GROWTH = 5
_QUERY = UNRESERVED | Chars.PERCENT | Chars.OTHER
# Each byte of UTF-8 becomes three characters.
_ENCODED_LENGTHS = (
    (Chars.ASTRAL, 12),
    (Chars.BMP | Chars.BREAK | Chars.CONTROL, 9),
    (Chars.OTHER | Chars.MARK | Chars.PERCENT | Chars.SPACE | Chars.TAB, 3),
)


def escape_type(value: Type, _arguments: Arguments, _rest: Rest) -> Type:
    """Return the type of a text in which HTML's characters became entities."""
    kind = text_of_type(value)
    if not kind.chars & Chars.OTHER:
        return kind
    return grown(kind, times(kind.max_length, ESCAPE_GROWTH), kind.chars | Chars.WORD)


def striptags_type(value: Type, _arguments: Arguments, _rest: Rest) -> Type:
    """Return the type of a text without tags; an entity may stand for any character."""
    kind = text_of_type(value)
    if not kind.chars & (Chars.OTHER | WHITE):
        return kind
    may_hold_entities = kind.chars & Chars.OTHER and kind.chars & Chars.WORD
    return replace(
        kind,
        enum=None,
        min_length=0 if kind.chars & Chars.OTHER else int(is_solid(kind)),
        chars=ANY_CHARS if may_hold_entities else _on_one_line(kind.chars),
        spaces=None if may_hold_entities else Spaces(1, 0),
        solid=is_solid(kind) and not kind.chars & Chars.OTHER,
    )


def _on_one_line(chars: Chars) -> Chars:
    away = Chars.TAB | Chars.BREAK
    return (chars & ~away) | (Chars.SPACE if chars & WHITE else chars & Chars.SPACE)


def urlencode_type(value: Type, _arguments: Arguments, _rest: Rest) -> Type:
    """Return the type of a percent-encoded text, or of a query string; `/` stays as it is."""
    kind = present(value)
    if not isinstance(kind, StringType | IntegerType | NumberType):
        return StringType(None, None, 0, None, _QUERY, NO_SPACES)
    text = number_text(kind) if isinstance(kind, NumberType) else text_of_type(kind)
    return StringType(
        None,
        None,
        text.min_length,
        times(text.max_length, _encoded_length(text.chars)),
        _encoded_chars(text.chars),
        NO_SPACES,
        solid=text.min_length > 0,
    )


def _encoded_length(chars: Chars) -> int:
    return next((length for among, length in _ENCODED_LENGTHS if chars & among), 1)


def _encoded_chars(chars: Chars) -> Chars:
    kept = chars & (UNRESERVED | Chars.OTHER)
    return kept | Chars.PERCENT | Chars.WORD if chars & ~UNRESERVED else kept
