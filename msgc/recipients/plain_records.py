"""The records of a block of CSV whose columns are known; each is read only to be told of."""

from __future__ import annotations

from functools import cache

from msgc.recipients.blocks import Block
from msgc.recipients.chunks import Chunk
from msgc.recipients.delimited import Header
from msgc.recipients.quick_leaves import UnusualError
from msgc.recipients.quick_records import Records, nested
from msgc.recipients.quick_table import TableReader
from msgc.recipients.rows import RawRow
from msgc.recipients.written_columns import TextColumn
from msgc.records import dataclass


@dataclass(frozen=True, slots=True)
class PlainBlock:
    """`count` records, of which none is blank, as columns by their names in the header.

    Columns that no variable is read from may be left out.
    """

    count: int
    columns: dict[str, TextColumn]


class PlainRecords:
    """The records of a block of which each is a row; they are read where one is asked for."""

    def __init__(self, block: Block, header: Header, number: int) -> None:
        self._records = cache(lambda: Records(block, header, number))

    def chunk(self, found: PlainBlock, reader: TableReader) -> Chunk | None:
        """Return rows of columns, None where they can't be read so."""
        count = found.count
        try:
            table, unusual = reader.read(nested(found.columns), count)
        except UnusualError:
            return None
        if not unusual:
            return Chunk(count, table, range(count), self.raw)
        good = [place for place in range(count) if place not in unusual]
        return Chunk(count, table.take(good), good, self.raw)

    def raw(self, place: int) -> RawRow:
        """Read a row as one record is read."""
        return self._records().raw(place)
