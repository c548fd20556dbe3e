"""Filters that write numbers for the row's locale: `number`, `currency`, `plural`."""

from __future__ import annotations

from collections.abc import Callable

from msgc.filters.amount_ranges import amount_type, plural_type
from msgc.filters.cldr import babel, locale_of
from msgc.filters.guard import make_filter
from msgc.filters.limits import MAX_DECIMALS
from msgc.filters.model import Filter, FilterError, Parameter
from msgc.filters.words import INTEGER, NUMBER, STRING, TEXT, text_of
from msgc.late import regex

_LAST_DIGIT_AND_PLACES = regex(r"0(\.[0#]+)?(?![0#.,])")
_CURRENCY_CODE = regex("[A-Z]{3}")
_DECIMALS = Parameter("decimals", INTEGER)


def _number(value: int | float, decimals: int | None = None, locale: str = "en") -> str:
    """Write a number as the locale does; `decimals` fixes the places, else there are up to three.

    Halves go to the even neighbour, as CLDR has it.
    """
    where = locale_of(locale)
    pattern = where.decimal_formats[None].pattern
    wanted = pattern if decimals is None else _with_places("number", pattern, decimals)
    format_decimal = babel().numbers.format_decimal
    return _formatted("number", lambda: format_decimal(value, format=wanted, locale=where))


def _currency(
    value: int | float, code: str, decimals: int | None = None, locale: str = "en"
) -> str:
    """Write an amount of money; without `decimals`, with as many places as the currency has."""
    numbers, where = babel().numbers, locale_of(locale)
    if not _CURRENCY_CODE.fullmatch(code) or not numbers.is_currency(code):
        raise FilterError(
            f"`{code[:20]}` isn't the code of a currency.", "Write the ISO code, such as `EUR`."
        )
    if decimals is None:
        return _formatted("currency", lambda: numbers.format_currency(value, code, locale=where))
    pattern = _with_places("currency", where.currency_formats["standard"].pattern, decimals)
    return _formatted(
        "currency",
        lambda: numbers.format_currency(value, code, pattern, where, currency_digits=False),
    )


def _with_places(name: str, pattern: str, decimals: int) -> str:
    if not 0 <= decimals <= MAX_DECIMALS:
        raise FilterError(f"`{name}` takes `decimals` from 0 to {MAX_DECIMALS}.")
    places = "." + "0" * decimals if decimals else ""
    return _LAST_DIGIT_AND_PLACES.sub("0" + places, pattern)


def _formatted(name: str, write: Callable[[], str]) -> str:
    try:
        return str(write())
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
