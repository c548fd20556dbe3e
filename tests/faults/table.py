"""All rounds in one table: what each fault, kill point and event came to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

import msgspec

from tests.faults.cases import EVENTS, FAULTS, LAG, NOTHING
from tests.faults.people import SUPPRESSED_KIND
from tests.faults.play import Result
from tests.faults.points import points_of
from tests.faults.truth import Tally

COLUMNS = (
    *("fired", "planned", "once", "twice", "lost", "wrong"),
    *("held: sent", "held: unsent", "recovered", "worst kill"),
)
FAULT, KILL, EVENT = "fault of the API", "kill -9", "event"
# What comes about by an event, or by the list's own lag, and not by a number's digits.
MORE_FAULTS = ("401", LAG)


class Row(msgspec.Struct):
    """What a fault, point or event came to.

    `tally` is of the recipients that met a fault for certain, else of all in the rounds where the
    kill or event happened; `worst` is the most payloads that one kill left ambiguous.
    """

    group: str
    name: str
    fired: int
    tally: Tally
    worst: int | None = None


def rows_of(results: Sequence[Result], kinds: Iterable[str]) -> list[Row]:
    """Return the rows, those that are to be there and never fired among them."""
    faults = [_fault(name, results) for name in (*FAULTS, *MORE_FAULTS)]
    kills = [_kill(kind, str(point), results) for kind in kinds for point in points_of(kind)]
    events = [_event(kind, name, results) for kind in kinds for name in EVENTS[kind]]
    return [*faults, *kills, *(each for each in events if not each.name.endswith(NOTHING))]


def _fault(name: str, results: Sequence[Result]) -> Row:
    tally = _sum(each.tallies[name] for each in results if name in each.tallies)
    fired = sum(each.fired.get(name, 0) for each in results)
    if name == LAG:
        tally = _whole(each for each in results if each.lag)
        fired = tally.late
    return Row(FAULT, name, fired, tally)


def _kill(kind: str, point: str, results: Sequence[Result]) -> Row:
    met = [each for each in _of(kind, results) if each.kills.get(point)]
    worst = max((each.left.get(point, 0) for each in met), default=0)
    fired = sum(each.kills[point] for each in met)
    return Row(KILL, f"{kind}: {point}", fired, _whole(met), worst)


def _event(kind: str, name: str, results: Sequence[Result]) -> Row:
    met = [each for each in _of(kind, results) if each.event == name and each.happened]
    return Row(EVENT, f"{kind}: {name}", len(met), _whole(met))


def _of(kind: str, results: Sequence[Result]) -> Iterator[Result]:
    return (each for each in results if each.name.startswith(f"{kind}-"))


def _whole(results: Iterable[Result]) -> Tally:
    return _sum(
        tally for each in results for kind, tally in each.tallies.items() if kind != SUPPRESSED_KIND
    )


def _sum(tallies: Iterable[Tally]) -> Tally:
    total = Tally()
    for each in tallies:
        total.add(each)
    return total


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a run fails; `faults` is empty where it doesn't."""

    total: Tally
    kills: int
    fired: int
    faults: list[str]


def verdict(results: Sequence[Result], rows: Sequence[Row]) -> Verdict:
    """Return what all rounds came to together."""
    total = _whole(results)
    # What was left out has a tally of its own, where being sent is wrong.
    total.wrong = sum(tally.wrong for each in results for tally in each.tallies.values())
    faults = [f"{each.name}: {problem}" for each in results for problem in each.problems]
    for each in results:
        bad = _sum(each.tallies.values())
        if bad.twice or bad.lost or bad.wrong:
            faults.append(f"{each.name}: {bad.twice} twice, {bad.lost} lost, {bad.wrong} wrong")
    faults += [f"never fired: {row.group}, {row.name}" for row in rows if not row.fired]
    kills = sum(sum(each.kills.values()) for each in results)
    return Verdict(total, kills, sum(sum(each.fired.values()) for each in results), faults)


def table(rows: Sequence[Row]) -> str:
    """Return the rows as lines of text."""
    width = max(len(row.name) for row in rows)
    lines: list[str] = []
    for group, members in groupby(rows, key=attrgetter("group")):
        lines += ["", _line(group, COLUMNS, width)]
        lines += [_line(row.name, _cells(row), width) for row in members]
    return "\n".join(lines[1:])


def _cells(row: Row) -> list[str]:
    tally = row.tally
    numbers = (row.fired, tally.planned, tally.once, tally.twice, tally.lost, tally.wrong)
    held = (tally.held_sent, tally.held_unsent, tally.recovered)
    worst = "" if row.worst is None else f"{row.worst:,}"
    return [*(f"{number:,}" for number in (*numbers, *held)), worst]


def _line(name: str, cells: Sequence[str], width: int) -> str:
    pairs = zip(COLUMNS, cells, strict=True)
    return f"{name:<{width}}  " + "  ".join(f"{cell:>{len(head)}}" for head, cell in pairs)
