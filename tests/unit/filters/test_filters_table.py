"""The tables hang together; whatever goes in, only `FilterError` comes out of them."""

import inspect

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msgc.filters import FILTERS, TESTS, FilterError, bind, check_types, fits, literal, usage
from msgc.filters.synonyms import SYNONYMS
from msgc.types import (
    BooleanType,
    Field,
    IntegerType,
    ListType,
    NumberType,
    ObjectType,
    OptionalType,
    StringType,
    UnknownType,
)

ITEM = ObjectType(
    fields={
        "name": Field(StringType()),
        "count": Field(IntegerType()),
        "note": Field(StringType(), optional=True),
    }
)
ITEMS = ListType(ITEM)

HOSTILE = [-1, 0, 1, 2, 10**30, 10**400, 1.5, -0.0, 1e308, float("nan"), float("inf"), True, None]
HOSTILE += ["", "a", "%s", "%5d", "*a*", "é" * 3, "2026-01-02T12:30:00Z", "12:30", "upper", "odd"]
HOSTILE += ["\ud800", "name", "0", [], [1, 2], ["a", 1], [[[]]], [{"name": "x"}], {}, {"name": 1}]
VALUES = st.sampled_from(HOSTILE)


def word(text):
    return StringType(enum=(text,), min_length=len(text), max_length=len(text))


def result(name, value, /, *rest, **arguments):
    return FILTERS[name].result(value, arguments, rest)


@pytest.mark.parametrize("name", sorted(FILTERS))
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_filters_raise_nothing_but_filter_errors(name, data):
    row = FILTERS[name]
    arguments = {p.name: data.draw(VALUES) for p in row.parameters if data.draw(st.booleans())}
    rest = data.draw(st.lists(VALUES, max_size=3)) if row.variadic else []
    if row.uses_locale:
        arguments["locale"] = data.draw(st.sampled_from(["en", "nl-BE", "ar", "", "x" * 99]))
    try:
        found = row.apply(data.draw(VALUES), *rest, **arguments)
    except FilterError as error:
        assert error.message.endswith(".") and "\n" not in error.message
    else:
        assert type(found) in (str, int, float, bool, list, dict, type(None))


@pytest.mark.parametrize("name", sorted(TESTS))
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_tests_answer_or_raise_filter_errors(name, data):
    arguments = {p.name: data.draw(VALUES) for p in TESTS[name].parameters}
    try:
        assert TESTS[name].apply(data.draw(VALUES), **arguments) in (True, False)
    except FilterError as error:
        assert error.message.endswith(".")


def _function(row):
    """Return the function inside the guard, whose defaults the table repeats."""
    return inspect.getclosurevars(row.apply).nonlocals["function"]


@pytest.mark.parametrize("name", sorted(FILTERS))
def test_the_tables_defaults_are_the_functions_own(name):
    declared = inspect.signature(_function(FILTERS[name])).parameters
    for parameter in FILTERS[name].parameters:
        default = declared[parameter.name].default
        if not name.endswith("attr"):  # these share one function with `select` and `reject`
            assert parameter.required == (default is inspect.Parameter.empty)
        if not parameter.required:
            assert parameter.default == default and type(parameter.default) is type(default)


def test_bind_by_position_and_name():
    bound = bind(FILTERS["truncate"], [20], {"end": "…"})
    assert bound.arguments == {"length": 20, "end": "…"} and bound.rest == ()
    mapped = bind(FILTERS["map"], ["replace", "a", "b"], {})
    assert mapped.arguments == {"name": "replace"} and mapped.rest == ("a", "b")


@pytest.mark.parametrize(
    ("name", "positional", "named", "sentence", "help"),
    [
        ("upper", [1], {}, "`upper` takes no arguments.", None),
        (
            "replace",
            ["a"],
            {},
            "`replace` needs `new`.",
            "Write it as `replace(old, new, count=-1)`.",
        ),
        ("truncate", [], {"lenght": 3}, "has no argument `lenght`", "Did you mean `length`?"),
        ("truncate", [3], {"length": 3}, "gets `length` twice", None),
        ("center", [1, 2], {}, "takes at most 1 argument.", None),
    ],
)
def test_bind_says_what_is_wrong(name, positional, named, sentence, help):
    with pytest.raises(FilterError, match=sentence) as caught:
        bind(FILTERS[name], positional, named)
    assert caught.value.help == help


