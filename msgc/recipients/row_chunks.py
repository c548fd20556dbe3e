"""Rows that are dicts, to chunks: by columns, as the rows of a file are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgc.recipients.chunks import Chunk
from msgc.recipients.kernel_objects import KernelObjects, KernelRows, Rows
from msgc.recipients.leaves import Checks
from msgc.recipients.quick_rows import with_locale
from msgc.recipients.quick_table import Raw, TableReader, columns_of, table_of
from msgc.recipients.rows import RawRow
from msgc.recipients.tables import left
from msgc.types import ObjectType


class RowChunks:
    """Reads rows for the variables of a message; none of their values is of a subclass of JSON's
    classes where they are `exact`.
    """

    def __init__(self, variables: ObjectType, checks: Checks, exact: bool = False) -> None:
        self._names = {*with_locale(variables).fields}
        self._kernel = KernelObjects(variables)
        self._reader = TableReader(variables, checks, cells=False, exact=exact)

    def chunk(self, rows: Rows, raw: Callable[[int], RawRow]) -> Chunk:
        """Return rows, each of which `raw` gives as it was written, by its place."""
        found = self._kernel.read(rows) or KernelRows(rows)
        places: Sequence[int] = range(len(rows))
        if found.odd:
            places = left(places, found.odd)
        return Chunk(len(rows), *table_of(self._reader, self._raw(found), places), raw)

    def _raw(self, found: KernelRows) -> Raw:
        others = self._names.difference(found.columns, found.absent)
        return {**found.columns, **columns_of(found.rows, others)}
