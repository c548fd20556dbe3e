"""How long amounts can be as the locales write them, by writing the longest and the shortest.

A locale writes more digits in more characters, groups included, and rounding keeps the order of
numbers. So of all numbers with as many digits before the point, none is longer than one whose
places behind the point are all filled, and none shorter than one without any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache, lru_cache, reduce
from itertools import product
from math import prod

from msgc.chars import NO_CHARS, Chars, Spaces, chars_of, spaces_of
from msgc.filters.cldr import locale_of
from msgc.filters.guard import LOCALE
from msgc.filters.model import FilterError
from msgc.filters.ranges import bounds_of, text_of_type, values_of
from msgc.joins import join_strings
from msgc.types import IntegerType, StringType, Type, present

Arguments = Mapping[str, Type]
Rest = tuple[Type, ...]
Write = Callable[..., str]
Way = tuple[tuple[str, object], ...]

# A larger number isn't written out in full by all Pythons: nothing is claimed of it.
LARGEST = 10**15
# Stands in for a number without bounds: all of a locale's signs are in it.
_ANY = LARGEST - 1
_PLACES = "1" * 21
# Of more locales, currencies and decimals in all than these nothing is claimed.
_MAX_WAYS = 256
_UNKNOWN = StringType(min_length=1)


def amount_type(write: Write, *names: str) -> Callable[[Type, Arguments, Rest], Type]:
    """Return the result type of a filter that writes a number, by arguments called `names`."""

    def result(value: Type, arguments: Arguments, _rest: Rest) -> Type:
        ways = _ways(arguments, (LOCALE, *(name for name in names if name in arguments)))
        if ways is None:
            return _UNKNOWN
        low, high = bounds_of(present(value))
        is_whole = isinstance(present(value), IntegerType)
        return _written(write, _kept(low), _kept(high), is_whole, ways)

    return result


def _ways(arguments: Arguments, names: tuple[str, ...]) -> tuple[Way, ...] | None:
    """Return all arguments that a number may be written by, None where they aren't known."""
    pools = [values_of(arguments[name]) if name in arguments else None for name in names]
    known = [pool for pool in pools if pool is not None]
    if len(known) < len(pools) or prod(map(len, known)) > _MAX_WAYS:
        return None
    return tuple(tuple(zip(names, values, strict=True)) for values in product(*known))


def _kept(bound: float | None) -> float | None:
    return bound if bound is not None and abs(bound) < LARGEST else None


@lru_cache(maxsize=1024)
def _written(
    write: Write, low: float | None, high: float | None, is_whole: bool, ways: tuple[Way, ...]
) -> StringType:
    numbers, nearest = list(_longest(low, high, is_whole)), _nearest(low, high)
    try:
        found = [write(number, **dict(way)) for way in ways for number in numbers]
        least = min(len(write(nearest, **dict(way))) for way in ways)
    except FilterError:
        return _UNKNOWN
    most = None if low is None or high is None else max(map(len, found))
    chars = reduce(Chars.__or__, map(chars_of, found), NO_CHARS)
    spaces = [spaces_of(text) for text in found]
    run, edge = max(each.run for each in spaces), max(each.edge for each in spaces)
    return StringType(None, None, least, most, chars, Spaces(run, edge), solid=True)


def _longest(
    low: float | None, high: float | None, is_whole: bool
) -> Iterator[int | float | Decimal]:
    """Give numbers, one of which is written longest; together they show all signs."""
    bottom, top = -_ANY if low is None else low, _ANY if high is None else high
    if top >= 0:
        yield from _magnitudes(max(bottom, 0), top, is_whole)
    if bottom < 0:
        yield from (-each for each in _magnitudes(max(-top, 0), -bottom, is_whole))
    if not is_whole and bottom <= 0 <= top:
        yield -0.0


def _magnitudes(least: float, most: float, is_whole: bool) -> Iterator[int | float | Decimal]:
    yield most
    if is_whole:
        return
    digits = len(str(int(most)))
    first = 10 ** (digits - 1)
    if most > first or digits == 1:
        yield Decimal(f"{first}.{_PLACES}")
    if digits > 1 and least < first:
        yield Decimal(f"{first // 10}.{_PLACES}")


def _nearest(low: float | None, high: float | None) -> int:
    """Return the whole number nearest to zero that isn't farther from it than the range."""
    if low is not None and low > 0:
        return int(low)
    return int(high) if high is not None and high < 0 else 0


def plural_type(_value: Type, arguments: Arguments, _rest: Rest) -> Type:
    """Return the type of one of the words that the locales' plural rules choose from."""
    locales = values_of(arguments[LOCALE]) if LOCALE in arguments else None
    forms = None if locales is None else _plural_forms(locales)
    given = {
        name: text_of_type(kind)
        for name, kind in arguments.items()
        if name != LOCALE and (forms is None or name in forms)
    }
    return reduce(join_strings, given.values()) if given else StringType()


@cache
def _plural_forms(locales: Iterable[object]) -> frozenset[str]:
    rules = (locale_of(str(locale)).plural_form for locale in locales)
    return frozenset({"other"}.union(*(rule.tags for rule in rules)))
