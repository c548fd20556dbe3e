"""Some lines of a block, had without parting it into all of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING

from msgc.late import Late

if TYPE_CHECKING:
    from msgc.native import cutting
else:
    # The kernel takes what a start of a few rows needn't wait for.
    cutting = Late("msgc.native.cutting", "msgc.native.nothing")


class BlockLines:
    """Gives single lines of a block; the way to one begins at the nearest before it that is known.

    Best asked for in their order.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._stream = BytesIO(data)
        self._known, self._starts = [0], [0]

    def find(self, indexes: Sequence[int]) -> None:
        """Find where some lines begin, which are in order, sooner than one by one."""
        starts = cutting.starts(self._data, b"\n", indexes)
        if starts is not None:
            places = {0: 0, **dict(zip(indexes, starts, strict=True))}
            self._known, self._starts = list(places), list(places.values())

    def line(self, index: int) -> bytes:
        """Return a line that is there, with its break if it has one; the first has index 0."""
        place = bisect_right(self._known, index)
        before = self._known[place - 1]
        self._stream.seek(self._starts[place - 1])
        line = next(islice(self._stream, index - before, None))
        if index != before:
            self._known.insert(place, index)
            self._starts.insert(place, self._stream.tell() - len(line))
        return line
