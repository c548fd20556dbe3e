"""The fast copy of reading rows into their types: by columns, all rows of a batch at once.

It answers what `RowReader.read` answers for a row, or says that the row is unusual.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain, islice
from typing import cast

from msgc.recipients.cells import is_empty, keeps_empty
from msgc.recipients.leaves import Checks
from msgc.recipients.quick_json import quick_values
from msgc.recipients.quick_leaves import (
    UNUSUAL,
    Column,
    Convert,
    UnusualError,
    booleans,
    cell_booleans,
    cell_numbers,
    numbers,
    require,
    strings,
    valued,
)
from msgc.recipients.quick_objects import column_of, has_gap, objects_read
from msgc.recipients.quick_schemas import with_quick_schema
from msgc.types import (
    BooleanType,
    Field,
    IntegerType,
    ListType,
    NumberType,
    ObjectType,
    OptionalType,
    StringType,
    Type,
    present,
)

LOCALE = "locale"
"""The field that picks a message's language; it needs no declaration."""


def converter(kind: Type, checks: Checks, cells: bool) -> Convert:
    """Return what reads a column of a type, of JSON values or of CSV cells."""
    kind = present(kind)
    make = (_CELLS if cells else {}).get(type(kind)) or _VALUES.get(type(kind), _never)
    convert = valued(make(kind, checks))
    return with_quick_schema(kind, convert, checks)


def _lists(kind: Type, checks: Checks) -> Convert:
    many = cast(ListType, kind)
    convert_items = converter(many.item, checks, cells=False)

    def convert(column: Column) -> Column:
        require(set(map(type, column)) <= {list})
        lengths = list(map(len, column))
        require_lengths(many, lengths)
        items = list(chain.from_iterable(column))
        made = convert_items(items) if items else items
        if made is items:
            return column
        left = iter(made)
        return [_whole(list(islice(left, length))) for length in lengths]

    return convert


def require_lengths(kind: ListType, lengths: Sequence[int]) -> None:
    """Require how many entries lists of a type may have."""
    require(not kind.min_items or min(lengths) >= kind.min_items)
    require(kind.max_items is None or max(lengths) <= kind.max_items)


def _whole(items: list[object]) -> object:
    return UNUSUAL if UNUSUAL in items else items


def _objects(kind: Type, checks: Checks) -> Convert:
    return object_converter(cast(ObjectType, kind), checks, cells=False)


def object_converter(kind: ObjectType, checks: Checks, cells: bool) -> Convert:
    """Return what reads a column of objects."""
    fields = [(name, field_reader(field, checks, cells)) for name, field in kind.fields.items()]
    keys = tuple(name for name, _ in fields)

    def convert(column: Column) -> Column:
        require(set(map(type, column)) <= {dict} and not kind.open)
        found = [column_of(column, name) for name in keys]
        made = [read(values) for (_, read), values in zip(fields, found, strict=True)]
        return objects_read(column, keys, found, made)

    return convert


def field_reader(
    field: Field, checks: Checks, cells: bool, convert: Convert | None = None
) -> Convert:
    """Return what reads a field's column, in which None stands for what isn't there.

    `convert` reads what is there; without it, the type's own converter does.
    """
    convert = convert or converter(field.type, checks, cells)
    may_lack = field.optional or isinstance(field.type, OptionalType)
    empty_is_missing = cells and not keeps_empty(field)
    absent = field.default if field.default is not None else None if may_lack else UNUSUAL

    def read(column: Column) -> Column:
        if empty_is_missing:
            column = _without_empty(column)
        if not has_gap(column):
            return convert(column)
        if column.count(None) == len(column):
            return [absent] * len(column)
        there = [value for value in column if value is not None]
        made = iter(convert(there))
        return [absent if value is None else next(made) for value in column]

    return read


def _without_empty(column: Column) -> Column:
    # Columns of a header come as tuples of texts.
    if isinstance(column, tuple):
        return column if all(column) else [value or None for value in column]
    if all(column) and dict not in map(type, column):
        return column
    return [None if is_empty(value) else value for value in column]


def with_locale(variables: ObjectType) -> ObjectType:
    """Return a row's fields: `locale` is read whether it is declared or not."""
    locale = {LOCALE: Field(StringType(), optional=True)}
    return ObjectType(fields={**locale, **variables.fields}, open=variables.open)


class QuickRows:
    """Reads the rows of a file: objects of JSON values, or of CSV cells."""

    def __init__(self, variables: ObjectType, checks: Checks, cells: bool) -> None:
        self._convert = valued(object_converter(with_locale(variables), checks, cells))

    def read(self, rows: Sequence[dict[str, object] | None]) -> list[dict[str, object] | None]:
        """Return each row in the declared types; None for what is unusual."""
        return [None if row is UNUSUAL else row for row in self._convert(rows)] if rows else []


def _never(kind: Type, checks: Checks) -> Convert:
    def convert(column: Column) -> Column:
        raise UnusualError

    return convert


def _nested(kind: Type, checks: Checks) -> Convert:
    """Read JSON text in cells, or an object's fields from the columns below its name."""
    values = _VALUES[type(kind)](kind, checks)
    columns = object_converter(kind, checks, True) if isinstance(kind, ObjectType) else None

    def convert(column: Column) -> Column:
        if set(map(type, column)) == {str}:
            return values(quick_values(column))
        if columns is None:
            raise UnusualError
        return columns(column)

    return convert


Make = Callable[[Type, Checks], Convert]
_VALUES: dict[type[Type], Make] = {
    StringType: strings,
    IntegerType: numbers,
    NumberType: numbers,
    BooleanType: booleans,
    ListType: _lists,
    ObjectType: _objects,
}
_CELLS: dict[type[Type], Make] = {
    StringType: strings,
    IntegerType: cell_numbers,
    NumberType: cell_numbers,
    BooleanType: cell_booleans,
    ListType: _nested,
    ObjectType: _nested,
}
