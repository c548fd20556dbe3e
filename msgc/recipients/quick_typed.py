"""Readers of fields whose columns then know what they hold, and how JSON writes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from msgc.codec import encode
from msgc.recipients.leaves import Checks
from msgc.recipients.quick_columns import GapColumn, TypedColumn
from msgc.recipients.quick_integers import integers_in, known_integers
from msgc.recipients.quick_leaves import Column, Convert, require, text_rules
from msgc.recipients.quick_lists import known_lists, known_objects
from msgc.recipients.quick_objects import has_gap
from msgc.recipients.quick_rows import converter, field_reader
from msgc.recipients.quick_texts import all_shown_in, escaped_texts
from msgc.recipients.written_columns import TextColumn, WholeColumn, count_in
from msgc.types import (
    BooleanType,
    Field,
    IntegerType,
    ListType,
    ObjectType,
    OptionalType,
    StringType,
    Type,
    present,
)

_TRUTHS = b"truefals,"
# The format, the words and the most characters of texts without rules.
FREE = (None, None, None)

Make = Callable[[Field, Checks, bool], Convert]


def typed_reader(field: Field, checks: Checks, cells: bool, exact: bool) -> Convert:
    """Return what reads a field's column, to one that knows what it holds where it can.

    Columns are `exact` where no value is of a subclass of JSON's classes.
    """
    plainly = field_reader(field, checks, cells)
    quickly = _sure_reader(field, checks, cells, exact)
    if quickly is None:
        return plainly
    if _may_have_gaps(field, cells):
        quickly = _with_gaps(quickly)

    def read(column: Column) -> Column:
        try:
            return quickly(column)
        except Exception:
            # The plain way tells which value is unusual, if any is.
            return plainly(column)

    return read


def _may_have_gaps(field: Field, cells: bool) -> bool:
    """Tell whether a value may be missing, nothing stands in for it, and the others stay."""
    may_lack = field.optional or isinstance(field.type, OptionalType)
    stays = type(present(field.type)) in _CLASSES
    return may_lack and field.default is None and stays and not cells


def _with_gaps(quickly: Convert) -> Convert:
    """Return what reads a column in which values may be missing."""

    def read(column: Column) -> Column:
        if isinstance(column, TypedColumn) or not has_gap(column):
            return quickly(column)
        # Asking for truth first is quicker, as `has_gap` does.
        if not any(column) and column.count(None) == len(column):
            return column
        made = quickly([value for value in column if value is not None])
        return GapColumn(column, cast(TypedColumn, made))

    return read


def _sure_reader(field: Field, checks: Checks, cells: bool, exact: bool) -> Convert | None:
    """Return what reads a column to one that knows what it holds, None where there is no such.

    It raises an error where it isn't sure of a value.
    """
    kind = present(field.type)
    if field.type.schema is not None or kind.schema is not None:
        return None
    if not cells and isinstance(kind, ListType | ObjectType):
        return _inner_reader(kind, checks, exact)
    make = (_CELLS if cells else _VALUES).get(type(kind))
    if make is None:
        return None
    quickly, cls = make(field, checks, cells), {_CLASSES[type(kind)]}

    def read(column: Column) -> Column:
        require(exact or isinstance(column, TypedColumn) or set(map(type, column)) == cls)
        return quickly(column)

    return read


def _inner_reader(kind: ListType | ObjectType, checks: Checks, exact: bool) -> Convert | None:
    if isinstance(kind, ObjectType):
        fields = {n: typed_reader(f, checks, False, exact) for n, f in kind.fields.items()}
        return None if kind.open else known_objects(fields)
    read_entries = _sure_reader(Field(kind.item), checks, False, exact)
    return known_lists(kind, read_entries) if read_entries is not None else None


def _texts(field: Field, checks: Checks, cells: bool) -> Convert:
    kind = cast(StringType, present(field.type))
    require_rules = text_rules(kind, checks)
    is_free = not (cells or kind.min_length) and (kind.format, kind.enum, kind.max_length) == FREE

    def convert(column: Column) -> Column:
        if is_free and isinstance(column, TextColumn):
            return column
        made = column if isinstance(column, TextColumn) else known_texts(column)
        # An empty cell may be one that is missing.
        require(not cells or made.is_full())
        require_rules(made, len(made.data))
        return made

    return convert


def known_texts(column: Column) -> TextColumn:
    """Return texts that hold nothing that a row may not. Raises an error where that isn't sure."""
    made = TextColumn(column, escaped_texts(column))
    require(all_shown_in(made.data))
    require(not column or count_in(made.data) == len(column))
    return made


def _whole(field: Field, checks: Checks, cells: bool) -> Convert:
    kind = cast(IntegerType, present(field.type))
    is_bounded = kind.minimum is not None or kind.maximum is not None

    def require_range(column: Column) -> None:
        require(kind.minimum is None or min(column) >= kind.minimum)
        require(kind.maximum is None or max(column) <= kind.maximum)

    def convert(column: Column) -> Column:
        made = column if isinstance(column, WholeColumn) else known_integers(column)
        if is_bounded:
            require_range(made.values)
        return made

    return convert


def _truths(field: Field, checks: Checks, cells: bool) -> Convert:
    def convert(column: Column) -> Column:
        # Nothing else is written with these letters alone: texts have quotes, lists brackets.
        require(not encode(column)[1:-1].translate(None, _TRUTHS))
        return TypedColumn(column, bool)

    return convert


def _of_cells(make: Make) -> Make:
    """Return what reads cells: none of them empty, each as its type's converter reads it."""

    def made(field: Field, checks: Checks, cells: bool) -> Convert:
        from_cells, quickly = converter(field.type, checks, cells), make(field, checks, cells)

        def convert(column: Column) -> Column:
            require(all(column))
            return quickly(from_cells(column))

        return convert

    return made


def _whole_cells(field: Field, checks: Checks, cells: bool) -> Convert:
    plainly, quickly = _of_cells(_whole)(field, checks, cells), _whole(field, checks, cells)

    def convert(column: Column) -> Column:
        found = integers_in(column)
        return plainly(column) if found is None else quickly(found)

    return convert


def known(kind: Type, column: Column) -> Column:
    """Return a type's values as a column that knows what it holds, or as they are."""
    make = _KNOWN.get(type(kind)) if column else None
    try:
        return make(column) if make is not None else column
    except Exception:
        # Whatever is unusual in a value, the reader of the column is what tells of it.
        return column


_KNOWN: dict[type[Type], Callable[[Column], Column]] = {
    StringType: known_texts,
    IntegerType: known_integers,
}
_CLASSES: dict[type[Type], type] = {StringType: str, IntegerType: int, BooleanType: bool}
_VALUES: dict[type[Type], Make] = {
    StringType: _texts,
    IntegerType: _whole,
    BooleanType: _truths,
}
_CELLS: dict[type[Type], Make] = {
    StringType: _texts,
    IntegerType: _whole_cells,
    BooleanType: _of_cells(_truths),
}
