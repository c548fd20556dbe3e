"""The files of the page: its style sheet, its script, its icon."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def asset(name: str) -> str:
    """Return the text of a file of the page. Raises OSError for a name that isn't one's."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8")
