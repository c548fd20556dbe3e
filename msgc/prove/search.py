"""The search for witnesses: bounded, seeded, each row run before anything is claimed of it."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import islice, product

from msgc.prove.choices import SPICED, Choices, Leaf, Path, leaves, make_row
from msgc.prove.model import Fault, Key, Row, Run
from msgc.records import dataclass
from msgc.types import ObjectType

LOCALE = "locale"
# Letters beyond ASCII are tried on what has a format, such as a URL.
OF_FORMAT = "MSG309"
SEED = 20260101
# Rows tried for a message: toggles of words and truths, then mixtures.
MAX_TOGGLES = 48
MAX_MIXTURES = 48
# After so many rows that have no payload the search ends: the message isn't for ordinary rows.
MAX_USELESS = 4
# Values in all rows that are tried; a row may have thousands.
MAX_VALUES = 30_000
# Variables of few options are tried in all their combinations.
FEW = 4


@dataclass(frozen=True, slots=True)
class Witness:
    """A row that breaks a constraint: `matters` are the choices without which it wouldn't."""

    row: Row
    fault: Fault
    matters: tuple[tuple[Leaf, object], ...]
    farthest: int | None = None


class Search:
    """Looks for rows of one message that break what isn't proved."""

    def __init__(self, variables: ObjectType, run: Run) -> None:
        self._variables = variables
        self._run = run
        self._leaves = {leaf.path: leaf for leaf in leaves(variables)}
        self._useless = 0
        self._spent = 0
        self._can_make = all(leaf.options for leaf in self._leaves.values())

    def witnesses(
        self, open_keys: Set[Key], measured: Set[Key] = frozenset()
    ) -> dict[Key, Witness]:
        """Return a witness for each key that some row was found to break.

        All rows are tried for those that are `measured`: how far they can go is told too.
        """
        found: dict[Key, tuple[Choices, str | None, Fault]] = {}
        farthest: dict[Key, int] = {}
        for locale in sorted({key.locale for key in open_keys}, key=str):
            wanted = {key for key in open_keys if key.locale == locale}
            for choices in self._candidates():
                left = {key for key in wanted if key in measured or key not in found}
                if not left or self._useless > MAX_USELESS or self._spent > MAX_VALUES:
                    break
                for key, fault in self._broken(choices, locale, left):
                    found.setdefault(key, (choices, locale, fault))
                    farthest[key] = max(farthest.get(key, 0), fault.measure or 0)
        return {key: self._shrunk(key, *first, farthest[key]) for key, first in found.items()}

    def _broken(
        self, choices: Choices, locale: str | None, wanted: Set[Key]
    ) -> Iterator[tuple[Key, Fault]]:
        """Yield what a row breaks of what is wanted."""
        for key, fault in self._faults(choices, locale, wanted).items():
            if key in wanted and (SPICED not in choices or key.code == OF_FORMAT):
                yield key, fault

    def _faults(
        self, choices: Choices, locale: str | None, wanted: Iterable[Key]
    ) -> Mapping[Key, Fault]:
        """Return what a row breaks, where it breaks anything of what is wanted."""
        row = self._row(choices, locale)
        self._spent += _size(row)
        found = self._run(row, {key.code for key in wanted})
        self._useless += found is None
        return found or {}

    def _row(self, choices: Choices, locale: str | None) -> Row:
        row = make_row(self._variables, choices)
        return row if locale is None else {**row, LOCALE: locale}

    def _candidates(self) -> Iterator[Choices]:
        """Yield choices: all longest with each combination of words, all shortest, mixtures."""
        if not self._can_make:
            return
        longest = {leaf.path: leaf.options[-1] for leaf in self._leaves.values()}
        yield longest
        yield {**longest, SPICED: True}
        yield {leaf.path: leaf.options[0] for leaf in self._leaves.values()}
        yield self._typical
        yield {**self._typical, SPICED: True}
        for toggles in self._toggles():
            yield {**longest, **toggles}
        for leaf in self._leaves.values():
            yield {**self._typical, leaf.path: leaf.options[-1]}
        yield from self._mixtures()

    def _toggles(self) -> Iterator[Choices]:
        """Yield the combinations of words, truths and presences."""
        few = [leaf for leaf in self._leaves.values() if 1 < len(leaf.options) <= FEW]
        toggled = [leaf for leaf in few if not leaf.is_measured] or few
        paths = [leaf.path for leaf in toggled]
        for options in islice(product(*(leaf.options for leaf in toggled)), MAX_TOGGLES):
            yield dict(zip(paths, options, strict=True))

    @property
    def _typical(self) -> dict[Path, object]:
        return {leaf.path: leaf.typical for leaf in self._leaves.values()}

    def _mixtures(self) -> Iterator[Choices]:
        chance = random.Random(SEED)
        for _ in range(MAX_MIXTURES):
            yield {leaf.path: chance.choice(leaf.options) for leaf in self._leaves.values()}

    def _shrunk(
        self, key: Key, choices: Choices, locale: str | None, fault: Fault, farthest: int
    ) -> Witness:
        """Return the witness with every choice that doesn't matter made typical."""
        kept = dict(choices)
        plain = {path: choice for path, choice in kept.items() if path != SPICED}
        if SPICED in kept and key in self._faults(plain, locale, (key,)):
            kept = plain
        for path, leaf in self._leaves.items():
            if self._spent > 2 * MAX_VALUES:
                break
            milder = {**kept, path: leaf.typical}
            if kept[path] != leaf.typical and key in self._faults(milder, locale, (key,)):
                kept = milder
        for path, leaf in self._leaves.items():
            if leaf.is_measured and kept[path] != leaf.typical:
                kept[path] = self._least(key, kept, leaf, locale)
        matters = tuple(
            (leaf, kept[path]) for path, leaf in self._leaves.items() if kept[path] != leaf.typical
        )
        last = self._faults(kept, locale, (key,))[key]
        return Witness(self._row(kept, locale), last, matters, farthest or fault.measure)

    def _least(self, key: Key, choices: Choices, leaf: Leaf, locale: str | None) -> int:
        """Return the length or count nearest to the typical one that is still too much."""
        mild, bad = int(leaf.typical), int(choices[leaf.path])
        while abs(bad - mild) > 1:
            middle = (mild + bad) // 2
            is_bad = key in self._faults({**choices, leaf.path: middle}, locale, (key,))
            mild, bad = (mild, middle) if is_bad else (middle, bad)
        return bad


def _size(value: object) -> int:
    """Return how many values a row holds."""
    if isinstance(value, dict | list):
        return sum(map(_size, value.values() if isinstance(value, dict) else value))
    return 1
