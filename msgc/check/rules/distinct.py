"""Rules about entries of a list that must not say the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

from msgc.check.breach import Unknown
from msgc.check.possible import kind_of, rounds_of
from msgc.check.rules.model import Outcome, Test
from msgc.check.rules.places import places
from msgc.records import dataclass
from msgc.types import StringType


@dataclass(frozen=True, slots=True)
class Entry:
    """A text of an entry: all words that it can be (None: not known), and how often it stands."""

    words: tuple[str, ...] | None
    least: int
    most: int | None

    @property
    def is_one(self) -> bool:
        """Whether it is one known word, and surely there."""
        return self.words is not None and len(self.words) == 1 and self.least > 0


def distinct(argument: dict[str, Any]) -> Test:
    """The texts at `by` of all entries differ (at "": the entries), with `ignoreCase` in more."""
    by = tuple(argument["by"].split(".")) if argument["by"] else ()
    fold: Callable[[str], str] = str.lower if argument.get("ignoreCase") else str

    def test(value: object, unit: str) -> Iterator[Outcome]:
        if isinstance(value, list):
            entries = list(_entries(value, by, fold))
            twice = _said_twice(entries)
            holds = False if twice is not None else _all_differ(entries)
            yield Outcome(holds, f"has `{twice}` twice", "Take one of the two away, or rename it.")
        elif isinstance(value, Unknown):
            yield Outcome(None)

    return test


def _entries(
    value: list[object], by: tuple[str, ...], fold: Callable[[str], str]
) -> Iterator[Entry]:
    for entry, (least, most) in zip(value, rounds_of(value), strict=True):
        for _, text, is_sure in places(entry, by):
            words = _words(text)
            folded = None if words is None else tuple(dict.fromkeys(map(fold, words)))
            if folded != ():
                yield Entry(folded, least if is_sure else 0, most)


def _words(value: object) -> tuple[str, ...] | None:
    """Return the words that a text can be; none where it is no text."""
    if isinstance(value, str):
        return (value,)
    kind = kind_of(value)
    if isinstance(kind, StringType):
        return kind.enum
    return None if isinstance(value, Unknown) else ()


def _said_twice(entries: list[Entry]) -> str | None:
    """Return the first word that surely stands twice."""
    seen: set[str] = set()
    for entry in (each for each in entries if each.is_one and each.words):
        word = entry.words[0] if entry.words else ""
        if word in seen or entry.least > 1:
            return word
        seen.add(word)
    return None


def _all_differ(entries: list[Entry]) -> bool | None:
    """Tell that no two entries can say the same; None where they may."""
    alone = all(entry.most is not None and entry.most <= 1 for entry in entries)
    if len(entries) < 2 and alone:
        return True
    are_known = alone and all(entry.words is not None for entry in entries)
    pairs = combinations((set(entry.words or ()) for entry in entries), 2)
    return True if are_known and all(a.isdisjoint(b) for a, b in pairs) else None


KEYWORDS: dict[str, Callable[[Any], Test]] = {"distinct": distinct}
