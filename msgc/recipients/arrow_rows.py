"""Arrow record batches to raw rows: columns that the message reads, and the faults of each row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgc.recipients.arrow_scalars import Bad, Decode, Unreadable
from msgc.recipients.arrow_types import ColumnError, decoder, repeated, wanted_fields
from msgc.recipients.rows import RawRow, RowFault, RowsError
from msgc.recipients.typed import LOCALE
from msgc.types import ObjectType, Type, UnknownType, present

Decoders = dict[int, tuple[str, Decode]]


def column_names(names: list[str], wanted: ObjectType | None) -> list[str]:
    """Return the columns that are read of those that are there: all of them without `wanted`."""
    fields = wanted_fields(wanted) if wanted else None
    return [name for name in names if fields is None or name in fields or name == LOCALE]


def column_decoders(schema: Any, wanted: ObjectType | None) -> Decoders:
    """Return the columns that are read by their index: each one's name and its reader.

    `RowsError`, with all of them, where columns are of types that can't be read.
    """
    names = column_names(schema.names, wanted)
    faults = [_twice(twice)] if (twice := repeated(names)) else []
    decoders: Decoders = {}
    for index, field in enumerate(schema):
        if field.name in names:
            try:
                read = decoder(field.type, field.name, _variable(field.name, wanted))
            except ColumnError as error:
                faults.append(error.fault)
            else:
                decoders[index] = (field.name, read)
    if faults:
        raise RowsError(*faults)
    return decoders


def batch_rows(
    batch: Any, decoders: Decoders, start: int = 1, all_names: tuple[str, ...] = ()
) -> Iterator[RawRow]:
    """Yield a record batch's rows, numbered from `start`, of a table with all those columns."""
    bad: Bad = []
    columns = [decode(batch.column(index), bad) for index, (_, decode) in decoders.items()]
    names = [name for name, _ in decoders.values()]
    for place in range(batch.num_rows):
        data = {name: column[place] for name, column in zip(names, columns, strict=True)}
        faults = tuple(_faults(data, "")) if bad else ()
        yield RawRow(start + place, data, faults, columns=all_names)


def _variable(name: str, wanted: ObjectType | None) -> Type:
    field = wanted.fields.get(name) if wanted else None
    return present(field.type) if field else UnknownType()


def _twice(name: str) -> RowFault:
    return RowFault("MSG502", f"Two columns are named `{name}`.", "Rename one of them.", name)


def _faults(value: object, path: str) -> Iterator[RowFault]:
    if isinstance(value, Unreadable):
        message = f"`{path}` holds {value.written}, which {value.rule}."
        yield RowFault(value.code, message, value.help, path)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _faults(item, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _faults(item, f"{path}.{index}")
