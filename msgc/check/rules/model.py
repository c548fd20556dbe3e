"""What a platform's rule is, and what it says of a place of a payload."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field

from msgc.check.breach import Path
from msgc.diagnostics import Severity
from msgc.records import dataclass
from msgc.texts import CODE_POINTS


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a measured value can go (None: no bound) against the limit that it must keep."""

    least: int
    most: int | None
    limit: int
    unit: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a test says of a value.

    `holds` is None where it depends on the row. `at` leads on from the value to the offending
    place, to the stray key where `at_key`. `told` ends the sentence about the value; `member` is
    the name that is missing in it, `mend` what surely should stand in its place.
    """

    holds: bool | None
    told: str = ""
    help: str | None = None
    at: Path = ()
    at_key: bool = False
    reach: Reach | None = None
    member: str | None = None
    mend: str | None = None


Test = Callable[[object, str], Iterable[Outcome]]
"""A keyword with its argument: (value, unit of lengths) -> what it says of the value."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds where any place at `at` passes the test."""

    at: tuple[str, ...]
    test: Test


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the platform's rules.

    `places` are paths from the payload's root, `*` for each entry of a list. `what` names the
    value in a sentence (`a button's title`), `says` is the whole sentence where the keyword's own
    doesn't do. `unit` is that of lengths. The rule applies where all of `when` hold, and none of
    `unless`.
    """

    code: str
    name: str
    title: str
    places: tuple[tuple[str, ...], ...]
    keyword: str
    argument: object
    test: Test
    what: str
    severity: Severity | None
    sure: str
    source: str
    unit: str = CODE_POINTS
    says: str | None = None
    help: str | None = None
    when: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    raw: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a rule, or a keyword of the API's schema, says of one place.

    `holds` is None where it depends on the row. `code` and `keyword` name the constraint.
    """

    path: Path
    code: str
    keyword: str
    holds: bool | None
    message: str = ""
    help: str | None = None
    at_key: bool = False
    severity: Severity | None = None
    reach: Reach | None = None
    rule: str | None = None
    member: str | None = None
    what: str | None = None
    argument: object = None
    mend: str | None = None
