"""Ways from rows to payloads in memory, all of one form: rows in, lines of NDJSON out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from bench import kernel
from bench.columns import batches_of
from bench.messages import ALL
from bench.naive import Row
from bench.p1 import p1
from bench.p3 import HAS_FAST_PARTS, WHY_NOT, p3
from msgc.bulk.batches import RowResult
from msgc.bulk.rejects import reject_line
from msgc.pipeline import Message
from msgc.pipeline.compiling import Compiler
from msgc.pipeline.rows import RowCompiler
from msgc.pipeline.specialising import Specialised, lines_of
from msgc.recipients.rows import RawRow
from msgc.recipients.tables import RowTable
from msgc.recipients.typed_many import ManyRows
from msgc.report.json import diagnostic_dict

Payloads = Callable[[Sequence[Row]], bytes]
"""Compiles some rows; those that are refused have no line."""

P1, P3 = "P1: Jinja, json, jsonschema", "P3: Jinja, orjson, jsonschema-rs"
READY = "orjson.dumps of ready dicts"
READY_FAR = "orjson.dumps of dicts far from the cache"
RAW, TYPED = "msgc, rows as they come", "msgc, rows read into their types"
RAW_ALONE = "msgc without its kernel, rows as they come"
RESULTS = "msgc, a result for each row"
REFERENCE = "msgc --engine reference"


@dataclass(frozen=True, slots=True)
class Way:
    """A contender: makes what compiles one message, or tells why it can't be measured here.

    It takes rows as they come or `is_typed` ones; with `is_template` it does only the messages
    whose payload is one template. It is made and works `within` a context that is made each time.
    """

    name: str
    make: Callable[[Message], Payloads]
    why_not: str | None = None
    is_typed: bool = False
    is_template: bool = False
    within: Callable[[], AbstractContextManager[None]] = nullcontext

    def does(self, message: Message) -> bool:
        """Tell whether the contender is here and does a message."""
        return self.why_not is None and not (self.is_template and ALL[message.name].payload is None)

    def payloads_of(self, message: Message) -> Payloads:
        """Return what compiles a message: what is made with a kernel keeps it."""
        with self.within():
            return self.make(message)


def by_p1(message: Message) -> Payloads:
    """Return P1 of a message."""
    return p1(ALL[message.name]).payloads


def by_p3(message: Message) -> Payloads:
    """Return P3 of a message."""
    return p3(ALL[message.name]).payloads


def by_rows(message: Message) -> Payloads:
    """Return what `compile -r` does to rows between reading and writing: types, checks, bytes."""
    batches = batches_of(message)
    return lambda rows: batches(rows).payloads


def by_programs(message: Message) -> Payloads:
    """Return the fast copy alone, for rows that are already of their types; it may decline."""
    programs = Specialised(message)

    def payloads(rows: Sequence[Row]) -> bytes:
        written = programs.written(RowTable(rows))
        if isinstance(written, tuple):
            return written[0]
        return b"".join([each[0] + b"\n" for each in lines_of(written) if each is not None])

    return payloads


def by_results(message: Message, fast: bool = True) -> Payloads:
    """Return what gives each row a result of its own, as Arrow's batches want it."""
    results = results_of(message, fast)

    def payloads(rows: Sequence[Row]) -> bytes:
        made = [each.payload for each in results(rows)]
        return b"".join([payload + b"\n" for payload in made if payload is not None])

    return payloads


def by_reference(message: Message) -> Payloads:
    """Return the definition: each row evaluated, verified and dumped for itself."""
    return by_results(message, fast=False)


def results_of(message: Message, fast: bool) -> Callable[[Sequence[Row]], list[RowResult]]:
    """Return what compiles rows, with a reason for each row that is rejected."""
    compiler = RowCompiler(Compiler(message), "rows", fast)
    return lambda rows: compiler.results(
        [RawRow(number, row) for number, row in enumerate(rows, 1)]
    )


def told(result: RowResult) -> bytes:
    """Return all that a run writes for a row: payload and fallback, or why it is rejected."""
    if result.payload is None:
        return reject_line(result, diagnostic_dict)
    return result.payload + b"\n" + (result.fallback or b"")


def typed(message: Message, rows: Sequence[Row]) -> list[Row]:
    """Return those rows that can be read into their types, so read."""
    read = ManyRows(Compiler(message).reader).read(
        [RawRow(i, row) for i, row in enumerate(rows, 1)]
    )
    return [row for row, _ in read if row is not None]


_MISSING = None if HAS_FAST_PARTS else WHY_NOT
_NO_KERNEL = None if kernel.is_there() else kernel.WHY_NOT
WAYS = (
    Way(P1, by_p1, is_template=True),
    Way(P3, by_p3, _MISSING, is_template=True),
    Way(RAW, by_rows),
    Way(RAW_ALONE, by_rows, _NO_KERNEL, within=kernel.without),
    Way(TYPED, by_programs, is_typed=True),
    Way(RESULTS, by_results),
)
"""What is held to the reference, and timed."""

DEFINITION = Way(REFERENCE, by_reference)
