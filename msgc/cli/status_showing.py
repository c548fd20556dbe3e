"""A run's status shown: counts, why payloads failed and where, what became of the accepted."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from msgc.cli.push_lists import named
from msgc.cli.push_showing import MEANINGS, report_lines
from msgc.cli.settings import settings, write_out
from msgc.cli.status_places import AuthorPlace
from msgc.diagnostics import pointer
from msgc.push.delivery_statuses import MEANINGS as DELIVERY_MEANINGS
from msgc.push.failures import ROWS, Failure
from msgc.push.leaving_out import NO_LISTS, ByLists
from msgc.push.reports import Report
from msgc.push.states import State

UNKNOWN = "unknown"
CHANGED = "the message's files have changed since the plan was made: places are in the payload"
# What a push says of these is to look here.
OWN_MEANINGS = {**MEANINGS, State.REJECTED: ""}
UNCOUNTED = {
    State.PLANNED: "sent by the same push again, unless another run has them: without the plan, "
    "which isn't here, that can't be counted"
}
"""What is said of a run that leaves people to others, whose plan isn't there to count them."""

Deliveries = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class ShownFailure:
    """A failure, and where its words were written as far as that is known."""

    failure: Failure
    place: AuthorPlace | None = None

    @property
    def pointer(self) -> str | None:
        """The place in the payload, as a JSON pointer."""
        refused = self.failure.refused
        return pointer(refused.path) if refused else None

    def document(self) -> dict[str, object]:
        """Return it as JSON's values."""
        place = self.place
        return {
            "state": str(self.failure.state),
            "code": self.failure.code,
            "count": self.failure.count,
            "pointer": self.pointer,
            "file": place.file if place else None,
            "line": place.line if place else None,
            "column": place.column if place else None,
            "rows": list(self.failure.rows),
        }


@dataclass(frozen=True, slots=True)
class Status:
    """All that is shown of a run; `rows` names the file that its rows stand in.

    `shares` tells that it leaves some recipients to another run, `by_lists` what is left out by
    lists that its pushes have named, `has_plan` that its plan is here.
    """

    report: Report
    failures: Sequence[ShownFailure]
    deliveries: Deliveries
    rows: str = ""
    are_sources_changed: bool = False
    shares: bool = False
    by_lists: ByLists = NO_LISTS
    has_plan: bool = True

    def document(self) -> dict[str, object]:
        """Return the status as JSON's values."""
        deliveries = [
            {"status": status or UNKNOWN, "code": code, "count": count}
            for (status, code), count in self.deliveries.items()
        ]
        failures = [each.document() for each in self.failures]
        return {**self.report.document(), "failures": failures, "deliveries": deliveries}


def show_status(status: Status, format: str) -> None:
    """Print a run's status on standard output."""
    if format == "json":
        write_out(json.dumps(status.document(), ensure_ascii=False) + "\n")
        return
    uncounted = UNCOUNTED if status.shares and not status.has_plan else {}
    lines = report_lines(status.report, {**OWN_MEANINGS, **uncounted}, status.shares)
    lines += _by_lists(status.by_lists) + _failures(status) + _deliveries(status.deliveries)
    write_out("\n".join(lines) + "\n")
    if status.are_sources_changed and any(each.pointer for each in status.failures):
        settings().say(CHANGED)


def _by_lists(found: ByLists) -> list[str]:
    where = named(found.places)
    return [f"  {found.count:,} left out by the lists of its pushes ({where})"] * bool(found.count)


def _failures(status: Status) -> list[str]:
    if not status.failures:
        return []
    told = ["", "why"]
    width = max(len(each.failure.code) for each in status.failures)
    for each in status.failures:
        failure = each.failure
        told.append(f"  {failure.state:<9}  {failure.code:<{width}}  {failure.count:>6,}")
        told[-1] += _rows(failure, status.rows)
        if each.pointer:
            told.append(f"             at {' '.join(_place(each))}")
    return told


def _place(shown: ShownFailure) -> list[str]:
    place = f"{shown.place}:" if shown.place else ""
    which = "of the fallback" if shown.failure.refused and shown.failure.refused.is_fallback else ""
    return [part for part in (place, shown.pointer or "", which) if part]


def _rows(failure: Failure, file: str) -> str:
    if not failure.rows:
        return ""
    noun = "row" if failure.count == 1 else "rows"
    numbers = ", ".join(str(row) for row in failure.rows)
    more = ", …" if failure.count > len(failure.rows) >= ROWS else ""
    return f"  {noun} {numbers}{more}" + (f" of {file}" if file else "")


def _deliveries(deliveries: Deliveries) -> list[str]:
    if not any(status for status, _ in deliveries):
        return []
    told = ["", "delivery"]
    words = {each: " ".join(filter(None, (each[0] or UNKNOWN, each[1]))) for each in deliveries}
    width = max(map(len, words.values()))
    for (status, code), count in deliveries.items():
        meaning = DELIVERY_MEANINGS.get(code, "")
        told.append(f"  {words[status, code]:<{width}}  {count:>6,}  {meaning}".rstrip())
    return told
