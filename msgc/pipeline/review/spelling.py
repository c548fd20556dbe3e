"""Texts that look alike and are written in other characters, told apart by their code points."""

from __future__ import annotations

import re
import unicodedata

from msgc.report.cells import to_cells

# Joiners and the selectors of emoji or text style are characters that nobody sees.
_UNSEEN = re.compile("[\u034f\u200c\u200d\ufe00-\ufe0f]")


def look_alike(before: str, after: str) -> bool:
    """Tell whether two texts are drawn the same, though they aren't.

    So are letters with an accent of their own beside them (Unicode's canonical equivalence, UAX
    #15), and texts with characters between theirs that nobody sees.
    """
    return before != after and _looks(before) == _looks(after)


def spelled(text: str) -> str:
    """Return a text with the code points in place of what could be written in other ones."""
    pieces = (text[cell.start : cell.end] for cell in to_cells(text))
    return "".join(_escaped(each) if _is_odd(each) else each for each in pieces)


def _looks(text: str) -> str:
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def _is_odd(piece: str) -> bool:
    return _looks(piece) != piece


def _escaped(piece: str) -> str:
    return "".join(char if char.isascii() else _code(ord(char)) for char in piece)


def _code(number: int) -> str:
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"
