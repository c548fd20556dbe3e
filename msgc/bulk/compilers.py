"""What makes payloads of rows, as those see it who have many of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from msgc.bulk.batches import Batch, RowResult
from msgc.recipients.chunks import Chunk
from msgc.recipients.rows import RawRow


class RowsCompiler(Protocol):
    """Compiles the rows of one sound message, each to a payload or to a reject."""

    def many(self, rows: Iterable[RawRow]) -> list[RowResult]:
        """Return what rows come to, in their order."""

    def batch(self, rows: list[RawRow]) -> Batch:
        """Return what rows come to."""

    def each(self, rows: Iterable[RawRow]) -> list[RowResult]:
        """Return what rows come to that quick ways have declined."""

    def chunk(self, chunk: Chunk) -> Batch:
        """Return what the rows of a chunk come to."""
