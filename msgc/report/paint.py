"""Colour for a terminal, by plain ANSI codes; without colour the text itself."""

from __future__ import annotations

from collections.abc import Callable

# The codes of ECMA-48's "select graphic rendition".
STYLES = {"error": "1;31", "warning": "1;33", "strong": "1", "frame": "34", "good": "1;32"}

Paint = Callable[[str, str], str]


def painter(color: bool) -> Paint:
    """Return the function that paints a text in one of `STYLES`."""
    return _painted if color else _plain


def _painted(text: str, style: str) -> str:
    return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if text else text


def _plain(text: str, style: str) -> str:
    return text
