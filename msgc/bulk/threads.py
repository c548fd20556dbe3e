"""Blocks of rows compiled by threads, to the same batches in the same order as by one.

Nearly all of the work is then the kernel's and the system's, which lets other threads run. What the
kernel doesn't take is done by the thread that asks for the batches, and by it alone.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Protocol

from msgc.bulk.batches import Batch
from msgc.recipients.blocks import Block
from msgc.recipients.chunks import Chunk
from msgc.recipients.quick_reading import Quick, before
from msgc.recipients.rows import RowFault, RowsError

# Blocks of each thread: one that it does, and others that wait for it.
BLOCKS_EACH = 2


Begun = tuple[Block, Future[Any]]
"""A block, and what a thread makes of it."""


class ThreadCompiler(Protocol):
    """Compiles chunks in two steps: one that threads may take at once, and one for the rest."""

    def begun(self, chunk: Chunk) -> Any | None:
        """Return what is made of a chunk, None where it isn't plain."""

    def finished(self, begun: Any) -> Batch:
        """Return what a chunk comes to."""

    def chunk(self, chunk: Chunk) -> Batch:
        """Return what the rows of a chunk come to."""


def compile_by_threads(
    compiler: ThreadCompiler, blocks: Iterator[Block], quick: Quick, threads: int
) -> Iterator[Batch]:
    """Yield what the rows of blocks come to, in their order.

    Raises `RowsError` where the file can't be read on.
    """
    with ThreadPoolExecutor(threads) as pool:
        compiling = _Compiling(compiler, quick)
        begun = ((block, pool.submit(compiling.begun, block)) for block in blocks)
        for block, future in _ahead(begun, threads * BLOCKS_EACH):
            yield compiling.taken(block, future)
            if compiling.fault is not None:
                raise RowsError(compiling.fault)


def _ahead(items: Iterator[Begun], count: int) -> Iterator[Begun]:
    """Yield items, of which `count` are had before the first is yielded, and so on.

    Raises what the items raise, after those before it.
    """
    waiting: deque[Begun] = deque()
    try:
        for item in items:
            waiting.append(item)
            if len(waiting) == count:
                yield waiting.popleft()
    except RowsError:
        yield from waiting
        raise
    yield from waiting


class _Compiling:
    """What is made of blocks, up to one after which nothing can be read: it has a fault."""

    def __init__(self, compiler: ThreadCompiler, quick: Quick) -> None:
        self.fault: RowFault | None = None
        self._compiler = compiler
        self._quick = quick
        self._rows = 0
        self._rest = b""

    def begun(self, block: Block) -> Any | None:
        """Return what is made of a block, numbered from 1, None where it isn't plain."""
        chunk = self._quick.plain_chunk(block)
        return None if chunk is None else self._compiler.begun(chunk)

    def taken(self, block: Block, future: Future[Any]) -> Batch:
        """Return what a block comes to."""
        begun = future.result()
        # One that has begun inside a row is of no use.
        if begun is None or self._rest:
            batch = self._alone(before(self._rest, block))
        else:
            batch = self._compiler.finished(begun)
        made, self._rows = batch.after(self._rows), self._rows + batch.rows
        return made

    def _alone(self, block: Block) -> Batch:
        chunk = self._quick.chunk(block)
        self._rest, self.fault = chunk.rest, chunk.fault
        return self._compiler.chunk(chunk)
