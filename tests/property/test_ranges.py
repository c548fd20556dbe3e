"""What a filter makes of values that fit its types fits its result's type."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from msgc.filters import FILTERS, FilterError
from msgc.filters.guard import LOCALE
from msgc.texts import words_type
from msgc.types import NumberType, Type, UnknownType
from msgc.values import holds
from tests.property.ranged import (
    FLAGS,
    NASTY,
    NUMBERS,
    WHOLES,
    Typed,
    integers,
    lists,
    literals,
    numbers,
    objects,
    texts,
)

Strategy = st.SearchStrategy[Typed]

LOCALES = ["en", "nl", "de", "ar", "hi", "pl", "pt-BR", "ja", "fr-CH", "sv", "he", "fa", "th", "xx"]
WORDS = texts() | integers()
SMALL = literals([0, 1, 2, 3, 4, 10, 20, 255]) | integers([-1, 0, 1, 2, 5, 12, 30])
PLACES = literals([0, 1, 2, 3, 20]) | integers([-1, 0, 1, 2, 21])
MOMENTS = texts(
    st.one_of(
        st.dates().map(str),
        st.datetimes().map(lambda each: each.isoformat() + "+01:00"),
        st.sampled_from(
            ["0001-01-01", "9999-12-31T23:59:59.999999-23:59", "12:30", "23:59:59.9999Z"]
        ),
    )
)
FORMATS = [
    "short",
    "medium",
    "long",
    "full",
    "d MMMM",
    "EEEE dd-MM-yy",
    "y 'at' h:mm a",
    "'x''y' Qqq G",
]
FORMATS += [
    "w W D F e c LLLL Y",
    "HH:mm:ss.SSS",
    "b B k K A",
    "Z xxx XXX OOOO ZZZZZ",
    "z v V",
    "j",
    "SS S",
]
NUMERIC = numbers() | integers()
ITEMS = lists(texts()) | lists(integers()) | lists(numbers()) | lists(WORDS)
ROWS = lists(objects())
PATTERNS = [
    "%s",
    "[%8s]",
    "%-5s|",
    "%.2s%%",
    "%.0s",
    "%d",
    "%05d",
    "%+.2f",
    "%e",
    "%g",
    "%x",
    "%#o",
    "%X",
]
PATTERNS += [
    "% d",
    "% .3f|",
    "%#.0f",
    "%12.3e",
    "%.0e",
    "%#g",
    "%.40g",
    "%+x",
    "%.9d",
    "%i %s",
    "a%",
    "%q",
    "%.F",
]
NAMES = literals(["k", "n", "note", "zz"])


def case(value: Strategy, *rest: Strategy, **named: Strategy) -> st.SearchStrategy:
    """Draw a value, the further values of a variadic filter, and maybe named arguments."""
    return st.tuples(value, st.tuples(*rest), st.fixed_dictionaries({}, optional=named))


def needed(value: Strategy, *, optional: dict[str, Strategy] | None = None, **named: Strategy):
    """Draw a value with arguments that are always there, and others that may be."""
    return st.tuples(value, st.just(()), st.fixed_dictionaries(named, optional=optional or {}))


FOUND = texts(
    st.sampled_from(["", "a", " ", "\n", "b", "ab", "%", "\t", "İ", "*", "  "])
) | integers([0, 10])
ORDERED = {"case_sensitive": FLAGS, "attribute": NAMES}
CASES: dict[str, st.SearchStrategy] = {
    **{name: case(WORDS) for name in ("upper", "lower", "capitalize", "title", "plain", "oneline")},
    **{name: case(WORDS) for name in ("wordcount", "escape", "e", "striptags")},
    "trim": case(WORDS, chars=texts(st.sampled_from(["", "a", " ", " \n", "x "]))),
    "replace": needed(WORDS, optional={"count": SMALL}, old=FOUND, new=FOUND | WORDS),
    "center": case(WORDS, width=SMALL),
    "indent": case(WORDS, width=SMALL | texts(), first=FLAGS, blank=FLAGS),
    "string": case(texts() | NUMERIC | FLAGS),
    "truncate": case(WORDS, length=SMALL, killwords=FLAGS, end=WORDS, leeway=SMALL),
    "urlencode": case(texts() | NUMERIC | objects()),
    "format": st.one_of(
        case(literals(PATTERNS) | texts(), WORDS | NUMERIC),
        case(literals(PATTERNS), NUMERIC, WORDS),
    ),
    "round": case(
        NUMERIC,
        precision=integers([-20, -2, -1, 0, 1, 2, 15, 100]) | literals([0, 1, 2]),
        method=literals(["common", "ceil", "floor"]),
    ),
    "int": case(texts() | NUMERIC, default=integers(), base=literals([2, 10, 16, 0])),
    "float": case(texts() | NUMERIC, default=NUMERIC),
    "abs": case(NUMERIC),
    **{name: case(ITEMS | texts() | objects() | ROWS) for name in ("length", "count")},
    **{name: case(ITEMS | texts()) for name in ("first", "last", "reverse", "list")},
    "join": case(ITEMS | ROWS, d=WORDS, attribute=NAMES),
    "sort": case(ITEMS | ROWS, reverse=FLAGS, **ORDERED),
    **{name: case(ITEMS | ROWS, **ORDERED) for name in ("unique", "min", "max")},
    "sum": case(lists(NUMERIC) | ROWS, attribute=NAMES, start=NUMERIC),
    "number": case(NUMERIC, decimals=PLACES),
    "currency": needed(
        NUMERIC,
        optional={"decimals": PLACES},
        code=texts(st.sampled_from(["EUR", "USD", "JPY", "INR", "x"])),
    ),
    "plural": needed(
        integers(),
        optional={"few": WORDS, "many": WORDS, "two": WORDS, "zero": WORDS},
        one=WORDS,
        other=WORDS,
    ),
    **{
        name: case(
            MOMENTS | texts(),
            format=literals(FORMATS) | texts(),
            timezone=literals(["Europe/Amsterdam", "Asia/Kathmandu", "America/St_Johns", "UTC"]),
        )
        for name in ("date", "time")
    },
    "map": st.one_of(
        needed(ROWS, optional={"default": WORDS}, attribute=NAMES),
        needed(
            ITEMS,
            name=literals(["upper", "string", "length", "first", "abs", "number", "plain", "date"]),
        ),
        st.tuples(
            ITEMS,
            st.tuples(SMALL),
            st.fixed_dictionaries({"name": literals(["truncate", "number"])}),
        ),
    ),
    **{
        name: case(ITEMS, test=literals(["string", "number", "odd"]))
        for name in ("select", "reject")
    },
    **{
        name: needed(ROWS, optional={"test": literals(["defined", "string"])}, attribute=NAMES)
        for name in ("selectattr", "rejectattr")
    },
    **{
        name: needed(texts() | NUMERIC | ITEMS, default_value=WORDS, optional={"boolean": FLAGS})
        for name in ("default", "d")
    },
}


def test_every_filter_has_a_case() -> None:
    assert set(CASES) == set(FILTERS)


@pytest.mark.parametrize("name", sorted(FILTERS))
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_results_fit_their_type(name: str, data: st.DataObject) -> None:
    value, rest, named = data.draw(CASES[name])
    row, kinds = FILTERS[name], {each: typed.kind for each, typed in named.items()}
    given_values = {each: typed.value for each, typed in named.items()}
    if row.uses_locale:
        locales = data.draw(st.lists(st.sampled_from(LOCALES), min_size=1, max_size=3, unique=True))
        given_values[LOCALE] = data.draw(st.sampled_from(locales))
        kinds |= data.draw(st.sampled_from([{LOCALE: words_type(locales)}, {}]))
    try:
        kind = row.result(value.kind, kinds, tuple(each.kind for each in rest))
        made = row.apply(value.value, *(each.value for each in rest), **given_values)
    except FilterError:
        return
    event(f"{name}: {'unknown' if isinstance(kind, UnknownType) else 'known'}")
    assert holds(kind, made), (kind, made, value)


def _alone(name: str) -> bool:
    return not any(parameter.required for parameter in FILTERS[name].parameters)


TEXT_FILTERS = [n for n in FILTERS if _alone(n) and "string" in FILTERS[n].takes]
NUMBER_FILTERS = [n for n in FILTERS if _alone(n) and "number" in FILTERS[n].takes]


@pytest.mark.parametrize("name", sorted(TEXT_FILTERS))
def test_each_nasty_text_alone(name: str) -> None:
    """The range is then as narrow as can be, and the text is both of its ends."""
    for text in NASTY:
        _check_alone(name, replace(words_type((text,)), enum=None), text)


@pytest.mark.parametrize("name", sorted(NUMBER_FILTERS))
def test_each_number_at_the_end_of_its_range(name: str) -> None:
    for end in NUMBERS:
        for value in (end, 0, -0.0, end / 3 if abs(end) < 1e300 else end):
            _check_alone(name, NumberType(min(end, 0), max(end, 0)), value)
            _check_alone(name, NumberType(value, value), value)


def _check_alone(name: str, kind: Type, value: object) -> None:
    row = FILTERS[name]
    kinds = {LOCALE: words_type(("hi", "sv"))} if row.uses_locale else {}
    try:
        made = row.apply(value, **({LOCALE: "hi"} if row.uses_locale else {}))
    except FilterError:
        return
    assert holds(row.result(kind, kinds, ()), made), (kind, made, value)


def test_drawn_values_fit_their_own_type() -> None:
    @settings(max_examples=300, deadline=None)
    @given(st.one_of(WORDS, NUMERIC, ITEMS, ROWS, MOMENTS))
    def check(typed: Typed) -> None:
        assert holds(typed.kind, typed.value), typed

    assert WHOLES and NUMBERS
    check()
