"""Types with ranges, and values that fit them: both ends of each range, and the nasty ones."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import strategies as st

from msgc.chars import ANY_CHARS
from msgc.joins import join
from msgc.texts import words_type
from msgc.types import (
    BooleanType,
    Field,
    IntegerType,
    ListType,
    NumberType,
    ObjectType,
    StringType,
    Type,
)

NASTY = [
    *("", " ", "  ", "a", "ß", "ΐ", "İ", "ŉ", "K", "Σ", "ﬁx", "e\u0301", "a   b", "  x ", "x    "),
    *(
        "👩‍👩‍👧‍👦",
        "🇳🇱🇧🇪",
        "👍🏽 ok",
        "\u2028",
        "a\r\nb",
        "a\rb\r",
        "\n",
        "\r",
        "a\n\n  b\n",
        "\t",
        "a \t b",
    ),
    *("{{", "{% if %}", "{# x #}", "%", "%s", "50%", "***", "_a_", "~x~", "`c`", "a*b*c", "*-*-*"),
    *(
        "<b>",
        "&",
        "&amp;",
        "<!-- -->",
        "&#32;&#10;",
        "a&b<c>'\"",
        "&nbsp",
        "/a/b?c=d&e",
        "http://x.nl/é",
    ),
    *(
        "\u200b",
        "\u202e!",
        "\x00",
        "\x1f",
        "\u2003",
        "\xa0a\xa0",
        "中文字",
        "𝒳𝒴",
        "word " * 9,
        "x" * 40,
    ),
    *("0", "-7", "1e5", "٣", "0x1f", "2026-01-02", "2000-02-29", "2026-12-31T23:59:59.999999Z"),
    *(
        "0001-01-01",
        "9999-12-31T00:00:00-23:59",
        "12:30",
        "00:00:59.9999",
        "a.b-c d(e[f",
        "ab\x0bc",
    ),
]
INTEGERS = [
    0,
    1,
    2,
    3,
    5,
    9,
    10,
    12,
    99,
    100,
    101,
    999,
    1000,
    12345,
    10**6,
    2**53,
    2**53 + 1,
    10**20,
]
FLOATS = [
    0.0,
    -0.0,
    0.1,
    0.5,
    0.9996,
    1.5,
    2.5,
    2.675,
    9.995,
    99.5,
    999.9995,
    1e15,
    1e16,
    1e22,
    5e-324,
    1e300,
]
WHOLES = [sign * number for number in INTEGERS for sign in (1, -1)]
NUMBERS = [*WHOLES, *(sign * number for number in FLOATS for sign in (1, -1))]

TEXTS = st.sampled_from(NASTY) | st.text(
    st.sampled_from("ab Z0.-_~*`%&</\t\n\réßİΣŉ\u0301\u200d\u2028\u200b😀🏽🇳"), max_size=12
)


@dataclass(frozen=True)
class Typed:
    """A value, and a type that it fits."""

    kind: Type
    value: object


@st.composite
def texts(draw: st.DrawFn, among: st.SearchStrategy[str] = TEXTS) -> Typed:
    """Draw a text of a type whose ranges are those of some texts, or wider."""
    words = draw(st.lists(among, min_size=1, max_size=4, unique=True))
    return Typed(draw(_loosened(words_type(words))), draw(st.sampled_from(words)))


@st.composite
def _loosened(draw: st.DrawFn, kind: StringType) -> StringType:
    if draw(st.booleans()):
        return kind
    changes: dict[str, object] = {"max_length": None, "spaces": None, "min_length": 0}
    changes |= {"solid": False, "chars": ANY_CHARS}
    wider = draw(st.sets(st.sampled_from(sorted(changes))))
    return replace(kind, enum=None, **{name: changes[name] for name in wider})


def _ranged(draw: st.DrawFn, values: list[float]) -> tuple[float | None, float | None, float]:
    drawn = sorted(draw(st.lists(st.sampled_from(values), min_size=1, max_size=3)))
    low = None if draw(st.integers(0, 4)) == 0 else drawn[0]
    high = None if draw(st.integers(0, 4)) == 0 else drawn[-1]
    return low, high, draw(st.sampled_from(drawn))


@st.composite
def integers(draw: st.DrawFn, values: list[int] = WHOLES) -> Typed:
    low, high, value = _ranged(draw, values)
    return Typed(IntegerType(low, high), value)


@st.composite
def numbers(draw: st.DrawFn, values: list[float] = NUMBERS) -> Typed:
    low, high, value = _ranged(draw, values)
    return Typed(NumberType(low, high), value)


def literals(values: list[object]) -> st.SearchStrategy[Typed]:
    """Draw an argument as it is most often written."""
    return st.sampled_from(values).map(literal)


def literal(value: object) -> Typed:
    if isinstance(value, str):
        return Typed(words_type((value,)), value)
    return Typed(IntegerType(value, value), value)


FLAGS = st.booleans().map(lambda value: Typed(BooleanType(), value))


@st.composite
def lists(draw: st.DrawFn, among: st.SearchStrategy[Typed], least: int = 0) -> Typed:
    """Draw a list of values that share a type."""
    item = draw(among)
    others = draw(st.lists(among, max_size=2))
    kinds = [item.kind, *(each.kind for each in others)]
    value = [each.value for each in (item, *others)] if len(set(map(type, kinds))) == 1 else []
    value = value * draw(st.integers(0, 3))
    kind = kinds[0]
    for other in kinds[1:]:
        kind = join(kind, other)
    low = draw(st.sampled_from([0, len(value)]))
    high = draw(st.sampled_from([None, len(value), len(value) + 3]))
    return Typed(ListType(kind, low, high), value)


@st.composite
def objects(draw: st.DrawFn) -> Typed:
    """Draw an object with a text, an integer and maybe a note."""
    name, count = draw(texts()), draw(integers([0, 1, 7, 20]))
    fields = {"k": Field(name.kind), "n": Field(count.kind), "note": Field(StringType(), True)}
    value = {"k": name.value, "n": count.value}
    return Typed(ObjectType(fields=fields), value | draw(st.sampled_from([{}, {"note": "x"}])))
