"""What rules leave to the texts of a payload of which all but its leaves is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgc.check.quick_kinds import Fits, Leaf, has_leaf
from msgc.check.rules.engine import rule_applies
from msgc.check.rules.model import Rule
from msgc.check.rules.relevant import Relevant, relevant
from msgc.check.rules.unsure import Asked, asked_by

# Rules whose quick tests of objects and lists look at names, counts and tags, and at no other text;
# they say yes of none that has a leaf for a tag.
OF_STRUCTURE = frozenset(
    {"has", "hasAny", "lacks", "maxItems", "minItems", "maxTotal", "maxOfKind", "alone"}
)
Left = tuple[object, Fits]


def left_of(payload: dict[str, object], rules: tuple[Rule, ...]) -> list[Left] | None:
    """Leave tests at a payload's leaves; return those of its objects and lists that hold leaves.

    Where all texts pass, the payload breaks no rule. None where it may break one whatever they say.
    """
    chosen = relevant(rules, payload)
    left: list[Left] = []
    for value, fits, rule in _asked(payload, asked_by(chosen), chosen):
        if isinstance(value, Leaf):
            value.tests.append(fits)
        elif rule.keyword not in OF_STRUCTURE and has_leaf(value):
            left.append((value, fits))
        elif not fits(value) and rule_applies(payload, rule) is not False:
            return None
    return left


def _asked(value: object, asked: Asked, chosen: Relevant) -> Iterator[tuple[object, Fits, Rule]]:
    """Yield what is asked at each place, and by which rule."""
    for fits, number in asked.tests:
        yield value, fits, chosen[number][0]
    for each, below in _below(value, asked):
        yield from _asked(each, below, chosen)


def _below(value: object, asked: Asked) -> Iterable[tuple[object, Asked]]:
    """Yield what is asked a step further down; null counts as what isn't there."""
    if isinstance(value, dict):
        for name, below in asked.members.items():
            if value.get(name) is not None:
                yield value[name], below
    if asked.entries is not None and isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            if each is not None:
                yield each, asked.entries
