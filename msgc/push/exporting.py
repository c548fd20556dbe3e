"""Every payload of a run as a row of a table: what is planned, and what became of the rest."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby, islice

import msgspec

from msgc.push.entries import Entry
from msgc.push.fresh import Entries
from msgc.push.keys import person
from msgc.push.ledger.model import Ledger, Record
from msgc.push.states import State

RECIPIENT = "recipient"
# What a spreadsheet takes for a formula where a cell begins with it; the API's words may.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
NO_RECORDS: tuple[int | None, Iterator[Record]] = (None, iter(()))
# Lines that are written at once.
TOGETHER = 1_000


class Line(msgspec.Struct, frozen=True):
    """What is known of one payload.

    `key` is in hexadecimal; `side` tells which of an entry's two payloads it is. `attempted` is
    when the last request left. `recipient` is empty where it isn't asked for, or not kept.
    """

    row: int
    key: str
    state: str
    side: str = ""
    code: str = ""
    status: int | None = None
    message_id: str = ""
    delivery: str = ""
    attempts: int = 0
    attempted: str | None = None
    recipient: str | None = None


COLUMNS = Line.__struct_fields__


def lines_of(
    ledger: Ledger, plan: Entries | None, left_out: frozenset[bytes], now: float
) -> Iterator[Line]:
    """Yield a run's payloads in the order of the plan; at `now` (seconds since 1970).

    Without the plan there are those alone that were claimed; nobody whose digest is in `left_out`
    has any. Raises LedgerError, PlanError.
    """
    if plan is None:
        yield from (_line(record, record.recipient) for record in ledger.records())
        return
    count, is_ahead = ledger.facts().entries, ledger.unclaimed().is_ahead()
    planned = State.EXPIRED if now >= ledger.facts().expires else State.PLANNED
    groups = groupby(ledger.records(), key=_seq)
    seq, records = next(groups, NO_RECORDS)
    for entry in plan.entries(0, count):
        if entry.seq == seq:
            yield from (_line(record, entry.to) for record in records)
            seq, records = next(groups, NO_RECORDS)
        elif is_ahead(entry.seq) and person(entry.to) not in left_out:
            yield _planned(entry, planned)


def _seq(record: Record) -> int:
    return record.seq


def _planned(entry: Entry, state: State) -> Line:
    return Line(entry.row, entry.key, str(state), recipient=entry.to)


def _line(record: Record, recipient: str | None) -> Line:
    return Line(
        row=record.row,
        key=record.key.hex(),
        state=str(record.state),
        side=str(record.side),
        code=record.code,
        status=record.status,
        message_id=record.message_id,
        delivery=record.delivery,
        attempts=record.attempts,
        attempted=_written(record.attempted),
        recipient=recipient,
    )


def _written(seconds: float | None) -> str | None:
    if seconds is None:
        return None
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")


def as_ndjson(lines: Iterable[Line], with_recipients: bool) -> Iterator[bytes]:
    """Yield lines as NDJSON."""
    columns = _columns(with_recipients)
    for line in lines:
        yield msgspec.json.encode({name: getattr(line, name) for name in columns}) + b"\n"


def as_csv(lines: Iterable[Line], with_recipients: bool) -> Iterator[bytes]:
    """Yield lines as CSV below a header, many at once."""
    columns = _columns(with_recipients)
    yield _cells([columns])
    rows = ([_cell(line, name) for name in columns] for line in lines)
    while some := list(islice(rows, TOGETHER)):
        yield _cells(some)


def _columns(with_recipients: bool) -> tuple[str, ...]:
    return COLUMNS if with_recipients else COLUMNS[:-1]


def _cell(line: Line, name: str) -> object:
    """Return a cell, in which no word of the API is a formula; a number's `+` stays."""
    value = getattr(line, name)
    is_formula = name != RECIPIENT and isinstance(value, str) and value.startswith(FORMULA)
    return f"'{value}" if is_formula else value


def _cells(rows: Sequence[Sequence[object]]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue().encode()


FORMATS: dict[str, Callable[[Iterable[Line], bool], Iterator[bytes]]] = {
    ".ndjson": as_ndjson,
    ".jsonl": as_ndjson,
    ".csv": as_csv,
}
"""How a table is written, by the file's ending."""
