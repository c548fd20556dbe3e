"""Our evaluation of texts against plain Jinja, on the ground that both share.

Jinja's undefined values, its `trim_blocks` and its floats are not ours; the texts here hold none.
Tag lines are emulated by writing every tag with the words around it, on one line.
"""

from __future__ import annotations

import jinja2
from hypothesis import given, settings
from hypothesis import strategies as st

from msgc.evaluate.compiled import compiled
from msgc.evaluate.values import Env
from msgc.source import SourceFile
from msgc.syntax.jinja import parse_text

PLAIN = jinja2.Environment(undefined=jinja2.StrictUndefined, keep_trailing_newline=True)
ROW = {
    "a": "Ann",
    "b": "  two words ",
    "e": "",
    "n": 7,
    "z": 0,
    "yes": True,
    "no": False,
    "xs": ["x", "y", "z"],
    "ns": [3, 1, 2],
    "bare": [],
    "o": {"name": "Bob", "inner": {"k": "v"}, "list": ["p", "q"]},
}

TEXTS = st.sampled_from(["a", "b", "e", "o.name", "o.inner.k", "'lit'", '"q"', "o['name']"])
LISTS = st.sampled_from(["xs", "ns", "bare", "o.list", "['l', 'm']"])
NUMBERS = st.sampled_from(
    ["n", "z", "3", "-2", "ns[0]", "xs | length", "(n + 1)", "n * 2", "n % 4"]
)
FILTERS = st.sampled_from(
    [
        "upper",
        "lower",
        "title",
        "capitalize",
        "trim",
        "length",
        "reverse",
        "string",
        "replace('n', 'm')",
        "default('d')",
        "default('d', true)",
        "center(9)",
        "wordcount",
        "e",
    ]
)
LIST_FILTERS = st.sampled_from(["join", "join(', ')", "length", "first", "last", "sort | join"])


def piped(parts: tuple[str, list[str]]) -> str:
    return " | ".join([parts[0], *parts[1]])


TEXT_EXPRS = st.tuples(TEXTS, st.lists(FILTERS, max_size=1)).map(piped)
LIST_EXPRS = st.tuples(st.sampled_from(["xs", "o.list"]), LIST_FILTERS).map(" | ".join)
CONDITIONS = st.one_of(
    st.sampled_from(["yes", "no", "a", "e", "z", "n", "xs", "bare", "o"]),
    st.tuples(NUMBERS, st.sampled_from(["<", "<=", ">", "==", "!="]), NUMBERS).map(" ".join),
    st.tuples(TEXTS, st.sampled_from(["==", "!=", "<", "in"]), TEXTS).map(" ".join),
    st.sampled_from(["'x' in xs", "2 not in ns", "a is defined", "n is even", "a is string"]),
)
LOGIC = st.recursive(
    CONDITIONS,
    lambda inner: st.one_of(
        inner.map(lambda c: f"not ({c})"),
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(
            lambda t: f"({t[0]}) {t[1]} ({t[2]})"
        ),
    ),
    max_leaves=4,
)
CHOICES = st.tuples(TEXTS, LOGIC, TEXTS).map(lambda t: f"{t[0]} if {t[1]} else {t[2]}")
JOINED = st.tuples(TEXTS, NUMBERS).map(lambda t: f"{t[0]} ~ ({t[1]})")
PIECES = st.one_of(TEXT_EXPRS, LIST_EXPRS, NUMBERS, CHOICES, JOINED).map(lambda e: f"{{{{ {e} }}}}")
WORDS = st.text("ab \n.{}%<&é😀", max_size=6).map(
    lambda t: t.replace("{", "(").replace("}", ")").replace("%", "‰")
)
LOOPED = st.sampled_from(["{{ i }}", "{{ loop.index }}", "{{ loop.first and 1 or 2 }}", ", ", "-"])


def looped(parts: tuple[str, str, list[str]]) -> str:
    name, test, body = parts
    return f"<{{% for i in {name}{test} %}}x{''.join(body)}y{{% else %}}none{{% endfor %}}>"


LOOPS = st.tuples(
    LISTS,
    st.sampled_from(["", " if i", " if i is string", " if i in xs"]),
    st.lists(LOOPED, max_size=3),
)


def conditional(parts: tuple[str, str, str]) -> str:
    test, then, other = parts
    return f"<{{% if {test} %}}x{then}y{{% else %}}z{other}{{% endif %}}>"


TEMPLATES = st.recursive(
    st.one_of(WORDS, PIECES, LOOPS.map(looped)),
    lambda inner: st.one_of(
        st.tuples(LOGIC, inner, inner).map(conditional),
        st.lists(inner, max_size=4).map("".join),
    ),
    max_leaves=8,
)


def ours(text: str) -> str:
    source = SourceFile("t", text)
    join, found = parse_text(text, lambda start, end: source.span(start, end))
    assert found == [], found
    return compiled(join)(Env(dict(ROW), "en"))


@settings(max_examples=600, deadline=None)
@given(TEMPLATES)
def test_texts_are_jinjas(text: str) -> None:
    assert ours(text) == PLAIN.from_string(text).render(ROW)


def test_the_ground_is_wide_enough() -> None:
    text = "{% for i in xs if i != 'x' %}{{ loop.index }}{{ i }}{% else %}-{% endfor %}"
    assert PLAIN.from_string("{{ xs | join }}").render(ROW) == ours("{{ xs | join }}") == "xyz"
    assert ours(text) == PLAIN.from_string(text).render(ROW) == "1y2z"
