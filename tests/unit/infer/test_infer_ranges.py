"""Ranges of declared variables and of expressions, where they are tight."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import product

import pytest

from msgc.chars import Chars, Spaces
from msgc.evaluate.arithmetic import OPERATORS
from msgc.evaluate.compiled import compiled
from msgc.evaluate.values import Env, EvalError, truth
from msgc.facts.formats import FORMATS
from msgc.facts.patterns import ecma
from msgc.infer.formats import FORMAT_TYPES
from msgc.infer.intervals import calculated
from msgc.infer.narrowing import narrowings
from msgc.infer.patterns import pattern_type
from msgc.infer.schema_ranges import integer_type, number_type, string_type
from msgc.infer.scope import row_scope
from msgc.infer.types_of import new_inference
from msgc.source import SourceFile
from msgc.syntax.expr import Join, walk
from msgc.syntax.jinja import parse_text
from msgc.texts import ROW_STRING, words_type
from msgc.types import (
    Field,
    IntegerType,
    ListType,
    NumberType,
    ObjectType,
    StringType,
    Type,
    present,
)
from msgc.values import holds

NAME = replace(ROW_STRING, min_length=1, max_length=10, spaces=Spaces(1, 0))
VARIABLES = ObjectType(
    fields={
        "name": Field(NAME),
        "any": Field(ROW_STRING),
        "note": Field(replace(ROW_STRING, max_length=5), optional=True),
        "plan": Field(words_type(("annual", "monthly", ""))),
        "n": Field(IntegerType(1, 20)),
        "f": Field(NumberType(0.5, 99.5)),
        "xs": Field(ListType(NAME, 2, 5)),
    }
)


def parsed(text: str) -> Join:
    source = SourceFile("t", text)
    join, found = parse_text(text, lambda start, end: source.span(start, end))
    assert found == []
    return join


def inferred(text: str) -> Type:
    return new_inference(("en", "nl")).type_of(parsed(text), row_scope(VARIABLES, {}))


def lengths(text: str) -> tuple[int, int | None]:
    kind = present(inferred(text))
    assert isinstance(kind, StringType)
    return kind.min_length, kind.max_length


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("Hi {{ name }}!", 5, 14),
        ("{{ name }}{{ any }}", 1, None),
        ("{{ n }}", 1, 2),
        ("{{ n * 100 - 1 }}", 2, 4),
        ("{{ n % 4 }}{{ n // 7 }}", 2, 2),
        ("{{ name[:4] }}", 1, 4),
        ("{{ name[2:] }}", 0, 8),
        ("{{ name[-3:] }}", 1, 3),
        ("{{ name[:-1] }}", 0, 9),
        ("{{ name[0] }}", 1, 1),
        ("{{ name[::2] }}", 0, 10),
        ("{{ any | truncate(20) }}", 0, 20),
        ("{{ name | truncate(20) }}", 1, 10),
        ("{% if plan == 'annual' %}{{ plan }}{% else %}-{% endif %}", 1, 6),
        ("{% if plan != 'monthly' %}{{ plan }}{% endif %}", 0, 6),
        ("{% if plan %}{{ plan }}{% else %}no{% endif %}", 2, 7),
        ("{% if note %}{{ note }}{% endif %}", 0, 5),
        ("{% if any | length <= 7 %}{{ any }}{% endif %}", 0, 7),
        ("{{ note | default('none', true) }}", 1, 5),
        ("{{ any if any | length < 3 else name }}", 0, 10),
        ("{% if n > 9 %}{{ n }}{% else %}0{{ n }}{% endif %}", 2, 2),
        ("{% for x in xs %}{{ x }}, {% endfor %}", 6, 60),
        ("{% for x in xs if x %}{{ loop.index }}{% endfor %}", 0, 5),
        ("{{ xs | join(', ') }}", 4, 58),
        ("{{ f | round(1) | number }}", 1, 6),
        ("{{ f | currency('EUR') }}", 5, 7),
    ],
)
def test_lengths_are_tight(text: str, least: int, most: int | None) -> None:
    assert lengths(text) == (least, most)


def test_what_a_filter_tells_of_loop_isnt_the_bodys() -> None:
    text = "{% for x in xs if loop.index > 3 %}{{ 'x' * loop.index }}{% endfor %}"
    inference = new_inference()
    inference.type_of(parsed(text), row_scope(VARIABLES, {}))
    written = list(inference.pieces.values())
    assert min(kind.min_length for kind in written if kind.min_length) == 1
    assert not any(kind.min_length > 1 for kind in written)


CONDITIONS = [
    *(
        f"v {op} {end}"
        for op in ("<", "<=", ">", ">=", "==", "!=")
        for end in ("-1", "0", "2", "1.5")
    ),
    *("v", "not v", "v > 0 and v < 3", "v == 1 or v == 2", "2 > v", "0 == v", "v is defined"),
    *(f"v | length {op} {end}" for op in ("<", "<=", ">", ">=", "==", "!=") for end in (0, 1, 2)),
    *("v == ''", "v != ''", "v == 'ab'", "v != 'ab'", "v == 'zz'", "not (v == 'a')", "v in ['a']"),
]
NARROWED = [
    *(
        (IntegerType(low, high), list(range(-3, 4)))
        for low in (None, -3, 0)
        for high in (None, 0, 3)
    ),
    *(
        (NumberType(low, high), [-1, -0.0, 0.0, 0.5, 1.5, 2])
        for low in (None, -1)
        for high in (None, 2)
    ),
    (words_type(("", "a", "ab")), ["", "a", "ab"]),
    (StringType(max_length=2), ["", "a", "ab", " "]),
    (StringType(), ["", "a", "ab", "abc"]),
    (ListType(IntegerType(), 0, 2), [[], [1], [1, 2]]),
    (ListType(IntegerType()), [[], [1], [1, 2, 3]]),
]


@pytest.mark.parametrize("condition", CONDITIONS)
def test_conditions_tell_the_truth(condition: str) -> None:
    """What a condition leaves of a type still holds each value that it lets pass."""
    test = parsed(f"{{{{ {condition} }}}}").parts[0]
    judge = compiled(test)
    for kind, values in NARROWED:
        for value in filter(partial(holds, kind), values):
            with suppress(EvalError):
                outcome = truth(judge(Env({"v": value}, "en")))
                for each in narrowings(test, outcome):
                    assert holds(each.narrow(kind), value), (kind, value, outcome)


def test_a_slice_may_lay_spaces_open() -> None:
    kind = inferred("{{ (name ~ '  x')[3:] }}")
    assert isinstance(kind, StringType)
    assert holds(kind, "  x")


def test_many_conditions_are_one_pass() -> None:
    """Every expression is visited once, however many conditions stand in a text."""
    text = "{% if name %}{{ n }}{% elif any %}x{% endif %}" * 50
    join, inference = parsed(text), new_inference()
    visited: list[int] = []
    original = inference.type_of
    inference.type_of = lambda expr, scope: visited.append(1) or original(expr, scope)  # type: ignore
    kind = inference.type_of(join, row_scope(VARIABLES, {}))
    assert isinstance(kind, StringType) and kind.max_length == 100
    assert len(visited) <= len(list(walk(join)))


SAMPLES = {
    "date": ["2026-03-31"],
    "datetime": ["2026-03-31T09:30:00Z", "2026-03-31T09:30:00.123456789123+01:00"],
    "uri": ["http://a", "https://u:p@[::1]:80/%20~_*?q#f"],
    "uuid": ["6f4a2c9e-0d0b-4f57-9d0c-5d8a1f7b3e21"],
    "email": ["a@b", f"{'a' * 64}@{'.'.join(['b' * 63] * 3)}.{'c' * 63}", "!#$%&'*+/=?^_`{|}~-@b"],
    "phone": ["+1234567", "+123456789012345"],
}


@pytest.mark.parametrize("name", sorted(FORMAT_TYPES))
def test_formats_hold_their_texts(name: str) -> None:
    is_format = FORMATS["date-time" if name == "datetime" else name]
    for sample in SAMPLES[name]:
        assert is_format(sample) and holds(FORMAT_TYPES[name], sample)
    kind = FORMAT_TYPES[name]
    assert min(map(len, SAMPLES[name])) == kind.min_length
    assert kind.max_length in (None, max(map(len, SAMPLES[name])))


@pytest.mark.parametrize(
    ("pattern", "least", "most", "chars"),
    [
        ("^[A-Z]{2}-[0-9]{3,5}$", 6, 8, Chars.WORD | Chars.DASH),
        ("^(S|M|XL)$", 1, 2, Chars.WORD),
        (r"^\d+$", 1, None, Chars.WORD),
        (r"^\+[1-9]\d{6,14}$", 8, 16, Chars.WORD | Chars.OTHER),
        ("^a?$", 0, 1, Chars.WORD),
        ("^ab$|^c$", 1, 2, Chars.WORD),
        ("^(?:a|b c)*$", 0, None, Chars.WORD | Chars.SPACE),
        ("^(?=.{3}$)[a-z_]*$", 0, None, Chars.WORD | Chars.LINE),
    ],
)
def test_a_pattern_tells_of_length_and_characters(
    pattern: str, least: int, most: int | None, chars: Chars
) -> None:
    kind = pattern_type(pattern)
    assert (kind.min_length, kind.max_length, kind.chars) == (least, most, chars)


@pytest.mark.parametrize(
    ("pattern", "least"),
    [("abc", 3), ("^abc", 3), ("abc$", 3), ("^a|b$", 1), ("", 0), (r"(a)\1", 0)],
)
def test_a_pattern_that_isnt_held_bounds_nothing(pattern: str, least: int) -> None:
    kind = pattern_type(pattern)
    assert (kind.min_length, kind.max_length) == (least, None)
    assert kind.chars == StringType().chars


TEXTS = [
    "",
    "a",
    "ab",
    "AB-123",
    "é",
    "😀",
    "a b",
    "  ",
    "12",
    "_",
    "\n",
    "\u2028",
    "S",
    "XL",
    "+1234567",
]


@pytest.mark.parametrize(
    "pattern",
    [
        r"^\w+$",
        r"^\W$",
        r"^[^a-z]+$",
        r"^\S*$",
        r"^.$",
        r"^[\s\d]*$",
        "^[ -~]*$",
        "^[^\\n]{2,}$",
        "a",
        "^$",
    ],
)
def test_what_a_pattern_matches_fits_its_type(pattern: str) -> None:
    matching = [text for text in TEXTS if ecma(pattern).search(text)]
    assert matching and all(holds(pattern_type(pattern), text) for text in matching)


@pytest.mark.parametrize(
    ("schema", "wanted"),
    [
        ({"minimum": 2.5, "maximum": -0.5 + 8}, IntegerType(3, 7)),
        ({"exclusiveMinimum": 2, "exclusiveMaximum": 5.5}, IntegerType(3, 5)),
        ({"minimum": 1, "maximum": 99, "multipleOf": 10}, IntegerType(10, 90)),
        ({"enum": [4, 2, 9], "minimum": 3}, IntegerType(3, 9)),
        ({"const": 7}, IntegerType(7, 7)),
        ({"minimum": 5, "maximum": 1}, IntegerType()),
    ],
)
def test_schemas_of_integers(schema: dict[str, object], wanted: IntegerType) -> None:
    assert integer_type(schema) == wanted


def test_schemas_of_numbers_and_texts() -> None:
    assert number_type({"exclusiveMinimum": 0, "maximum": 2.5}) == NumberType(0, 2.5)
    assert string_type({"enum": ["a", 1, "bcd"], "maxLength": 2}) == words_type(("a",))
    assert string_type({"const": "ab"}) == words_type(("ab",))
    kind = string_type({"pattern": "^[a-z]{2,9}$", "maxLength": 5, "minLength": 1})
    assert (kind.min_length, kind.max_length, kind.chars) == (2, 5, Chars.WORD)
    assert string_type({"format": "date-time"}).chars == FORMAT_TYPES["datetime"].chars
    assert not holds(string_type({}), "\x00")


ENDS = (None, -3, -1, 0, 2, 5)
RANGES = [
    (low, high) for low in ENDS for high in ENDS if low is None or high is None or low <= high
]


@pytest.mark.parametrize("op", sorted(OPERATORS))
@pytest.mark.parametrize("number", [IntegerType, NumberType])
def test_calculations_stay_in_their_range(
    op: str, number: type[IntegerType] | type[NumberType]
) -> None:
    steps = range(-7, 8) if number is IntegerType else [each / 2 for each in range(-14, 15)]
    for left, right in product(RANGES, RANGES):
        kinds = number(*left), number(*right)
        made = calculated(op, *kinds)
        for a, b in product(*([each for each in steps if holds(kind, each)] for kind in kinds)):
            with suppress(ZeroDivisionError):
                value = OPERATORS[op](a, b)
                assert isinstance(value, complex) or holds(made, value), (op, left, right, a, b)


@pytest.mark.parametrize(
    ("op", "left", "right", "wanted"),
    [
        ("*", IntegerType(2, 3), IntegerType(-1, 5), IntegerType(-3, 15)),
        ("*", IntegerType(2, None), IntegerType(3, 4), IntegerType(6, None)),
        ("//", IntegerType(10, 99), IntegerType(10, 10), IntegerType(1, 9)),
        ("%", IntegerType(), IntegerType(7, 7), IntegerType(0, 6)),
        ("/", IntegerType(1, 9), IntegerType(2, 4), NumberType(0.25, 4.5)),
        ("-", NumberType(0.5, 1), IntegerType(1, 1), NumberType(-0.5, 0)),
        ("+", NumberType(2**53, None), NumberType(1, 1), NumberType()),
        ("+", IntegerType(10**400, None), NumberType(1.0, 1.0), NumberType()),
    ],
)
def test_calculations_are_tight(op: str, left: Type, right: Type, wanted: Type) -> None:
    assert calculated(op, left, right) == wanted  # type: ignore[arg-type]
