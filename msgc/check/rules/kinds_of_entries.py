"""Rules about what kinds of entries a list has: how many of one, and which stands alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from msgc.check.breach import Unknown
from msgc.check.possible import OpenDict, kind_of, rounds_of
from msgc.check.rules.counts import Range, at_most
from msgc.check.rules.model import Outcome, Reach, Test
from msgc.types import StringType


class Entry(NamedTuple):
    """Whether an entry is of the kind (None: it depends), and how often it stands there."""

    is_it: bool | None
    least: int
    most: int | None


def max_of_kind(argument: dict[str, Any]) -> Test:
    """At most `most` entries have the value `is` at `at`."""
    most = argument["most"]

    def test(value: object, unit: str) -> Iterator[Outcome]:
        if isinstance(value, list):
            found = _count(_entries(value, argument))
            told = f"has {found[0]} of them, and may have {most}"
            reach = Reach(found[0], found[1], most, "entries")
            yield Outcome(at_most(found, most), told, f"Keep {most}.", reach=reach)
        elif isinstance(value, Unknown):
            yield Outcome(None)

    return test


def alone(argument: dict[str, Any]) -> Test:
    """An entry that has the value `is` at `at` is the list's only one."""

    def test(value: object, unit: str) -> Iterator[Outcome]:
        if isinstance(value, list):
            entries = _entries(value, argument)
            at = _first_that_differs(entries)
            holds = False if at is not None else _stands_alone(entries)
            yield Outcome(holds, "stands beside other entries", "Keep one of them.", at or ())
        elif isinstance(value, Unknown):
            yield Outcome(None)

    return test


def _entries(value: list[object], argument: dict[str, Any]) -> list[Entry]:
    kinds = (_is(entry, argument["at"], argument["is"]) for entry in value)
    return [Entry(kind, *rounds) for kind, rounds in zip(kinds, rounds_of(value), strict=True)]


def _is(entry: object, at: str, word: str) -> bool | None:
    if not isinstance(entry, dict):
        return None if isinstance(entry, Unknown) else False
    found = entry.get(at)
    if not isinstance(found, Unknown):
        is_open = isinstance(entry, OpenDict) and at in entry.maybe
        return False if found != word else None if is_open else True
    kind = kind_of(found)
    words = kind.enum if isinstance(kind, StringType) else None
    return None if words is None or word in words else False


def _count(entries: list[Entry]) -> Range:
    """Return how many entries are of the kind."""
    least = sum(entry.least for entry in entries if entry.is_it)
    mosts = [entry.most for entry in entries if entry.is_it is not False]
    known = [most for most in mosts if most is not None]
    return least, sum(known) if len(known) == len(mosts) else None


def _first_that_differs(entries: list[Entry]) -> tuple[int, ...] | None:
    """Return where the list surely stops being of one kind, () where one kind stands twice."""
    sure = [
        (index, each) for index, each in enumerate(entries) if each.least and each.is_it is not None
    ]
    if not any(each.is_it for _, each in sure):
        return None
    for index, each in sure:
        if each.is_it != sure[0][1].is_it:
            return (index,)
    return () if sum(each.least for _, each in sure) > 1 else None


def _stands_alone(entries: list[Entry]) -> bool | None:
    if all(entry.is_it is False for entry in entries):
        return True
    mosts = [entry.most for entry in entries]
    known = [most for most in mosts if most is not None]
    return True if len(known) == len(mosts) and sum(known) <= 1 else None


KEYWORDS: dict[str, Callable[[Any], Test]] = {"maxOfKind": max_of_kind, "alone": alone}
