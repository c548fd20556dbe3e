"""What the tests of this folder share."""

from __future__ import annotations

import io
import re
from contextlib import nullcontext

from msgc.recipients.reading import open_rows
from msgc.recipients.rows import RawRow, RowFault, RowsError, RowsSource
from msgc.recipients.typed import RowReader, TypedRow
from msgc.types import BooleanType, Field, IntegerType, NumberType, ObjectType, StringType, Type

FORMATS = {
    "phone": lambda text: re.fullmatch(r"\+[1-9][0-9]{6,14}", text) is not None,
    "date": lambda text: re.fullmatch(r"\d{4}-\d\d-\d\d", text) is not None,
    "date-time": lambda text: text.endswith("Z"),
}


def source(format: str, data: bytes | str, **more) -> RowsSource:
    written = data.encode() if isinstance(data, str) else data
    return RowsSource("rows", format, lambda: nullcontext(io.BytesIO(written)), **more)


def rows(format: str, data: bytes | str) -> list[RawRow]:
    return list(open_rows(source(format, data)))


def data(format: str, written: bytes | str) -> list[object]:
    return [row.data for row in rows(format, written)]


def codes(format: str, written: bytes | str) -> list[str]:
    """The codes of each row in turn, "" for a sound one."""
    return [" ".join(fault.code for fault in row.faults) for row in rows(format, written)]


def file_faults(format: str, written: bytes | str) -> list[tuple[str, str]]:
    try:
        rows(format, written)
    except RowsError as error:
        return [(fault.code, fault.message) for fault in error.faults]
    return []


STRING, INTEGER, NUMBER, BOOLEAN = StringType(), IntegerType(), NumberType(), BooleanType()
PHONE = StringType(format="phone")
ITEM = ObjectType(fields={"name": Field(STRING), "count": Field(INTEGER)})


def read(fields: dict[str, Type | Field], data: dict[str, object], cells: bool = False) -> TypedRow:
    named = {key: t if isinstance(t, Field) else Field(t) for key, t in fields.items()}
    reader = RowReader(ObjectType(fields=named), FORMATS, _check_schema)
    return reader.read(RawRow(1, data, (), cells, 7))


def _check_schema(schema: object, value: object) -> list[str]:
    return [f"{value} is refused by {schema}"] if value == 13 else []


def one(kind: Type | Field, value: object, cells: bool = False) -> object:
    row, faults = read({"x": kind}, {"x": value}, cells)
    assert faults == ()
    assert row is not None
    return row.get("x", "MISSING")


def fault(kind: Type | Field, value: object, cells: bool = False) -> RowFault:
    row, faults = read({"x": kind}, {"x": value}, cells)
    assert row is None
    (told,) = faults
    return told
