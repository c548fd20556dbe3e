import pytest

from msgc.filters import FILTERS, TESTS, FilterError

PEOPLE = [{"name": "bo", "age": 3}, {"name": "Al", "age": 3}, {"name": "cy"}]


def apply(name, value, /, *rest, **arguments):
    return FILTERS[name].apply(value, *rest, **arguments)


def test_first_of_nothing_is_missing():
    assert apply("first", []) is None
    assert apply("max", []) is None


def test_map_reads_attributes_and_applies_filters_in_the_rows_locale():
    assert apply("map", PEOPLE, attribute="name", locale="en") == ["bo", "Al", "cy"]
    assert apply("map", PEOPLE, attribute="age", default=0, locale="en") == [3, 3, 0]
    assert apply("map", ["a"], "b", "c", name="replace", locale="en") == ["a"]
    assert apply("map", [1234.5], 2, name="number", locale="nl") == ["1.234,50"]


@pytest.mark.parametrize(
    ("rest", "arguments", "sentence"),
    [
        ((), {"attribute": "age"}, "no `age` in entry 3"),
        ((), {"name": "uper"}, "no filter `uper`"),
        ((), {"name": "first"}, "takes a list or a string, not an object"),
        ((), {}, "either a filter's name or an `attribute`"),
        ((1, 2), {"name": "upper"}, "takes no arguments"),
        ((), {"name": "upper", "default": "x"}, "only beside `attribute`"),
    ],
)
def test_map_says_what_is_wrong(rest, arguments, sentence):
    with pytest.raises(FilterError, match=sentence):
        apply("map", PEOPLE, *rest, locale="en", **arguments)


def test_a_mistyped_name_gets_a_suggestion():
    with pytest.raises(FilterError) as caught:
        apply("map", PEOPLE, name="uper", locale="en")
    assert caught.value.help == "Did you mean `upper`?"


def test_select_and_reject():
    assert apply("select", [0, 1, 2, 3], test="odd") == [1, 3]
    assert apply("reject", [0, 1, ""]) == [0, ""]
    assert apply("select", [1, 5], 2, test="gt") == [5]
    assert apply("selectattr", PEOPLE, attribute="age", test="defined") == PEOPLE[:2]
    assert apply("rejectattr", PEOPLE, attribute="age") == PEOPLE[2:]
    with pytest.raises(FilterError, match="`selectattr` finds no `age` in entry 3"):
        apply("selectattr", PEOPLE, 2, attribute="age", test="gt")


def test_sort_is_stable_and_takes_several_attributes():
    assert apply("sort", PEOPLE[:2], attribute="age") == PEOPLE[:2]
    assert apply("sort", PEOPLE[:2], attribute="age,name") == [PEOPLE[1], PEOPLE[0]]


@pytest.mark.parametrize("name", ["sort", "min", "max"])
def test_mixed_types_have_no_order(name):
    with pytest.raises(FilterError, match="can't order a number and a string"):
        apply(name, [1, "a"])
    with pytest.raises(FilterError, match="can't order objects"):
        apply(name, [{}, {}])


def test_sum_adds_from_left_to_right_and_refuses_the_rest():
    assert apply("sum", [0.1] * 10) == 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1
    assert apply("sum", [{"p": 1}, {"p": 2}], attribute="p", start=10) == 13
    for bad in ([True], ["1"], [1e308, 1e308], [10**400]):
        with pytest.raises(FilterError):
            apply("sum", bad)


def test_join_writes_strings_and_integers_only():
    assert apply("join", ["a", 1], d=", ") == "a, 1"
    with pytest.raises(FilterError, match="can't write a number as text"):
        apply("join", [1.5])


def test_unique_refuses_what_has_no_key():
    with pytest.raises(FilterError, match="can't compare a list"):
        apply("unique", [[1]])


def test_tests_take_what_they_can_judge():
    assert TESTS["undefined"].apply(None) and TESTS["none"].apply(None)
    assert not TESTS["number"].apply(True)
    assert TESTS["in"].apply("a", seq={"a": 1}) and not TESTS["in"].apply(1, seq={"a": 1})
    for name, value, arguments in (
        ("even", 1.5, {}),
        ("divisibleby", 1, {"num": 0}),
        ("gt", 1, {"other": "a"}),
        ("in", 1, {"seq": "abc"}),
        ("lower", [], {}),
        ("even", None, {}),
    ):
        with pytest.raises(FilterError):
            TESTS[name].apply(value, **arguments)
