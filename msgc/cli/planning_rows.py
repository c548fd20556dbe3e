"""A message's recipients, compiled to what may go into a plan."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice

import click

from msgc.bulk.batches import BATCH, Batch, RowResult, in_batches
from msgc.bulk.jobs import compile_blocks, compile_raw
from msgc.bulk.rejects import reject_line
from msgc.bulk.run_files import HashedRows
from msgc.cli.planning_locales import Locales
from msgc.cli.planning_notes import WindowFields, WindowReader
from msgc.nearby import near
from msgc.pipeline.compiling import LOCALE, Compiler
from msgc.pipeline.messages import Message
from msgc.pipeline.payload_clock import ClockRules
from msgc.pipeline.row_notes import RowNotes
from msgc.pipeline.rows import RowCompiler
from msgc.pipeline.yaml_rows import parse_yaml_rows
from msgc.push.candidates import Candidate, Item, Refusal
from msgc.recipients.quick_reading import open_blocks, quick_reader
from msgc.recipients.reading import STANDARD_INPUT, file_source, format_of, open_rows
from msgc.recipients.rows import RowsSource
from msgc.report.json import diagnostic_dict


@dataclass(frozen=True, slots=True)
class RowsAsked:
    """Which rows are planned, and which of their fields tell of windows."""

    rows: str
    rows_format: str | None = None
    limit: int | None = None
    jobs: int = 1
    fields: WindowFields = field(default_factory=WindowFields)


class PlannedRows:
    """The rows of one sound message, compiled as they are read; `now` is aware."""

    def __init__(self, message: Message, asked: RowsAsked, now: datetime) -> None:
        self._message, self._asked = message, asked
        self._hashed = HashedRows(_source(message, asked))
        self._compiler = RowCompiler(Compiler(message), asked.rows)
        self._windows = WindowReader(asked.fields, asked.rows, now)
        self._locales = Locales(message)
        self._clock = ClockRules(message.channel, now, asked.rows, message.config)

    def digest(self) -> str | None:
        """Return the SHA-256 of the rows, when they are read."""
        return self._hashed.digest

    def items(self) -> Iterator[Item]:
        """Yield what each row comes to, in their order. Raises RowsError, BrokenProcessPool.

        What only a row's own fields tell costs a reading row by row, in one process.
        """
        if self._asked.fields.names or len(self._message.plans) > 1:
            return self._one_by_one()
        return self._by_batches()

    def _by_batches(self) -> Iterator[Item]:
        row = 1
        for batch in self._batches():
            for result in _results(batch, row):
                yield self._item(result)
            row += batch.rows

    def _batches(self) -> Iterator[Batch]:
        source, asked = self._hashed.source(), self._asked
        quick = quick_reader(source.format, self._compiler.compiler.reader)
        if quick is None:
            with closing(open_rows(source)) as rows:
                yield from compile_raw(self._compiler, islice(rows, asked.limit), asked.jobs)
            return
        with closing(open_blocks(source, quick)) as blocks:
            yield from compile_blocks(self._compiler, blocks, quick, asked.jobs, asked.limit)

    def _one_by_one(self) -> Iterator[Item]:
        # Formats that can, read nothing but the message's variables; these may be others.
        source = replace(self._hashed.source(), wanted=None)
        notes = RowNotes((*self._asked.fields.names, LOCALE))
        rows = 0
        with closing(open_rows(source)) as raw:
            for batch in in_batches(notes.noted(islice(raw, self._asked.limit)), BATCH):
                for result in self._compiler.results(batch):
                    rows += 1
                    yield self._noted(self._item(result), notes.next())
        if rows:
            self._require_fields(notes)

    def _item(self, result: RowResult) -> Item:
        if result.payload is None:
            return Refusal(result.row, result.found, reject_line(result, diagnostic_dict))
        found = self._clock.findings(result.row, result.payload, result.fallback)
        return Candidate(result.row, result.payload, result.fallback, found=found)

    def _noted(self, item: Item, values: tuple[object, ...]) -> Item:
        if isinstance(item, Refusal):
            return item
        *fields, locale = values
        note = self._windows.read(item.row, tuple(fields))
        return item._replace(
            locale=self._locales.of(locale),
            last_inbound=note.last_inbound,
            contact=note.contact,
            found=(*item.found, *note.found),
        )

    def _require_fields(self, notes: RowNotes) -> None:
        """Refuse a field that no row has had: each window would be unknown, and no one told."""
        for name in self._asked.fields.names:
            if name in notes.missing:
                meant = near(name, notes.columns)
                hint = f"; did you mean `{meant}`?" if meant else ""
                raise click.UsageError(f"no row has the field `{name}`{hint}")


def _results(batch: Batch, first: int) -> Iterator[RowResult]:
    """Yield a batch's rows, which begin with the number `first`.

    The message has a fallback for each of its rows, or for none.
    """
    refused = {result.row: result for result in batch.rejected}
    payloads = iter(batch.payloads.split(b"\n"))
    fallbacks = iter(batch.fallbacks.split(b"\n")) if batch.fallbacks else None
    for row in range(first, first + batch.rows):
        if row in refused:
            yield refused[row]
        else:
            yield RowResult(row, next(payloads), next(fallbacks) if fallbacks else None)


def _source(message: Message, asked: RowsAsked) -> RowsSource:
    if asked.rows_format is None and format_of(asked.rows) is None:
        raise click.UsageError(
            f"`{asked.rows}` doesn't tell its format; name it with --rows-format"
        )
    if asked.rows == STANDARD_INPUT and sys.stdin is None:
        raise click.UsageError("standard input is closed")
    stdin = sys.stdin.buffer if sys.stdin else None
    parse = parse_yaml_rows(message.variables)
    source = file_source(asked.rows, asked.rows_format, stdin=stdin, parse_yaml=parse)
    return replace(source, wanted=message.variables)
