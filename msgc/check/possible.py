"""What isn't known yet of a payload, and says what it can become: what `abstract` makes of a plan.

Rules ask it of every payload, also of one of which all is known: no plan is imported for that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from msgc.check.breach import OpenList, Unknown
from msgc.late import Late
from msgc.records import dataclass
from msgc.types import StringType, Type, present

if TYPE_CHECKING:
    from msgc import plan
    from msgc.syntax import expr as exprs
else:
    plan, exprs = Late("msgc.plan"), Late("msgc.syntax.expr")

Rounds = tuple[int, int | None]
"""How often an entry stands in a list: least, and most (None: no bound)."""
ONCE: Rounds = (1, 1)
MAYBE: Rounds = (0, 1)


@dataclass(frozen=True, slots=True, eq=False)
class Possible(Unknown):
    """Stands for what fills a hole: any value of the type. `hole` is where it is written.

    `begins` are the words that a text begins with, whatever the row; `pieces` are the types of what
    is written in the message's texts, by the expression's identity.
    """

    kind: Type
    hole: plan.Hole | None = None
    begins: str = ""
    pieces: Mapping[int, StringType] = field(default_factory=dict)


class OpenDict(dict[str, object]):
    """An object with something unknown in it; `maybe` are the members that may not be there."""

    maybe: frozenset[str] = frozenset()


class OpenEntries(OpenList):
    """A list with something unknown in it; `rounds` tell how often each entry stands there."""

    def __init__(self, entries: list[object], rounds: list[Rounds]) -> None:
        super().__init__(entries)
        self.rounds = rounds


def is_open(value: object) -> bool:
    """Tell whether there is anything in a value that isn't known yet."""
    return isinstance(value, Unknown | OpenDict | OpenEntries)


def entries_of(value: object) -> tuple[int, int | None]:
    """Return how many entries a list has: least, and most (None: no bound)."""
    if not isinstance(value, OpenEntries):
        assert isinstance(value, list)
        return len(value), len(value)
    mosts = [most for _, most in value.rounds]
    known = [most for most in mosts if most is not None]
    return sum(least for least, _ in value.rounds), sum(known) if len(known) == len(mosts) else None


def rounds_of(value: list[object]) -> list[Rounds]:
    """Return how often each entry of a list stands there."""
    return value.rounds if isinstance(value, OpenEntries) else [ONCE] * len(value)


def literal_words(value: object) -> list[str]:
    """Return the words that surely stand in what isn't known yet, piece by piece."""
    expr = value.hole.expr if isinstance(value, Possible) and value.hole else None
    parts = expr.parts if isinstance(expr, exprs.Join) else ()
    return [part.value for part in parts if isinstance(part, exprs.Text)]


def kind_of(value: object) -> Type | None:
    """Return the type of what isn't known yet (without `omit`), None for what is known."""
    return present(value.kind) if isinstance(value, Possible) else None
