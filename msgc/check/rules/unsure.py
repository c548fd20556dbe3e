"""Which rules a payload may break: the quick tests of all of them, in one walk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field

from msgc.check.breach import Unknown
from msgc.check.rules.places import ANY
from msgc.check.rules.quick import Fits, quick_test
from msgc.check.rules.relevant import MAX_KNOWN, Relevant, Steps
from msgc.records import dataclass


@dataclass(slots=True)
class Asked:
    """What is asked at a place and below it; rules are told by their numbers.

    `at_all` are the rules of the place and of all below.
    """

    tests: list[tuple[Fits, int]] = field(default_factory=list)
    members: dict[str, Asked] = field(default_factory=dict)
    entries: Asked | None = None
    at_all: set[int] = field(default_factory=set)

    def below(self, step: str) -> Asked:
        """Return what is asked a step further down."""
        if step != ANY:
            return self.members.setdefault(step, Asked())
        self.entries = self.entries or Asked()
        return self.entries


# By the identity of what is asked, which is kept along.
_KNOWN: dict[int, tuple[Relevant, Asked]] = {}


def unsure(payload: object, chosen: Relevant) -> Relevant:
    """Return those of the rules that may have something to say against a payload.

    A rule is one that a payload surely keeps where its quick test says so at each of its places,
    whatever its conditions are.
    """
    if not isinstance(payload, dict):
        return chosen
    found: set[int] = set()
    _ask(payload, asked_by(chosen), found)
    return tuple(chosen[number] for number in sorted(found))


def asked_by(chosen: Relevant) -> Asked:
    """Return what rules ask of a payload, place by place; it is made once for the same rules."""
    if id(chosen) not in _KNOWN:
        if len(_KNOWN) >= MAX_KNOWN:
            _KNOWN.clear()
        _KNOWN[id(chosen)] = (chosen, _asked(chosen))
    return _KNOWN[id(chosen)][1]


def _asked(chosen: Relevant) -> Asked:
    root = Asked()
    for number, (rule, places) in enumerate(chosen):
        fits = quick_test(rule)
        for steps in places:
            _add(root, steps, fits, number)
    return root


def _add(asked: Asked, steps: Steps, fits: Fits, number: int) -> None:
    for step in steps:
        asked.at_all.add(number)
        asked = asked.below(step)
    asked.at_all.add(number)
    asked.tests.append((fits, number))


def _ask(value: object, asked: Asked, found: set[int]) -> None:
    """Add the rules that aren't sure at a place or below it; null counts as what isn't there."""
    for fits, number in asked.tests:
        if not fits(value):
            found.add(number)
    if isinstance(value, dict):
        for name, below in asked.members.items():
            member = value.get(name)
            if member is not None:
                _ask(member, below, found)
        if asked.entries is not None:
            _ask_each(value.values(), asked.entries, found)
    elif isinstance(value, list):
        if asked.entries is not None:
            _ask_each(value, asked.entries, found)
    elif isinstance(value, Unknown):
        found |= asked.at_all


def _ask_each(values: Iterable[object], asked: Asked, found: set[int]) -> None:
    for each in values:
        if each is not None:
            _ask(each, asked, found)
