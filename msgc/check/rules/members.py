"""Rules about an object's members: which must be there, and which the platform doesn't know."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from msgc.check.breach import Unknown
from msgc.check.possible import OpenDict
from msgc.check.rules.model import Outcome, Test
from msgc.nearby import near


def is_there(value: dict[str, object], name: str) -> bool | None:
    """Tell whether an object has a member; null is none."""
    if value.get(name) is None:
        return False
    return None if isinstance(value, OpenDict) and name in value.maybe else True


def has(names: list[str]) -> Test:
    """The object has these members, and none of them is null."""

    def test(value: object, unit: str) -> Iterator[Outcome]:
        for name in names:
            if isinstance(value, dict):
                at = (name,) if name in value else ()
                told = f"has no `{name}`"
                holds = is_there(value, name)
                yield Outcome(holds, told, f"Write `{name}`.", at, member=name)
            elif isinstance(value, Unknown):
                yield Outcome(None)

    return test


def lacks(names: list[str]) -> Test:
    """The object has none of these members."""

    def test(value: object, unit: str) -> Iterator[Outcome]:
        for name in names:
            if isinstance(value, dict):
                found = is_there(value, name)
                holds = None if found is None else not found
                yield Outcome(
                    holds, f"has `{name}`", "Take it away.", (name,) if found else (), at_key=True
                )
            elif isinstance(value, Unknown):
                yield Outcome(None)

    return test


def knows(names: list[str]) -> Test:
    """The object has no members but these."""

    def test(value: object, unit: str) -> Iterator[Outcome]:
        for name in value if isinstance(value, dict) else ():
            meant = near(name, names)
            help = f"Did you mean `{meant}`?" if meant else f"It knows {', '.join(names)}."
            yield Outcome(name in names, f"doesn't know `{name}`", help, (name,), at_key=True)
        if isinstance(value, Unknown):
            yield Outcome(None)

    return test


KEYWORDS: dict[str, Callable[[Any], Test]] = {"has": has, "lacks": lacks, "knows": knows}
