"""Records of CSV read by the kernel to columns: those that a message's variables are read from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgc.late import Late
from msgc.recipients.delimited import Header
from msgc.recipients.limits import MAX_CELL
from msgc.recipients.plain_records import PlainBlock
from msgc.recipients.quick_rows import with_locale
from msgc.recipients.written_columns import TextColumn
from msgc.types import ObjectType

if TYPE_CHECKING:
    from msgc.native import cells as native
else:
    # The kernel takes what a start of a few rows needn't wait for.
    native = Late("msgc.native.cells", "msgc.native.nothing")

# Blocks one after the other that aren't plain, after which no more of a file are tried: each takes
# a tenth of the time in which its single cells are read, at most.
MOST_FAILURES = 16


class KernelCells:
    """Reads blocks of the records below a header."""

    def __init__(self, variables: ObjectType, header: Header) -> None:
        kept = [is_read(name, variables) for name in header.names]
        self._names = [name for name, is_kept in zip(header.names, kept, strict=True) if is_kept]
        self._reader = native.cells_reader(kept, header.delimiter.encode())
        self._failures = 0
        self._all_read = True

    @property
    def takes_more(self) -> bool:
        """Whether blocks may be larger than Python reads best: it has been left none of them."""
        return self._reader is not None and self._all_read

    def read(self, data: bytes) -> PlainBlock | None:
        """Return a block's records, None where the kernel isn't there or not all are plain."""
        if self._reader is None or self._failures >= MOST_FAILURES:
            return None
        # Of a larger block, one cell may be longer than any may be.
        found = self._reader.read(data) if len(data) < MAX_CELL else None
        if found is None:
            self._all_read, self._failures = False, self._failures + 1
            return None
        self._failures = 0
        return PlainBlock(found.count, self._columns(found.columns))

    def _columns(self, found: Sequence[native.Column]) -> dict[str, TextColumn]:
        texts = [TextColumn(None, each.data, is_full=each.is_full) for each in found]
        return dict(zip(self._names, texts, strict=True))


def is_read(name: str, variables: ObjectType) -> bool:
    """Tell whether a column is one of a row's variables, or below one: `order.id` is of `order`.

    Columns below one that aren't declared count as well: an object is missing where nothing stands
    in any of them.
    """
    return name.partition(".")[0] in with_locale(variables).fields
