"""The plain steps of generated code, for whole columns; all of them decline what is unusual.

They import next to nothing: a run whose plan is kept from an earlier one needs little else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Sized
from collections.abc import Set as AbstractSet
from itertools import chain, compress, count
from math import isfinite
from typing import Any, AnyStr

from msgc.emit.breaks import without_final_break as without_final_break
from msgc.emit.declined import DeclinedError
from msgc.emit.edge_steps import no_space_before as no_space_before
from msgc.emit.edge_steps import no_space_behind as no_space_behind
from msgc.emit.edge_steps import not_blank as not_blank
from msgc.emit.edge_steps import without_return as without_return
from msgc.emit.size_steps import at_most as at_most
from msgc.emit.size_steps import at_most_inside as at_most_inside
from msgc.emit.size_steps import decline as decline
from msgc.emit.size_steps import no_longer as no_longer
from msgc.emit.size_steps import no_shorter as no_shorter
from msgc.emit.text_steps import filled as filled
from msgc.emit.text_steps import lower as lower
from msgc.emit.text_steps import replaced as replaced
from msgc.emit.text_steps import trimmed as trimmed
from msgc.emit.text_steps import upper as upper
from msgc.emit.url_steps import urls_fit as urls_fit
from msgc.recipients.quick_columns import ListColumn, ObjectColumn, TypedColumn

Column = Sequence[object]


def numbers(column: Sequence[float]) -> list[bytes]:
    """Return numbers as JSON; they are finite."""
    if not all(map(isfinite, column)):
        raise DeclinedError(i for i, value in enumerate(column) if not isfinite(value))
    return [repr(value).encode() for value in column]


def whole_numbers(column: Sequence[int]) -> list[bytes]:
    """Return integers as JSON."""
    return [b"%d" % value for value in column]


def truths(column: Sequence[bool]) -> list[bytes]:
    """Return booleans as JSON."""
    return [b"true" if value else b"false" for value in column]


def expect(column: Column, classes: AbstractSet[type]) -> None:
    """Decline the rows whose value is of another class; a subclass is another one."""
    if isinstance(column, TypedColumn) and classes >= column.classes:
        return
    if not classes >= set(map(type, column)):
        raise DeclinedError(i for i, value in enumerate(column) if type(value) not in classes)


def expect_inside(column: Column, classes: AbstractSet[type]) -> None:
    """Decline the rows in whose lists a value is of another class."""
    if isinstance(column, TypedColumn) and classes >= column.classes:
        return
    if not classes >= set(map(type, column)):
        raise DeclinedError


def entries_of(lists: Sequence[Iterable[object]]) -> Column:
    """Return the entries of lists, one list's after the other's."""
    return lists.entries if isinstance(lists, ListColumn) else list(chain.from_iterable(lists))


def counts_of(lists: Sequence[Sized]) -> Sequence[int]:
    """Return how many entries each list has."""
    return lists.counts if isinstance(lists, ListColumn) else list(map(len, lists))


def field_of(objects: Sequence[Mapping[str, Any]], name: str, may_lack: bool) -> Column:
    """Return the values of a field of objects; None stands for one that `may_lack`.

    Raises KeyError where one lacks it all the same.
    """
    if isinstance(objects, ObjectColumn):
        return objects.fields[name]
    if may_lack:
        return [each.get(name) for each in objects]
    return [each[name] for each in objects]


def places_where(marks: Sequence[object]) -> list[int]:
    """Return the places of a column at which something true stands."""
    return list(compress(count(), marks))


def gathered(
    texts: Sequence[AnyStr], counts: Sequence[int], nothing: AnyStr, width: int = 1
) -> list[AnyStr]:
    """Return the texts of each row's entries as one; `counts` are how many each row has.

    An entry has `width` texts, a row without entries has `nothing`. Raises ValueError where there
    are more or fewer.
    """
    start = 0
    # Joining a slice takes half the time of joining what an iterator has left.
    made = [nothing.join(texts[start : (start := start + count * width)]) for count in counts]
    if start != len(texts):
        raise ValueError
    return made


def woven(
    count: int, literals: tuple[bytes, ...], order: tuple[int, ...], *columns: Sequence[bytes]
) -> bytes:
    """Return the lines of `count` rows: literals, and behind each but the last a column's piece.

    `order` tells of which column. Raises ValueError where a column is longer or shorter.
    """
    return b"".join(_parts(count, literals, order, columns))


def woven_pieces(
    counts: Sequence[int],
    literals: tuple[bytes, ...],
    order: tuple[int, ...],
    *columns: Sequence[bytes],
) -> Sequence[bytes]:
    """Return what each row has: as many pieces as `counts` tells, each woven as a row is.

    A column has as many values as there are pieces. Raises ValueError where it has more or fewer.
    """
    made = _parts(sum(counts), literals, order, columns)
    return gathered(made, counts, b"", len(literals) + len(order))


def _parts(
    count: int,
    literals: tuple[bytes, ...],
    order: tuple[int, ...],
    columns: Sequence[Sequence[bytes]],
) -> list[bytes]:
    width = len(literals) + len(order)
    made: list[bytes] = [b""] * width
    made[::2] = literals
    made *= count
    for place, which in enumerate(order):
        # A column of another length can't be assigned so: rows are never mixed up.
        made[2 * place + 1 :: width] = columns[which]
    return made


def text_of(value: object) -> str:
    """Return a value as text: text itself, an integer's digits."""
    if type(value) is str:
        return value
    if type(value) is int:
        return str(value)
    raise DeclinedError


def one_of(words: frozenset[str], column: Sequence[str]) -> None:
    """Decline the rows whose text is none of some words."""
    if not words.issuperset(column):
        raise DeclinedError(i for i, text in enumerate(column) if text not in words)


def all_fit(column: Sequence[object], fits: Callable[[object], bool]) -> None:
    """Decline the rows whose value doesn't pass a test."""
    outcomes = list(map(fits, column))
    if not all(outcomes):
        raise DeclinedError(i for i, fit in enumerate(outcomes) if not fit)


def texts_fit(column: Sequence[str], fits: Callable[[object], bool]) -> None:
    """Decline the rows whose text doesn't pass a test, which is asked once for equal texts.

    A test may tell that it is sure of a whole column, as `are_sure`.
    """
    are_sure = getattr(fits, "are_sure", None)
    if are_sure is not None and are_sure(column):
        return
    bad = {text for text in set(column) if not fits(text)}
    if bad:
        raise DeclinedError(compress(count(), map(bad.__contains__, column)))
