"""Expressions on rows: what is missing, what is refused, what is bounded."""

from __future__ import annotations

import json

import pytest

from msgc.evaluate.compiled import compiled
from msgc.evaluate.values import MAX_ROUNDS, MISSING, OMIT, Budget, Env, EvalError
from msgc.source import SourceFile
from msgc.syntax.jinja import parse_scalar, parse_text
from msgc.syntax.nodes import Mapping
from msgc.syntax.yaml_nodes import parse_yaml

ROW = {
    "s": "a",
    "e": "",
    "n": 7,
    "f": 2.5,
    "b": True,
    "l": [1, 2],
    "o": {"x": {"y": "z"}},
    "nil": None,
}


def value(text: str, row: dict | None = None, env: Env | None = None) -> object:
    tree, _ = parse_yaml(SourceFile("t", f"a: {json.dumps(text)}"))
    assert isinstance(tree, Mapping)
    expr, found = parse_scalar(tree.get("a"))
    assert found == []
    return compiled(expr)(env or Env(dict(ROW if row is None else row), "en"))


def refusal(text: str) -> EvalError:
    with pytest.raises(EvalError) as caught:
        value(text)
    return caught.value


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [
        ("{{ n }}", 7),
        ("{{ f }}", 2.5),
        ("{{ b }}", True),
        ("{{ l }}", [1, 2]),
        ("{{ o.x }}", {"y": "z"}),
        ("{{ o.x.y }}", "z"),
        ("{{ o['x']['y'] }}", "z"),
        ("{{ l[0] }} ", "1 "),
        ("{{ l[-1] }}", 2),
        ("{{ s[0:1] }}", "a"),
        ("{{ nil }}", MISSING),
        ("{{ gone }}", MISSING),
        ("{{ gone.x.y }}", MISSING),
        ("{{ o.gone.y }}", MISSING),
        ("{{ l[9] }}", MISSING),
        ("{{ none }}", MISSING),
        ("{{ 'x' if gone }}", MISSING),
        ("{{ omit }}", OMIT),
        ("{{ gone | default(omit) }}", OMIT),
        ("{{ gone.x | default('d') }}", "d"),
        ("{{ e | default('d') }}", ""),
        ("{{ e | default('d', true) }}", "d"),
        ("{{ gone is defined }}", False),
        ("{{ gone is undefined }}", True),
        ("{{ nil is none }}", True),
        ("{{ gone or s }}", "a"),
        ("{{ e or 'x' }}", "x"),
        ("{{ s and n }}", 7),
        ("{{ not gone }}", True),
        ("{{ 1 < n < 9 }}", True),
        ("{{ n == 7.0 }}", True),
        ("{{ 2 in l }}", True),
        ("{{ 'a' in 'cat' }}", True),
        ("{{ 'x' not in o }}", False),
        ("{{ n // 2 }}", 3),
        ("{{ n % 4 }}", 3),
        ("{{ -n + 1 }}", -6),
        ("{{ s + 'b' }}", "ab"),
        ("{{ 'ab' * 2 }}", "abab"),
        ("{{ l + [3] }}", [1, 2, 3]),
        ("{{ s ~ n }}", "a7"),
        ("{{ {'k': n}.k }}", 7),
        ("{% for i in l %}{{ i }}{% endfor %}", "12"),
        ("{% for k, v in [['a', 1]] %}{{ k }}{{ v }}{% endfor %}", "a1"),
        ("{% for i in l if i > 1 %}{{ loop.index }}{{ loop.length }}{% endfor %}", "11"),
    ],
)
def test_values(expression: str, wanted: object) -> None:
    found = value(expression)
    assert found == wanted
    assert type(found) is type(wanted)


@pytest.mark.parametrize(
    ("expression", "code", "words"),
    [
        ("x{{ gone }}", "MSG217", "gone"),
        ("x{{ f }}", "MSG208", "f"),
        ("x{{ b }}", "MSG208", "b"),
        ("x{{ l }}", "MSG208", "l"),
        ("x{{ o }}", "MSG208", "o"),
        ("x{{ omit }}", "MSG219", "omit"),
        ("{{ gone + 1 }}", "MSG217", "gone"),
        ("{{ s + 1 }}", "MSG207", "s + 1"),
        ("{{ b + 1 }}", "MSG207", "b + 1"),
        ("{{ s < 1 }}", "MSG207", "s < 1"),
        ("{{ s.x }}", "MSG204", "x"),
        ("{{ s.upper }}", "MSG204", "upper"),
        ("{{ n // 0 }}", "MSG217", "n // 0"),
        ("{{ 1 in n }}", "MSG207", "1 in n"),
        ("{{ 'a' * 10000000 }}", "MSG216", "'a' * 10000000"),
        ("{{ 10 ** 5000 }}", "MSG216", "10 ** 5000"),
        ("{% for i in s %}{% endfor %}", "MSG207", "s"),
        ("{{ -s }}", "MSG207", "-s"),
    ],
)
def test_refusals(expression: str, code: str, words: str) -> None:
    error = refusal(expression)
    assert (error.code, error.span.text) == (code, words)


def test_all_loops_spend_one_budget() -> None:
    env = Env({"l": [1] * 10}, "en", Budget(25))
    once = "{% for i in l %}{% endfor %}"
    assert value(once * 2, env=env) == ""
    assert env.budget.rounds == 5
    with pytest.raises(EvalError, match="too often"):
        value(once, env=env)


def test_inner_loops_spend_it_too() -> None:
    env = Env({"l": [1] * 10}, "en")
    value("{% for i in l %}{% for j in l %}{% endfor %}{% endfor %}", env=env)
    assert env.budget.rounds == MAX_ROUNDS - 110


def test_a_row_is_left_as_it_was() -> None:
    row = {"l": [3, 1, 2], "i": "outer"}
    assert value("{% for i in l | sort %}{{ i }}{% endfor %}{{ i }}", row) == "123outer"
    assert row == {"l": [3, 1, 2], "i": "outer"}


def test_text_is_never_evaluated_twice() -> None:
    assert value("x{{ s }}", {"s": "{{ 1 + 1 }}"}) == "x{{ 1 + 1 }}"


def test_positions_survive_a_long_text() -> None:
    source = SourceFile("t", "ab {{ gone }}")
    join, _ = parse_text(source.text, source.span)
    with pytest.raises(EvalError) as caught:
        compiled(join)(Env({}, "en"))
    assert (caught.value.span.start, caught.value.span.end) == (6, 10)
