"""Dicts the way that `compile -r` goes with those of a JSON array: by columns, in batches."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bench.naive import Row
from msgc.bulk.batches import Batch
from msgc.pipeline import Message
from msgc.pipeline.compiling import Compiler
from msgc.pipeline.rows import RowCompiler
from msgc.recipients.rows import RawRow


def batches_of(message: Message) -> Callable[[Sequence[Row]], Batch]:
    """Return what compiles some hundred rows at once, each with a reason where it is rejected."""
    compiler = RowCompiler(Compiler(message), "rows")
    return lambda rows: compiler.dicts(list(rows), lambda i: RawRow(i + 1, rows[i]))
