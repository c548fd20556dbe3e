"""What both the reference and the fast copy do with the line break that ends a block of text."""

from __future__ import annotations


def without_final_break(text: str) -> str:
    """Return a text without one final line break."""
    return text.removesuffix("\n").removesuffix("\r") if text.endswith("\n") else text
