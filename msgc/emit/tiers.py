"""Which way a plan's rows are done: chosen by what is still open in their structure."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from msgc.emit.limits import MAX_LEVELS
from msgc.emit.shapes import Settleable


class Tier(Enum):
    """How rows are done, the fastest way first."""

    COLUMNS = "columns"
    SHAPES = "shapes"
    REFERENCE = "reference"


def tier_of(open_nodes: Sequence[Settleable], level: int, shapes_left: int) -> Tier:
    """Return how the rows of a shape are done.

    Where all entries and fields are known, by columns; within them a leaf for which no code is
    generated is evaluated by its closure, row by row. Where some aren't, rows are parted by what
    they have, and each part is done as a shape of its own. Where shapes are too many or too deep,
    or where no code can be generated, row by row by the reference.
    """
    if shapes_left <= 0 or level > MAX_LEVELS:
        return Tier.REFERENCE
    return Tier.SHAPES if open_nodes else Tier.COLUMNS
