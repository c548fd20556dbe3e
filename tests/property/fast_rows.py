"""Rows of a message's declared types, made at random: usual ones, edges, and bad ones."""

from __future__ import annotations

import re
from functools import cache
from random import Random

from msgc.types import (
    BooleanType,
    IntegerType,
    ListType,
    NumberType,
    ObjectType,
    OptionalType,
    StringType,
    Type,
    present,
)

WORDS = (
    *("Ann", "Straße", "é", "e\u0301", "👩‍👩‍👧", "🇹🇷", "\u2028", "\u2029x", '"', "\\", "\\u0000"),
    *("\\n", "/", "<b>&amp;</b>", "{{ x }}", "{% raw %}", "*_~`", "  ", "a\nb", "a\r\nb\n", "\tq"),
    *("İı", "ﬁ", "ŉ", "", "0", "-1", "x" * 70, "日本語", "\xa0", "\u200b", "null", '","', '"}\n'),
    *("%s", "'", "\ufeff"),
)
LOCALES = (None, "", "nl", "nl-BE", "en", "de", "EN_gb", "fa", "nonsense", "pt-BR")
FORMATS = {
    "phone": ("+31612345678", "+12025550112", "+8612345678901"),
    "date": ("2026-11-25", "2024-02-29", "0001-01-01", "9999-12-31"),
    "datetime": ("2026-11-25T10:00:00Z", "2026-11-25T23:59:60Z", "2026-01-01T00:00:00.123+05:30"),
    "uri": (
        *("https://www.example.com/a?b=c&d=%20#e", "http://a.b/", "HTTPS://Example.com/x.PNG"),
        *("https://10.0.0.1/x.jpg", "http://localhost/a.png", "https://example.com/a.mp3"),
    ),
    "uuid": ("94b1e6d0-3f7a-4c28-8e55-d20a6c9f1b37", "0A6F2D9C-71E8-4B45-9C13-8D5E7F0B2A64"),
    "email": ("ann@example.com", "a.b+c@x.co"),
}
NUMBERS = (0, 1, -1, 0.0, -0.0, 1.5, 89.3, 1e21, 1e-7, 12345678901234567890, 2**70, 10**400, 1e308)
CLASS = re.compile(r"(\[[^\]]+\])(?:\{([0-9]+)(?:,([0-9]+))?\})?|(.)")
BAD = (None, 1, 1.0, True, "x", "", [], {}, [None], {"a": 1}, "\x00", "x" * 5000, -(2**63), 1e300)


def row_of(kind: ObjectType, rng: Random, bad: float = 0.0) -> dict[str, object]:
    """Return a row that fits a type, but where a value is bad with a probability."""
    row = _object(kind, rng, bad)
    locale = rng.choice(LOCALES)
    if locale is not None and rng.random() < 0.6:
        row.setdefault("locale", locale)
    return row


def _value(kind: Type, rng: Random, bad: float) -> object:
    if rng.random() < bad:
        return rng.choice(BAD)
    kind = present(kind)
    if isinstance(kind, ObjectType):
        return _object(kind, rng, bad)
    if isinstance(kind, ListType):
        most = 6 if kind.max_items is None else kind.max_items
        count = rng.randint(min(kind.min_items, most), min(most, kind.min_items + 3))
        return [_value(kind.item, rng, bad) for _ in range(count)]
    return _scalar(kind, rng)


def _scalar(kind: Type, rng: Random) -> object:
    if isinstance(kind, StringType):
        return _text(kind, rng)
    if isinstance(kind, IntegerType):
        return _clamped(int(rng.choice(NUMBERS[:6])), rng.randint(-5, 60), kind, rng)
    if isinstance(kind, NumberType):
        return _clamped(rng.choice(NUMBERS), round(rng.uniform(-5, 3000), 2), kind, rng)
    return rng.random() < 0.5 if isinstance(kind, BooleanType) else rng.choice(BAD)


def _clamped(edge: float, usual: float, kind: IntegerType | NumberType, rng: Random) -> float:
    value = edge if rng.random() < 0.1 else usual
    low = value if kind.minimum is None else max(value, kind.minimum)
    return low if kind.maximum is None else min(low, kind.maximum)


def _object(kind: ObjectType, rng: Random, bad: float) -> dict[str, object]:
    made: dict[str, object] = {}
    for name, declared in kind.fields.items():
        lacks = declared.optional or isinstance(declared.type, OptionalType) or declared.default
        if not (lacks and rng.random() < 0.4):
            made[name] = _value(declared.type, rng, bad)
        elif rng.random() < 0.3:
            made[name] = None
    return made


def _text(kind: StringType, rng: Random) -> str:
    if kind.enum is not None:
        return rng.choice(kind.enum)
    if kind.format in FORMATS:
        return rng.choice(FORMATS[kind.format])
    if kind.pattern is not None:
        return matching(kind.pattern, rng)
    text = "".join(rng.choice(WORDS) for _ in range(rng.randint(0, 3)))
    most = len(text) if kind.max_length is None else kind.max_length
    return text.ljust(kind.min_length, "x")[:most]


@cache
def _pieces(pattern: str) -> list[tuple[str, int, int]]:
    """Return the letters that may stand at each place of a simple pattern, and how often."""
    printable = "".join(map(chr, range(33, 127)))
    return [
        ("".join(re.findall(letters, printable)), int(least or 1), int(most or least or 1))
        if letters
        else (literal, 1, 1)
        for letters, least, most, literal in CLASS.findall(pattern.strip("^$"))
    ]


def matching(pattern: str, rng: Random) -> str:
    """Return a text that matches a pattern of literals and classes with counts."""
    made = ""
    for letters, least, most in _pieces(pattern):
        made += "".join(rng.choice(letters) for _ in range(rng.randint(least, most)))
    return made
