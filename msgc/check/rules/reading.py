"""Rows of `schemas/bird/whatsapp.yaml` made into rules that can be run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from msgc.check.rules import counts, members, texts
from msgc.check.rules.model import Condition, Rule, Test
from msgc.diagnostics import Severity
from msgc.facts.platform import Row, platform_rows
from msgc.texts import CODE_POINTS, UTF16

KEYWORDS: dict[str, Callable[[Any], Test]] = {
    **texts.KEYWORDS,
    **counts.KEYWORDS,
    **members.KEYWORDS,
}
# Keywords that need the time; they are run where a clock is at hand, and nowhere else.
CLOCK = ("withinDays",)


@cache
def platform_rules() -> tuple[Rule, ...]:
    """Return the rules of the shipped platform, those that need no clock."""
    return rules_of(platform_rows())


def rules_of(rows: Iterable[Row], units: str = CODE_POINTS) -> tuple[Rule, ...]:
    """Return the rules of rows; `units` is what lengths in code points are counted in instead.

    Raises KeyError for a keyword that isn't known: no rule is passed over.
    """
    return tuple(_rule(row, units) for row in rows if row.keyword not in CLOCK)


def _rule(row: Row, units: str) -> Rule:
    return Rule(
        code=row.code,
        name=row.id,
        title=row.title,
        places=tuple(steps(at) for at in row.at),
        keyword=row.keyword,
        argument=row.argument,
        test=KEYWORDS[row.keyword](row.argument),
        what=row.what,
        severity=None if row.severity == "off" else Severity(row.severity),
        sure=row.sure,
        source=row.source,
        unit=units if row.unit == CODE_POINTS and units == UTF16 else row.unit,
        says=row.says,
        help=row.help,
        when=tuple(_condition(at, must) for at, must in row.when.items()),
    )


def steps(path: str) -> tuple[str, ...]:
    """Return the steps of a dotted path."""
    return tuple(path.split(".")) if path else ()


def _condition(at: str, must: Mapping[str, object]) -> Condition:
    ((keyword, argument),) = must.items()
    return Condition(steps(at), KEYWORDS[keyword](argument))
