"""What a number of rows came to: all their payloads in one piece, and the rows without one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import islice, repeat
from typing import TypeVar

from msgc.diagnostics import Diagnostic
from msgc.recipients.rows import RowsError
from msgc.records import dataclass

# Rows that are compiled, or that one worker takes, at a time.
BATCH = 512

Lines = tuple[bytes, bytes | None]
"""A row's payload, and its fallback's where the message has one."""


@dataclass(frozen=True, slots=True)
class RowResult:
    """What a row came to: its payload's bytes (and the fallback's), or why it was rejected.

    `raw` is what was written where `data` can't say it all.
    """

    row: int
    payload: bytes | None = None
    fallback: bytes | None = None
    data: dict[str, object] | None = None
    raw: str | list[str] | None = None
    found: tuple[Diagnostic, ...] = ()

    def after(self, rows: int) -> RowResult:
        """Return the result with a row number that counts from earlier rows on."""
        row = self.row + rows
        return replace(self, row=row, found=tuple(replace(each, row=row) for each in self.found))


@dataclass(frozen=True, slots=True)
class Batch:
    """What `rows` rows came to, in their order: lines with their breaks, and rejected rows."""

    rows: int
    payloads: bytes
    fallbacks: bytes = b""
    rejected: tuple[RowResult, ...] = ()

    @property
    def made(self) -> int:
        """How many payloads there are."""
        return self.rows - len(self.rejected)

    def before_rejected(self, rows: int) -> Batch:
        """Return the payloads before the first rejected row, where `rows` were before the batch."""
        count = self.rejected[0].row - 1 - rows
        pieces = (self.payloads, self.fallbacks)
        first = [b"".join(islice(BytesIO(each), count)) for each in pieces]
        return Batch(count, first[0], first[1])

    def after(self, rows: int) -> Batch:
        """Return the batch with row numbers that count from earlier rows on."""
        return replace(self, rejected=tuple(each.after(rows) for each in self.rejected))


def batch_of(results: Sequence[RowResult]) -> Batch:
    """Return rows' results as one."""
    made = [(each.payload, each.fallback) for each in results if each.payload is not None]
    rejected = tuple(each for each in results if each.payload is None)
    return Batch(len(results), *_joined(made), rejected)


def results_of(batch: Batch, numbers: Sequence[int]) -> list[RowResult]:
    """Return a batch's rows, which have these numbers, one by one."""
    payloads = iter(batch.payloads.split(b"\n"))
    fallbacks = iter(batch.fallbacks.split(b"\n")) if batch.fallbacks else repeat(None)
    rejected = {each.row: each for each in batch.rejected}
    return [
        rejected.get(number) or RowResult(number, next(payloads), next(fallbacks))
        for number in numbers
    ]


def merged(
    places: Sequence[int], lines: Sequence[Lines | None], results: Mapping[int, RowResult]
) -> Batch:
    """Return lines and results as one, in the order of places.

    `lines` are those of `places`, None where `results` has the row; both are in order.
    """
    made = [line for line in lines if line is not None]
    others = {
        place: (each.payload, each.fallback)
        for place, each in results.items()
        if each.payload is not None
    }
    if others:
        both = {p: line for p, line in zip(places, lines, strict=True) if line is not None}
        made = [line for _, line in sorted({**both, **others}.items())]
    refused = tuple(each for each in results.values() if each.payload is None)
    return Batch(len(made) + len(refused), *_joined(made), refused)


def with_results(
    places: Sequence[int], written: tuple[bytes, bytes], results: Mapping[int, RowResult]
) -> Batch:
    """Return payloads and fallbacks, each with a break, and results as one; see `merged`."""
    if all(each.payload is None for each in results.values()):
        return Batch(len(places) + len(results), *written, tuple(results.values()))
    payloads, fallbacks = ([line[:-1] for line in BytesIO(each)] for each in written)
    if not fallbacks:
        return merged(places, [(payload, None) for payload in payloads], results)
    return merged(places, list(zip(payloads, fallbacks, strict=True)), results)


def joined(batches: Sequence[Batch]) -> Batch:
    """Return batches as one, each numbered from the rows before it on."""
    rows = 0
    rejected: list[RowResult] = []
    for batch in batches:
        rejected += batch.after(rows).rejected
        rows += batch.rows
    payloads = b"".join(batch.payloads for batch in batches)
    fallbacks = b"".join(batch.fallbacks for batch in batches)
    return Batch(rows, payloads, fallbacks, tuple(rejected))


def _joined(made: Sequence[tuple[bytes | None, bytes | None]]) -> tuple[bytes, bytes]:
    payloads = [payload for payload, _ in made if payload is not None]
    fallbacks = [fallback for _, fallback in made if fallback is not None]
    return b"\n".join([*payloads, b""]), b"\n".join([*fallbacks, b""])


T = TypeVar("T")


def in_batches(rows: Iterator[T], size: int) -> Iterator[list[T]]:
    """Yield rows in lists; what was read before a fault of the whole file is yielded before it."""
    batch: list[T] = []
    try:
        for row in rows:
            batch.append(row)
            if len(batch) == size:
                yield batch
                batch = []
    except RowsError:
        if batch:
            yield batch
        raise
    if batch:
        yield batch
