"""What is told of a whole column of texts: by the kernel where they are in one piece, else of each.

Integers' digits are texts as well, as JSON has them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, AnyStr

from msgc.late import Late
from msgc.recipients.written_columns import data_of

if TYPE_CHECKING:
    from msgc.native import measuring
else:
    # The kernel takes what a start of a few rows needn't wait for.
    measuring = Late("msgc.native.measuring", "msgc.native.nothing")


def longest(column: Sequence[AnyStr]) -> int:
    """Return the code points of the longest text, 0 where there is none."""
    found = _lengths(column)
    return max(map(len, column), default=0) if found is None else found[0]


def shortest(column: Sequence[AnyStr]) -> int:
    """Return the code points of the shortest text, 0 where there is none."""
    found = _lengths(column)
    return min(map(len, column), default=0) if found is None else found[1]


def _lengths(column: object) -> tuple[int, int] | None:
    data = data_of(column)
    return None if data is None else measuring.lengths(data)


def together(columns: Sequence[Sequence[AnyStr]]) -> Sequence[int]:
    """Return how many code points each row's texts have together.

    Raises ValueError where a column has more texts, or fewer.
    """
    data = [each for column in columns if (each := data_of(column)) is not None]
    all_told = len(data) == len(columns) > 0
    sums = measuring.added_lengths(data, len(columns[0])) if all_told else None
    return sums or [sum(map(len, texts)) for texts in zip(*columns, strict=True)]


def edges_of(column: object) -> measuring.Edges | None:
    """Return what stands at the ends of any of the texts, None where only each of them tells."""
    data = data_of(column)
    return None if data is None else measuring.edges(data)


def trimmed_data(column: object) -> bytes | None:
    """Return texts in one piece without white space at their ends, None where each is trimmed."""
    data = data_of(column)
    return None if data is None else measuring.trimmed(data)
