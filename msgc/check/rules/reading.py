"""Rows of `schemas/bird/whatsapp.yaml` made into rules that can be run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from msgc.check.rules import (
    conditions,
    contacts,
    counts,
    distinct,
    edges,
    kinds_of_entries,
    markup,
    media,
    members,
    numbers,
    template,
    texts,
    urls,
)
from msgc.check.rules.model import Condition, Rule, Test
from msgc.check.rules.moments import CLOCK_KEYWORDS
from msgc.check.rules.units import EITHER_UNIT, counts_alike
from msgc.diagnostics import Severity
from msgc.facts.platform import Row
from msgc.texts import CODE_POINTS, UTF16

KEYWORDS: dict[str, Callable[[Any], Test]] = {
    **texts.KEYWORDS,
    **counts.KEYWORDS,
    **members.KEYWORDS,
    **conditions.KEYWORDS,
    **contacts.KEYWORDS,
    **distinct.KEYWORDS,
    **template.KEYWORDS,
    **urls.KEYWORDS,
    **edges.KEYWORDS,
    **kinds_of_entries.KEYWORDS,
    **markup.KEYWORDS,
    **media.KEYWORDS,
    **numbers.KEYWORDS,
}
MAX_LENGTH = "maxLength"
# What the rule about both units takes from its own row, and not from that of the length.
OF_ITS_OWN = ("id", "code", "title", "keyword", "sure", "severity", "source", "says", "help")


def rules_of(rows: Iterable[Row], units: str = CODE_POINTS) -> tuple[Rule, ...]:
    """Return the rules of rows; `units` is what lengths in code points are counted in instead.

    Raises KeyError for a keyword that isn't known: no rule is passed over.
    """
    rows = [row for row in rows if row.keyword not in CLOCK_KEYWORDS]
    return tuple(rule for row in rows for rule in _rules(row, rows, units))


def clock_rules_of(rows: Iterable[Row], now: datetime) -> tuple[Rule, ...]:
    """Return the rules of the rows that need the time, made for `now` (aware)."""
    clocked = [(row, CLOCK_KEYWORDS[row.keyword]) for row in rows if row.keyword in CLOCK_KEYWORDS]
    return tuple(_rule(row, CODE_POINTS, make(row.argument, now)) for row, make in clocked)


def _rules(row: Row, rows: Iterable[Row], units: str) -> Iterator[Rule]:
    if row.keyword != EITHER_UNIT:
        yield _rule(row, units, KEYWORDS[row.keyword](row.argument))
        return
    for each in rows:
        if each.keyword == MAX_LENGTH and each.unit == CODE_POINTS:
            test = counts_alike(each.argument)
            same = replace(each, **{name: getattr(row, name) for name in OF_ITS_OWN})
            yield _rule(same, units, test)


def _rule(row: Row, units: str, test: Test) -> Rule:
    return Rule(
        code=row.code,
        name=row.id,
        title=row.title,
        places=tuple(steps(at) for at in row.at),
        keyword=row.keyword,
        argument=row.argument,
        test=test,
        what=row.what,
        severity=None if row.severity == "off" else Severity(row.severity),
        sure=row.sure,
        source=row.source,
        unit=units if row.unit == CODE_POINTS and units == UTF16 else row.unit,
        says=row.says,
        help=row.help,
        when=tuple(_condition(at, must) for at, must in row.when.items()),
        unless=tuple(_condition(at, must) for at, must in row.unless.items()),
    )


def steps(path: str) -> tuple[str, ...]:
    """Return the steps of a dotted path."""
    return tuple(path.split(".")) if path else ()


def _condition(at: str, must: Mapping[str, object]) -> Condition:
    ((keyword, argument),) = must.items()
    return Condition(steps(at), KEYWORDS[keyword](argument))
