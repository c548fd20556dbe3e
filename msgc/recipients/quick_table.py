"""Columns as a file has them, to a table of the declared types, and which rows are unusual."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgc.recipients.cells import is_empty
from msgc.recipients.leaves import Checks
from msgc.recipients.quick_columns import TypedColumn
from msgc.recipients.quick_leaves import UNUSUAL, Column, UnusualError, has_unusual
from msgc.recipients.quick_objects import column_of
from msgc.recipients.quick_rows import with_locale
from msgc.recipients.quick_taken import QuickTable
from msgc.recipients.quick_typed import typed_reader
from msgc.recipients.tables import ColumnTable
from msgc.types import Field, ObjectType

Raw = Mapping[str, Any]
"""Columns by their names, None for a value that isn't there; an object's are a `Raw` again."""


NO_ROWS: tuple[ColumnTable, Sequence[int]] = ColumnTable(0, {}), ()
"""A table of none, and their places."""


def columns_of(rows: Sequence[Mapping[str, Any]], names: Iterable[str]) -> Raw:
    """Return the columns of rows that are objects."""
    return {name: column_of(rows, name) for name in names}


def is_plain(field: Field) -> bool:
    """Tell whether a field is an object that no row lacks and that has no rules of its own."""
    kind = field.type
    if not isinstance(kind, ObjectType) or kind.open or kind.schema is not None:
        return False
    return not field.optional and field.default is None


class TableReader:
    """Reads the columns of rows: of JSON values, or of CSV cells.

    Values are `exact` where none is of a subclass of JSON's classes, as decoders make them.
    """

    def __init__(
        self, variables: ObjectType, checks: Checks, cells: bool, exact: bool = False
    ) -> None:
        self._top = _Object(with_locale(variables), checks, cells, exact or cells)

    def read(self, raw: Raw, count: int) -> tuple[ColumnTable, set[int]]:
        """Return `count` rows as a table, and the places of those that are unusual.

        What stands in the table at such a place means nothing. Raises UnusualError where no row
        can be read so.
        """
        unusual: set[int] = set()
        return self._top.read(raw, count, unusual), unusual


def table_of(
    reader: TableReader, raw: Raw, places: Sequence[int]
) -> tuple[ColumnTable, Sequence[int]]:
    """Return the table of columns, and the places of the rows that can be taken so."""
    if not places:
        return NO_ROWS
    try:
        table, unusual = reader.read(raw, len(places))
    except UnusualError:
        return NO_ROWS
    if not unusual:
        return table, places
    good = [i for i in range(len(places)) if i not in unusual]
    return table.take(good), [places[i] for i in good]


class _Object:
    def __init__(self, kind: ObjectType, checks: Checks, cells: bool, exact: bool) -> None:
        self._open = kind.open
        self._cells = cells
        self._fields = {
            name: typed_reader(field, checks, cells, exact) for name, field in kind.fields.items()
        }
        self._objects = {
            name: _Object(field.type, checks, cells, exact)
            for name, field in kind.fields.items()
            if is_plain(field) and isinstance(field.type, ObjectType)
        }

    def read(self, raw: Raw, count: int, unusual: set[int]) -> ColumnTable:
        if self._open:
            raise UnusualError
        fields: dict[str, Column | ColumnTable] = {}
        for name, read in self._fields.items():
            found = raw.get(name)
            if found is None:
                found = fields[name] = [*read([None])] * count
                if found and found[0] is UNUSUAL:
                    raise UnusualError
            elif name in self._objects and isinstance(found, Mapping):
                if self._cells:
                    unusual.update(_empty_places(found, count))
                fields[name] = self._objects[name].read(found, count, unusual)
            else:
                fields[name] = made = read(_values(found, count))
                if made is not found and has_unusual(made):
                    unusual.update(i for i, value in enumerate(made) if value is UNUSUAL)
        return QuickTable(count, fields)


def _values(found: Any, count: int) -> Column:
    """Return a column; columns below a name become objects."""
    # To ask whether something is a mapping takes long, and most columns are known.
    if isinstance(found, TypedColumn) or not isinstance(found, Mapping):
        return found
    columns = [_values(each, count) for each in found.values()]
    return [dict(zip(found, values, strict=True)) for values in zip(*columns, strict=True)]


def _empty_places(found: Raw, count: int) -> list[int]:
    """Return the rows that have nothing in any of an object's cells: it is missing there."""
    if any(not isinstance(column, Mapping) and all(column) for column in found.values()):
        return []
    return [i for i, value in enumerate(_values(found, count)) if is_empty(value)]