def test_usage_shows_defaults_as_authors_write_them():
    assert usage(FILTERS["round"]) == "Write it as `round(precision=0, method='common')`."
    assert usage(FILTERS["unique"]) == "Write it as `unique(case_sensitive=false, attribute=...)`."


def test_fits_is_false_only_for_what_surely_fails():
    assert fits(("number",), IntegerType()) and not fits(("integer",), NumberType())
    assert fits(("string",), UnknownType()) and fits(("string",), OptionalType(StringType()))
    assert not fits(("number",), BooleanType())


def test_result_types():
    assert result("upper", StringType()) == StringType()
    assert result("length", ListType(min_items=2)) == IntegerType(minimum=2)
    assert result("first", ITEMS) == OptionalType(ITEM)
    assert result("first", ListType(ITEM, min_items=1)) == ITEM
    assert result("map", ITEMS, attribute=word("count")) == ListType(IntegerType())
    assert result("map", ITEMS, attribute=word("note")) == ListType(OptionalType(StringType()))
    assert result("map", ListType(ITEMS), name=word("length")) == ListType(IntegerType(minimum=0))
    assert result("sum", ITEMS, attribute=word("count")) == IntegerType()
    assert result("selectattr", ListType(ITEM, 1, 5), attribute=word("name")) == ListType(
        ITEM, 0, 5
    )
    assert result("round", IntegerType()) == IntegerType()
    assert result("round", NumberType()) == NumberType()
    assert result("first", UnknownType()) == OptionalType(UnknownType())
    assert result("default", OptionalType(IntegerType()), default_value=IntegerType(0, 0)) == (
        IntegerType()
    )


@pytest.mark.parametrize(
    ("name", "arguments", "sentence", "help"),
    [
        ("map", {"attribute": "nme"}, "no field `nme`", "Did you mean `name`?"),
        ("map", {"name": "uper"}, "no filter `uper`", "Did you mean `upper`?"),
        ("sort", {"attribute": "name,zzz"}, "no field `zzz`", None),
        (
            "selectattr",
            {"attribute": "name", "test": "evn"},
            "no test `evn`",
            "Did you mean `even`?",
        ),
        ("map", {"name": "upper"}, "`upper` takes a string or an integer, not an object", None),
        (
            "selectattr",
            {"attribute": "name", "test": "odd"},
            "`odd` takes an integer, not a string",
            None,
        ),
        ("sum", {"attribute": "name.x"}, "A string has no field `x`", None),
    ],
)
def test_result_raises_for_what_is_sure_to_fail(name, arguments, sentence, help):
    with pytest.raises(FilterError, match=sentence) as caught:
        result(name, ITEMS, **{key: word(text) for key, text in arguments.items()})
    assert help is None or caught.value.help == help


def test_literal_reads_an_argument_from_its_type():
    assert literal(word("name")) == "name" and literal(IntegerType(3, 3)) == 3
    assert (
        literal(StringType()) is None and literal(IntegerType()) is None and literal(None) is None
    )


def test_check_types_looks_at_the_arguments_too():
    bound = bind(FILTERS["truncate"], [StringType()], {})
    with pytest.raises(FilterError, match="`truncate` wants an integer as `length`, not a string"):
        check_types(FILTERS["truncate"], StringType(), bound)
    check_types(FILTERS["truncate"], UnknownType(), bind(FILTERS["truncate"], [UnknownType()], {}))


def test_what_is_nested_too_deep_is_refused():
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    other = [deep]
    with pytest.raises(FilterError, match="nested too deep"):
        TESTS["eq"].apply(other, other=[[deep]])


def test_a_synonym_stands_for_a_filter_and_is_none():
    assert set(SYNONYMS.values()) <= set(FILTERS)
    assert set(SYNONYMS) & set(FILTERS) == set()
