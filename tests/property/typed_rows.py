"""Rows that fit a message's `vars`: both ends of every range, and what people's data is like."""

from __future__ import annotations

from hypothesis import strategies as st

from msgc.chars import CONTROL_PATTERN
from msgc.prove.patterns import matching_texts
from msgc.types import (
    BooleanType,
    IntegerType,
    ListType,
    NumberType,
    ObjectType,
    StringType,
    Type,
)

# Longer than any platform's text.
UNBOUNDED_TEXT = 4200
UNBOUNDED_LIST = 30
FAR = 10**9
PIECES = (
    *(
        "ß",
        "ΐ",
        "İ",
        "ŉ",
        "👩\u200d👩\u200d👧",
        "e\u0301",
        "\u2028",
        "\r\n",
        "{{",
        "}}",
        "{% if %}",
    ),
    *(
        "a",
        "Z",
        " ",
        "     ",
        "\t",
        "*",
        "_",
        "~",
        "`",
        "%",
        "/",
        "?",
        "&",
        "#",
        "é",
        "𝒳",
        '"',
        "\\",
    ),
)
FORMATS = {
    "date": st.dates().map(str),
    "datetime": st.datetimes().map(lambda when: f"{when.isoformat()}Z"),
    "uuid": st.uuids().map(str),
    "phone": st.from_regex(r"\A\+[1-9][0-9]{6,14}\Z"),
    "uri": st.sampled_from(
        ("https://a.example/x", "http://b.example/" + "y" * 300, "https://c.example?q=1#*_~")
    ),
    "email": st.sampled_from(("a@example.com", "b" * 60 + "@example.com")),
}


def texts(kind: StringType) -> st.SearchStrategy[str]:
    """Texts of a type: mostly at one end of its range."""
    if kind.enum is not None:
        return st.sampled_from(kind.enum)
    if kind.pattern is not None:
        return st.sampled_from(matching_texts(kind.pattern, kind.min_length, kind.max_length))
    if kind.format is not None:
        return FORMATS[kind.format]
    most = UNBOUNDED_TEXT if kind.max_length is None else kind.max_length
    lengths = st.sampled_from(sorted({kind.min_length, min(kind.min_length + 1, most), most}))
    seeds = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)
    return st.builds(_stretched, seeds, lengths)


def _stretched(seed: str, length: int) -> str:
    text = (seed * (length // len(seed) + 1))[:length]
    return CONTROL_PATTERN.sub("c", text)


def values(kind: Type) -> st.SearchStrategy[object]:
    """Values of a type, as a row holds them."""
    if isinstance(kind, StringType):
        return texts(kind)
    if isinstance(kind, BooleanType):
        return st.booleans()
    if isinstance(kind, IntegerType):
        return st.sampled_from((_end(kind.minimum, -FAR), _end(kind.maximum, FAR)))
    if isinstance(kind, NumberType):
        low, high = _end(kind.minimum, -FAR), _end(kind.maximum, FAR)
        return st.sampled_from((low, high, low + (high - low) / 3))
    if isinstance(kind, ListType):
        most = UNBOUNDED_LIST if kind.max_items is None else kind.max_items
        sizes = st.sampled_from((kind.min_items, most))
        return sizes.flatmap(lambda n: st.lists(values(kind.item), min_size=n, max_size=n))
    if isinstance(kind, ObjectType):
        return rows(kind)
    return st.none()


def _end(bound: float | None, far: int) -> float:
    return far if bound is None else bound


def rows(kind: ObjectType) -> st.SearchStrategy[dict[str, object]]:
    """Rows of a type; what may be missing is there or not."""
    needed = {n: values(f.type) for n, f in kind.fields.items() if not (f.optional or _has(f))}
    extra = {n: values(f.type) for n, f in kind.fields.items() if f.optional or _has(f)}
    return st.fixed_dictionaries(needed, optional=extra)


def _has(field: object) -> bool:
    return getattr(field, "default", None) is not None
