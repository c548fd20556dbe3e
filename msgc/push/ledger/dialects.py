"""What differs between the databases in the statements that they share."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache

from msgc.push.ledger.model import Record, RunFacts
from msgc.push.states import State

COLUMNS = tuple(field.name for field in fields(Record))
FACTS = tuple(field.name for field in fields(RunFacts))
UNSETTLED = (State.CLAIMED, State.RETRY, State.AMBIGUOUS)
_PLACE = re.compile(r"%\((\w+)\)s")


def among(*states: State) -> str:
    """Return the condition that a row is in one of these states."""
    return f"state IN ({', '.join(repr(str(state)) for state in states)})"


OPEN = among(*UNSETTLED)
"""The partial index's condition. SQLite takes the index only where a query repeats it."""

SUPPRESSED = "suppressed"
LEFT_OUT = f"(state = 'rejected' AND code = '{SUPPRESSED}' AND status IS NULL)"
"""The condition that a row is left out since its recipient came on a list: no answer has a say."""

DROPPED, DROPPED_UNSENT = "dropped", "dropped-unsent"
GIVEN_UP = f"(state = 'rejected' AND code IN ('{DROPPED}', '{DROPPED_UNSENT}') AND status IS NULL)"
"""The condition that `resolve` has decided to leave a row unsent."""

OWN = "person NOT IN (SELECT person FROM {others} WHERE {mine})"
"""The condition that a row's recipient isn't left to another run."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """The words that stand for `{...}` in a shared statement.

    `runs`, `rows` and `others` are tables; `this` (of the first) and `mine` (of the other two) the
    conditions that their row is of this run. `names` and `values` are columns and values that a
    new row has besides; `claimed` and `own` what a claim sets and what an outcome asks for
    besides; `locked` ends a query whose rows no other sender may take. `has_named_places` tells
    that values are written `:name`.
    """

    runs: str
    rows: str
    others: str
    this: str
    mine: str
    names: str = ""
    values: str = ""
    claimed: str = ""
    own: str = ""
    locked: str = ""
    has_named_places: bool = False


@cache
def rendered(dialect: Dialect, text: str) -> str:
    """Return a shared statement, its values written `%(name)s`, as a database takes it."""
    words = {name: getattr(dialect, name) for name in dialect.__slots__}
    lists = {"columns": ", ".join(COLUMNS), "facts": ", ".join(FACTS), "open": OPEN}
    filled = text.format(**words, **lists)
    return _PLACE.sub(r":\1", filled) if dialect.has_named_places else filled
