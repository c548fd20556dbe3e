"""What is proved of a message: its constraints, each with its state and the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from enum import StrEnum
from typing import NamedTuple

from msgc.check.breach import Path
from msgc.check.rules.model import Judgement
from msgc.diagnostics import Diagnostic
from msgc.plan import Object
from msgc.records import dataclass

Row = dict[str, object]


class State(StrEnum):
    """What is known of a constraint before there is a row."""

    PROVED = "proved"
    REFUTED = "refuted"
    LEFT = "left"


class Key(NamedTuple):
    """A constraint's place: the plan's locale, the payload (0) or its fallback (1), path and code.

    List indices of the path count the plan's entries.
    """

    locale: str | None
    root: int
    path: Path
    code: str


@dataclass(frozen=True, slots=True)
class Fault:
    """How a row breaks a constraint: the sentence, and how far it goes where that is measured."""

    message: str
    help: str | None = None
    measure: int | None = None


Run = Callable[[Row, Set[str]], Mapping[Key, Fault] | None]
"""What a row breaks, warnings too; None where it doesn't fit `vars` or can't be evaluated.

Where a row breaks nothing of the codes that are named, nothing needs to be told.
"""


@dataclass(frozen=True, slots=True)
class Constraint:
    """A constraint at a place of the payload, and its state; `why` says it in words."""

    key: Key
    judgement: Judgement
    state: State
    why: str
    root: Object
    finding: Diagnostic | None = None
