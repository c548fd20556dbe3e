"""What a document holds besides JSON's values: expressions, and lists written on one line."""

from __future__ import annotations

import re

from msgc.records import dataclass

_OPENING_MARK = re.compile(r"\{[{%#]")


@dataclass(frozen=True, slots=True)
class Expression:
    """A text that is Jinja, and is written as it is."""

    text: str


@dataclass(frozen=True, slots=True)
class OneLine:
    """A list of numbers that is written on one line: `[52.37, 4.89]`."""

    items: tuple[int | float, ...]


OMIT = Expression("{{ omit }}")

Document = object
"""A dict, list, str, number, boolean, None, `Expression` or `OneLine`; a str is literal text."""


def escaped(text: str) -> str:
    """Return the text with each opening mark of Jinja written as an expression."""
    return _OPENING_MARK.sub(lambda mark: "{{ '" + mark[0] + "' }}", text)


def has_marks(text: str) -> bool:
    """Tell whether literal text would be taken for Jinja."""
    return _OPENING_MARK.search(text) is not None
