"""Batches of raw rows: by columns, or one by one where the most of the last had faults."""

from __future__ import annotations

import pytest

from msgc.recipients.quick_rows import QuickRows
from msgc.recipients.rows import RawRow
from msgc.recipients.typed import RowReader
from msgc.recipients.typed_many import FEW, ManyRows
from msgc.types import Field, IntegerType, ObjectType

COUNT = 4 * FEW
READER = RowReader(ObjectType({"n": Field(IntegerType())}), {})
GOOD = [RawRow(i + 1, {"n": i}) for i in range(COUNT)]
BAD = [RawRow(i + 1, {"n": "many"}) for i in range(COUNT)]


@pytest.mark.parametrize(
    ("batches", "by_columns"),
    [
        ([GOOD, GOOD], 2),
        ([BAD, BAD, GOOD], 1),
        ([BAD, GOOD, GOOD], 2),
        ([GOOD[: COUNT // 2] + BAD[COUNT // 2 :], GOOD], 2),
    ],
)
def test_faulty_batches_are_read_one_by_one(
    batches: list[list[RawRow]], by_columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    read = QuickRows.read
    monkeypatch.setattr(
        QuickRows, "read", lambda self, rows: (asked.append(len(rows)), read(self, rows))[1]
    )
    many = ManyRows(READER)
    for batch in batches:
        assert many.read(batch) == [READER.read(raw) for raw in batch]
    assert len(asked) == by_columns
