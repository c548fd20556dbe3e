"""Ranges of declared variables and of expressions, where they are tight."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial

import pytest

from msgc.chars import Spaces
from msgc.evaluate.compiled import compiled
from msgc.evaluate.values import Env, EvalError, truth
from msgc.infer.narrowing import narrowings
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
