"""Filters that write numbers for the row's locale: `number`, `currency`, `plural`."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Any, NamedTuple

from msgc.filters.amount_ranges import amount_type, plural_type
from msgc.filters.cldr import babel, locale_of
from msgc.filters.guard import make_filter
from msgc.filters.limits import MAX_DECIMALS
from msgc.filters.model import Filter, FilterError, Parameter
from msgc.filters.quick_numbers import QuickNumbers, Write, quick_numbers
from msgc.filters.words import INTEGER, NUMBER, STRING, TEXT, text_of
from msgc.late import regex

_LAST_DIGIT_AND_PLACES = regex(r"0(\.[0#]+)?(?![0#.,])")
_CURRENCY_CODE = regex("[A-Z]{3}")
# Ways to write numbers that are remembered: a message has few, its recipients some locales.
REMEMBERED = 256
_DECIMALS = Parameter("decimals", INTEGER)


def _number(value: int | float, decimals: int | None = None, locale: str = "en") -> str:
    """Write a number as the locale does; `decimals` fixes the places, else there are up to three.

    Halves go to the even neighbour, as CLDR has it.
    """
    return _formatted("number", value, _number_writer(decimals, locale))


@lru_cache(maxsize=REMEMBERED)
def _number_writer(decimals: int | None, locale: str) -> _Writer:
    numbers, where = babel().numbers, locale_of(locale)
    pattern = where.decimal_formats[None].pattern
    wanted = pattern if decimals is None else _with_places("number", pattern, decimals)
    write = partial(numbers.format_decimal, format=wanted, locale=where)
    return _writer(write, numbers.parse_pattern(wanted).frac_prec, where)


def _currency(
    value: int | float, code: str, decimals: int | None = None, locale: str = "en"
) -> str:
    """Write an amount of money; without `decimals`, with as many places as the currency has."""
    return _formatted("currency", value, _currency_writer(code, decimals, locale))


@lru_cache(maxsize=REMEMBERED)
def _currency_writer(code: str, decimals: int | None, locale: str) -> _Writer:
    numbers, where = babel().numbers, locale_of(locale)
    if not _CURRENCY_CODE.fullmatch(code) or not numbers.is_currency(code):
        raise FilterError(
            f"`{code[:20]}` isn't the code of a currency.", "Write the ISO code, such as `EUR`."
        )
    write = partial(numbers.format_currency, currency=code, locale=where)
    if decimals is None:
        return _writer(write, (numbers.get_currency_precision(code),) * 2, where)
    pattern = _with_places("currency", where.currency_formats["standard"].pattern, decimals)
    fixed = partial(write, format=pattern, currency_digits=False)
    return _writer(fixed, (decimals, decimals), where)


class _Writer(NamedTuple):
    """Babel's way to write a number, and a quick one where there is one."""

    write: Write
    quick: QuickNumbers | None


def _writer(write: Write, places: tuple[int, int], where: Any) -> _Writer:
    numbers = babel().numbers
    group, point = numbers.get_group_symbol(where), numbers.get_decimal_symbol(where)
    return _Writer(write, quick_numbers(write, places, group, point))


def _with_places(name: str, pattern: str, decimals: int) -> str:
    if not 0 <= decimals <= MAX_DECIMALS:
        raise FilterError(f"`{name}` takes `decimals` from 0 to {MAX_DECIMALS}.")
    places = "." + "0" * decimals if decimals else ""
    return _LAST_DIGIT_AND_PLACES.sub("0" + places, pattern)


def _formatted(name: str, value: int | float, writer: _Writer) -> str:
    quickly = writer.quick.write(value) if writer.quick else None
    if quickly is not None:
        return quickly
    try:
        return str(writer.write(value))
    except ArithmeticError:  # more digits than Python's decimals carry
        raise FilterError(f"`{name}` can't write a number of so many digits.") from None


def _plural(
    value: int,
    one: object,
    other: object,
    zero: object = None,
    two: object = None,
    few: object = None,
    many: object = None,
    locale: str = "en",
) -> str:
    """Pick the word that the locale's plural rules ask for; `other` stands in for one not given."""
    words = {"zero": zero, "one": one, "two": two, "few": few, "many": many}
    word = words.get(locale_of(locale).plural_form(value))
    return text_of("plural", other if word is None else word)


AMOUNT_FILTERS: tuple[Filter, ...] = (
    make_filter(
        "number", NUMBER, amount_type(_number, "decimals"), _number, _DECIMALS, uses_locale=True
    ),
    make_filter(
        "currency",
        NUMBER,
        amount_type(_currency, "code", "decimals"),
        _currency,
        Parameter("code", STRING, required=True),
        _DECIMALS,
        uses_locale=True,
    ),
    make_filter(
        "plural",
        INTEGER,
        plural_type,
        _plural,
        Parameter("one", TEXT, required=True),
        Parameter("other", TEXT, required=True),
        *(Parameter(name, TEXT, named_only=True) for name in ("zero", "two", "few", "many")),
        uses_locale=True,
    ),
)
