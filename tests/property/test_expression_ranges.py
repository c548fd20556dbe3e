"""What an expression becomes fits the type that was inferred, for every row that fits its types."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from msgc.evaluate.compiled import compiled
from msgc.evaluate.values import MISSING, OMIT, Env, EvalError
from msgc.infer.scope import row_scope
from msgc.infer.types_of import new_inference
from msgc.source import SourceFile
from msgc.syntax.jinja import parse_text
from msgc.types import Field, ObjectType, StringType, Type, may_be_missing, may_omit
from msgc.values import holds
from tests.property.ranged import FLAGS, Typed, integers, lists, numbers, texts

LOCALES = ("en", "nl", "de")
SMALL = [-3, -1, 0, 1, 2, 3, 7, 10, 100]
REALS = [*SMALL, 0.1, -0.5, 2.5, 9.995, -0.0, 1e16]
COLUMNS: dict[str, st.SearchStrategy[Typed]] = {
    "s": texts(),
    "t": texts(
        st.sampled_from(["", "a", " ", "x  ", "  y", "{{", "ß", "annual", "monthly", "\r\n"])
    ),
    "n": integers(SMALL),
    "m": integers(SMALL),
    "f": numbers(REALS),
    "b": FLAGS,
    "xs": lists(texts()),
    "ns": lists(integers(SMALL)),
    "o": st.builds(lambda k, n: inside(k, n), texts(), integers(SMALL)),
    "p": texts(),
    "q": integers(SMALL),
}
# These may be missing.
OPTIONAL = {"p", "q"}


def inside(name: Typed, count: Typed) -> Typed:
    fields = {
        "k": Field(name.kind),
        "n": Field(count.kind),
        "z": Field(StringType(), optional=True),
    }
    return Typed(ObjectType(fields=fields), {"k": name.value, "n": count.value})


@st.composite
def rows(draw: st.DrawFn) -> tuple[ObjectType, dict[str, object]]:
    """Draw the types of variables, and a row that fits them."""
    drawn = {name: draw(column) for name, column in COLUMNS.items()}
    fields = {name: Field(typed.kind, name in OPTIONAL) for name, typed in drawn.items()}
    missing = draw(st.sets(st.sampled_from(sorted(OPTIONAL))))
    row = {name: typed.value for name, typed in drawn.items() if name not in missing}
    return ObjectType(fields=fields), row


def formed(form: str, *parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Fill a form with drawn expressions."""
    return st.tuples(*parts).map(lambda drawn: form.format(*drawn))


