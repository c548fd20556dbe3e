"""Numbers that Python formats are written as Babel writes them, in every locale that it has."""

from __future__ import annotations

import pytest
from babel import Locale, localedata, numbers
from hypothesis import given
from hypothesis import strategies as st

from msgc.filters import FILTERS, FilterError
from msgc.filters.amounts import _currency_writer, _number_writer
from msgc.filters.quick_numbers import LARGEST, quick_numbers

LOCALES = sorted(localedata.locale_identifiers())
CURRENCIES = ("EUR", "USD", "JPY", "KWD", "INR", "CHF", "CLF", "XXX")
EDGES = (
    *(0, -0.0, 0.5, 1.5, 2.5, -0.5, 0.0005, 0.0015, -0.0004, 0.125, 1e-7, 5e-324),
    *(999.9995, -999.995, 999_999.9999, LARGEST - 1, LARGEST, -LARGEST, 999_999_999_999_999.9),
    *(10**27, 1e22, -1e300),
)
VALUES = (
    st.sampled_from(EDGES)
    | st.integers(-(10**16), 10**16)
    | st.floats(-1e16, 1e16)
    | st.integers(-(10**8), 10**8).map(lambda value: value / 2000)
)


def babels(value: float, decimals: int | None, where: Locale, currency: str | None) -> str | None:
    """Return what Babel writes, None where it can't write so many digits."""
    formats = where.currency_formats["standard"] if currency else where.decimal_formats[None]
    pattern = None
    if decimals is not None:
        places = "." + "0" * decimals if decimals else ""
        pattern = ";".join(_placed(part, places) for part in formats.pattern.split(";"))
    try:
        if currency is None:
            return numbers.format_decimal(value, pattern, where)
        return numbers.format_currency(
            value, currency, pattern, where, currency_digits=decimals is None
        )
    except ArithmeticError:
        return None


def _placed(pattern: str, places: str) -> str:
    digits = pattern.rindex("0", 0, pattern.find(".") if "." in pattern else None)
    end = max(pattern.rfind("0"), pattern.rfind("#")) + 1
    return pattern[: digits + 1] + places + pattern[end:]


@given(
    VALUES,
    st.sampled_from([None, 0, 1, 2, 3, 9, 10, 20]),
    st.sampled_from(LOCALES),
    st.sampled_from([None, *CURRENCIES]),
)
def test_numbers_are_babels(
    value: float, decimals: int | None, locale: str, currency: str | None
) -> None:
    row = FILTERS["currency" if currency else "number"]
    arguments = {"decimals": decimals, "locale": locale.replace("_", "-")}
    if currency:
        arguments["code"] = currency
    wanted = babels(value, decimals, Locale.parse(locale), currency)
    if wanted is None:
        with pytest.raises(FilterError, match="so many digits"):
            row.apply(value, **arguments)
    else:
        assert row.apply(value, **arguments) == wanted


def test_most_locales_have_a_quick_way() -> None:
    codes = [code.replace("_", "-") for code in LOCALES]
    assert sum(_number_writer(None, code).quick is not None for code in codes) > 1000
    assert sum(_currency_writer("EUR", None, code).quick is not None for code in codes) > 1000


def test_other_groups_have_none() -> None:
    assert _number_writer(None, "hi").quick is None
    assert FILTERS["number"].apply(1_234_567, locale="hi") == "12,34,567"


def test_a_way_that_differs_is_not_taken() -> None:
    def rounded_down(value: float) -> str:
        return f"{int(value * 100) / 100:,.2f}"

    assert quick_numbers(rounded_down, (2, 2), ",", ".") is None
    assert quick_numbers(lambda value: f"{value:,.2f}", (2, 2), ",", ".") is not None
