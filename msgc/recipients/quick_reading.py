"""From a file of a format that is read by columns to chunks of rows, or to blocks for others."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Protocol

from msgc.late import Late
from msgc.recipients.blocks import Block, blocks_of
from msgc.recipients.chunks import Chunk
from msgc.recipients.opening import opened
from msgc.recipients.rows import RowsError, RowsSource
from msgc.recipients.typed import RowReader

if TYPE_CHECKING:
    from msgc.recipients import quick_cells, quick_lines
else:
    # A file is of one format.
    quick_cells = Late("msgc.recipients.quick_cells")
    quick_lines = Late("msgc.recipients.quick_lines")


class Quick(Protocol):
    """Reads blocks of one format."""

    def has_kernel(self) -> bool:
        """Tell whether the kernel reads blocks, as far as is known."""

    def begin(self, block: Block) -> bool:
        """Take a file's first block; False where its beginning may go on in the next."""

    def plain_chunk(self, block: Block, number: int = 1) -> Chunk | None:
        """Return the rows of a block that the kernel reads; threads may ask it at once."""

    def chunk(self, block: Block, number: int = 1) -> Chunk:
        """Return the rows of a block, numbered from `number`."""


LINES = ("ndjson", "jsonl")
CELLS = ("csv", "tsv")


def quick_reader(format: str, reader: RowReader) -> Quick | None:
    """Return what reads a format by columns to a reader's types, None where nothing does."""
    if format in LINES:
        return quick_lines.QuickLines(reader.vars, reader.checks)
    if format in CELLS:
        delimiter = quick_cells.DELIMITERS[format]
        return quick_cells.QuickCells(reader.vars, reader.checks, delimiter)
    return None


def open_blocks(source: RowsSource, quick: Quick) -> Generator[Block, None, None]:
    """Yield a file's blocks, of which `quick` has seen the first. Raises `RowsError`."""
    with opened(source) as stream:
        blocks = blocks_of(stream, source.format in CELLS, quick.has_kernel)
        block = next(blocks)
        while not quick.begin(block):
            block = before(block.data, next(blocks))
        yield block
        yield from blocks


def chunks_of(blocks: Iterator[Block], quick: Quick) -> Iterator[Chunk]:
    """Yield the rows of all blocks, numbered on. Raises `RowsError` where they can't be read on."""
    number, rest = 1, b""
    for each in blocks:
        block = before(rest, each)
        chunk = quick.chunk(block, number)
        number += chunk.count
        rest = chunk.rest
        yield chunk
        if chunk.fault is not None:
            raise RowsError(chunk.fault)


def limited(chunks: Iterator[Chunk], limit: int | None) -> Iterator[Chunk]:
    """Yield chunks of no more than `limit` rows together; None is no limit."""
    left = limit
    while left is None or left > 0:
        chunk = next(chunks, None)
        if chunk is None:
            return
        yield chunk if left is None else chunk.first(left)
        left = None if left is None else left - chunk.count


def before(rest: bytes, block: Block) -> Block:
    """Return a block with what its predecessor left over."""
    if not rest:
        return block
    return Block(rest + block.data, block.line - Block(rest).lines(), block.is_last)
