"""How long dates and times can be: each field of a pattern is written for all its values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache, reduce
from typing import cast

from msgc.filters.cldr import babel, locale_of
from msgc.filters.guard import LOCALE
from msgc.filters.limits import MAX_PATTERN
from msgc.filters.ranges import values_of
from msgc.joins import join_strings
from msgc.texts import concat, found_type, literal_type
from msgc.types import StringType, Type

Arguments = Mapping[str, Type]
Rest = tuple[Type, ...]
PatternOf = Callable[[str, str], str]
"""(format, locale) -> the pattern that the format stands for."""

# Their texts are names of places, or of the zone that the value brings along.
_UNBOUNDED_LETTERS = frozenset("zvV")
# Days of the leap year 2000 in which fields have all of their values: months are 28 days or more.
_DAYS = {
    **dict.fromkeys("GQqML", range(0, 366, 28)),
    **dict.fromkeys("Eec", range(7)),
    **dict.fromkeys("dF", range(31)),
    "D": range(366),
}
# A field of these has few values, and all of them are tried.
_NAMES = frozenset("GQqMLEeca")


def moment_type(style: str, pattern_of: PatternOf) -> Callable[[Type, Arguments, Rest], Type]:
    """Return the result type of `date` or `time`, whose format is `style` where none is given."""

    def result(_value: Type, arguments: Arguments, _rest: Rest) -> Type:
        formats = values_of(arguments["format"]) if "format" in arguments else (style,)
        locales = values_of(arguments[LOCALE]) if LOCALE in arguments else None
        if formats is None or locales is None:
            return StringType()
        made = (
            _pattern_type(pattern_of(str(each), str(locale)), str(locale))
            for each in formats
            for locale in locales
        )
        return reduce(join_strings, made)

    return result


@lru_cache(maxsize=1024)
def _pattern_type(pattern: str, locale: str) -> StringType:
    dates = babel().dates
    if len(pattern) > MAX_PATTERN:
        return StringType()
    try:
        dates.parse_pattern(pattern)
        tokens = dates.tokenize_pattern(pattern)
    except (ValueError, LookupError):
        return StringType()
    parts = [_token_type(kind, token, locale) for kind, token in tokens]
    return (
        concat([part for part in parts if part is not None]) if None not in parts else StringType()
    )


def _token_type(kind: str, token: object, locale: str) -> StringType | None:
    if kind == "chars":
        return literal_type(str(token))
    letter, count = cast("tuple[str, int]", token)
    return _field_type(letter, count, locale)


@lru_cache(maxsize=4096)
def _field_type(letter: str, count: int, locale: str) -> StringType | None:
    """Return the type of one field of a pattern, None where nothing is known of it."""
    if letter in _UNBOUNDED_LETTERS:
        return None
    where, dates = locale_of(locale), babel().dates
    try:
        texts = [
            str(dates.DateTimeFormat(moment, where)[letter * count]) for moment in _moments(letter)
        ]
    except (ValueError, LookupError, AttributeError, TypeError):
        return None
    made = found_type(texts)
    return made if letter in _NAMES else replace(made, enum=None)


def _moments(letter: str) -> Iterable[datetime]:
    """Return moments among which are those that a field writes shortest and longest."""
    if letter in _DAYS:
        first = datetime(2000, 1, 1, tzinfo=UTC)
        return [first + timedelta(days=number) for number in _DAYS[letter]]
    return _weeks(letter) if letter in "wWyYu" else _clock(letter)


def _weeks(letter: str) -> Iterator[datetime]:
    """Give days around which weeks and years change, in years of one to four digits."""
    for year in (1, 9, 10, 99, 100, 999, 1000, 2000, 2004, 2009, 9998, 9999):
        first, last = datetime(year, 1, 1, tzinfo=UTC), datetime(year, 12, 31, tzinfo=UTC)
        yield from (first + timedelta(days=number) for number in range(7))
        yield from (last - timedelta(days=number) for number in range(7))
    middle = datetime(2001, 1, 1, tzinfo=UTC)
    yield from (middle + timedelta(days=number) for number in range(0, 84, 6))


def _clock(letter: str) -> Iterator[datetime]:
    noon = datetime(2000, 6, 15, 12, tzinfo=UTC)
    if letter in "ms":
        yield from (noon.replace(minute=each, second=each) for each in range(60))
    elif letter in "SA":
        micros = (0, 1, 999, 1000, 500_000, 999_499, 999_500, 999_999)
        for hour in (0, 2, 3, 23):
            yield from (noon.replace(hour=hour, microsecond=each) for each in micros)
        yield noon.replace(hour=23, minute=59, second=59, microsecond=999_999)
    elif letter in "ZOXx":
        for minutes in range(-1439, 1440):
            if minutes % 60 in (0, 1, 59):
                yield noon.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    else:
        for hour in range(24):
            yield from (noon.replace(hour=hour, minute=minute) for minute in (0, 1, 30, 59))