WHOLE = st.deferred(lambda: WHOLES)
TEXT = st.deferred(lambda: TEXTS)
TEST = st.deferred(lambda: TESTS)
LIST = st.sampled_from(
    ["xs", "ns", "[s, t]", "[n, f]", "xs[1:]", "(xs + xs)", "s | list", "xs | sort", "[]"]
)
NUMBER = st.sampled_from(
    ["f", "(f + n)", "(n / 3)", "(f * n)", "(f - 0.1)", "(n / m)", "(f % 7)", "-f"]
)
NUMBER |= st.sampled_from(
    ["(ns | sum)", "f | abs", "f | round", "f | round(1)", "f | round(0, 'ceil')"]
)
WHOLES = st.one_of(
    st.sampled_from(
        [
            "n",
            "m",
            "o.n",
            "(q | default(5))",
            "3",
            "0",
            "-2",
            "ns[0]",
            "(ns | length)",
            "loop.index",
        ]
    ),
    formed("({} + {})", WHOLE, WHOLE),
    formed("({} - {})", WHOLE, WHOLE),
    formed("({} * {})", WHOLE, WHOLE),
    formed("({} // {})", WHOLE, WHOLE),
    formed("({} % {})", WHOLE, WHOLE),
    formed("(-{})", WHOLE),
    formed("({} | abs)", WHOLE),
    formed("({} | length)", TEXT),
    formed("({} if {} else {})", WHOLE, TEST, WHOLE),
    st.sampled_from(
        ["(f | int)", "(ns | max)", "(ns | sum)", "(xs | length)", "loop.revindex0", "loop.length"]
    ),
)
FILTERED = [
    *(
        "upper",
        "lower",
        "title",
        "trim",
        "oneline",
        "plain",
        "e",
        "urlencode",
        "string",
        "striptags",
    ),
    *(
        "truncate(3)",
        "truncate(12)",
        "replace('a', '')",
        "replace(' ', '-')",
        "default('zz', true)",
    ),
    *(
        "reverse",
        "center(9)",
        "indent(2, true)",
        "capitalize",
        "replace(t, s)",
        "truncate(n | abs)",
    ),
]
TEXTS = st.one_of(
    st.sampled_from(
        ["s", "t", "o.k", "'lit'", "(p | default('?'))", "(xs | join(', '))", "xs[0]", "o.z", "i"]
    ),
    formed("({} ~ {})", TEXT, st.one_of(TEXT, WHOLE)),
    formed("({} + {})", TEXT, TEXT),
    formed("({} if {} else {})", TEXT, TEST, TEXT),
    st.tuples(TEXT, st.sampled_from(FILTERED)).map(lambda drawn: f"({drawn[0]} | {drawn[1]})"),
    formed(
        "{}[{}:{}]",
        TEXT,
        st.sampled_from(["", "0", "1", "-3", "n"]),
        st.sampled_from(["", "2", "-1", "m"]),
    ),
    formed("{}[::{}]", TEXT, st.sampled_from(["2", "-1", "-2"])),
    formed("{}[{}]", st.sampled_from(["s", "t", "xs"]), st.sampled_from(["0", "-1", "n", "2"])),
    formed("({} * {})", TEXT, st.sampled_from(["2", "n", "0"])),
    formed("({} or {})", TEXT, TEXT),
    formed("({} and {})", TEXT, TEXT),
    formed("({} | number)", st.one_of(NUMBER, WHOLE)),
    formed("({} | currency('EUR'))", NUMBER),
    formed("({} | plural('item', 'items'))", WHOLE),
    formed("({} | join({}))", LIST, TEXT),
    formed("({} | first)", LIST),
)
PATHS = ["s", "t", "n", "m", "f", "b", "p", "q", "o.k", "o.n", "xs", "ns", "o.z"]
TESTS = st.one_of(
    st.sampled_from([*PATHS, "p is defined", "q is none", "xs is defined", "i", "loop.first"]),
    formed(
        "{} == {}",
        st.sampled_from(["s", "t", "o.k", "p"]),
        st.sampled_from(["''", "'a'", "'annual'"]),
    ),
    formed("{} != {}", st.sampled_from(["s", "t", "p"]), st.sampled_from(["''", "'annual'"])),
    formed(
        "{} {} {}",
        st.sampled_from(["n", "m", "f", "q | default(1)", "o.n", "loop.index"]),
        st.sampled_from(["<", "<=", ">", ">=", "==", "!="]),
        st.sampled_from(["0", "1", "3", "10", "2.5", "-1"]),
    ),
    formed(
        "{} | length {} {}",
        st.sampled_from(["s", "t", "xs", "ns"]),
        st.sampled_from(["<", "<=", ">", ">=", "==", "!="]),
        st.sampled_from(["0", "1", "3", "10"]),
    ),
    formed(
        "{} in {}",
        st.sampled_from(["t", "s"]),
        st.sampled_from(["['annual', 'a']", "xs", "'annual'"]),
    ),
    formed("not ({})", TEST),
    formed("({} and {})", TEST, TEST),
    formed("({} or {})", TEST, TEST),
)
VALUES = st.one_of(TEXTS, WHOLES, NUMBER, LIST, formed("{} if {}", TEXT, TEST))
PIECES = st.one_of(TEXTS, WHOLES).map(lambda expression: f"{{{{ {expression} }}}}")
BODY = st.deferred(lambda: BODIES)
BODIES = st.one_of(
    st.sampled_from(["", " ", "a", "\n", "x  ", "é"]),
    PIECES,
    formed("{{% if {} %}}{}{{% else %}}{}{{% endif %}}", TEST, BODY, BODY),
    formed("{{% if {} %}}{}{{% elif {} %}}{}{{% endif %}}", TEST, BODY, TEST, BODY),
    formed(
        "{{% for i in {} %}}{}{{% else %}}{}{{% endfor %}}",
        st.sampled_from(["xs", "ns"]),
        BODY,
        BODY,
    ),
    formed("{{% for i in {} if {} %}}{}{{% endfor %}}", st.sampled_from(["xs", "ns"]), TEST, BODY),
    formed("{}{}", BODY, BODY),
)
Row = tuple[ObjectType, Mapping[str, object]]


def check(text: str, drawn: Row, locale: str) -> None:
    variables, row = drawn
    source = SourceFile("t", text)
    join, found = parse_text(text, lambda start, end: source.span(start, end))
    assert found == [], found
    is_whole = text.startswith("{{ ") and len(join.parts) == 1
    expr = join.parts[0] if is_whole else join
    inference = new_inference(LOCALES)
    kind = inference.type_of(expr, row_scope(variables, {}))
    if any(fault.is_error for fault in inference.found):
        return
    try:
        value = compiled(expr)(Env(dict(row), locale))
    except EvalError:
        return
    assert fits(kind, value), (text, kind, value, row)


def fits(kind: Type, value: object) -> bool:
    if value is MISSING or value is OMIT:
        return may_be_missing(kind) if value is MISSING else may_omit(kind)
    return holds(kind, value)


@settings(max_examples=200, deadline=None)
@given(VALUES, rows(), st.sampled_from(LOCALES))
def test_values_fit_their_type(expression: str, row: Row, locale: str) -> None:
    check(f"{{{{ {expression} }}}}", row, locale)


@settings(max_examples=200, deadline=None)
@given(BODIES, rows(), st.sampled_from(LOCALES))
def test_texts_fit_their_type(text: str, row: Row, locale: str) -> None:
    check(text, row, locale)
