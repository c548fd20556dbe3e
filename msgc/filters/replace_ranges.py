"""What `replace` makes of lengths, characters and spaces."""

from __future__ import annotations

from collections.abc import Mapping

from msgc.chars import NO_CHARS, Chars, Spaces
from msgc.filters.guard import literal
from msgc.filters.ranges import counts_in, text_in, text_of_type
from msgc.joins import NO_SPACES, spaces_in
from msgc.types import StringType, Type

Arguments = Mapping[str, Type]
Rest = tuple[Type, ...]


def replace_type(value: Type, arguments: Arguments, _rest: Rest) -> Type:
    """Return the type of a text in which one text is replaced by another."""
    kind = text_of_type(value)
    old, new = text_in(arguments, "old", ""), text_in(arguments, "new", "")
    known = literal(old)
    if isinstance(known, str) and known and old.chars & ~kind.chars:
        return kind
    return StringType(
        None,
        None,
        _replaced_least(kind, old, new, arguments),
        _replaced_most(kind, old, new, arguments),
        _replaced_chars(kind, old, new, arguments),
        _replaced_spaces(kind, new),
    )


def _count(arguments: Arguments) -> int | None:
    """Return the most replacements that `count` allows, None where it sets no bound."""
    low, high = counts_in(arguments, "count", -1)
    return None if low is None or low < 0 else high


def _replaced_most(
    kind: StringType, old: StringType, new: StringType, arguments: Arguments
) -> int | None:
    most, grows, count = kind.max_length, new.max_length, _count(arguments)
    if grows is not None and grows <= old.min_length:
        return most
    if most is None or grows is None:
        return None
    # An empty text is found before each character and at the end.
    found = most // old.min_length if old.min_length else most + 1
    found = found if count is None else min(found, count)
    return most + found * (grows - old.min_length)


def _replaced_least(
    kind: StringType, old: StringType, new: StringType, arguments: Arguments
) -> int:
    least, longest, count = kind.min_length, old.max_length, _count(arguments)
    if longest is not None and new.min_length >= longest:
        return least
    kept = 0 if count is None or longest is None else least - count * (longest - new.min_length)
    if longest is None or old.min_length != longest:
        return max(kept, 0)
    found, rest = divmod(least, longest)
    return max(kept, min(rest + found * new.min_length, (found + 1) * new.min_length))


def _replaced_chars(
    kind: StringType, old: StringType, new: StringType, arguments: Arguments
) -> Chars:
    # Only of these there is no other character of the same class.
    alone = {" ": Chars.SPACE, "\t": Chars.TAB, "%": Chars.PERCENT}
    gone = alone.get(str(literal(old)), NO_CHARS) if "count" not in arguments else NO_CHARS
    return (kind.chars & ~gone) | new.chars


def _replaced_spaces(kind: StringType, new: StringType) -> Spaces | None:
    if not (kind.chars | new.chars) & Chars.SPACE:
        return NO_SPACES
    # What is put in parts spaces; where nothing is, those on both sides meet.
    parts = new.min_length > 0 and not new.chars & Chars.SPACE
    return spaces_in(kind) if parts else None
