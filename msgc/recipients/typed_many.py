"""Many raw rows to typed ones: those that are usual by columns, the others one by one."""

from __future__ import annotations

from collections.abc import Sequence

from msgc.recipients.quick_rows import QuickRows
from msgc.recipients.rows import RawRow
from msgc.recipients.typed import RowReader, TypedRow

# Rows that are read sooner one by one.
FEW = 16


class ManyRows:
    """Reads rows in batches as `reader` reads each; made once for a message.

    Where the most of a batch have faults, those of the next are read one by one.
    """

    def __init__(self, reader: RowReader) -> None:
        self._reader = reader
        self._quick = {
            cells: QuickRows(reader.vars, reader.checks, cells) for cells in (False, True)
        }
        self._is_faulty = False

    def read(self, rows: Sequence[RawRow]) -> list[TypedRow]:
        """Return what the reader returns for each row."""
        is_few = len(rows) <= FEW or len({raw.cells for raw in rows}) > 1
        typed = self._one_by_one(rows) if is_few or self._is_faulty else self._by_columns(rows)
        self._is_faulty = 2 * sum(row is None for row, _ in typed) > len(rows)
        return typed

    def _one_by_one(self, rows: Sequence[RawRow]) -> list[TypedRow]:
        return [self._reader.read(raw) for raw in rows]

    def _by_columns(self, rows: Sequence[RawRow]) -> list[TypedRow]:
        quick = self._quick[any(raw.cells for raw in rows)]
        made = quick.read([None if raw.faults else raw.data for raw in rows])
        return [
            self._reader.read(raw) if row is None else (row, ())
            for raw, row in zip(rows, made, strict=True)
        ]
