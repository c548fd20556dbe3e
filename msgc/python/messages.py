"""A message that is sound, and what it makes of rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import BinaryIO, Protocol

from msgc.emit.reference import dump
from msgc.pipeline.projects import Project
from msgc.pipeline.samples import SampleResult
from msgc.python.findings import Finding, findings_of
from msgc.python.opening import PathLike
from msgc.python.outlines import Outline
from msgc.python.results import ENGINES, FAST, FileResult, Payload, Recipients, Result, Sample


class _Rows(Protocol):
    def one(self, row: Mapping[str, object]) -> Result: ...
    def many(self, rows: Iterable[Mapping[str, object]]) -> Iterator[Result]: ...


class Message(Outline):
    """A message of a catalog, without errors. `findings` are the warnings of it."""

    def __init__(self, project: Project, name: str, findings: Iterable[Finding] = ()) -> None:
        super().__init__(project.message(name))
        self._project = project
        self.findings = tuple(findings)

    @property
    def kind(self) -> str:
        """What it is: `text`, `image`, `template` ..."""
        return str(self._message.kind)

    def compile(self, row: Mapping[str, object]) -> Payload:
        """Return the payload for one recipient. Raises MessageError for a row that has none.

        Beside JSON's values a row may hold dates, UUIDs, decimals and members of an enumeration of
        texts.
        """
        return self.result(row).json()

    def result(self, row: Mapping[str, object]) -> Result:
        """Return what one row comes to, with its fallback."""
        return self._rows.one(row)

    def compile_many(self, rows: Iterable[Mapping[str, object]]) -> Iterator[Result]:
        """Yield what rows come to, in their order; memory stays flat.

        Raises TypeError for a single row.
        """
        return self._rows.many(rows)

    def samples(self) -> tuple[Sample, ...]:
        """Return what its samples come to; a message without variables has one, `default`."""
        return tuple(map(_sample, self._project.samples(self.name)))

    def compile_file(
        self,
        rows: PathLike | BinaryIO,
        out: PathLike | BinaryIO | None = None,
        rejects: BinaryIO | None = None,
        *,
        format: str | None = None,
        values: Mapping[str, str] | None = None,
        limit: int | None = None,
        jobs: int = 1,
        strict: bool = False,
        engine: str = FAST,
    ) -> FileResult:
        """Compile a file or stream of recipients to a line of NDJSON each, as fast as msgc can.

        `format` is that of `rows` where a name's ending doesn't tell it (a stream's is NDJSON).
        `out` is a file, a folder, or a stream of bytes; without it the catalog's
        `out/NAME.ndjson`. Rejects and a manifest stand beside a file, all whole or not at all;
        beside a stream, rejects go to the stream `rejects`.

        `values` stand in for a field of every row, each as a CSV cell has it, by its dotted path.
        `limit` is the most rows. `jobs` is how many processes do the work, to the same bytes; under
        a limit it is one.
        `strict` stops at the first row that is rejected. `engine` is one of `ENGINES`.

        Raises FormatError, ValuesError, OutputError, RecipientsError (rows that can't be read),
        RejectedError (where `strict`), OSError, and BrokenProcessPool where a worker is killed.
        """
        # What compiles rows is as much again as what reads messages: it waits for rows.
        from msgc.python.recipients import compile_file

        if engine not in ENGINES:
            raise ValueError(f"there is no engine `{engine}`; they are {', '.join(ENGINES)}")
        asked = Recipients(rows, format, values or {}, limit, jobs, strict, engine)
        return compile_file(self._project, self.name, asked, out, rejects)

    def program(self) -> str:
        """Return the functions (Python) that its samples are compiled by, for people to read."""
        from msgc.pipeline.showing import program_source

        return program_source(self._message)

    @cached_property
    def _rows(self) -> _Rows:
        from msgc.python.rows import Rows

        return Rows(self._message)


def _sample(result: SampleResult) -> Sample:
    found, made = findings_of(result.found), result.compiled
    if made is None:
        return Sample(result.name, None, None, found)
    fallback = None if made.fallback is None else dump(made.fallback)
    return Sample(result.name, dump(made.payload), fallback, found)
