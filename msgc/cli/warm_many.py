"""A large file of recipients compiled by a kept plan; the rest waits until a row needs it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgc.bulk.batches import Batch
from msgc.bulk.run_files import HashedRows, Paths, Run, manifest_of, write_run
from msgc.cache.store import Document
from msgc.cli.endings import end_as_interrupted
from msgc.cli.warm_asked import Asked, function_of, require_free, require_unchanged, say, told_of
from msgc.diagnostics import Diagnostic
from msgc.emit.writers import PLAIN
from msgc.late import Late
from msgc.recipients.blocks import Block
from msgc.recipients.quick_reading import Quick, chunks_of, open_blocks, quick_reader
from msgc.recipients.rows import RowsSource
from msgc.warm.many import KeptCompiler
from msgc.warm.many_tools import kept_reader
from msgc.warm.program import mapping
from msgc.warm.unusual import UnusualError

if TYPE_CHECKING:
    from msgc.bulk import aside, threads
    from msgc.native import library as native
else:
    aside, threads = Late("msgc.bulk.aside"), Late("msgc.bulk.threads")
    native = Late("msgc.native.library")


def compile_many(
    words: Sequence[str], asked: Asked, root: str, entry: Document, path: str | None
) -> int:
    """Compile the rows to files at `path` and beside it, and return the exit code.

    Raises UnusualError, and whatever a file that can't be read or written raises: nothing is
    written then.
    """
    if path is None:
        raise UnusualError
    told = "" if asked.quiet else told_of(entry)
    require_free(path, asked, entry)
    end_as_interrupted()
    whole = whole_of(words, asked, root, entry)
    programs = mapping(mapping(entry["plan"])["programs"])
    compiler = KeptCompiler(programs, function_of, lambda: whole().rows)
    run = _written(asked, entry, Path(path), compiler)
    if not asked.quiet:
        sys.stderr.write(told)
    if run.rejected or not compiler.is_alone:
        code: int = whole().finish(run, Paths(Path(path)), compiler.has_fallback)
        return code
    if not asked.quiet:
        say(path, run.rows, compiler.has_fallback)
    return 0


def _written(asked: Asked, entry: Document, path: Path, compiler: KeptCompiler) -> Run:
    """Write what the rows come to, and return how many they were."""
    ways = aside.ASIDE if _by_threads(compiler, asked.jobs) else PLAIN
    rows = HashedRows(_source(asked.rows), None, ways.hashing)
    sources = dict(mapping(entry["sources"]))
    return write_run(
        _batches(compiler, rows.source(), mapping(entry["plan"]), asked.jobs),
        Paths(path),
        _as_dict,
        compiler.has_fallback,
        lambda run, files: manifest_of(run, files, asked.message, sources, rows),
        ways,
    )


def _by_threads(compiler: KeptCompiler, jobs: int) -> bool:
    """Tell whether what others do meanwhile is best done by threads."""
    return jobs > 1 and native.library() is not None and compiler.is_straight


def whole_of(words: Sequence[str], asked: Asked, root: str, entry: Document) -> Callable[[], Any]:
    """Return what makes the message as ever, once.

    It raises UnusualError where the message has changed since the run began: a file of payloads
    has those of one text.
    """
    began = time.time()

    def make() -> Any:
        whole = import_module("msgc.cli.warm_whole").Whole(words, asked, Path(root), began)
        require_unchanged(entry)
        return whole

    return cache(make)


def _source(rows: str) -> RowsSource:
    return RowsSource(rows, rows.rpartition(".")[2], lambda: Path(rows).open("rb"))


def _batches(
    compiler: KeptCompiler, source: RowsSource, plan: Mapping[str, object], jobs: int
) -> Iterator[Batch]:
    quick = quick_reader(source.format, kept_reader(mapping(plan["fields"])))
    if quick is None:
        raise UnusualError
    rows = 0
    with closing(open_blocks(source, quick)) as blocks:
        for batch in _made(compiler, blocks, quick, jobs):
            rows += batch.rows
            yield batch
    # What is told of a file without rows needs more than is here.
    if not rows:
        raise UnusualError


def _made(
    compiler: KeptCompiler, blocks: Iterator[Block], quick: Quick, jobs: int
) -> Iterator[Batch]:
    if jobs == 1:
        return compiler.chunks(chunks_of(blocks, quick))
    if _by_threads(compiler, jobs):
        return threads.compile_by_threads(compiler, blocks, quick, jobs)
    by_processes: Callable[..., Iterator[Batch]] = import_module("msgc.bulk.jobs").compile_blocks
    return by_processes(compiler, blocks, quick, jobs)


def _as_dict(found: Diagnostic) -> dict[str, object]:
    document: dict[str, object] = _reports().diagnostic_dict(found)
    return document


@cache
def _reports() -> Any:
    """Return the module of reports, which a run without rejected rows doesn't import."""
    return import_module("msgc.report.json")
