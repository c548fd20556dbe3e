"""Rows compiled in batches, by one process or by several to the same batches in the same order."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from msgc.bulk.batches import BATCH, Batch, in_batches
from msgc.bulk.compilers import RowsCompiler
from msgc.late import Late
from msgc.recipients.blocks import Block
from msgc.recipients.quick_reading import Quick, chunks_of, limited
from msgc.recipients.rows import RawRow, RowsError

# Pools take a third as long to import as the rest of a run, and most runs have one process.
if TYPE_CHECKING:
    from msgc.bulk import parallel
else:
    parallel = Late("msgc.bulk.parallel")

# What a worker takes at a time: blocks, and bytes after which no further block is added.
TASK_BLOCKS = 8
TASK_BYTES = 1 << 20


def compile_raw(compiler: RowsCompiler, rows: Iterator[RawRow], jobs: int = 1) -> Iterator[Batch]:
    """Yield what raw rows come to, in their order.

    Raises BrokenProcessPool where a worker is killed.
    """
    lists = in_batches(rows, BATCH)
    if _can_fork(jobs):
        yield from parallel.compile_lists(compiler, lists, jobs)
        return
    for each in lists:
        yield compiler.batch(each)


def compile_blocks(
    compiler: RowsCompiler,
    blocks: Iterator[Block],
    quick: Quick,
    jobs: int = 1,
    limit: int | None = None,
) -> Iterator[Batch]:
    """Yield what the rows of blocks come to, no more than `limit`, in their order.

    Raises BrokenProcessPool where a worker is killed, `RowsError` where the file can't be read on.
    """
    if _can_fork(jobs) and limit is None:
        yield from _by_tasks(compiler, quick, _tasks(blocks), jobs)
        return
    for chunk in limited(chunks_of(blocks, quick), limit):
        yield compiler.chunk(chunk)


def _can_fork(jobs: int) -> bool:
    return jobs > 1 and hasattr(os, "fork")


def _tasks(blocks: Iterator[Block]) -> Iterator[list[Block]]:
    task: list[Block] = []
    for block in blocks:
        task.append(block)
        if len(task) == TASK_BLOCKS or sum(len(each.data) for each in task) > TASK_BYTES:
            yield task
            task = []
    if task:
        yield task


def _by_tasks(
    compiler: RowsCompiler, quick: Quick, tasks: Iterator[list[Block]], jobs: int
) -> Iterator[Batch]:
    # What the first task has programs made for, workers needn't make again.
    first = parallel.compile_task(compiler, quick, next(tasks, []))
    yield first.batch
    if first.fault is not None:
        raise RowsError(first.fault)
    second = next(tasks, None)
    if second is not None:
        with parallel.Parallel(compiler, quick, jobs) as workers:
            yield from workers.batches(chain([second], tasks), first.batch.rows, first.rest)
