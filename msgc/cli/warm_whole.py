"""The message as ever, for the rows of a warm run that its kept plan can't do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from msgc.bulk.run_files import Paths, Run
from msgc.cli.compile_rows import RowsOptions, say_outcome
from msgc.cli.settings import Settings
from msgc.cli.warm_asked import Asked
from msgc.late import Late
from msgc.pipeline.compiling import Compiler
from msgc.pipeline.rows import RowCompiler
from msgc.python.catalogs import Catalog
from msgc.python.findings import findings_of
from msgc.python.inside import project_of
from msgc.python.results import FAST, FileResult

# Imported by runs of which rows have had programs.
if TYPE_CHECKING:
    from msgc.cli import plan_keeping
else:
    plan_keeping = Late("msgc.cli.plan_keeping")

REJECTED = 1


class Whole:
    """A sound message, opened as a command opens it that began at a time (seconds)."""

    def __init__(self, words: Sequence[str], asked: Asked, root: Path, began: float) -> None:
        self._asked = asked
        self._settings = Settings(root, quiet=asked.quiet, words=tuple(words), began=began)
        self._message = Catalog.load(root)[asked.message]

    @cached_property
    def rows(self) -> RowCompiler:
        """What compiles rows of all kinds."""
        message = project_of(self._message).message(self._message.name)
        return RowCompiler(Compiler(message), self._asked.rows)

    def finish(self, run: Run, paths: Paths, has_fallback: bool) -> int:
        """Say what a run has come to, keep the programs that rows have had, return the exit code.

        The words are those of a command that isn't warm.
        """
        result = FileResult(
            *(run.rows, run.rejected, paths.payloads),
            fallbacks=paths.fallbacks if has_fallback else None,
            rejects=paths.rejects if run.rejected else None,
            manifest=paths.manifest,
            findings=findings_of(run.first_findings()),
            programs=self.rows.programs,
        )
        with click.Context(click.Command("msgc"), obj=self._settings):
            say_outcome(result, self._options())
            if result.programs is not None:
                plan_keeping.keep_plan(self._message, result)
        return REJECTED if run.rejected else 0

    def _options(self) -> RowsOptions:
        asked = self._asked
        return RowsOptions(
            asked.rows, None, asked.output, None, {}, asked.jobs, strict=False, engine=FAST
        )
