"""Rows that are dicts read by the kernel to columns: those of their fields that are plain."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import field
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from msgc.late import Late
from msgc.recipients.quick_columns import ListColumn, ObjectColumn, TypedColumn
from msgc.recipients.quick_objects import column_of
from msgc.recipients.quick_rows import LOCALE, with_locale
from msgc.recipients.tables import left
from msgc.recipients.written_columns import TextColumn, WholeColumn, Written
from msgc.records import dataclass
from msgc.types import Field, IntegerType, ListType, ObjectType, StringType, Type

if TYPE_CHECKING:
    from msgc.native import objects as native
else:
    # The kernel takes what a start of a few rows needn't wait for.
    native = Late("msgc.native.objects", "msgc.native.nothing")

# Times that rows aren't plain, after which no more are tried.
MOST_FAILURES = 4

Rows = list[dict[str, object]]


@dataclass(frozen=True, slots=True)
class KernelRows:
    """The `rows` that are plain, and what the kernel has made columns of; `absent` are fields that
    none of them has, `odd` the places of the other rows among all.
    """

    rows: Rows
    odd: Sequence[int] = ()
    columns: Mapping[str, TypedColumn] = field(default_factory=dict)
    absent: Collection[str] = ()


class KernelObjects:
    """Reads the rows of a message: the fields that none may lack."""

    def __init__(self, variables: ObjectType) -> None:
        self._kinds = _kinds_of(with_locale(variables))
        self._absent = {LOCALE: native.ABSENT} if LOCALE not in self._kinds else {}
        self._reader = self._new_reader()
        self._failures = 0

    def _new_reader(self) -> native.ObjectReader | None:
        return native.object_reader({**self._kinds, **self._absent}) if self._kinds else None

    def read(self, rows: Rows) -> KernelRows | None:
        """Return rows, None where there is no kernel or too few of them are plain."""
        if self._reader is None or self._failures >= MOST_FAILURES:
            return None
        found = self._reader.read(rows)
        if found is not None:
            return self._read(found, rows)
        if not self._absent:
            self._failures += 1
            return None
        # Rows that each tell their language are read without it.
        self._absent = {}
        self._reader = self._new_reader()
        return self.read(rows)

    def _read(self, found: native.Objects, rows: Rows) -> KernelRows:
        plain = [rows[i] for i in left(range(len(rows)), found.odd)] if found.odd else rows
        columns = _columns(self._kinds, found.columns, lambda: plain)
        return KernelRows(plain, found.odd, columns, self._absent)


def _kinds_of(kind: ObjectType) -> dict[str, native.Kind]:
    """Return the kinds of an object's fields, those that aren't plain left out."""
    kinds = {name: _kind_of(field) for name, field in kind.fields.items()}
    return {name: each for name, each in kinds.items() if each is not None}


def _kind_of(field: Field) -> native.Kind | None:
    kind = field.type
    if field.optional or field.default is not None:
        return None
    if isinstance(kind, ListType):
        return _kind_of_entries(kind.item)
    return {StringType: native.TEXT, IntegerType: native.WHOLE}.get(type(kind))


def _kind_of_entries(kind: Type) -> Mapping[str, native.Kind] | None:
    """Return the kinds of the fields of objects in lists, None where one isn't plain."""
    if not isinstance(kind, ObjectType) or kind.open:
        return None
    kinds = _kinds_of(kind)
    return kinds if kinds and len(kinds) == len(kind.fields) else None


def _columns(
    kinds: native.Kinds, found: native.Columns, rows: Callable[[], Rows]
) -> dict[str, TypedColumn]:
    return {name: _column(kind, found[name], rows, name) for name, kind in kinds.items()}


def _column(
    kind: native.Kind, found: native.Column, rows: Callable[[], Rows], name: str
) -> TypedColumn:
    # To ask for a mapping takes longer than all the rest.
    if not isinstance(kind, int):
        assert isinstance(found, native.Lists)
        return _lists(kind, found, partial(_values, rows, name))
    if found is None:
        return TypedColumn((), str if kind == native.TEXT else int)
    assert isinstance(found, bytes)
    find = partial(_values, rows, name)
    if kind == native.TEXT:
        return TextColumn(None, found, find=find)
    return WholeColumn(None, Written(found), find)


def _lists(
    kinds: native.Kinds, found: native.Lists, lists: Callable[[], Sequence[Rows]]
) -> ListColumn:
    """Return lists, which are made only where somebody asks for them, as are their entries."""

    def entries() -> Rows:
        return list(chain.from_iterable(lists()))

    fields = _columns(kinds, found.entries, entries)
    return ListColumn(ObjectColumn(sum(found.counts), fields, entries), found.counts, lists)


def _values(rows: Callable[[], Rows], name: str) -> Sequence[Any]:
    return column_of(rows(), name)
