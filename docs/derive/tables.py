"""Markdown of tables and the like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_CODE = re.compile(r"(`+[^`]+`+)")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; a cell's bars and line breaks are kept from ending it."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(map(cell, line))} |\n" for line in lines)


def cell(text: str) -> str:
    """Return a text that fits a cell. A bar in code ends none, and would keep its backslash."""
    parts = _CODE.split(text.replace("\n", " "))
    return "".join(part if part[:1] == "`" else part.replace("|", "\\|") for part in parts)


def code(text: str) -> str:
    """Return a text as code, whatever backticks are in it."""
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def fenced(text: str, language: str = "text") -> str:
    """Return a block."""
    return f"```{language}\n{text.rstrip()}\n```\n"


def listed(words: Iterable[str]) -> str:
    """Return names as code, with commas."""
    return ", ".join(map(code, words))
