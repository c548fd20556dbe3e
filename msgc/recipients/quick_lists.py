"""Readers of lists and of objects in them, to columns that know the entries and their fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import chain, islice
from typing import Any

from msgc.recipients.quick_columns import ListColumn, ObjectColumn
from msgc.recipients.quick_leaves import Column, Convert, has_unusual, require
from msgc.recipients.quick_objects import column_of, objects_read, plain
from msgc.recipients.quick_rows import require_lengths
from msgc.types import ListType


def known_lists(kind: ListType, read_entries: Convert) -> Convert:
    """Return what reads lists, all entries at once. It raises an error where it isn't sure."""

    def convert(column: Column) -> Column:
        if isinstance(column, ListColumn):
            return read_known(column)
        require(set(map(type, column)) == {list})
        counts = list(map(len, column))
        require_lengths(kind, counts)
        entries = list(chain.from_iterable(column))
        made = read_entries(entries)
        return ListColumn(made, counts, partial(_lists_of, column, entries, made, counts))

    def read_known(lists: ListColumn) -> Column:
        require_lengths(kind, lists.counts)
        # Lists are asked for seldom: they are read then.
        return ListColumn(
            read_entries(lists.entries), lists.counts, lambda: plain(convert(lists.values))
        )

    return convert


def _lists_of(
    column: Column, entries: Column, made: Column, counts: Sequence[int]
) -> Sequence[Any]:
    """Return the lists as they are where no entry was read to another one, else new ones."""
    values = plain(made)
    if values is entries:
        return column
    left = iter(values)
    return [list(islice(left, count)) for count in counts]


def known_objects(fields: Mapping[str, Convert]) -> Convert:
    """Return what reads objects, field by field. It raises an error where it isn't sure."""

    def convert(column: Column) -> Column:
        if isinstance(column, ObjectColumn):
            found = [column.fields[name] for name in fields]
        else:
            require(set(map(type, column)) == {dict})
            found = [column_of(column, name) for name in fields]
        made = [read(values) for read, values in zip(fields.values(), found, strict=True)]
        require(not any(map(has_unusual, made)))
        columns = dict(zip(fields, made, strict=True))
        make = partial(objects_read, column, [*fields], found, made)
        return ObjectColumn(len(column), columns, make)

    return convert
