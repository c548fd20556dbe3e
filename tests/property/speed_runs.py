"""What a run writes for a file of recipients, by the definition and by every faster way."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from msgc.bulk.batches import Batch
from msgc.bulk.jobs import compile_blocks, compile_raw
from msgc.bulk.rejects import reject_line
from msgc.emit import expressions
from msgc.emit import program as programs
from msgc.emit.declined import CantGenerateError
from msgc.pipeline import Project
from msgc.pipeline.compiling import Compiler
from msgc.pipeline.messages import Message
from msgc.pipeline.rows import RowCompiler
from msgc.recipients import blocks
from msgc.recipients.quick_reading import open_blocks, quick_reader
from msgc.recipients.reading import open_rows
from msgc.recipients.rows import RowFault, RowsError, RowsSource
from msgc.report.json import diagnostic_dict

# How much the property tests do, as a multiple of what they do for each change.
EFFORT = max(1, int(os.environ.get("MSGC_FAST_ROWS", "25")) // 25)
CONFIG = "rules: {MSG402: off}\nconstants: {brand: Acme}\n"


@contextmanager
def opened_catalog(files: Mapping[str, str]) -> Iterator[Message]:
    """Give the message `m` of a catalog of these files."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "templates").mkdir()
        (root / "msgc.yaml").write_text(CONFIG, encoding="utf-8")
        for name, text in files.items():
            (root / "templates" / name).write_text(text, encoding="utf-8")
        yield Project.open(root).message("m")


@dataclass(frozen=True)
class Written:
    """All that a run writes, and the faults that end it."""

    payloads: list[bytes]
    fallbacks: list[bytes]
    rejected: list[bytes]
    rows: int
    faults: tuple[RowFault, ...]

    @property
    def verdicts(self) -> list[tuple[int, tuple[str, ...]]]:
        """The rejected rows, each with its codes."""
        told = [json.loads(line) for line in self.rejected]
        return [(each["row"], tuple(d["code"] for d in each["diagnostics"])) for each in told]


def source_of(message: Message, format: str, data: bytes) -> RowsSource:
    """Return a source of bytes in memory, which has no name of its own in diagnostics."""
    wanted = message.variables
    return RowsSource("rows", format, lambda: nullcontext(io.BytesIO(data)), wanted=wanted)


def written(
    message: Message, format: str, data: bytes, fast: bool = True, jobs: int = 1
) -> Written:
    """Return what a run over a file writes."""
    return written_of(message, source_of(message, format, data), fast, jobs)


def written_of(message: Message, source: RowsSource, fast: bool = True, jobs: int = 1) -> Written:
    """Return what a run over a source writes."""
    compiler = Compiler(message)
    rows = RowCompiler(compiler, "rows", fast)
    quick = quick_reader(source.format, compiler.reader) if fast else None
    made: list[Batch] = []
    faults: tuple[RowFault, ...] = ()
    try:
        if quick is None:
            with closing(open_rows(source)) as raw:
                made += compile_raw(rows, raw, jobs)
        else:
            with closing(open_blocks(source, quick)) as opened:
                made += compile_blocks(rows, opened, quick, jobs)
    except RowsError as error:
        faults = error.faults
    return written_of_batches(made, faults)


def written_of_batches(made: list[Batch], faults: tuple[RowFault, ...]) -> Written:
    """Return what batches hold together."""
    return Written(
        [line for batch in made for line in batch.payloads.splitlines(keepends=True)],
        [line for batch in made for line in batch.fallbacks.splitlines(keepends=True)],
        [reject_line(each, diagnostic_dict) for batch in made for each in batch.rejected],
        sum(batch.rows for batch in made),
        faults,
    )


def cut_at(patch: pytest.MonkeyPatch, size: int) -> None:
    """Have the blocks of a file hold about as many bytes."""
    for name in ("FIRST_BLOCK", "MIN_BLOCK", "MAX_BLOCK"):
        patch.setattr(blocks, name, size)


def _declining(*_args: object) -> None:
    raise CantGenerateError


def _as_chosen(patch: pytest.MonkeyPatch) -> None:
    pass


def _few_shapes(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(programs, "_Limits", partial(programs._Limits, 2))
    patch.setattr(programs, "MAX_ROUNDS", 1)


def _closures(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(expressions, "_CODES", {})


def _one_by_one(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("msgc.pipeline.specialising.CHUNK", 1)


def _together(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(programs, "MANY", 1)


def _without_columns(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(programs, "MANY", sys.maxsize)
    patch.setattr(programs, "columns_program", _declining)


TIERS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "as chosen": _as_chosen,
    "few shapes": _few_shapes,
    "all shapes together": _together,
    "every leaf in a closure": _closures,
    "row by row": _one_by_one,
    "the reference": _without_columns,
}
"""How rows are done, each forced upon a message that would be done otherwise."""
