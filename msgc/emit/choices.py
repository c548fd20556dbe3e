"""Literal texts, and one of two values by a test: where both are literal, nothing is escaped."""

from __future__ import annotations

from dataclasses import replace
from json import dumps

from msgc.emit.domain import TEXT
from msgc.emit.source import Code, columns_of


def text_literal(text: str) -> Code:
    """Return the code of a literal text."""
    return Code(repr(text), TEXT, most=len(text), json=_written(text))


def _written(text: str) -> str | None:
    """Return the expression of a text's JSON, None for a lone surrogate, which has none."""
    try:
        return repr(dumps(text, ensure_ascii=False)[1:-1].encode())
    except UnicodeEncodeError:
        return None


def chosen(then: Code, test: Code, other: Code) -> Code:
    """Return the code of the first of two values where a test is true, else of the second."""
    made = either(f"({then.text} if {test.text} else {other.text})", then, other, test)
    if then.json is None or other.json is None:
        return made
    return replace(made, json=f"({then.json} if {test.text} else {other.json})")


def either(text: str, first: Code, second: Code, *more: Code) -> Code:
    """Return the code of one of two values; `more` are conditions that are looked at too."""
    most, times = max(first.most, second.most), max(first.times, second.times)
    columns = columns_of((first, second, *more))
    return Code(text, first.classes | second.classes, columns, most, times)
