"""The least type that holds two others: what a choice, or a list of mixed entries, can become."""

from __future__ import annotations

from msgc.chars import Chars, Spaces
from msgc.types import (
    IntegerType,
    ListType,
    NeverType,
    NumberType,
    ObjectType,
    StringType,
    Type,
    UnknownType,
    may_be_missing,
    may_omit,
    maybe,
    present,
)

# Of more words than these only what they have in common is kept.
MAX_ENUM = 64
NO_SPACES = Spaces()


def join(left: Type, right: Type) -> Type:
    """Return the least type that holds both (`a if c else b`, lists of mixed items)."""
    missing = may_be_missing(left) or may_be_missing(right)
    omit = may_omit(left) or may_omit(right)
    return maybe(_join_present(present(left), present(right)), missing=missing, omit=omit)


def least(left: float | None, right: float | None) -> float | None:
    """Return the smaller lower bound; None, which is no bound, where either is."""
    return None if left is None or right is None else min(left, right)


def most(left: float | None, right: float | None) -> float | None:
    """Return the larger upper bound; None, which is no bound, where either is."""
    return None if left is None or right is None else max(left, right)


def _join_present(left: Type, right: Type) -> Type:
    if left == right or isinstance(right, NeverType):
        return left
    if isinstance(left, NeverType):
        return right
    if isinstance(left, StringType) and isinstance(right, StringType):
        return join_strings(left, right)
    if isinstance(left, IntegerType | NumberType) and isinstance(right, IntegerType | NumberType):
        return _join_numbers(left, right)
    if isinstance(left, ListType) and isinstance(right, ListType):
        counts = most(left.max_items, right.max_items)
        return ListType(
            join(left.item, right.item),
            min(left.min_items, right.min_items),
            None if counts is None else int(counts),
        )
    if isinstance(left, ObjectType) and isinstance(right, ObjectType):
        return ObjectType(open=True)
    return UnknownType()


def join_strings(left: StringType, right: StringType) -> StringType:
    """Return the least string type that holds both."""
    length = most(left.max_length, right.max_length)
    return StringType(
        left.format if left.format == right.format else None,
        _words(left, right),
        min(left.min_length, right.min_length),
        None if length is None else int(length),
        left.chars | right.chars,
        _spaces(spaces_in(left), spaces_in(right)),
        solid=left.solid and right.solid,
    )


def spaces_in(kind: StringType) -> Spaces | None:
    """Return the bounds of a text's runs of spaces, None where nothing bounds them."""
    return kind.spaces if kind.chars & Chars.SPACE else NO_SPACES


def meet_strings(left: StringType, right: StringType) -> StringType:
    """Return the type of the texts that fit both; `left` where there are none."""
    least = max(left.min_length, right.min_length)
    longest = [each.max_length for each in (left, right) if each.max_length is not None]
    if longest and min(longest) < least:
        return left
    a, b = spaces_in(left), spaces_in(right)
    both = Spaces(min(a.run, b.run), min(a.edge, b.edge)) if a and b else a or b
    return StringType(
        left.format or right.format,
        left.enum or right.enum,
        least,
        min(longest, default=None),
        left.chars & right.chars,
        both,
        solid=left.solid or right.solid,
    )


def _words(left: StringType, right: StringType) -> tuple[str, ...] | None:
    if left.enum is None or right.enum is None:
        return None
    words = tuple(dict.fromkeys((*left.enum, *right.enum)))
    return words if len(words) <= MAX_ENUM else None


def _spaces(left: Spaces | None, right: Spaces | None) -> Spaces | None:
    if left is None or right is None:
        return None
    return Spaces(max(left.run, right.run), max(left.edge, right.edge))


def _join_numbers(left: IntegerType | NumberType, right: IntegerType | NumberType) -> Type:
    low, high = least(left.minimum, right.minimum), most(left.maximum, right.maximum)
    if isinstance(left, IntegerType) and isinstance(right, IntegerType):
        return IntegerType(_whole(low), _whole(high))
    return NumberType(low, high)


def _whole(bound: float | None) -> int | None:
    return None if bound is None else int(bound)


def meeting_spaces(left: StringType, right: StringType) -> Spaces | None:
    """Return the bounds of the runs of spaces where one text follows another."""
    a, b = spaces_in(left), spaces_in(right)
    if a is None or b is None:
        return None
    meeting = a.edge + b.edge
    is_open = may_be_blank(left) or may_be_blank(right)
    return Spaces(max(a.run, b.run, meeting), meeting if is_open else max(a.edge, b.edge))


def may_be_blank(kind: StringType) -> bool:
    """Tell whether the text may be nothing, or spaces alone."""
    spaces = spaces_in(kind)
    return spaces is None or kind.min_length <= spaces.run


def shorter(left: int | None, right: int | None) -> int | None:
    """Return the smaller of two upper bounds; None is no bound."""
    return min((bound for bound in (left, right) if bound is not None), default=None)
