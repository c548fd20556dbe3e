"""A kept plan: what the rows of one message are read as, and the programs that they run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgc.recipients.tables import RowTable
from msgc.warm.program import Find, KeptProgram, Tools, items, mapping, text
from msgc.warm.rows import LOCALE, plain_rows
from msgc.warm.unusual import UnusualError

Made = tuple[list[bytes], list[bytes] | None]
"""Each row's payload, and each row's fallback where the message has one."""

EVERY = "*"
"""Stands for all locales of rows."""


class Plan:
    """A plan as an entry holds it; `find` gives the functions of filters and tests."""

    def __init__(self, document: Mapping[str, object], find: Find) -> None:
        self._fields = mapping(document["fields"])
        self._programs = mapping(document["programs"])
        self._tools = Tools(find)

    def compile(self, data: bytes) -> Made:
        """Return what the rows of a file come to. Raises UnusualError."""
        rows = plain_rows(data, self._fields)
        locales = {text(row.get(LOCALE, "")) for row in rows}
        if not rows:
            raise UnusualError
        if EVERY in self._programs:
            return self._made(self._programs[EVERY], rows)
        if len(locales) != 1 or not locales <= self._programs.keys():
            raise UnusualError
        return self._made(self._programs[locales.pop()], rows)

    def _made(self, pair: object, rows: Sequence[dict[str, object]]) -> Made:
        payload, fallback = items(pair)
        table = RowTable(rows)
        lines = KeptProgram(payload, self._tools).lines(table)
        if fallback is None:
            return lines, None
        return lines, KeptProgram(fallback, self._tools).lines(table)
