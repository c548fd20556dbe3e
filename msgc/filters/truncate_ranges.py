"""What `truncate` makes of lengths, characters and spaces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from msgc.chars import Chars
from msgc.filters.ranges import counts_in, text_in, text_of_type
from msgc.joins import join_strings, shorter
from msgc.texts import concat, part_of_text
from msgc.types import StringType, Type

Arguments = Mapping[str, Type]
Rest = tuple[Type, ...]


def truncate_type(value: Type, arguments: Arguments, _rest: Rest) -> Type:
    """Return the type of a text cut to a length, which its end mark is part of."""
    kind, end = text_of_type(value), text_in(arguments, "end", "...")
    low, high = counts_in(arguments, "length", 255)
    spare, leeway = counts_in(arguments, "leeway", 0)
    untouched = max(low or 0, 0) + max(spare or 0, 0)
    if kind.max_length is not None and kind.max_length <= untouched:
        return kind
    most = None if high is None or leeway is None else max(high, 0) + max(leeway, 0)
    made = join_strings(kind, _cut(kind, end, max(low or 0, 0)))
    return replace(made, enum=None, max_length=shorter(kind.max_length, most))


def _cut(kind: StringType, end: StringType, length: int) -> StringType:
    """Return the type of a start with the end mark, or of the mark alone, cut where it is longer.

    Only the characters are told surely, and the least length.
    """
    started = concat((part_of_text(kind, 0, None), end))
    if end.max_length is not None and end.max_length < length:
        return started
    is_torn_anywhere = not end.chars & (Chars.BMP | Chars.ASTRAL | Chars.BREAK)
    least = min(end.min_length, length) if is_torn_anywhere else 0
    return join_strings(started, part_of_text(end, least, None))
