import subprocess
import sys

import pytest

from msgc.filters import FILTERS, FilterError
from msgc.filters.cldr import locale_of

NOON = "2026-01-02T12:30:00+01:00"


def apply(name, value, locale, **arguments):
    return FILTERS[name].apply(value, locale=locale, **arguments)


@pytest.mark.parametrize(
    ("code", "found"),
    [("nl-BE", "nl_BE"), ("nl-XX", "nl"), ("xx", "en"), ("", "en"), ("../nl", "en"), ("EN", "en")],
)
def test_unknown_locales_fall_back(code, found):
    assert str(locale_of(code)) == found


@pytest.mark.parametrize(
    ("name", "value", "locale", "arguments", "expected"),
    [
        ("number", 1234567.891, "nl", {}, "1.234.567,891"),
        ("number", 1234567.891, "en", {"decimals": 2}, "1,234,567.89"),
        ("number", 1234567, "hi", {"decimals": 1}, "12,34,567.0"),
        ("number", 5, "en", {"decimals": 0}, "5"),
        ("number", -0.5, "nl", {"decimals": 2}, "-0,50"),
        ("currency", 59.9, "nl-BE", {"code": "EUR"}, "€\u00a059,90"),
        ("currency", 59.9, "en", {"code": "EUR"}, "€59.90"),
        ("currency", 1500, "en", {"code": "JPY"}, "¥1,500"),
        ("currency", 59.9, "de", {"code": "EUR", "decimals": 0}, "60\u00a0€"),
        ("currency", 59.9, "nl", {"code": "EUR", "decimals": 3}, "€\u00a059,900"),
        ("currency", -5, "nl", {"code": "EUR", "decimals": 1}, "€\u00a0-5,0"),
        ("date", "2026-01-02", "en", {}, "Jan 2, 2026"),
        ("date", NOON, "nl", {"format": "full"}, "vrijdag 2 januari 2026"),
        ("date", NOON, "nl", {"format": "EEE d MMM 'om' HH:mm"}, "vr 2 jan om 12:30"),
        ("date", "2026-01-01T00:30:00Z", "en", {"timezone": "America/New_York"}, "Dec 31, 2025"),
        ("time", NOON, "en", {}, "12:30\u202fPM"),
        ("time", NOON, "nl", {"timezone": "UTC"}, "11:30"),
        ("time", "18:30", "nl", {"format": "medium"}, "18:30:00"),
        ("time", "18:30:15.123456789Z", "nl", {"format": "ss.SSS xxx"}, "15.123 +00:00"),
        ("plural", 1, "en", {"one": "item", "other": "items"}, "item"),
        ("plural", 0, "en", {"one": "item", "other": "items"}, "items"),
        ("plural", 0, "fr", {"one": "article", "other": "articles"}, "article"),
        ("plural", 3, "pl", {"one": "plik", "other": "pliku", "few": "pliki"}, "pliki"),
        ("plural", 5, "pl", {"one": "plik", "other": "pliku", "few": "pliki"}, "pliku"),
        ("plural", 0, "ar", {"one": "1", "other": "n", "zero": "0"}, "0"),
    ],
)
def test_values_are_written_for_the_locale(name, value, locale, arguments, expected):
    assert apply(name, value, locale, **arguments) == expected


@pytest.mark.parametrize(
    ("name", "value", "arguments", "sentence"),
    [
        ("number", True, {}, "takes a number, not a boolean"),
        ("number", float("nan"), {}, "isn't finite"),
        ("number", 1e300, {}, "so many digits"),
        ("number", 1, {"decimals": -1}, "from 0 to 20"),
        ("number", 1, {"decimals": 10**9}, "from 0 to 20"),
        ("currency", 1, {"code": "EURO"}, "isn't the code of a currency"),
        ("currency", 1, {"code": "XQZ"}, "isn't the code of a currency"),
        ("currency", 1, {}, "needs `code`"),
        ("date", "31-12-2026", {}, "can't read `31-12-2026`"),
        ("date", "2026-02-30", {}, "can't read"),
        ("date", "2026-01-01 ", {}, "can't read"),
        ("date", "", {}, "can't read"),
        ("date", "12:30", {}, "finds no date"),
        ("time", "2026-01-02", {}, "finds no time"),
        ("date", "2026-01-02", {"format": "HH:mm"}, "wants a time"),
        ("time", "12:30", {"format": "d MMM HH:mm"}, "wants a date"),
        ("time", "12:30", {"format": "full"}, "wants an offset"),
        ("date", NOON, {"format": "j"}, "doesn't know the format"),
        ("date", NOON, {"format": "QQQQQQ"}, "doesn't know the format"),
        ("date", NOON, {"format": "y" * 101}, "doesn't know the format"),
        ("time", NOON, {"timezone": "Mars/Olympus"}, "no time zone"),
        ("time", NOON, {"timezone": "../../etc/passwd"}, "no time zone"),
        ("time", NOON, {"timezone": "Europe"}, "no time zone"),
        ("time", "12:30Z", {"timezone": "UTC"}, "without a date"),
        ("time", "9999-12-31T23:59:59-01:00", {"timezone": "UTC"}, "end of the calendar"),
        ("plural", 1.5, {"one": "a", "other": "b"}, "takes an integer, not a number"),
    ],
)
def test_what_cant_be_written_is_one_sentence(name, value, arguments, sentence):
    with pytest.raises(FilterError, match=sentence):
        apply(name, value, "en", **arguments)


def test_babel_comes_in_with_the_first_use_only():
    program = (
        "import sys; from msgc.filters import FILTERS; before = 'babel' in sys.modules;"
        "FILTERS['number'].apply(1, locale='en'); print(before, 'babel' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert run.stdout.split() == ["False", "True"]
