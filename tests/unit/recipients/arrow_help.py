"""What the tests of Arrow and Parquet share."""

from __future__ import annotations

import io
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from recipients_help import source

from msgc.codes import CODES
from msgc.recipients.arrow_rows import batch_rows, column_decoders
from msgc.recipients.parquet import parquet_rows
from msgc.recipients.rows import RawRow, RowsError
from msgc.types import Field, ObjectType

NOT_UTF8 = pa.Array.from_buffers(
    pa.string(),
    3,
    [None, pa.array([0, 1, 3, 5], pa.int32()).buffers()[1], pa.py_buffer(b"a\xff\xfeok")],
)
FIRST_DAY, LAST_DAY = date(1, 1, 1), date(9999, 12, 31)
DAYS = (FIRST_DAY - date(1970, 1, 1)).days


def parquet(table: pa.Table, **options) -> bytes:
    stream = io.BytesIO()
    pq.write_table(table, stream, **options)
    return stream.getvalue()


def read(table: pa.Table, wanted: ObjectType | None = None) -> list[RawRow]:
    return list(parquet_rows(source("parquet", b"", wanted=wanted), io.BytesIO(parquet(table))))


def values(array: pa.Array, wanted: ObjectType | None = None) -> list[object]:
    """Read a column `x` as a record batch has it: some types are none of Parquet's."""
    batch = pa.record_batch({"x": array})
    rows = list(batch_rows(batch, column_decoders(batch.schema, wanted)))
    assert [row.faults for row in rows] == [()] * len(array)
    return [row.data["x"] for row in rows if row.data is not None]


def column_faults(kind: pa.DataType, wanted: ObjectType | None = None) -> list[tuple[str, str]]:
    with pytest.raises(RowsError) as raised:
        column_decoders(pa.schema([("x", kind)]), wanted)
    assert not raised.value.unreadable
    assert all(fault.help and fault.code in CODES for fault in raised.value.faults)
    return [(fault.code, fault.message) for fault in raised.value.faults]


def of(fields: dict[str, object]) -> ObjectType:
    return ObjectType(
        fields={k: v if isinstance(v, Field) else Field(v) for k, v in fields.items()}
    )
