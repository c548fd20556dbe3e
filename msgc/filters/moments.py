"""Filters that write dates and times for the row's locale: `date`, `time`.

Nothing here knows the machine's clock, time zone or locale: a value keeps its own offset unless
`timezone` is given.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, tzinfo
from functools import lru_cache
from typing import NamedTuple

from msgc.filters.cldr import babel, locale_of
from msgc.filters.guard import make_filter
from msgc.filters.limits import MAX_PATTERN, MAX_ZONE
from msgc.filters.model import Filter, FilterError, Parameter
from msgc.filters.moment_ranges import moment_type
from msgc.filters.words import STRING
from msgc.late import regex

_STYLES = ("short", "medium", "long", "full")
_MOMENT = regex(
    r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})?(?P<gap>[Tt ])?"
    r"(?:(?P<time>(?:[01][0-9]|2[0-3]):[0-9]{2}(?::[0-9]{2})?)(?:\.(?P<fraction>[0-9]+))?"
    r"(?P<offset>[Zz]|[+-][0-9]{2}:[0-9]{2})?)?"
)
_QUOTED = regex(r"'[^']*'?")
_DATE_LETTERS = frozenset("GyYuQqMLwWdDFEec")
_TIME_LETTERS = frozenset("abBhHKkmsSA")
_ZONE_LETTERS = frozenset("zZOvVXx")
# Patterns that are remembered: a message has few, its recipients some locales.
REMEMBERED = 256
_ANY_DAY = date(2000, 1, 1)
_HELP = "It reads `2026-12-31`, `2026-12-31T18:30:00+01:00` and, in `time`, `18:30`."


class _Moment(NamedTuple):
    """A point in time, and which of its parts were written."""

    at: datetime
    has_date: bool
    has_time: bool


def _date(
    value: str, format: str = "medium", timezone: str | None = None, locale: str = "en"
) -> str:
    moment = _in_zone("date", _read("date", value), timezone)
    if not moment.has_date:
        raise FilterError(f"`date` finds no date in `{value[:40]}`.", _HELP)
    return _written("date", moment, _date_pattern(format, locale), locale)


@lru_cache(maxsize=REMEMBERED)
def _date_pattern(format: str, locale: str) -> str:
    if format not in _STYLES:
        return format
    return str(babel().dates.get_date_format(format, locale_of(locale)).pattern)


def _time(
    value: str, format: str = "short", timezone: str | None = None, locale: str = "en"
) -> str:
    moment = _in_zone("time", _read("time", value), timezone)
    if not moment.has_time:
        raise FilterError(f"`time` finds no time in `{value[:40]}`.", _HELP)
    return _written("time", moment, _time_pattern(format, locale), locale)


@lru_cache(maxsize=REMEMBERED)
def _time_pattern(format: str, locale: str) -> str:
    if format not in _STYLES:
        return format
    return str(babel().dates.get_time_format(format, locale_of(locale)).pattern)


def _read(name: str, text: str) -> _Moment:
    parts = _MOMENT.fullmatch(text)
    if not text or parts is None or bool(parts["gap"]) != bool(parts["date"] and parts["time"]):
        raise _unreadable(name, text)
    try:
        day = date.fromisoformat(parts["date"]) if parts["date"] else _ANY_DAY
        clock = time.fromisoformat(_clock(parts)) if parts["time"] else time()
    except ValueError:
        raise _unreadable(name, text) from None
    return _Moment(datetime.combine(day, clock), bool(parts["date"]), bool(parts["time"]))


def _clock(parts: re.Match[str]) -> str:
    seconds = parts["time"] if parts["time"].count(":") == 2 else f"{parts['time']}:00"
    fraction = (parts["fraction"] or "")[:6].ljust(6, "0")
    return f"{seconds}.{fraction}{(parts['offset'] or '').upper()}"


def _unreadable(name: str, text: str) -> FilterError:
    return FilterError(f"`{name}` can't read `{text[:40]}`.", _HELP)


def _in_zone(name: str, moment: _Moment, zone_name: str | None) -> _Moment:
    if zone_name is None:
        return moment
    zone = _zone(zone_name)
    if moment.at.tzinfo is None or not moment.has_date:
        raise FilterError(
            f"`{name}` can't move a time without a date and an offset to a time zone.", _HELP
        )
    try:
        return moment._replace(at=moment.at.astimezone(zone))
    except OverflowError:
        raise FilterError(f"`{name}` meets a date at the very end of the calendar.") from None


def _zone(name: str) -> tzinfo:
    zoneinfo = babel().zoneinfo
    try:
        if len(name) <= MAX_ZONE:
            return zoneinfo.ZoneInfo(name)  # type: ignore[no-any-return]
    except (LookupError, ValueError, OSError):
        pass
    raise FilterError(
        f"There is no time zone `{name[:MAX_ZONE]}`.",
        "Write its IANA name, such as `Europe/Amsterdam`.",
    )


def _written(name: str, moment: _Moment, pattern: str, locale: str) -> str:
    _check_pattern(name, moment, pattern)
    try:
        parsed = babel().dates.parse_pattern(pattern)
        return str(parsed.apply(moment.at, locale_of(locale)))
    except (ValueError, LookupError, AttributeError, TypeError):
        raise _wrong_format(name, pattern) from None


def _wrong_format(name: str, pattern: str) -> FilterError:
    return FilterError(
        f"`{name}` doesn't know the format `{pattern[:40]}`.",
        "Write `short`, `medium`, `long`, `full`, or a CLDR pattern such as `d MMMM`.",
    )


def _check_pattern(name: str, moment: _Moment, pattern: str) -> None:
    letters = _letters(pattern) if len(pattern) <= MAX_PATTERN else None
    if letters is None or letters - _DATE_LETTERS - _TIME_LETTERS - _ZONE_LETTERS:
        raise _wrong_format(name, pattern)
    for absent, wanted, what in (
        (not moment.has_date, _DATE_LETTERS, "date"),
        (not moment.has_time, _TIME_LETTERS, "time"),
        (moment.at.tzinfo is None, _ZONE_LETTERS, "offset"),
    ):
        if absent and letters & wanted:
            raise FilterError(f"The format wants {_article(what)}, which the value doesn't have.")


@lru_cache(maxsize=REMEMBERED)
def _letters(pattern: str) -> frozenset[str]:
    """Return the letters outside of quotes, each of which stands for a part of a moment."""
    bare = _QUOTED.sub("", pattern)
    return frozenset(char for char in bare if char.isascii() and char.isalpha())


def _article(what: str) -> str:
    return f"an {what}" if what == "offset" else f"a {what}"


_ZONE = Parameter("timezone", STRING)

MOMENT_FILTERS: tuple[Filter, ...] = tuple(
    make_filter(
        name,
        STRING,
        moment_type(style, pattern_of),
        function,
        Parameter("format", STRING, default=style),
        _ZONE,
        uses_locale=True,
    )
    for name, function, style, pattern_of in (
        ("date", _date, "medium", _date_pattern),
        ("time", _time, "short", _time_pattern),
    )
)
