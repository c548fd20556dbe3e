"""The quick way to read Jinja whose every expression is a name: `{{ name }}`, `{{ order.id }}`.

Most texts hold no other, and Jinja takes long to be imported and longer to read one. What this way
reads is what Jinja makes of it; anything else it declines.
"""

from __future__ import annotations

import re

from msgc.late import regex
from msgc.syntax.expr import Expr, Field, Name, Text
from msgc.syntax.jinja_spans import Locate

_MARK = regex(r"\{[{%#]")
# One name and a few of its fields: so many that they are nested too deep are Jinja's to refuse.
_PATH = regex(r"\{\{\s*([A-Za-z_]\w*(?:\.[A-Za-z]\w*){0,9})\s*\}\}", re.ASCII)
# Names that are values, operators or signs of something longer.
WORDS = frozenset(
    ("true", "false", "none", "True", "False", "None", "not", "and", "or", "if", "else", "is", "in")
)


def read_names(text: str, locate: Locate) -> tuple[Expr, ...] | None:
    """Return the parts of a text; None where it holds more than names and their fields."""
    parts: list[Expr] = []
    start = 0
    while mark := _MARK.search(text, start):
        path = _PATH.match(text, mark.start())
        if path is None or not WORDS.isdisjoint(path[1].split(".")):
            return None
        if mark.start() > start:
            parts.append(_literal(text, start, mark.start(), locate))
        parts.append(_named(path, locate))
        start = path.end()
    if start < len(text):
        parts.append(_literal(text, start, len(text), locate))
    return tuple(parts)


def _literal(text: str, start: int, end: int, locate: Locate) -> Text:
    return Text(locate(start, end), text[start:end])


def _named(path: re.Match[str], locate: Locate) -> Expr:
    start = path.start(1)
    name, *fields = path[1].split(".")
    end = start + len(name)
    found: Expr = Name(locate(start, end), name)
    for field in fields:
        start, end = end + 1, end + 1 + len(field)
        span = locate(start, end)
        found = Field(found.span.to(span), found, field, span)
    return found
