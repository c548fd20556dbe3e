"""What wasn't accepted, grouped by state, code and the place in the payload that was refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

import msgspec

from msgc.push.entries import Entry
from msgc.push.error_paths import Path, place_in
from msgc.push.keys import FOLLOW_UP
from msgc.push.ledger.model import Ledger, Record, Side
from msgc.push.payloads import Payloads
from msgc.push.states import State

# Payloads of each state whose details are read: the counts are of all, the places of these.
READ = 10_000
# Places told apart, and rows named for each.
PLACES, ROWS = 200, 5

Codes = Mapping[tuple[State, str], int]


@dataclass(frozen=True, slots=True)
class Refused:
    """A place in a payload that the API refused: the way there, and the payload of one row."""

    payload: object
    path: Path
    is_fallback: bool


@dataclass(frozen=True, slots=True)
class Failure:
    """How many payloads have a state and a code, at a place where one is known.

    `rows` are the first of them. A payload with several places counts at each.
    """

    state: State
    code: str
    count: int
    rows: tuple[int, ...] = ()
    refused: Refused | None = None


class _Group(NamedTuple):
    """What records have in common before any payload is read: `text` is the API's own place."""

    state: State
    code: str
    text: str
    is_fallback: bool


@dataclass(slots=True)
class _Members:
    seq: int
    count: int = 0
    rows: list[int] = field(default_factory=list)

    def add(self, record: Record) -> None:
        self.count += 1
        if len(self.rows) < ROWS:
            self.rows.append(record.row)


def failures_of(ledger: Ledger, codes: Codes, payloads: Payloads | None) -> list[Failure]:
    """Return a run's failures; `codes` are the ledger's own. Raises LedgerError, PlanError.

    Without the run's payloads no place is known.
    """
    groups: dict[_Group, _Members] = {}
    read: Counter[tuple[State, str]] = Counter()
    for record in _records(ledger, codes):
        read[record.state, record.code] += 1
        for group in _groups_of(record, payloads is not None):
            known = group if len(groups) < PLACES or group in groups else group._replace(text="")
            groups.setdefault(known, _Members(record.seq)).add(record)
    found = [_failure(group, members, payloads) for group, members in groups.items()]
    unread = [
        Failure(state, code, count - read[state, code])
        for (state, code), count in codes.items()
        if count > read[state, code]
    ]
    return _merged([*found, *unread])


def _records(ledger: Ledger, codes: Codes) -> Iterator[Record]:
    for state in sorted({state for state, _ in codes}):
        for record in islice(ledger.records(state), READ):
            if (record.state, record.code) in codes:
                yield record


def _groups_of(record: Record, has_payloads: bool) -> list[_Group]:
    is_fallback = record.side is Side.FALLBACK or record.step == FOLLOW_UP
    texts = _texts(record.detail) if has_payloads and record.detail else []
    return [_Group(record.state, record.code, text, is_fallback) for text in texts or [""]]


def _texts(detail: str) -> list[str]:
    """Return the places of what an API's error says, as `answers.Said` writes it."""
    try:
        return list(msgspec.json.decode(detail, type=dict[str, object]))
    except msgspec.MsgspecError:
        return []


def _failure(group: _Group, members: _Members, payloads: Payloads | None) -> Failure:
    refused = None
    if group.text and payloads is not None:
        payload = _payload(payloads.entry(members.seq), group.is_fallback)
        path = place_in(payload, group.text)
        refused = Refused(payload, path, group.is_fallback) if path else None
    return Failure(group.state, group.code, members.count, tuple(members.rows), refused)


def _payload(entry: Entry, is_fallback: bool) -> object:
    written = entry.fallback if is_fallback and entry.fallback else entry.payload
    document: object = msgspec.json.decode(written)
    return document


def _merged(failures: list[Failure]) -> list[Failure]:
    """Return one failure for each place, the most frequent first."""
    merged: dict[tuple[object, ...], Failure] = {}
    for each in failures:
        place = (each.refused.path, each.refused.is_fallback) if each.refused else None
        key = (each.state, each.code, place)
        merged[key] = _joined(merged[key], each) if key in merged else each
    return sorted(merged.values(), key=lambda each: (-each.count, each.state, each.code))


def _joined(first: Failure, other: Failure) -> Failure:
    rows = tuple(sorted({*first.rows, *other.rows})[:ROWS])
    count = first.count + other.count
    return Failure(first.state, first.code, count, rows, first.refused)
