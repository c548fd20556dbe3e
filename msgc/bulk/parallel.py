"""Rows compiled by several processes, each a task at a time; the outcomes keep the tasks' order."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from itertools import islice
from typing import Any

from msgc.bulk.batches import Batch, in_batches, joined
from msgc.bulk.compilers import RowsCompiler
from msgc.bulk.slots import Given, Slot
from msgc.recipients.blocks import Block
from msgc.recipients.quick_reading import Quick, before
from msgc.recipients.rows import RawRow, RowFault, RowsError
from msgc.records import dataclass

# Tasks of each worker: one that it does, and others that wait for it while this process is busy.
TASKS_EACH = 4

# Seconds after which a worker looks again whether its parent is still there.
LOOK = 1.0

# What the workers inherit by fork; a compiler holds closures and can't be pickled.
_WORKER: dict[str, Any] = {}


@contextmanager
def _pool(jobs: int, **inherited: object) -> Iterator[ProcessPoolExecutor]:
    _WORKER.update(inherited)
    fork = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(jobs, fork, initializer=_begin_worker, initargs=(os.getpid(),))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _begin_worker(parent: int) -> None:
    _leave_signals_to_parent()
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    """End this process soon after its parent, which can't tell it to where it is killed.

    No pipe's end tells it either, since processes that are forked later hold its other end too.
    """
    while os.getppid() == parent:
        time.sleep(LOOK)
    os._exit(1)


def _leave_signals_to_parent() -> None:
    """Let what ends the run do so through the parent alone, so that no worker tells of it too.

    By SIGTERM a pool ends its workers itself.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def compile_lists(
    compiler: RowsCompiler, lists: Iterator[list[RawRow]], jobs: int
) -> Iterator[Batch]:
    """Yield what lists of raw rows come to. Raises BrokenProcessPool where a worker is killed."""
    with _pool(jobs, compiler=compiler) as pool:
        # No more rows are held than those that the workers have.
        for window in in_batches(lists, jobs * TASKS_EACH):
            yield from pool.map(_work_rows, window)


def _work_rows(rows: list[RawRow]) -> Batch:
    compiler: RowsCompiler = _WORKER["compiler"]
    return compiler.batch(rows)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a task came to, what its last block leaves over, why nothing can be read after it.

    Where the lines stand in a slot, `sizes` are the bytes of payloads and of fallbacks.
    """

    batch: Batch
    rest: bytes = b""
    fault: RowFault | None = None
    sizes: tuple[int, int] = (0, 0)


NOTHING = Outcome(Batch(0, b""))


def compile_task(compiler: RowsCompiler, quick: Quick, blocks: Iterable[Block]) -> Outcome:
    """Compile blocks that follow each other; rows are numbered from 1."""
    outcomes = [NOTHING, *_by_blocks(compiler, quick, blocks)]
    return replace(outcomes[-1], batch=joined([each.batch for each in outcomes]))


def _by_blocks(compiler: RowsCompiler, quick: Quick, blocks: Iterable[Block]) -> Iterator[Outcome]:
    """Yield what each block comes to, up to one after which nothing can be read."""
    rest = b""
    for block in blocks:
        chunk = quick.chunk(before(rest, block))
        rest = chunk.rest
        yield Outcome(compiler.chunk(chunk), rest, chunk.fault)
        if chunk.fault is not None:
            return


@dataclass(slots=True)
class _Task:
    blocks: list[Block]
    slot: int
    future: Future[Outcome]


class Parallel:
    """Has workers compile tasks."""

    def __init__(self, compiler: RowsCompiler, quick: Quick, jobs: int) -> None:
        self._inherited = {"compiler": compiler, "quick": quick}
        self._jobs = jobs
        self._stack = ExitStack()

    def __enter__(self) -> Parallel:
        self._slots = [Slot(self._stack) for _ in range(TASKS_EACH * self._jobs)]
        self._free = list(range(len(self._slots)))
        inherited = {**self._inherited, "slots": self._slots}
        self._pool = self._stack.enter_context(_pool(self._jobs, **inherited))
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def batches(self, tasks: Iterator[list[Block]], rows: int, rest: bytes) -> Iterator[Batch]:
        """Yield the outcomes of tasks, in their order.

        `rows` are those before the first, and `rest` is what they leave over.
        """
        pending: deque[_Task] = deque()
        while True:
            for blocks in islice(tasks, len(self._free)):
                pending.append(self._begun(blocks, self._free.pop()))
            if not pending:
                return
            outcome = self._outcome(pending.popleft(), rest)
            yield outcome.batch.after(rows)
            rows, rest = rows + outcome.batch.rows, outcome.rest
            if outcome.fault is not None:
                raise RowsError(outcome.fault)

    def _begun(self, blocks: list[Block], slot: int) -> _Task:
        given = self._slots[slot].give(blocks)
        return _Task(blocks, slot, self._pool.submit(_work_task, slot, given))

    def _outcome(self, task: _Task, rest: bytes) -> Outcome:
        """Return a task's outcome with its lines, and free its slot."""
        if rest:
            # It has begun inside a row, so what it makes is of no use.
            task.future.exception()
            first, *others = task.blocks
            task = self._begun([before(rest, first), *others], task.slot)
        outcome = task.future.result()
        payloads, fallbacks = map(self._slots[task.slot].lines, (0, 1), outcome.sizes)
        self._free.append(task.slot)
        batch = replace(outcome.batch, payloads=payloads, fallbacks=fallbacks)
        return replace(outcome, batch=batch)


def _work_task(number: int, given: Given) -> Outcome:
    slot: Slot = _WORKER["slots"][number]
    batches: list[Batch] = []
    payloads = fallbacks = 0
    outcome = NOTHING
    # Lines go at once: holding and joining them makes the process take memory anew for each task.
    for outcome in _by_blocks(_WORKER["compiler"], _WORKER["quick"], slot.taken(given)):
        made = outcome.batch
        payloads = slot.put(0, made.payloads, payloads)
        fallbacks = slot.put(1, made.fallbacks, fallbacks)
        batches.append(replace(made, payloads=b"", fallbacks=b""))
    return replace(outcome, batch=joined(batches), sizes=(payloads, fallbacks))
