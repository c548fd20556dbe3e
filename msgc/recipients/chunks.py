"""Some rows of a file: those that could be read at once, and the way to each of the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgc.recipients.rows import RawRow, RowFault
from msgc.recipients.tables import ColumnTable
from msgc.records import dataclass


@dataclass(frozen=True, slots=True)
class Chunk:
    """`count` rows; `places` are those that stand in the table, in their order.

    `raw` gives the row at any place as it was written, for its faults and for what is unusual.
    `rest` is what stands after the last whole row of a block that ends inside one, `fault` why
    nothing more can be read of the file. `odd` are the places that aren't in the table, where that
    is known.
    """

    count: int
    table: ColumnTable
    places: Sequence[int]
    raw: Callable[[int], RawRow]
    rest: bytes = b""
    fault: RowFault | None = None
    odd: Sequence[int] | None = None

    def others(self) -> Sequence[int]:
        """Return the places that aren't in the table."""
        if len(self.places) == self.count:
            return ()
        if self.odd is not None:
            return self.odd
        there = set(self.places)
        return [place for place in range(self.count) if place not in there]

    def first(self, count: int) -> Chunk:
        """Return the first rows."""
        if count >= self.count:
            return self
        places = [place for place in self.places if place < count]
        return Chunk(count, self.table.take(range(len(places))), places, self.raw)
