"""What is left of a table without some rows."""

from __future__ import annotations

import pytest

from msgc.recipients.quick_taken import QuickTable
from msgc.recipients.tables import Column, ColumnTable
from msgc.recipients.written_columns import TextColumn, WholeColumn, Written, cutting

ROWS = [{"a": f"text {i}", "b": i, "c": i % 2 == 0, "d": {"e": f"in {i}"}} for i in range(9)]


def table() -> QuickTable:
    fields: dict[str, Column | ColumnTable] = {
        "a": TextColumn(None, b"\x7f".join(b"text %d" % i for i in range(9))),
        "b": WholeColumn(None, Written(b"\x7f".join(b"%d" % i for i in range(9)))),
        "c": [row["c"] for row in ROWS],
        "d": ColumnTable(9, {"e": [f"in {i}" for i in range(9)]}),
    }
    return QuickTable(9, fields)


@pytest.mark.parametrize("kernel", ["0", "1"])
@pytest.mark.parametrize("places", [[0], [8], [0, 3, 4, 8], list(range(8)), list(range(9))])
def test_the_others_are_left(
    places: list[int], kernel: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if kernel == "0":
        monkeypatch.setattr("msgc.native.cutting.library", lambda: None)
    kept = table().without(places)
    rows = [row for place, row in enumerate(ROWS) if place not in places]
    assert len(kept) == len(rows)
    assert kept.rows() == rows


def test_rows_are_taken_away_again_and_again() -> None:
    kept = table().without([1, 2]).without([0, 6]).take([3, 0])
    assert kept.rows() == [ROWS[6], ROWS[3]]
    assert list(kept.column(("b",), False)) == [6, 3]


def test_columns_are_not_counted_where_they_are_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(column: TextColumn) -> int:
        raise AssertionError("a column is counted")

    monkeypatch.setattr(cutting, "cut", lambda data, places: data)
    monkeypatch.setattr(TextColumn, "__len__", refuse)
    assert isinstance(table().without([1]).column(("a",), False), TextColumn)
