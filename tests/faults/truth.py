"""What the API took, held against what the ledger says, recipient by recipient."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from msgc.push.ledger.model import Record
from msgc.push.states import State
from tests.faults.people import SUPPRESSED_KIND, Someone

ACCEPTED = 202


class Tally(msgspec.Struct):
    """Recipients by what became of them.

    `lost`: accepted by the ledger and not by the API, or gone from the ledger. `wrong`: what the
    ledger says can't be (rejected but taken, left out but taken, not decided at the end).
    `recovered` of those accepted were found by a look, `late` of them not by the first one.
    """

    planned: int = 0
    once: int = 0
    twice: int = 0
    lost: int = 0
    wrong: int = 0
    held_sent: int = 0
    held_unsent: int = 0
    rejected: int = 0
    recovered: int = 0
    late: int = 0

    def add(self, other: Tally) -> None:
        """Take another's counts in."""
        for name in self.__struct_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


def taken_by(log: Path) -> Counter[str]:
    """Return how many messages the API took for each recipient."""
    lines = log.read_bytes().splitlines() if log.exists() else []
    return Counter(str(msgspec.json.decode(line)["recipient"]) for line in lines)


def judged(
    people: list[Someone], records: Iterable[Record], taken: Mapping[str, int]
) -> dict[str, Tally]:
    """Return the tallies by what was in store for the recipients, who stand in the plan's order."""
    by_seq = {record.seq: record for record in records}
    tallies: dict[str, Tally] = {}
    for seq, each in enumerate(people):
        tally = tallies.setdefault(each.kind, Tally())
        _judge(tally, each, by_seq.get(seq), taken.get(each.to, 0))
    return tallies


def _judge(tally: Tally, someone: Someone, record: Record | None, taken: int) -> None:
    if someone.kind == SUPPRESSED_KIND:
        tally.wrong += record is not None or taken > 0
        return
    tally.planned += 1
    tally.once += taken == 1
    tally.twice += taken > 1
    if record is None:
        tally.lost += 1
    elif record.state is State.ACCEPTED:
        tally.lost += taken == 0
        _note_recovery(tally, record)
    elif record.state is State.HELD:
        tally.held_sent += taken > 0
        tally.held_unsent += taken == 0
    else:
        tally.rejected += record.state is State.REJECTED
        tally.wrong += record.state is not State.REJECTED or taken > 0


def _note_recovery(tally: Tally, record: Record) -> None:
    is_found = record.status != ACCEPTED
    tally.recovered += is_found
    tally.late += is_found and record.looks > 0
