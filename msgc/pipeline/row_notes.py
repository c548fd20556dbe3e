"""What a plan wants to know of rows beyond their payloads, noted as the compiler takes them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping

from msgc.recipients.rows import RawRow

_MISSING = object()


class RowNotes:
    """Notes fields of the rows that go by; `fields` are dotted paths.

    Of each field it tells whether any row has had it.
    """

    def __init__(self, fields: tuple[str, ...]) -> None:
        self._fields = fields
        self._notes: deque[tuple[object, ...]] = deque()
        self.missing = set(fields)
        self.columns: tuple[str, ...] = ()

    def noted(self, rows: Iterator[RawRow]) -> Iterator[RawRow]:
        """Yield rows as they are, and note them."""
        for row in rows:
            data = row.data or {}
            self.columns = self.columns or tuple(data)
            self._notes.append(tuple(self._value(data, field) for field in self._fields))
            yield row

    def next(self) -> tuple[object, ...]:
        """Return the values of the next row, None for each that it doesn't have."""
        return self._notes.popleft()

    def _value(self, data: Mapping[str, object], field: str) -> object:
        value: object = data
        for name in field.split("."):
            value = value.get(name, _MISSING) if isinstance(value, Mapping) else _MISSING
        if value is _MISSING:
            return None
        self.missing.discard(field)
        return value
