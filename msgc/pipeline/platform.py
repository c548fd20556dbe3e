"""The platform's rules as a catalog's settings have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache

from msgc import __version__
from msgc.check.rules.model import Rule
from msgc.check.rules.reading import clock_rules_of, rules_of
from msgc.config import Config
from msgc.facts.limits import with_limit
from msgc.facts.platform import PLATFORM, Row, platform_rows
from msgc.source import SourceFile
from msgc.texts import CODE_POINTS, UTF16

OFF, WARNING = "off", "warning"
# The settings of payload files, which belong to no catalog.
NO_CATALOG = Config(SourceFile("", ""))
Settings = tuple[tuple[str, str], ...]
Limits = tuple[tuple[str, int], ...]


def rules_for(channel: str, config: Config = NO_CATALOG) -> tuple[Rule, ...]:
    """Return the rules that hold on a channel, none on `any`; those that need no clock."""
    if channel != PLATFORM:
        return ()
    units = UTF16 if config.units == UTF16 else CODE_POINTS
    return _rules(tuple(config.rules.items()), tuple(config.limits.items()), units)


def clock_rules_for(channel: str, now: datetime, config: Config = NO_CATALOG) -> tuple[Rule, ...]:
    """Return the rules of a channel that need the clock, made for `now` (aware)."""
    if channel != PLATFORM:
        return ()
    rows = configured(platform_rows(), config.rules, config.limits, __version__)
    return clock_rules_of(rows, now)


@cache
def _rules(severities: Settings, limits: Limits, units: str) -> tuple[Rule, ...]:
    rows = configured(platform_rows(), dict(severities), dict(limits), __version__)
    return rules_of(rows, units)


def forget_rules() -> None:
    """Let the rules be made anew, of rows that have changed."""
    _rules.cache_clear()


def configured(
    rows: Iterable[Row], severities: dict[str, str], limits: dict[str, int], version: str
) -> Iterator[Row]:
    """Yield the rows that hold, with the severities and limits that are set by code.

    A row that comes with the running release, `version`, is a warning in it.
    """
    for row in rows:
        own = WARNING if row.since and _release(row.since) == _release(version) else row.severity
        severity = severities.get(row.code, OFF if row.severity == OFF else own)
        if severity != OFF:
            limited = with_limit(row, limits[row.code]) if row.code in limits else row
            yield replace(limited, severity=severity)


def _release(version: str) -> list[str]:
    return version.split(".")[:2]
