"""Rules about how many entries a list has, and which of them stand together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from msgc.check.breach import Unknown
from msgc.check.possible import Possible, entries_of, kind_of, rounds_of
from msgc.check.rules.model import Outcome, Reach, Test
from msgc.check.rules.places import places
from msgc.types import ListType

Range = tuple[int, int | None]


def count_range(value: object) -> Range | None:
    """Return how many entries a list has, least and most (None: no bound); None for no list."""
    if isinstance(value, list):
        return entries_of(value)
    kind = kind_of(value)
    if isinstance(kind, ListType):
        return kind.min_items, kind.max_items
    return (0, None) if isinstance(value, Unknown) else None


def surely(found: Range) -> str:
    """Return the fewest entries in words: `4`, or `at least 4`."""
    return str(found[0]) if found[0] == found[1] else f"at least {found[0]}"


def _fewer(found: Range, most: int) -> str:
    """Return the way out of a list that has, or may have, too many entries."""
    surplus = found[0] - most
    return f"Take {surplus} away." if surplus > 0 else f"Keep it to {most} for every row."


def at_most(found: Range, most: int) -> bool | None:
    """Tell whether a count stays at or below a limit."""
    least, highest = found
    return False if least > most else None if highest is None or highest > most else True


def at_least(found: Range, least: int) -> bool | None:
    """Tell whether a count reaches a limit."""
    lowest, highest = found
    return True if lowest >= least else False if highest is not None and highest < least else None


def max_items(most: int) -> Test:
    """The list has at most so many entries."""

    def test(value: object, unit: str) -> Iterator[Outcome]:
        found = count_range(value)
        if found is not None:
            told = f"has {surely(found)} entries, and may have {most}"
            help = _fewer(found, most)
            reach = Reach(found[0], found[1], most, "entries")
            yield Outcome(at_most(found, most), told, help, reach=reach)

    return test


def min_items(least: int) -> Test:
    """The list has at least so many entries."""

    def test(value: object, unit: str) -> Iterator[Outcome]:
        found = count_range(value)
        if found is not None:
            entries = "an entry" if least == 1 else f"{least} entries"
            has = "1 entry" if found[1] == 1 else f"{found[1] or 'no'} entries"
            told = f"has {has}, and needs {entries}"
            yield Outcome(at_least(found, least), told, f"Write at least {entries}.")

    return test


def total_range(value: list[object], below: tuple[str, ...]) -> Range:
    """Return how many entries the lists below all entries of a list have together."""
    least, most = 0, 0
    is_bounded = True
    for entry, (low, high) in zip(value, rounds_of(value), strict=True):
        for _, each, is_sure in places(entry, below):
            lowest, highest = count_range(each) or (0, 0)
            least += low * lowest if is_sure else 0
            is_bounded = is_bounded and high is not None and highest is not None
            most += (high or 0) * (highest or 0)
    return least, most if is_bounded else None


def max_total(argument: dict[str, Any]) -> Test:
    """The lists at `below` all entries have at most `most` entries together; `of` names them."""
    below, most = tuple(argument["below"].split(".")), argument["most"]

    def test(value: object, unit: str) -> Iterator[Outcome]:
        if isinstance(value, list):
            found = total_range(value, below)
            told = f"has {surely(found)} {argument['of']} in all, and may have {most}"
            reach = Reach(found[0], found[1], most, "entries")
            yield Outcome(at_most(found, most), told, _fewer(found, most), reach=reach)
        elif isinstance(value, Possible):
            yield Outcome(None)

    return test


KEYWORDS: dict[str, Callable[[Any], Test]] = {
    "maxItems": max_items,
    "minItems": min_items,
    "maxTotal": max_total,
}
